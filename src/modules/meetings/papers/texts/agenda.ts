import { dayInWords, momentInWords, type MeetingRecords } from '../../minutes/texts/draft.ts';
import { numeral, type Block, type Paper } from '../rules.ts';

const OPEN = '待定';

/** The agenda (议程): what last meeting agreed comes first. */
export function agendaPaper(records: MeetingRecords): Paper {
  const title = `${records.title}议程`;
  const chair = `${records.chairTitle ?? ''}${records.chairName ?? ''}` || OPEN;
  const points: readonly Block[][] = [carried(records), ...records.topics.map(point)];
  return {
    title,
    blocks: [
      { kind: 'title', text: title },
      { kind: 'names', label: '时间：', text: records.starts ? momentInWords(records.starts) : OPEN },
      { kind: 'names', label: '地点：', text: records.venue ?? OPEN },
      { kind: 'names', label: '主持：', text: chair },
      ...points.flatMap(([first, ...rest], at) => [
        { ...first!, text: `${numeral(at + 1)}、${(first as { text: string }).text}` } as Block,
        ...rest,
      ]),
    ],
  };
}

function carried({ carried: items }: MeetingRecords): Block[] {
  if (items.length === 0)
    return [
      { kind: 'head', level: 1, text: '上次会议议定事项办理情况' },
      { kind: 'para', text: '没有未办结的事项。' },
    ];
  return [
    { kind: 'head', level: 1, text: '听取上次会议议定事项办理情况' },
    ...items.map(({ text, lead, dueOn }, at): Block => ({
      kind: 'para',
      text: `（${numeral(at + 1)}）${text.replace(/[。；]$/, '')}（牵头：${lead}${dueOn ? `，时限${dayInWords(dueOn)}` : ''}）。`,
    })),
  ];
}

/** What is done with a topic, unless its title says it already, and what its unit does. */
const VERBS = { relay: '传达', report: '听取汇报：', discuss: '讨论：' } as const;
const DOES = { relay: '传达', report: '汇报', discuss: '介绍' } as const;

function point({ kind, title, unit, reporter }: MeetingRecords['topics'][number]): Block[] {
  const by = [unit, reporter].filter(Boolean).join('　');
  return [
    {
      kind: 'head',
      level: 1,
      text: title.startsWith(VERBS[kind].slice(0, 2)) ? title : `${VERBS[kind]}${title}`,
    },
    ...(by ? [{ kind: 'para', text: `${DOES[kind]}：${by}` } as const] : []),
  ];
}
