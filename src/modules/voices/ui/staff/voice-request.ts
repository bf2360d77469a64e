import type { Request } from '#kernel/contract';
import type { Output } from '#kernel/contract';
import type { exportVoices, listVoices } from '#voices/contract';
import type { Filters } from '#web/staff/filters.ts';

export type Voice = Output<typeof listVoices>['items'][number];

/** Every read that a change of a voice makes stale. */
export const VOICE_READS = ['GET /api/voices', 'GET /api/voices/todos'] as const;

/** What is asked for, by what stands in the address line. */
export function requestOf(filters: Filters): Request<typeof exportVoices> {
  const { state, kind, theme, overdue, q, under, order } = filters;
  return { state, kind, theme, overdue, q, under, order } as Request<typeof exportVoices>;
}
