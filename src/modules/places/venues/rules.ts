import { joined, type Stretch } from '../hours/rules.ts';
import type { BookingState, KEEPER_STEPS, OBSTACLES } from './contract.ts';

export type Obstacle = (typeof OBSTACLES)[number];
export type { Stretch };

/** The rules of a room that decide about a time. Minutes of the day count from midnight, Asia/Shanghai. */
export interface RoomRules {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly minMinutes: number;
  readonly maxMinutes: number;
  readonly stepMinutes: number;
  readonly aheadDays: number;
  readonly restMinutes: number;
}

/** What is known of the days that are looked at; instants in milliseconds since 1970. */
export interface Times {
  /** When its place is open. */
  readonly open: readonly Stretch[];
  readonly blackouts: readonly Stretch[];
  /** Held by others, with the rest after each. */
  readonly held: readonly Stretch[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Asia/Shanghai has kept +08:00 since 1991. */
export function midnightOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

export function dayOf(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** `14:30` in Asia/Shanghai, wherever the reader is. Takes milliseconds since 1970, or an instant. */
export function clockOf(at: number | string): string {
  const instant = typeof at === 'string' ? Date.parse(at) : at;
  return new Date(instant + 8 * 3_600_000).toISOString().slice(11, 16);
}

/** A minute of the day as `HH:MM`; the last one is `24:00`. */
export function minuteClock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The minute of the day of `HH:MM`. */
export function clockMinute(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

/** The day so many days after `day`, or before. */
export function dayAfter(day: string, days: number): string {
  return dayOf(midnightOf(day) + days * DAY_MS);
}

/** When a room can be booked on `day`, whoever holds what of it: the place is open, the room is, nothing is mended. */
export function bookableOn(room: RoomRules, { open, blackouts }: Times, day: string): Stretch[] {
  const first = midnightOf(day) + room.fromMinute * MINUTE_MS;
  const last = midnightOf(day) + room.toMinute * MINUTE_MS;
  return joined(open)
    .map(([from, to]): Stretch => [Math.max(from, first), Math.min(to, last)])
    .filter(([from, to]) => from < to)
    .flatMap((stretch) => blackouts.reduce<Stretch[]>(cut, [stretch]));
}

function cut(left: Stretch[], [from, to]: Stretch): Stretch[] {
  const parts = left.flatMap(([a, b]): Stretch[] => [
    [a, Math.min(b, from)],
    [Math.max(a, to), b],
  ]);
  return parts.filter(([a, b]) => a < b);
}

/** A booking keeps the room for itself a little longer. */
export function heldBy(room: RoomRules, [from, to]: Stretch): Stretch {
  return [from, to + room.restMinutes * MINUTE_MS];
}

/** What stands in the way of booking `wanted` at `now`; null where nothing does. */
export function obstacleTo(room: RoomRules, times: Times, wanted: Stretch, now: number): Obstacle | null {
  const [from, to] = wanted;
  const minutes = (to - from) / MINUTE_MS;
  if (from < now) return 'past';
  if (from >= midnightOf(dayOf(now)) + (room.aheadDays + 1) * DAY_MS) return 'too_far';
  if (minutes < room.minMinutes || minutes > room.maxMinutes) return 'length';
  const sinceFirst = (from - midnightOf(dayOf(from))) / MINUTE_MS - room.fromMinute;
  if (sinceFirst % room.stepMinutes !== 0 || minutes % room.stepMinutes !== 0) return 'grid';
  const fits = bookableOn(room, times, dayOf(from)).some(([a, b]) => a <= from && to <= b);
  if (!fits) return 'shut';
  const [heldFrom, heldTo] = heldBy(room, wanted);
  return times.held.some(([a, b]) => a < heldTo && heldFrom < b) ? 'taken' : null;
}

/** The starts on `day` from which `minutes` can be booked at `now`, in order. */
export function startsOn(
  room: RoomRules,
  times: Times,
  { day, minutes, now }: { readonly day: string; readonly minutes: number; readonly now: number },
): number[] {
  const starts: number[] = [];
  for (let minute = room.fromMinute; minute + minutes <= room.toMinute; minute += room.stepMinutes) {
    const from = midnightOf(day) + minute * MINUTE_MS;
    if (obstacleTo(room, times, [from, from + minutes * MINUTE_MS], now) === null) starts.push(from);
  }
  return starts;
}

/** The lengths in which a room is booked, the shortest first. */
export function lengthsOf({
  minMinutes,
  maxMinutes,
  stepMinutes,
}: Pick<RoomRules, 'minMinutes' | 'maxMinutes' | 'stepMinutes'>): number[] {
  const first = Math.ceil(minMinutes / stepMinutes) * stepMinutes;
  const count = Math.floor((maxMinutes - first) / stepMinutes) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, nth) => first + nth * stepMinutes);
}

/** Whether the rules of a room leave anything to book. */
export function areSound(room: RoomRules): boolean {
  const { fromMinute, toMinute, minMinutes, maxMinutes } = room;
  const shortest = lengthsOf(room)[0];
  return (
    fromMinute < toMinute &&
    minMinutes <= maxMinutes &&
    shortest !== undefined &&
    shortest <= toMinute - fromMinute
  );
}

/** The same time in `weeks` weeks, this one included. */
export function weekly([from, to]: Stretch, weeks: number): Stretch[] {
  return Array.from({ length: weeks }, (_, nth) => [from + nth * 7 * DAY_MS, to + nth * 7 * DAY_MS]);
}

const KEEPER: Readonly<Record<BookingState, readonly (typeof KEEPER_STEPS)[number][]>> = {
  asked: ['confirmed', 'refused'],
  confirmed: ['cancelled', 'done', 'no_show'],
  // Taken for used when nobody says otherwise.
  done: ['no_show'],
  no_show: ['done'],
  refused: [],
  cancelled: [],
};

/** Whether a keeper may say this of a booking in `state`; what became of it only once it has begun. */
export function mayDecide(state: BookingState, to: (typeof KEEPER_STEPS)[number], begun: boolean): boolean {
  return KEEPER[state].includes(to) && ((to !== 'done' && to !== 'no_show') || begun);
}

/** Whether whoever booked may still give it up. */
export function mayGiveUp(state: BookingState, begun: boolean): boolean {
  return !begun && (state === 'asked' || state === 'confirmed');
}
