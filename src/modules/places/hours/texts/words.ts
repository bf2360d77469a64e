import type { DayRule, Hours, Span, Week } from '../contract.ts';
import type { DayReason, HoursFault } from '../rules.ts';

type Locale = 'zh' | 'en';

const WORDS = {
  zh: {
    days: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    to: '至',
    and: '、',
    every: '每天',
    comma: '，',
    semicolon: '；',
    unknown: '开放时间还不清楚',
    closed: '休息',
    allDay: '全天',
    always: '24 小时开放',
    next: '次日 ',
    season: (name: string, from: string, to: string, text: string) => `${name}（${from}至${to}）${text}`,
    date: (month: number, day: number) => `${month}月${day}日`,
    holidays: '法定节假日',
    swapped: '调休上班日',
    usual: '照常',
    as: (day: string) => `同${day}`,
    by: {
      week: '按每周的时间',
      season: (name: string) => `按“${name}”的时间`,
      swapped: '调休上班日',
    },
    inSeason: (season: string, day: string) => `“${season}”的${day}`,
  },
  en: {
    days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    to: '–',
    and: ', ',
    every: 'Daily',
    comma: ', ',
    semicolon: '; ',
    unknown: 'Hours not known',
    closed: 'closed',
    allDay: 'all day',
    always: 'Open 24 hours',
    next: 'next day ',
    season: (name: string, from: string, to: string, text: string) => `${name} (${from} to ${to}): ${text}`,
    date: (month: number, day: number) => `${day} ${MONTHS[month - 1]}`,
    holidays: 'public holidays',
    swapped: 'exchanged workdays',
    usual: 'as usual',
    as: (day: string) => `as on ${day}`,
    by: {
      week: 'by the weekly hours',
      season: (name: string) => `by the hours of “${name}”`,
      swapped: 'a weekend day worked in exchange',
    },
    inSeason: (season: string, day: string) => `${day} of “${season}”`,
  },
} as const;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** As the notices name them; one period may be two at once, with 、 between. */
const HOLIDAYS: Readonly<Record<string, string>> = {
  元旦: 'New Year’s Day',
  春节: 'Spring Festival',
  清明节: 'Qingming',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
};

/** The name of a holiday; one that has no English name here keeps its own. */
export function holidayName(name: string, locale: Locale): string {
  if (locale === 'zh') return name;
  return name
    .split('、')
    .map((one) => HOLIDAYS[one] ?? one)
    .join(' and ');
}

/**
 * The pattern in one line: `周一至周五 8:00–18:00，周六、周日休息；法定节假日休息`. That exchanged workdays count as a Monday goes
 * without saying.
 */
export function hoursInWords(hours: Hours | null, locale: Locale): string {
  const words = WORDS[locale];
  if (!hours) return words.unknown;
  const { week, seasons, holidays, swapped } = hours;
  const parts = [
    weekInWords(week, locale),
    ...seasons.map((one) =>
      words.season(
        one.name,
        dateWords(one.from, locale),
        dateWords(one.to, locale),
        weekInWords(one.week, locale),
      ),
    ),
    phrase(words.holidays, dayRuleInWords(holidays, locale)),
  ];
  if (swapped.as !== 'weekday' || swapped.day !== 1)
    parts.push(phrase(words.swapped, dayRuleInWords(swapped, locale)));
  return parts.join(words.semicolon);
}

/** A week in one line, days of equal hours together. */
export function weekInWords(week: Week, locale: Locale): string {
  const words = WORDS[locale];
  const groups = new Map<string, number[]>();
  for (const [nth, spans] of week.entries()) {
    const text = spansInWords(spans, locale);
    groups.set(text, [...(groups.get(text) ?? []), nth]);
  }
  if (groups.size > 1)
    return [...groups].map(([text, days]) => phrase(daysInWords(days, locale), text)).join(words.comma);
  const [[text = ''] = []] = groups;
  return text === words.allDay ? words.always : phrase(words.every, text);
}

/** `8:00–12:00、14:00–次日 2:00`; all day, or closed. */
export function spansInWords(spans: readonly Span[], locale: Locale): string {
  const words = WORDS[locale];
  if (spans.length === 0) return words.closed;
  return spans
    .map(({ from, to }) => {
      if (from === '00:00' && (to === '24:00' || to === '00:00')) return words.allDay;
      return `${bare(from)}–${to <= from ? words.next : ''}${bare(to)}`;
    })
    .join(words.and);
}

function dayRuleInWords(rule: DayRule, locale: Locale): string {
  const words = WORDS[locale];
  switch (rule.as) {
    case 'usual':
      return words.usual;
    case 'closed':
      return words.closed;
    case 'weekday':
      return words.as(words.days[rule.day - 1]!);
    case 'spans':
      return spansInWords(rule.spans, locale);
  }
}

/** Why a day is as it is. */
export function reasonInWords(reason: DayReason, locale: Locale): string {
  const { by } = WORDS[locale];
  switch (reason.by) {
    case 'week':
      return by.week;
    case 'season':
      return by.season(reason.name);
    case 'holiday':
      return holidayName(reason.name, locale);
    case 'swapped':
      return by.swapped;
  }
}

/** Where hours overlap, for the sentence that says so. */
export function faultInWords(fault: Exclude<HoursFault, { readonly at: 'seasons' }>, locale: Locale): string {
  const words = WORDS[locale];
  if (fault.at !== 'week') return words[fault.at];
  const day = words.days[fault.day - 1]!;
  return fault.season === null ? day : words.inSeason(fault.season, day);
}

/** Days, Monday 0: three or more in a row as a stretch. */
function daysInWords(days: readonly number[], locale: Locale): string {
  const { days: names, to, and } = WORDS[locale];
  const runs: [number, number][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last?.[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  return runs
    .flatMap(([first, last]) => {
      if (last - first > 1) return [`${names[first]}${to}${names[last]}`];
      return first === last ? [names[first]] : [names[first], names[last]];
    })
    .join(and);
}

/** In Chinese no space stands between two words, but one before a number. */
function phrase(what: string, text: string): string {
  return /^[\u4e00-\u9fff]/.test(text) ? `${what}${text}` : `${what} ${text}`;
}

function dateWords(date: string, locale: Locale): string {
  return WORDS[locale].date(Number(date.slice(0, 2)), Number(date.slice(3)));
}

/** `08:00` → `8:00`. */
function bare(clock: string): string {
  return clock.replace(/^0/, '');
}
