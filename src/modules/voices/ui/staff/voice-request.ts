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

const BY_LINK: ReadonlySet<Voice['kind']> = new Set(['suggestion', 'wish', 'interview']);

/** Who said it themselves follows it by a link; what officers wrote down for others nobody does. */
export function isFollowed({ kind }: Voice): boolean {
  return BY_LINK.has(kind);
}
