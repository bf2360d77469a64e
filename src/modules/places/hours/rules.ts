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

/**
 * When a place is open during `days` civil days from `first` on. A stretch belongs to the day on which it begins: that of
 * a Friday evening lasts into Saturday whatever Saturday is. `day` exceptions replace the days on which stretches begin;
 * `cut` and `extra` hold to the instant.
 */
export function openTimes(plan: Plan, first: string, days: number): OpenTimes {
  const { hours, exceptions } = plan;
  let open: Stretch[] = [];
  let shut: Stretch[] = [];
  // From the day before: its night may reach into the first.
  for (let nth = -1; nth < days; nth++) {
    const day = addDays(first, nth);
    const given = exceptions.findLast((one) => one.kind === 'day' && one.from <= day && day <= one.to);
    const spans =
      given?.kind === 'day' ? given.spans : hours ? spansOn(hours, day, plan.calendar) : undefined;
    if (spans === undefined) continue;
    const began = spans.map((span) => stretchOf(day, span));
    if (!hours) shut = without([...shut, [midnight(day), midnight(day) + DAY_MS]], began);
    open = [...open, ...began];
  }
  open = joined(open);
  for (const one of exceptions) {
    if (one.kind === 'day') continue;
    const stretch: Stretch = [one.from, one.to];
    open = one.kind === 'extra' ? joined([...open, stretch]) : without(open, [stretch]);
    if (!hours) shut = one.kind === 'cut' ? joined([...shut, stretch]) : without(shut, [stretch]);
  }
  const window: Stretch = [midnight(first), midnight(addDays(first, days))];
  return { open: within(open, window), shut: within(joined(shut), window) };
}

/** The stretches that begin on `day` by the pattern: holidays and exchanged workdays first, then the season, then the week. */
export function spansOn(hours: Hours, day: string, calendar: Calendar): readonly Span[] {
  const usual = weekOf(hours, day);
  const weekday = weekdayOf(day);
  const rule = calendar.holidays.has(day)
    ? hours.holidays
    : calendar.workdays.has(day)
      ? hours.swapped
      : undefined;
  return rule ? spansBy(rule, usual, weekday) : usual[weekday - 1]!;
}

function spansBy(rule: DayRule, week: Hours['week'], weekday: number): readonly Span[] {
  switch (rule.as) {
    case 'usual':
      return week[weekday - 1]!;
    case 'weekday':
      return week[rule.day - 1]!;
    case 'closed':
      return [];
    case 'spans':
      return rule.spans;
  }
}

function weekOf({ week, seasons }: Hours, day: string): Hours['week'] {
  const date = day.slice(5);
  const season = seasons.find(({ from, to }) =>
    from <= to ? from <= date && date <= to : from <= date || date <= to,
  );
  return season?.week ?? week;
}

/** 1 = Monday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** Asia/Shanghai has kept +08:00 since 1991. */
function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

function stretchOf(day: string, { from, to }: Span): Stretch {
  const start = minutesOf(from);
  const end = minutesOf(to);
  return [
    midnight(day) + start * MINUTE_MS,
    midnight(day) + (end > start ? end : end + DAY_MINUTES) * MINUTE_MS,
  ];
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
    const last = result.at(-1);
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
 * where the knowledge ends has no end that is known.
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
  return closed ? { now: 'closed', until: known(closed[1]) } : { now: 'unknown', until: null };
}
