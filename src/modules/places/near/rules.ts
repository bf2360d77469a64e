import type { OpenTimes, Stretch } from '../hours/rules.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of the clock in Shanghai (UTC+8). */
const NIGHT_FROM = 22;
const NIGHT_TO = 6;

/** What is left of the night (22:00–06:00 in Shanghai) at `now`; by day the one to come. Milliseconds since 1970. */
export function nightOf(now: number): Stretch {
  const midnight = midnightBefore(now);
  if (now < midnight + NIGHT_TO * HOUR_MS) return [now, midnight + NIGHT_TO * HOUR_MS];
  return [Math.max(now, midnight + NIGHT_FROM * HOUR_MS), midnight + DAY_MS + NIGHT_TO * HOUR_MS];
}

function midnightBefore(now: number): number {
  return Math.floor((now + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS;
}

/** Latitude on the Mercator map in degrees, as the column `spot` holds it: there the nearest can be told without spheres. */
export function mercator(lat: number): number {
  return (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI;
}

/** What the codes of an area and of all below it begin with (GB/T 2260): pairs of zeros stand for "all of it". */
export function prefixOf(area: string): string {
  return area.length === 6 ? area.replace(/(00){1,2}$/, '') : area;
}

/** A list without a network that is older than a week leads nobody anywhere. */
const DAYS_TOLD = 8;

/** The times of today and the week to come in whole minutes since 1970, and until when they are known. */
export function timesTold({ open, shut }: OpenTimes, now: number, knownUntil: number) {
  const until = Math.min(knownUntil, midnightBefore(now) + DAYS_TOLD * DAY_MS);
  const minutes = (stretches: readonly Stretch[]) =>
    stretches
      .filter(([from]) => from < until)
      .map(([from, to]): [number, number] => [inMinutes(from), inMinutes(Math.min(to, until))]);
  return { open: minutes(open), shut: minutes(shut), until: inMinutes(until) };
}

function inMinutes(instant: number): number {
  return Math.floor(instant / 60_000);
}

/** Those in doubt after all others; otherwise as they come. */
export function sunkLast<T extends { readonly doubted_at: unknown }>(places: readonly T[]): T[] {
  return [
    ...places.filter(({ doubted_at }) => doubted_at === null),
    ...places.filter(({ doubted_at }) => doubted_at !== null),
  ];
}
