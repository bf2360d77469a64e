import type { CarryDecision, Due, ItemEnd, ItemState, StepField, StepGiven } from './contract.ts';

/** What a step needs and was not given; null if nothing is missing. `owned`: somebody answers for the item already. */
export function lackOf(to: ItemState, given: StepGiven, owned: boolean): StepField | null {
  const needs: Readonly<Partial<Record<ItemState, readonly StepField[]>>> = {
    disputed: ['reason'],
    reported: ['reason'],
    deferred: ['reason', 'dueOn'],
    closed: ['outcome', 'how'],
    failed: ['reason', 'outcome'],
  };
  const missing = (needs[to] ?? []).find((field) => !given[field]);
  if (missing) return missing;
  return NEEDS_OWNER.has(to) && !owned && !given.owner ? 'owner' : null;
}

const NEEDS_OWNER: ReadonlySet<ItemState> = new Set([
  'accepted',
  'in_progress',
  'reported',
  'verified',
  'closed',
  'deferred',
]);

/** How an item ends: what is not achieved is not possible unless told otherwise. */
export function endOf(to: ItemState, how: ItemEnd | undefined): ItemEnd | null {
  if (to === 'failed') return how === 'partly' ? 'partly' : 'not_possible';
  return to === 'closed' ? (how ?? null) : null;
}

/** What all items of a concern come to. */
export function endOfAll(ends: readonly ItemEnd[]): ItemEnd {
  const [first] = ends;
  return first !== undefined && ends.every((end) => end === first) ? first : 'partly';
}

/**
 * The steps by which a meeting's decision is carried out on an item: none where it stands there already; null where it
 * cannot be. A meeting that closes what was reported verifies it in the same breath.
 */
export function stepsFor(state: ItemState, decision: CarryDecision): readonly ItemState[] | null {
  const over = state === 'closed' || state === 'failed';
  if (decision === 'goes_on') return over ? null : [];
  if (state === decision) return decision === 'deferred' ? ['deferred'] : [];
  if (over) return null;
  if (decision === 'closed') {
    if (state === 'verified') return ['closed'];
    return state === 'reported' ? ['verified', 'closed'] : null;
  }
  if (decision === 'verified') return state === 'reported' ? ['verified'] : null;
  // Nobody has to be asked whether a verified result is deferred or failed: it is taken up again first.
  return state === 'verified' || (decision === 'deferred' && state === 'disputed') ? null : [decision];
}

/** What the date says of an open item: `soon` is within `soonDays` from `today` on. */
export function dueOf(
  item: { readonly dueOn: string | null; readonly open: boolean },
  { today, soonUntil }: { readonly today: string; readonly soonUntil: string },
): Due {
  if (!item.open || item.dueOn === null) return 'none';
  if (item.dueOn < today) return 'overdue';
  return item.dueOn <= soonUntil ? 'soon' : 'later';
}

/** Whole days from one civil date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The one in the middle; of an even number the lower of the two; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? null;
}
