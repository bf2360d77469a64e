import type { Output } from '#kernel/contract';
import type { roomDays } from '#places/venues/contract';
import { dayOf, midnightOf, startsOn, type Stretch, type Times } from '../../venues/rules.ts';

export type RoomDays = Output<typeof roomDays>;

const stretchOf = ({ from, to }: { readonly from: string; readonly to: string }): Stretch => [
  Date.parse(from),
  Date.parse(to),
];

/** `14:30` in Asia/Shanghai, wherever the phone is. */
export function clockOf(at: number | string): string {
  const instant = typeof at === 'string' ? Date.parse(at) : at;
  return new Date(instant + 8 * 3_600_000).toISOString().slice(11, 16);
}

export function minuteClock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

export function addDays(day: string, days: number): string {
  return dayOf(midnightOf(day) + days * 86_400_000);
}

/** The free starts of a day, as the server would allow them. */
export function freeStarts(answer: RoomDays, day: string, minutes: number, now: number): number[] {
  const of = answer.days.find((one) => one.day === day);
  if (!of) return [];
  const times: Times = { open: of.open.map(stretchOf), blackouts: [], held: of.taken.map(stretchOf) };
  return startsOn(answer.room, times, { day, minutes, now });
}
