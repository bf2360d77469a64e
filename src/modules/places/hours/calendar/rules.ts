import { weekdayOf } from '../rules.ts';
import type { HolidayYear } from './contract.ts';

type Days = Pick<HolidayYear, 'holidays' | 'workdays'>;

/**
 * The first day that cannot be right: outside its year (New Year's holiday may begin in December before), backwards, of two
 * holidays, or a workday that is no weekend day, is a holiday, or stands twice.
 */
export function badDayIn({ year, holidays, workdays }: HolidayYear): string | undefined {
  const inYear = (day: string) => `${year - 1}-12-25` <= day && day <= `${year}-12-31`;
  const sorted = [...holidays].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [nth, { from, to }] of sorted.entries()) {
    if (!inYear(from)) return from;
    if (!inYear(to) || to < from) return to;
    if (nth > 0 && from <= sorted[nth - 1]!.to) return from;
  }
  return workdays.find(
    (day, nth) =>
      !inYear(day) ||
      weekdayOf(day) < 6 ||
      workdays.indexOf(day) < nth ||
      holidays.some(({ from, to }) => from <= day && day <= to),
  );
}

const DATE = String.raw`(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日`;
const ASIDE = String.raw`(?:[（(][^）)]*[）)])?`;
const UNTIL = String.raw`(?:(?:至|-|—|到)(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日${ASIDE})?`;
const OFF = new RegExp(`${DATE}${ASIDE}${UNTIL}放假`);
const NAME = /([\u4e00-\u9fff]{1,4}[节旦](?:、[\u4e00-\u9fff]{1,4}节)*)\s*[：:]/g;

/**
 * What the text of a State Council notice says of `year`, as it is pasted: each holiday has its name and a colon before it,
 * `2月15日（…）至23日（…）放假`, `2月14日（周六）、2月28日（周六）上班`. What cannot be read is left out: a person looks it over.
 */
export function readNotice(text: string, year: number): Days {
  const names = [...text.matchAll(NAME)];
  const parts = names.map(({ index, 1: name = '' }, nth) => ({
    name,
    said: text.slice(index, names[nth + 1]?.index ?? text.length),
  }));
  return {
    holidays: parts.flatMap(({ name, said }) => {
      const found = OFF.exec(said);
      if (!found) return [];
      const [, fromYear, month = '', day = '', toYear, toMonth = month, toDay = day] = found;
      const first = written(fromYear ?? year, month, day);
      const sameOrNext = toYear ?? (Number(toMonth) < Number(month) ? year : (fromYear ?? year));
      return [{ name, from: first, to: written(sameOrNext, toMonth, toDay) }];
    }),
    workdays: parts.flatMap(({ said }) => workdaysIn(said, year)),
  };
}

/** The dates that stand right before 上班. */
function workdaysIn(said: string, year: number): string[] {
  const before = new RegExp(`(?:${DATE.replaceAll('(\\d', '(?:\\d')}${ASIDE}[、，和]?)+(?:正常)?上班`, 'g');
  const dates = new RegExp(DATE, 'g');
  return [...said.matchAll(before)].flatMap(([list]) =>
    [...list.matchAll(dates)].map(([, ofYear, month = '', day = '']) => written(ofYear ?? year, month, day)),
  );
}

function written(year: number | string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
