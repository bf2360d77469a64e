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

/** Where somebody is to be chased: what is reported waits for us, what is disputed for another unit. */
export const CHASED_STATES: readonly ItemState[] = ['assigned', 'accepted', 'in_progress', 'deferred'];

/** An item as figures count it; dates are civil. */
export interface Counted {
  readonly unit: string;
  readonly state: ItemState;
  readonly dueOn: string | null;
  readonly agreedOn: string;
  readonly endedOn: string | null;
}

export interface UnitFigures {
  readonly unit: string;
  readonly agreed: number;
  readonly open: number;
  readonly overdue: number;
  readonly closed: number;
}

/** The figures of a set of items. A share is told as its two numbers; what has no date is not counted as late or on time. */
export function figuresOf(items: readonly Counted[], today: string) {
  const open = items.filter(({ endedOn }) => endedOn === null);
  const closed = items.filter(({ state }) => state === 'closed');
  const dated = closed.filter(({ dueOn }) => dueOn !== null);
  const isLate = ({ dueOn }: Counted): boolean => dueOn !== null && dueOn < today;
  const unitIds = [...new Set(items.map(({ unit }) => unit))];
  return {
    agreed: items.length,
    open: open.length,
    overdue: open.filter(isLate).length,
    closed: closed.length,
    closedDated: dated.length,
    onTime: dated.filter(({ dueOn, endedOn }) => endedOn! <= dueOn!).length,
    medianDays: medianOf(closed.map(({ agreedOn, endedOn }) => daysBetween(agreedOn, endedOn!))),
    deferred: items.filter(({ state }) => state === 'deferred').length,
    failed: items.filter(({ state }) => state === 'failed').length,
    units: unitIds.map((unit): UnitFigures => {
      const own = items.filter((item) => item.unit === unit);
      const ownOpen = own.filter(({ endedOn }) => endedOn === null);
      return {
        unit,
        agreed: own.length,
        open: ownOpen.length,
        overdue: ownOpen.filter(isLate).length,
        closed: own.filter(({ state }) => state === 'closed').length,
      };
    }),
  };
}
