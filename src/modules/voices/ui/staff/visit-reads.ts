import type { Output } from '#kernel/contract';
import type { getVisit } from '#voices/visits/contract';

/** What is read again after a step of a visit. */
export const VISIT_READS = ['GET /api/visits', 'GET /api/visits/:id'] as const;

/** What is read again once a need was written down, or a visit has ended. */
export const AFTER_NEED = [...VISIT_READS, 'GET /api/voices', 'GET /api/voices/todos'] as const;

export type VisitView = Output<typeof getVisit>;
export type StopView = VisitView['stopList'][number];
export type NeedView = VisitView['needList'][number];

/** What a stop is called; null for a place that is no longer shown. */
export function stopName({ union, place }: StopView): string | null {
  return union?.name ?? place?.name ?? null;
}

/** The needs that were written down at a stop: at its place, or for its union. */
export function needsAt({ union, place }: StopView, needs: readonly NeedView[]): NeedView[] {
  return needs.filter((need) =>
    place === null ? need.place === null && need.org.id === union?.id : need.place === place.id,
  );
}
