import type { StopState, VisitState } from './contract.ts';

/** Why a step of a visit or a stop is refused; null where it may be taken. */
export type Refusal = 'same' | 'stops_open' | 'needs_reason' | 'not_planned' | 'too_late';

export interface VisitNow {
  readonly state: VisitState;
  readonly stops: readonly StopState[];
  /** Whether it was ended today, by the calendar of Shanghai. */
  readonly endedToday: boolean;
}

/**
 * planned → done once every stop is done or left out, planned → cancelled with a reason; back to planned from either on
 * the day of that step, for a slip of the finger.
 */
export function visitStep(
  { state, stops, endedToday }: VisitNow,
  to: VisitState,
  reason: string | undefined,
): Refusal | null {
  if (state === to) return 'same';
  if (to === 'planned') return endedToday ? null : 'too_late';
  if (state !== 'planned') return 'not_planned';
  if (to === 'cancelled') return reason ? null : 'needs_reason';
  return stops.length > 0 && stops.every((stop) => stop !== 'planned') ? null : 'stops_open';
}

/** planned → done | skipped with a reason, and back, as long as the visit is planned. */
export function stopStep(
  visit: VisitState,
  state: StopState,
  to: StopState,
  reason: string | undefined,
): Refusal | null {
  if (visit !== 'planned') return 'not_planned';
  if (state === to || (state !== 'planned' && to !== 'planned')) return 'same';
  return to === 'skipped' && !reason ? 'needs_reason' : null;
}

/** Whether `ids` are those of `known`, each once: what is put in another order is still the same. */
export function isReordering(known: readonly string[], ids: readonly string[]): boolean {
  return (
    ids.length === known.length && new Set(ids).size === ids.length && ids.every((id) => known.includes(id))
  );
}
