import {
  attendee,
  CONSENSUS_WORDS,
  dayInWords,
  presence,
  type MeetingRecords,
} from '../../minutes/texts/draft.ts';
import { linesOf, numeral, type Block, type Paper } from '../rules.ts';
import { signers } from './notice.ts';

export interface WrittenSection {
  readonly kind: string;
  readonly heading: string;
  readonly text: string;
}

export interface MinutesFacts {
  readonly records: MeetingRecords;
  readonly sections: readonly WrittenSection[];
  /** `YYYY-MM-DD` of the issue; null before. */
  readonly issuedOn: string | null;
  /** Whether the units have the draft. */
  readonly circulated: boolean;
}

/** The minutes (会议纪要): what was written, what was agreed as a table, who took part. A draft is called one. */
export function minutesPaper({ records, sections, issuedOn, circulated }: MinutesFacts): Paper {
  const title = `${records.title}纪要`;
  const stage = issuedOn ? null : circulated ? '（会签稿）' : '（草稿）';
  const numbered = sections.filter(({ kind }) => kind !== 'opening');
  const { present, observing, absent } = presence(records);
  return {
    title,
    blocks: [
      { kind: 'mark', text: `${records.body}纪要` },
      { kind: 'number', text: `${records.year}年第${records.ordinal}次会议` },
      { kind: 'title', text: title },
      ...(stage ? [{ kind: 'note', text: stage } as const] : []),
      ...sections.filter(({ kind }) => kind === 'opening').flatMap(({ text }) => written(text)),
      ...numbered.flatMap(({ heading, text }, at): Block[] => [
        { kind: 'head', level: 1, text: `${numeral(at + 1)}、${heading}` },
        ...written(text),
      ]),
      ...agreed(records, numbered.length + 1),
      ...names('出席：', present, { apart: true }),
      ...names('请假：', absent),
      ...names('列席：', observing),
      { kind: 'sign', who: signers(records), day: issuedOn ? dayInWords(issuedOn) : '　　年　　月　　日' },
      {
        kind: 'foot',
        copies: records.units.map(({ name }) => name).join('、'),
        issuer: signers(records)[0]!,
        day: issuedOn ? `${dayInWords(issuedOn)}印发` : '　年　月　日印发',
      },
    ],
  };
}

/** Typed lines as they are: a number in them is the writer's. */
function written(text: string): Block[] {
  return linesOf(text).map((line) => ({ kind: 'para', text: line }));
}

function names(
  label: string,
  who: MeetingRecords['attendance'],
  more: { readonly apart?: boolean } = {},
): Block[] {
  return who.length === 0 ? [] : [{ kind: 'names', label, text: who.map(attendee).join('、'), ...more }];
}

function agreed({ items, consensus }: MeetingRecords, at: number): Block[] {
  if (items.length === 0) return [];
  const preliminary = items.some((item) => item.consensus === 'preliminary');
  return [
    { kind: 'head', level: 1, text: `${numeral(at)}、议定事项分工表` },
    ...(consensus === 'preliminary' || preliminary
      ? [{ kind: 'para', text: PRELIMINARY } as const]
      : consensus === 'none'
        ? [{ kind: 'para', text: CONSENSUS_WORDS.none } as const]
        : []),
    {
      kind: 'grid',
      columns: [11, 31, 31, 22, 27, 15, 19],
      head: ['序号', '事项', '措施', '牵头', '配合', '责任人', '时限'],
      rows: items.map((item, index) => [
        String(index + 1),
        item.consensus === 'preliminary' ? `${item.text}（初步共识）` : item.text,
        item.measure,
        item.lead,
        item.supports.join('、') || '—',
        item.owner ?? '待明确',
        item.dueOn ? dayInWords(item.dueOn).replace('年', '年\n') : '待定',
      ]),
      rowHeight: 9,
      size: 10.5,
    },
  ];
}

const PRELIMINARY =
  '会议达成的是初步共识：下表中注明“初步共识”的事项，时限和责任人可以待定，由牵头单位进一步研究后报联席会议。';
