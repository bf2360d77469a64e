import type { FaultKind, FaultState } from './contract.ts';

/** States in which somebody has to do something. */
export const OPEN_FAULTS: readonly FaultState[] = ['reported', 'acked', 'fixing', 'reopened'];

/** Who may take a fault a step on: whoever keeps the place, or who reported the fault. */
export type By = 'keeper' | 'reporter';

/**
 * domain.md C5: reported → acked → fixing → fixed → confirmed. Mended is what the one who reported it can contradict;
 * confirmed and refused are the end, and the next report begins another ticket.
 */
const STEPS: Readonly<Record<FaultState, Readonly<Record<By, readonly FaultState[]>>>> = {
  reported: { keeper: ['acked', 'fixing', 'fixed', 'refused'], reporter: [] },
  acked: { keeper: ['fixing', 'fixed', 'refused'], reporter: [] },
  fixing: { keeper: ['fixed', 'refused'], reporter: [] },
  reopened: { keeper: ['acked', 'fixing', 'fixed', 'refused'], reporter: [] },
  fixed: { keeper: ['confirmed'], reporter: ['confirmed', 'reopened'] },
  confirmed: { keeper: [], reporter: [] },
  refused: { keeper: [], reporter: [] },
};

export function stepsOf(from: FaultState, by: By): readonly FaultState[] {
  return STEPS[from][by];
}

export function isOpen(state: FaultState): boolean {
  return OPEN_FAULTS.includes(state);
}

/** That nobody got in is the same to whoever stands there, whether it is shut or its door does not open. */
export function saysClosed(kind: FaultKind): boolean {
  return kind === 'closed' || kind === 'locked_out';
}

/** The facility that a report is about: water where there is none; what was named where something is broken. */
export function facilityOf(kind: FaultKind, named: string | null, has: readonly string[]): string | null {
  const facility = kind === 'no_water' ? 'water' : kind === 'broken' ? named : null;
  return facility !== null && has.includes(facility) ? facility : null;
}

/**
 * What a step does to the facility of a fault. Somebody who answers for the place has to have heard of it before it counts
 * as out of order; mended it works again; refused it does if this fault alone had said otherwise.
 */
export function outageAfter(to: FaultState, marked: boolean): 'out' | 'ok' | null {
  if (to === 'acked' || to === 'fixing') return 'out';
  if (to === 'fixed') return 'ok';
  return to === 'refused' && marked ? 'ok' : null;
}

/** How urgent a fault has become by its age alone. */
export type Urgency = 'new' | 'slow' | 'late';

export function urgencyOf(
  ageMs: number,
  { slowDays, lateDays }: { readonly slowDays: number; readonly lateDays: number },
): Urgency {
  const days = ageMs / 86_400_000;
  if (days >= lateDays) return 'late';
  return days >= slowDays ? 'slow' : 'new';
}
