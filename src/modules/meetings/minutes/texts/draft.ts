import type {
  ATTENDANCE_ROLES,
  ATTENDANCE_STATES,
  Consensus,
  ItemState,
  SEATS,
  TOPIC_KINDS,
} from '../../contract.ts';
import { numeral } from '../../papers/rules.ts';

/** An instant as a sheet of paper tells it, Asia/Shanghai. */
export interface Moment {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** `HH:MM`. */
  readonly time: string;
}

export interface RecordedItem {
  readonly text: string;
  readonly measure: string;
  readonly lead: string;
  readonly supports: readonly string[];
  readonly owner: string | null;
  /** `YYYY-MM-DD`. */
  readonly dueOn: string | null;
  readonly consensus: 'preliminary' | 'full';
  readonly state: ItemState;
}

/** What is on record of a meeting: all that its documents are made from. Plain data, so that it can be kept as issued. */
export interface MeetingRecords {
  readonly body: string;
  /** The union that prepares it. */
  readonly union: string;
  /** The government office; null where the body has none. */
  readonly office: string | null;
  readonly year: number;
  readonly ordinal: number;
  readonly title: string;
  readonly starts: Moment | null;
  readonly ends: Moment | null;
  readonly venue: string | null;
  readonly chairName: string | null;
  readonly chairTitle: string | null;
  readonly noticeNo: string | null;
  readonly noticeText: string | null;
  readonly noticed: Moment | null;
  readonly consensus: Consensus | null;
  readonly conclusion: string | null;
  readonly units: readonly { readonly name: string; readonly seat: (typeof SEATS)[number] }[];
  readonly attendance: readonly {
    readonly unit: string;
    readonly role: (typeof ATTENDANCE_ROLES)[number];
    readonly person: string | null;
    readonly title: string | null;
    readonly state: (typeof ATTENDANCE_STATES)[number];
  }[];
  readonly topics: readonly {
    readonly id: string;
    readonly kind: (typeof TOPIC_KINDS)[number];
    readonly title: string;
    readonly unit: string | null;
    readonly reporter: string | null;
  }[];
  /** Open items of earlier meetings, and what this one heard of them. */
  readonly carried: readonly (RecordedItem & { readonly said: string | null })[];
  readonly items: readonly RecordedItem[];
}

const WEEKDAYS = '日一二三四五六';

/** `2026-12-01` → 2026年12月1日. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** 2026年12月1日（星期二）上午9:30. */
export function momentInWords({ day, time }: Moment): string {
  const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()];
  const hour = Number(time.slice(0, 2));
  const part = hour < 12 ? '上午' : hour < 18 ? '下午' : '晚上';
  return `${dayInWords(day)}（星期${weekday}）${part}${hour}:${time.slice(3)}`;
}

const ITEM_WORDS: Readonly<Record<ItemState, string>> = {
  assigned: '已交办，尚未接受',
  accepted: '已接受',
  disputed: '牵头单位有异议',
  in_progress: '正在办理',
  reported: '已报结果，待核实',
  verified: '已核实',
  closed: '已办结',
  deferred: '已延期',
  failed: '未办成',
};

/** Honest wording: a preliminary consensus is called one. */
export const CONSENSUS_WORDS: Readonly<Record<Consensus, string>> = {
  none: '会议就所议事项未达成共识。',
  preliminary: '会议达成初步共识，有待进一步研究确定。',
  full: '会议达成共识。',
};

const came = ({ state }: MeetingRecords['attendance'][number]): boolean =>
  state === 'present' || state === 'deputy';

/** Who takes the chair as it was: the chair in the list of those present, else as announced. */
export function chairOf(records: MeetingRecords): string | null {
  const seat = records.attendance.find((one) => one.role === 'chair' && came(one));
  const name = seat?.person ?? records.chairName;
  const title = seat?.person ? seat.title : (seat?.title ?? records.chairTitle);
  return `${title ?? ''}${name ?? ''}` || null;
}

/** A unit and who came for it: 区财政局（张某，副局长）. */
export function attendee({ unit, person, title }: MeetingRecords['attendance'][number]): string {
  const who = [person, title].filter(Boolean).join('，');
  return who ? `${unit}（${who}）` : unit;
}

/** Who took part, sat in, and did not come, as the minutes list them. */
export function presence(records: MeetingRecords) {
  const { attendance } = records;
  const seated = attendance.filter(({ role }) => role !== 'observer' && role !== 'guest');
  const beside = attendance.filter(({ role }) => role === 'observer' || role === 'guest');
  return {
    present: seated.filter(came),
    observing: beside.filter(came),
    absent: attendance.filter(({ state }) => state === 'absent' || state === 'not_coming'),
    members: attendance.filter((one) => one.role === 'member' && came(one)).length,
  };
}

/** The section that says when, where, under whom and with whom. */
export function openingText(records: MeetingRecords): string {
  const { present, observing, members } = presence(records);
  const when = records.starts ? `${momentInWords(records.starts)}，` : '';
  const where = records.venue ? `在${records.venue}` : '';
  const chair = chairOf(records);
  const union = present.some(({ role }) => role === 'union') ? `${records.union}负责同志出席会议。` : '';
  const units = members > 0 ? `${members}个成员单位参加会议。` : '';
  const beside = observing.length > 0 ? `${observing.map(({ unit }) => unit).join('、')}列席会议。` : '';
  return `${when}${where}召开${records.title}。${chair ? `${chair}主持会议。` : ''}${union}${units}${beside}`;
}

/** What became of the items of earlier meetings: the first thing that a meeting hears. */
export function carriedText({ carried }: Pick<MeetingRecords, 'carried'>): string {
  if (carried.length === 0) return '没有上次会议结转的议定事项。';
  const lines = carried.map((item, at) => {
    const due = item.dueOn ? `，时限${dayInWords(item.dueOn)}` : '，未定时限';
    const said = item.said ? item.said.replace(/[。；]?$/, '。') : '';
    return `（${numeral(at + 1)}）${item.text}（牵头单位：${item.lead}${due}）：${ITEM_WORDS[item.state]}。${said}`;
  });
  return ['会议首先听取了上次会议议定事项办理情况。', ...lines].join('\n');
}

/** The beginning of the section of a topic. */
export function topicText({ kind, title, unit, reporter }: MeetingRecords['topics'][number]): string {
  if (kind === 'relay') {
    const what = title.replace(/^传达/, '');
    return `会议传达了${what.includes('《') ? what : `“${what}”`}。`;
  }
  if (kind === 'discuss') return `会议讨论了“${title}”。`;
  return `会议听取了${[unit, reporter].filter(Boolean).join('')}关于“${title}”的汇报。`;
}

/** How far the meeting agreed, in its own words, and on how many things. */
export function conclusionText(records: MeetingRecords): string {
  const words = records.consensus ? CONSENSUS_WORDS[records.consensus] : '';
  const items = records.items.map(
    ({ text, lead }, at) => `（${numeral(at + 1)}）${text.replace(/[。；]$/, '')}（牵头单位：${lead}）。`,
  );
  return [
    [words, records.conclusion ?? ''].filter(Boolean).join(''),
    ...(items.length > 0 ? ['会议议定：', ...items] : []),
  ]
    .filter(Boolean)
    .join('\n');
}

export const HEADINGS = { opening: '会议概况', carried: '上次会议议定事项办理情况', conclusion: '会议结论' };
