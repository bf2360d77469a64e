import type { Language } from '#web/kit/look.ts';
import { sayIn } from '#web/kit/text.ts';
import type { DayRule, Hours, Span, Week } from '../../hours/contract.ts';
import { spansOn } from '../../hours/rules.ts';
import { holidayName } from '../../hours/texts/words.ts';
import { texts } from './place-page-texts.ts';
import { civilDay, clockOf, weekdayName, type PlaceView } from './place-words.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
type Stretch = readonly [from: number, to: number];

/** Today's hours, “8:00–22:00”, by what the answer says is really open; null where nobody knows them. */
export function todayWords(
  { times }: Pick<PlaceView, 'times'>,
  now: number,
  language: Language,
): string | null {
  const say = sayIn(texts, language);
  const [from, to] = dayAround(now);
  const open = openWithin(times.open, [from, to]);
  if (open.length === 0)
    return times.known || openWithin(times.shut, [from, to]).length > 0 ? say('todayShut') : null;
  const words = open.map(([a, b]) => {
    if (b - a >= DAY_MS) return say('wholeDay');
    const end = b > to ? say('nextDay', { clock: clockOf(b) }) : b === to ? '24:00' : clockOf(b);
    return `${clockOf(a)}–${end}`;
  });
  return list(words, language);
}

/** Why today is not as the pattern has it; null where it is. */
export function todayWhy(
  { times, hours, special }: Pick<PlaceView, 'times' | 'hours' | 'special'>,
  now: number,
  language: Language,
): string | null {
  if (!hours) return null;
  const say = sayIn(texts, language);
  const [day, within] = [civilDay(now), dayAround(now)];
  const usual = openWithin(usualTimes(hours, day), within, true);
  if (JSON.stringify(usual) === JSON.stringify(openWithin(times.open, within, true))) return null;
  const known = special.find((one) => one.day === day);
  if (known?.holiday) return say('whyHoliday', { name: holidayName(known.holiday, language) });
  return say(known ? 'whyWorkday' : 'whyException');
}

function dayAround(now: number): Stretch {
  const from = Date.parse(`${civilDay(now)}T00:00:00+08:00`);
  return [from, from + DAY_MS];
}

/** Minutes to instants, from the day's midnight on; an end in the next night stays unless `cut`. */
function openWithin(stretches: readonly (readonly number[])[], [from, to]: Stretch, cut = false): Stretch[] {
  return stretches
    .map(([a, b]): Stretch => [a! * MINUTE_MS, b! * MINUTE_MS])
    .filter(([a, b]) => a < to && b > from)
    .map(([a, b]): Stretch => [Math.max(a, from), cut || b - from >= 2 * DAY_MS ? Math.min(b, to) : b]);
}

const NO_CALENDAR = { holidays: new Map<string, string>(), workdays: new Set<string>() };

/** As the week has it, the evening before included, in minutes since 1970; what touches is one. */
function usualTimes(hours: Hours, day: string): number[][] {
  const dayBefore = new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  const all = [dayBefore, day].reduce<number[][]>((found, each) => {
    const midnight = Date.parse(`${each}T00:00:00+08:00`) / MINUTE_MS;
    const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
    const spans = spansOn(hours, each, NO_CALENDAR).map(({ from, to }) => {
      const [start, end] = [minutes(from), minutes(to)];
      return [midnight + start, midnight + (end > start ? end : end + 1_440)];
    });
    return [...found, ...spans];
  }, []);
  return all
    .sort((a, b) => a[0]! - b[0]!)
    .reduce<number[][]>((joined, [from, to]) => {
      const last = joined[joined.length - 1];
      if (!last || from! > last[1]!) return [...joined, [from!, to!]];
      return [...joined.slice(0, -1), [last[0]!, Math.max(last[1]!, to!)]];
    }, []);
}

/** A line of the week's hours: for which days, and when. */
export type HoursLine = readonly [days: string, spans: string];

/** The week with equal days together: “周一至周五 8:00–18:00”, “周六、周日 不开”. */
export function weekLines(week: Week, language: Language): HoursLine[] {
  const say = sayIn(texts, language);
  const written = week.map((spans) => spansWords(spans, language));
  const runs: [first: number, last: number][] = [];
  written.forEach((words, nth) => {
    const run = runs[runs.length - 1];
    if (run && written[run[0]] === words) run[1] = nth;
    else runs.push([nth, nth]);
  });
  return runs.map(([first, last]) => {
    const [from, to] = [weekdayName(first + 1, language), weekdayName(last + 1, language)];
    const days =
      first === last ? from : last - first === 1 ? list([from, to], language) : say('dayRange', { from, to });
    return [last - first === 6 ? say('everyDay') : days, written[first]!];
  });
}

/** What holds on public holidays and on days worked in exchange. */
export function ruleLines({ holidays, swapped }: Hours, language: Language): HoursLine[] {
  const say = sayIn(texts, language);
  return [
    [say('onHolidays'), ruleWords(holidays, language)],
    [say('onSwapped'), ruleWords(swapped, language)],
  ];
}

function ruleWords(rule: DayRule, language: Language): string {
  const say = sayIn(texts, language);
  switch (rule.as) {
    case 'usual':
      return say('asUsual');
    case 'closed':
      return say('notOpen');
    case 'weekday':
      return say('likeDay', { day: weekdayName(rule.day, language) });
    case 'spans':
      return spansWords(rule.spans, language);
  }
}

/** A season by its name and its days, “冬季（11月1日–3月31日）”. */
export function seasonWords({ name, from, to }: Hours['seasons'][number], language: Language): string {
  const say = sayIn(texts, language);
  const day = (text: string) => say('monthDay', { m: Number(text.slice(0, 2)), d: Number(text.slice(3)) });
  return say('season', { name, from: day(from), to: day(to) });
}

function spansWords(spans: readonly Span[], language: Language): string {
  const say = sayIn(texts, language);
  if (spans.length === 0) return say('notOpen');
  const clock = (text: string) => text.replace(/^0/, '');
  const words = spans.map(({ from, to }) => {
    if (from === '00:00' && (to === '24:00' || to === '00:00')) return say('wholeDay');
    return `${clock(from)}–${to > from ? clock(to) : say('nextDay', { clock: clock(to) })}`;
  });
  return list(words, language);
}

function list(words: readonly string[], language: Language): string {
  return words.join(language === 'zh' ? '、' : ', ');
}
