import { civilDate, wallClock } from '#kernel/time';

/** What a notice is made from; all of it is on record. */
export interface NoticeFacts {
  readonly title: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly venue: string | null;
  readonly chair: string | null;
  /** How many items of earlier meetings are to be heard first. */
  readonly carried: number;
  readonly topics: readonly { readonly title: string; readonly by: string | null }[];
  readonly members: readonly string[];
  readonly observers: readonly string[];
  /** Civil date by which units answer. */
  readonly answerBy: string | null;
  readonly phone: string | null;
  /** Who signs: the government office and the union. */
  readonly signed: readonly string[];
  readonly today: string;
}

const NUMBERS = '一二三四五六七八九十';
const WEEKDAYS = '日一二三四五六';

/** 1 → 一, 12 → 十二, 20 → 二十. */
export function inChinese(count: number): string {
  if (count <= 10) return NUMBERS[count - 1] ?? String(count);
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  return `${tens === 1 ? '' : NUMBERS[tens - 1]}十${ones === 0 ? '' : NUMBERS[ones - 1]}`;
}

/** `2026-12-01` → 2026年12月1日. */
export function dayInChinese(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 2026年12月1日（星期二）09:00—11:00; 待定 where it is open. */
export function timeInChinese(from: Date | null, until: Date | null): string {
  if (from === null) return '待定';
  const date = civilDate(from);
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  return `${dayInChinese(date)}（星期${weekday}）${wallClock(from)}${until ? `—${wallClock(until)}` : ''}`;
}

/** A 通知 as the records give it; the officer edits it before it is sent. Paragraphs are lines. */
export function draftNotice(facts: NoticeFacts): string {
  const { title, members, observers, answerBy, phone } = facts;
  const agenda = [
    facts.carried > 0
      ? `上次会议议定事项落实情况（${facts.carried} 项）`
      : '上次会议议定事项落实情况（没有未了的事项）',
    ...facts.topics.map((topic) => (topic.by ? `${topic.title}（${topic.by}）` : topic.title)),
  ].map((line, at) => `（${inChinese(at + 1)}）${line}`);
  const sections: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    ['时间', [timeInChinese(facts.startsAt, facts.endsAt)]],
    ['地点', [facts.venue ?? '待定']],
    ['主持人', [facts.chair ?? '待定']],
    ['议题', agenda],
    [
      '参会单位',
      [
        members.length > 0 ? `成员单位：${members.join('、')}。` : '成员单位：待定。',
        ...(observers.length > 0 ? [`列席单位：${observers.join('、')}。`] : []),
        '请各单位负责同志参加。',
      ],
    ],
    [
      '回执和要求',
      [
        `请${answerBy ? `于${dayInChinese(answerBy)}前` : '在会前'}打开本单位的专用链接，确认收到通知，填写参会人员。不能参会的，请写明原因。`,
        '承担上次会议议定事项的单位，请准备落实情况；没有完成的，请说明原因。',
        `链接只供本单位使用，请不要转发。${phone ? `联系电话：${phone}。` : ''}`,
      ],
    ],
  ];
  return [
    `关于召开${title}的通知`,
    '各成员单位：',
    `定于${timeInChinese(facts.startsAt, null)}召开${title}。现将有关事项通知如下：`,
    ...sections.flatMap(([heading, lines], at) => [`${inChinese(at + 1)}、${heading}`, ...lines]),
    facts.signed.join('　'),
    dayInChinese(facts.today),
  ].join('\n');
}
