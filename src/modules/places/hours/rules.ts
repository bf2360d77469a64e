import type { DayRule, Hours, OpenNow, Span } from './contract.ts';

/** The days of a State Council notice on one year's holidays: days off, and weekend days worked in exchange (调休). */
export interface Calendar {
  readonly holidays: ReadonlyMap<string, string>;
  readonly workdays: ReadonlySet<string>;
}

/** What differs from the pattern; of two that speak of the same time the later in the list counts. */
export type Exception =
  | { readonly kind: 'day'; readonly from: string; readonly to: string; readonly spans: readonly Span[] }
  | { readonly kind: 'cut' | 'extra'; readonly from: number; readonly to: number };

export interface Plan {
  /** Null: nobody knows them. */
  readonly hours: Hours | null;
  readonly exceptions: readonly Exception[];
  readonly calendar: Calendar;
}

/** From one instant to another, milliseconds since 1970; `to` is not part of it. */
export type Stretch = readonly [from: number, to: number];

/** What is known of a place between two midnights. */
export interface OpenTimes {
  /** When it is open; ordered, apart from each other. */
  readonly open: readonly Stretch[];
  /** Of a place whose hours are not known: when it is known to be closed. */
  readonly shut: readonly Stretch[];
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;

/** What is open while the exceptions are gone through, one after the other in the order in which they were made. */
interface Draft {
  /** By the day on which they began, whether the pattern or a `day` exception gave them. */
  readonly began: ReadonlyMap<string, readonly Stretch[]>;
  /** By `extra`; of no day, so that a later word on a day takes away what lies on it. */
  readonly added: readonly Stretch[];
  /** Said to be closed; counts only where the hours are not known. */
  readonly shut: readonly Stretch[];
}

/**
 * When a place is open during `days` civil days from `first` on. A stretch belongs to the day on which it begins: that of
 * a Friday evening lasts into Saturday whatever Saturday is. `day` exceptions replace what begins on their days, and any
 * earlier `cut` or `extra` of those days; `cut` and `extra` hold to the instant.
 */
export function openTimes(plan: Plan, first: string, days: number): OpenTimes {
  const { hours, exceptions, calendar } = plan;
  // From the day before: its night may reach into the first.
  const dates = Array.from({ length: days + 1 }, (_, nth) => addDays(first, nth - 1));
  const pattern = dates.map(
    (day) => [day, hours ? stretchesOn(day, spansOn(hours, day, calendar)) : []] as const,
  );
  const { began, added, shut } = exceptions.reduce<Draft>(withException, {
    began: new Map(pattern),
    added: [],
    shut: [],
  });
  const open = joined([...[...began.values()].flat(), ...added]);
  const window: Stretch = [midnight(first), midnight(addDays(first, days))];
  return { open: within(open, window), shut: hours ? [] : within(without(joined(shut), open), window) };
}

function withException({ began, added, shut }: Draft, one: Exception): Draft {
  if (one.kind === 'day') {
    const whole: Stretch = [midnight(one.from), midnight(addDays(one.to, 1))];
    const given = [...began].map(
      ([day, old]) => [day, one.from <= day && day <= one.to ? stretchesOn(day, one.spans) : old] as const,
    );
    return { began: new Map(given), added: without(added, [whole]), shut: [...shut, whole] };
  }
  const stretch: Stretch = [one.from, one.to];
  if (one.kind === 'extra') return { began, added: [...added, stretch], shut: without(shut, [stretch]) };
  const left = [...began].map(([day, old]) => [day, without(old, [stretch])] as const);
  return { began: new Map(left), added: without(added, [stretch]), shut: [...shut, stretch] };
}

/**
 * When “closed for today” ends: with the night of `day`, not at midnight in the middle of it. Its midnight where nothing
 * reaches further, or nothing is known.
 */
export function endOfDay(plan: Plan, day: string): number {
  const { hours, exceptions, calendar } = plan;
  const told = exceptions.filter((one) => one.kind === 'day' && one.from <= day && day <= one.to).at(-1);
  const spans = told?.kind === 'day' ? told.spans : hours ? spansOn(hours, day, calendar) : [];
  return Math.max(midnight(addDays(day, 1)), ...stretchesOn(day, spans).map(([, to]) => to));
}

/** Which part of the pattern holds on a day. */
export type DayReason =
  | { readonly by: 'week' }
  | { readonly by: 'season'; readonly name: string }
  | { readonly by: 'holiday'; readonly name: string }
  | { readonly by: 'swapped' };

/**
 * The stretches that begin on `day` by the pattern, and why these: holidays and exchanged workdays first, then the season,
 * then the week. A rule that says `usual` leaves the day to the season or the week, but still names the holiday.
 */
export function ruleOn(
  hours: Hours,
  day: string,
  calendar: Calendar,
): { readonly spans: readonly Span[]; readonly reason: DayReason } {
  const season = hours.seasons.find((one) => holdsOn(one, day.slice(5)));
  const week = season?.week ?? hours.week;
  const holiday = calendar.holidays.get(day);
  if (holiday !== undefined)
    return { spans: spansBy(hours.holidays, week, day), reason: { by: 'holiday', name: holiday } };
  if (calendar.workdays.has(day))
    return { spans: spansBy(hours.swapped, week, day), reason: { by: 'swapped' } };
  return {
    spans: week[weekdayOf(day) - 1]!,
    reason: season ? { by: 'season', name: season.name } : { by: 'week' },
  };
}

function spansBy(rule: DayRule, week: Hours['week'], day: string): readonly Span[] {
  switch (rule.as) {
    case 'usual':
      return week[weekdayOf(day) - 1]!;
    case 'weekday':
      return week[rule.day - 1]!;
    case 'closed':
      return [];
    case 'spans':
      return rule.spans;
  }
}

/** Dates as `MM-DD` sort like the days of a year; 02-29 stands behind 02-28 whether the year has it or not. */
function holdsOn({ from, to }: Hours['seasons'][number], date: string): boolean {
  return from <= to ? from <= date && date <= to : from <= date || date <= to;
}

/** The stretches that begin on `day` by the pattern. */
export function spansOn(hours: Hours, day: string, calendar: Calendar): readonly Span[] {
  return ruleOn(hours, day, calendar).spans;
}

/** Where two stretches of one day overlap, or two seasons. */
export type HoursFault =
  | { readonly at: 'week'; readonly season: string | null; readonly day: number }
  | { readonly at: 'holidays' | 'swapped' }
  | { readonly at: 'seasons'; readonly names: readonly [string, string] };

/** The first thing that is wrong with a pattern, or undefined. One day may reach over the beginning of the next. */
export function faultIn({ week, seasons, holidays, swapped }: Hours): HoursFault | undefined {
  const weeks = [{ name: null, week }, ...seasons];
  for (const { name, week: days } of weeks) {
    const at = days.findIndex(overlapping);
    if (at >= 0) return { at: 'week', season: name, day: at + 1 };
  }
  if (holidays.as === 'spans' && overlapping(holidays.spans)) return { at: 'holidays' };
  if (swapped.as === 'spans' && overlapping(swapped.spans)) return { at: 'swapped' };
  for (const [nth, one] of seasons.entries())
    for (const other of seasons.slice(nth + 1))
      if (holdsOn(one, other.from) || holdsOn(other, one.from))
        return { at: 'seasons', names: [one.name, other.name] };
  return undefined;
}

/** Whether two of these stretches, which begin on one day, have a minute in common. */
export function overlapping(spans: readonly Span[]): boolean {
  const sorted = spans.map(minutesIn).sort(([a], [b]) => a - b);
  return sorted.some(([from], nth) => nth > 0 && from < sorted[nth - 1]![1]);
}

/** 1 = Monday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** Asia/Shanghai has kept +08:00 since 1991. */
function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

function stretchesOn(day: string, spans: readonly Span[]): Stretch[] {
  const start = midnight(day);
  return spans.map((span) => {
    const [from, to] = minutesIn(span);
    return [start + from * MINUTE_MS, start + to * MINUTE_MS];
  });
}

/** From the midnight before; the end may lie on the next day. */
export function minutesIn({ from, to }: Span): Stretch {
  const start = minutesOf(from);
  const end = minutesOf(to);
  return [start, end > start ? end : end + DAY_MINUTES];
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same times as few stretches as can be, in order. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const [from, to] of [...stretches].sort(([a], [b]) => a - b)) {
    // Also run by phones that do not know `at`.
    const last = result[result.length - 1];
    if (last && from <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], to)];
    else if (from < to) result.push([from, to]);
  }
  return result;
}

/** `stretches` without any time of `gone`. */
function without(stretches: readonly Stretch[], gone: readonly Stretch[]): Stretch[] {
  return gone.reduce<Stretch[]>(
    (left, [from, to]) =>
      left.flatMap(([a, b]) =>
        (
          [
            [a, Math.min(b, from)],
            [Math.max(a, to), b],
          ] as Stretch[]
        ).filter(([x, y]) => x < y),
      ),
    [...stretches],
  );
}

function within(stretches: readonly Stretch[], [first, last]: Stretch): Stretch[] {
  return stretches
    .map(([from, to]): Stretch => [Math.max(from, first), Math.min(to, last)])
    .filter(([from, to]) => from < to);
}

/**
 * Whether a place is open at `at`, and until when that holds. Beyond `knownUntil` nothing is known. A stretch that ends
 * where the knowledge ends has no end that is known. Of a closed place `until` is when it opens.
 */
export function openingAt(
  { open, shut }: OpenTimes,
  hoursKnown: boolean,
  at: number,
  knownUntil: number,
): { now: OpenNow; until: number | null } {
  const known = (end: number | undefined) => (end === undefined || end >= knownUntil ? null : end);
  if (at >= knownUntil) return { now: 'unknown', until: null };
  const around = (stretches: readonly Stretch[]) => stretches.find(([from, to]) => from <= at && at < to);
  const here = around(open);
  if (here) return { now: 'open', until: known(here[1]) };
  if (hoursKnown) return { now: 'closed', until: known(open.find(([from]) => from > at)?.[0]) };
  const closed = around(shut);
  if (!closed) return { now: 'unknown', until: null };
  // What follows a closing of a place whose hours nobody knows is not an opening unless somebody said so.
  return { now: 'closed', until: known(open.find(([from]) => from === closed[1])?.[0]) };
}
