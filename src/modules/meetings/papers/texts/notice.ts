import { dayInWords, momentInWords, type MeetingRecords } from '../../minutes/texts/draft.ts';
import { linesOf, numeral, paragraphs, type Block, type Paper } from '../rules.ts';

const OPEN = '待定';
/** Whom it is to; not the sentence that leads to its points. */
const TO = /^(?!.*如下)[^。]{2,400}[:：]$/;
const DAY = /^\d{4}年\d{1,2}月\d{1,2}日$/;
/** 附注, below the day: whom to call. */
const NOTE = /^（.+）$/;
const ENCLOSED = /^附件[:：]/;

/**
 * The notice (通知). Its text is the officer's; a first line 关于……的通知 is its title, a second one that ends in a colon
 * whom it is to, lines from 附件： on what is enclosed, and a last line with a day who signs it and when (a line in brackets
 * below it stays there). Without a text it tells what is on record.
 */
export function noticePaper(records: MeetingRecords, today: string): Paper {
  const lines = linesOf(records.noticeText ?? fromRecords(records));
  const title = /^关于.+的通知$/.test(lines[0] ?? '') ? lines.shift()! : `关于召开${records.title}的通知`;
  const to = TO.test(lines[0] ?? '') ? lines.shift()!.replace(/:$/, '：') : '各成员单位：';
  const note = NOTE.test(lines.at(-1) ?? '') && DAY.test(lines.at(-2) ?? '') ? lines.pop()! : null;
  const signed = DAY.test(lines.at(-1) ?? '') ? lines.pop()! : null;
  const last = lines.at(-1) ?? '';
  const who = signed && !/[。；：]$/.test(last) && lines.length > 1 ? lines.pop()!.split(/[　\s]+/) : null;
  const day = signed ?? dayInWords(records.noticed?.day ?? today);
  return {
    title,
    blocks: [
      ...(records.noticeNo ? [{ kind: 'number', text: records.noticeNo } as const] : []),
      { kind: 'title', text: title },
      { kind: 'to', text: to },
      ...body(lines),
      { kind: 'sign', who: who ?? signers(records), day, ...(note ? { note } : {}) },
    ],
  };
}

/** The text; the names of what is enclosed stand below one another (§7.3.4). */
function body(lines: readonly string[]): Block[] {
  const at = lines.findIndex((line) => ENCLOSED.test(line));
  if (at < 0) return paragraphs(lines.join('\n'));
  const names = lines.slice(at).map((line) => line.replace(ENCLOSED, '').trim());
  return [
    ...paragraphs(lines.slice(0, at).join('\n')),
    ...names.filter(Boolean).map((text, nth): Block => ({
      kind: 'names',
      label: nth === 0 ? '附件：' : '　　　',
      text,
      apart: nth === 0,
    })),
  ];
}

/** The government office calls the meeting, with the union that prepares it. */
export function signers({ office, union }: MeetingRecords): string[] {
  return office ? [office, union] : [union];
}

function fromRecords(records: MeetingRecords): string {
  const time = records.starts ? momentInWords(records.starts) : OPEN;
  const chair = `${records.chairTitle ?? ''}${records.chairName ?? ''}` || OPEN;
  const names = (...seats: string[]): string =>
    records.units.flatMap(({ name, seat }) => (seats.includes(seat) ? name : [])).join('、');
  const observers = names('observer');
  return [
    `定于${time}召开${records.title}。现将有关事项通知如下：`,
    '一、时间',
    time,
    '二、地点',
    records.venue ?? OPEN,
    '三、主持人',
    chair,
    '四、议题',
    ...(records.topics.length === 0 ? [OPEN] : records.topics.map(topicLine)),
    '五、参会单位',
    `成员单位：${names('office', 'member') || OPEN}。`,
    ...(observers ? [`列席单位：${observers}。`] : []),
  ].join('\n');
}

function topicLine({ title, unit, reporter }: MeetingRecords['topics'][number], at: number): string {
  const by = unit ?? reporter;
  return `（${numeral(at + 1)}）${title}${by ? `（${by}）` : ''}。`;
}
