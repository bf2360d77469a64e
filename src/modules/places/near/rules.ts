import type { Stretch } from '../hours/rules.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of the clock in Shanghai (UTC+8). */
const NIGHT_FROM = 22;
const NIGHT_TO = 6;

/** What is left of the night (22:00–06:00 in Shanghai) at `now`; by day the one to come. Milliseconds since 1970. */
export function nightOf(now: number): Stretch {
  const midnight = Math.floor((now + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS;
  if (now < midnight + NIGHT_TO * HOUR_MS) return [now, midnight + NIGHT_TO * HOUR_MS];
  return [Math.max(now, midnight + NIGHT_FROM * HOUR_MS), midnight + DAY_MS + NIGHT_TO * HOUR_MS];
}

/** Latitude on the Mercator map in degrees, as the column `spot` holds it: there the nearest can be told without spheres. */
export function mercator(lat: number): number {
  return (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI;
}

/** What the codes of an area and of all below it begin with (GB/T 2260): pairs of zeros stand for "all of it". */
export function prefixOf(area: string): string {
  return area.length === 6 ? area.replace(/(00){1,2}$/, '') : area;
}

/** Stretches in whole minutes since 1970, as short as a phone needs them. */
export function inMinutes(stretches: readonly Stretch[]): [number, number][] {
  return stretches.map(([from, to]): [number, number] => [
    Math.floor(from / 60_000),
    Math.floor(to / 60_000),
  ]);
}

/** Those in doubt after all others; otherwise as they come. */
export function sunkLast<T extends { readonly doubted: boolean }>(places: readonly T[]): T[] {
  return [...places.filter(({ doubted }) => !doubted), ...places.filter(({ doubted }) => doubted)];
}
