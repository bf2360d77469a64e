import type { Output } from '#kernel/contract';
import type { Hours, listExceptions, Span, Week } from '#places/hours/contract';
import type { getHolidays } from '../../hours/calendar/contract.ts';
import {
  openTimes,
  overlapping,
  ruleOn,
  type Calendar,
  type DayReason,
  type Exception,
  type Plan,
  type Stretch,
} from '../../hours/rules.ts';

export type ExceptionView = Output<typeof listExceptions>['items'][number];
type Years = Output<typeof getHolidays>['years'];

const DAY_MS = 86_400_000;
const WORKING: readonly Span[] = [{ from: '09:00', to: '17:00' }];

/** What the editor begins with where nobody knows the hours: a suggestion, which counts only once it is saved. */
export const SUGGESTED: Hours = {
  week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day < 6 ? [...WORKING] : [])),
  seasons: [],
  holidays: { as: 'closed' },
  swapped: { as: 'weekday', day: 1 },
};

export const WHOLE_DAY: Span = { from: '00:00', to: '24:00' };

/** The week with other hours on some days, 0 = Monday. */
export function withDays(week: Week, days: readonly number[], spans: readonly Span[]): Week {
  return week.map((old, nth) => (days.includes(nth) ? spans.map((span) => ({ ...span })) : old));
}

/** The stretch that a further press adds: after the last one, an hour later, if the day has room for it. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1);
  if (!last) return { ...WORKING[0]! };
  const hour = Number(last.to.slice(0, 2)) + 1;
  const proposed = { from: clockAt(hour * 60), to: clockAt(Math.min(hour + 3, 24) * 60) };
  return last.to > last.from && hour < 24 && !overlapping([...spans, proposed])
    ? proposed
    : { from: '00:00', to: '01:00' };
}

function clockAt(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** What somebody typed for a time: `8`, `830`, `8:30`, `08：30`; undefined for what is none. */
export function readClock(text: string): string | undefined {
  const found = /^(\d{1,2})(?:[:：.点]?(\d{2})|[:：.点])?分?$/.exec(text.normalize('NFKC').trim());
  if (!found) return undefined;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  return hour < 24 && minute < 60
    ? clockAt(hour * 60 + minute)
    : hour === 24 && minute === 0
      ? '24:00'
      : undefined;
}

/** Clocks to choose from, every half hour: of an end those after its beginning first, then those of the next day. */
export function clocksFor(begin: string | undefined, value: string): string[] {
  const all = Array.from({ length: 48 }, (_, nth) => clockAt(nth * 30));
  const sorted =
    begin === undefined
      ? [...new Set([...all, value])].sort()
      : [...new Set([...all.filter((clock) => clock !== '00:00'), '24:00', value])].sort((a, b) =>
          a > begin === b > begin ? (a < b ? -1 : 1) : a > begin ? -1 : 1,
        );
  return sorted;
}

/** Holidays and exchanged workdays by their dates. */
export function calendarFrom(years: Years): Calendar {
  const holidays = new Map<string, string>();
  for (const { name, from, to } of years.flatMap((year) => year.holidays))
    for (let day = from; day <= to; day = dayAfter(day)) holidays.set(day, name);
  return { holidays, workdays: new Set(years.flatMap(({ workdays }) => workdays)) };
}

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** What counts of the exceptions, in the order in which they were made; they come the newest first. */
export function planOf(hours: Hours | null, views: readonly ExceptionView[], calendar: Calendar): Plan {
  const exceptions = views
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map((view): Exception =>
      view.kind === 'day' ? view : { kind: view.kind, from: Date.parse(view.from), to: Date.parse(view.to) },
    )
    .reverse();
  return { hours, exceptions, calendar };
}

/** One day of the preview. */
export interface ComingDay {
  readonly day: string;
  /** The stretches that begin on it; null: not known. */
  readonly spans: readonly Span[] | null;
  /** When it is open on this day from midnight to midnight, where something closes or opens it by the hour. */
  readonly exact: readonly Stretch[] | null;
  readonly reason: DayReason | { readonly by: 'exception' } | { readonly by: 'unknown' };
}

export function comingDays(plan: Plan, first: string, count: number): ComingDay[] {
  return Array.from({ length: count }, (_, nth) => comingDay(plan, dayAfter(first, nth)));
}

function comingDay(plan: Plan, day: string): ComingDay {
  const { hours, exceptions, calendar } = plan;
  const given = exceptions.filter((one) => one.kind === 'day' && one.from <= day && day <= one.to).at(-1);
  const begin = Date.parse(`${day}T00:00:00+08:00`);
  const touched = exceptions.some((one) => one.kind !== 'day' && one.from < begin + DAY_MS && begin < one.to);
  const exact = touched ? openTimes(plan, day, 1).open : null;
  if (given?.kind === 'day') return { day, spans: given.spans, exact, reason: { by: 'exception' } };
  if (!hours) return { day, spans: null, exact, reason: { by: touched ? 'exception' : 'unknown' } };
  const rule = ruleOn(hours, day, calendar);
  return { day, spans: rule.spans, exact, reason: touched ? { by: 'exception' } : rule.reason };
}

/** Stretches within one day as its wall clock has them, to the minute: somebody closes at any second. */
export function spansIn(stretches: readonly Stretch[], day: string): Span[] {
  const begin = Date.parse(`${day}T00:00:00+08:00`);
  return stretches.map(([from, to]) => ({
    from: clockAt(Math.floor((from - begin) / 60_000)),
    to: clockAt(Math.floor((to - begin) / 60_000)),
  }));
}
