import type { Output } from '#kernel/contract';
import type { roomDays } from '#places/venues/contract';
import { startsOn, type Stretch, type Times } from '../../venues/rules.ts';

export type RoomDays = Output<typeof roomDays>;

const stretchOf = ({ from, to }: { readonly from: string; readonly to: string }): Stretch => [
  Date.parse(from),
  Date.parse(to),
];

/** The free starts of a day, as the server would allow them. */
export function freeStarts(answer: RoomDays, day: string, minutes: number, now: number): number[] {
  const of = answer.days.find((one) => one.day === day);
  if (!of) return [];
  const times: Times = { open: of.open.map(stretchOf), blackouts: [], held: of.taken.map(stretchOf) };
  return startsOn(answer.room, times, { day, minutes, now });
}
