import { useQuery } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import type { getMinutes } from '#meetings/minutes/contract';
import { ask } from '#web/staff/query.ts';

export type MinutesView = Output<typeof getMinutes>;
export type SectionView = MinutesView['sections'][number];
export interface RemarkView extends Readonly<MinutesView['remarks'][number]> {
  /** It was said of a draft that was taken back since; the unit has not answered to the one that it has now. */
  readonly earlier: boolean;
}

/** What units said, each with which draft it is of. */
export function remarksOf({ remarks, state, since }: MinutesView): RemarkView[] {
  const from = state === 'minutes_circulated' ? (since ?? '') : '';
  return remarks.map((remark) => ({ ...remark, earlier: remark.at < from }));
}

const POLL_MS = 5_000;

/** The minutes; while they can be written, what others save arrives by itself. */
export function useMinutes(id: string) {
  return useQuery({
    ...ask<typeof getMinutes>('GET /api/meetings/:id/minutes', { id }),
    refetchInterval: ({ state }) => (state.data?.mayEdit && state.data.sections.length > 0 ? POLL_MS : false),
  });
}

/** What a change of the minutes touches. */
export const MINUTES_READS = ['GET /api/meetings/:id/minutes', 'GET /api/meetings/:id/papers'] as const;

/** What a step of the minutes touches besides. */
export const STEP_READS = [
  ...MINUTES_READS,
  'GET /api/meetings/:id',
  'GET /api/meetings',
  'GET /api/meetings/todos',
];
