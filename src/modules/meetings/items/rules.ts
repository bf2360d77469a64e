import type { CarryDecision, Due, ItemEnd, ItemState, StepField, StepGiven } from './contract.ts';

/** What a step needs and was not given; null if nothing is missing. `owned`: somebody answers for the item already. */
export function lackOf(to: ItemState, given: StepGiven, owned: boolean): StepField | null {
  const needs: Readonly<Partial<Record<ItemState, readonly StepField[]>>> = {
    assigned: ['reason'],
    disputed: ['reason'],
    reported: ['reason'],
    deferred: ['reason', 'dueOn'],
    closed: ['outcome', 'how'],
    failed: ['reason', 'outcome'],
  };
  const missing = (needs[to] ?? []).find((field) => !given[field]);
  if (missing) return missing;
  return needsOwner(to) && !owned && !given.owner ? 'owner' : null;
}

/** Whether somebody must answer for an item in this state. */
export function needsOwner(state: ItemState): boolean {
  return state !== 'assigned' && state !== 'disputed' && state !== 'failed';
}

/** Whether a change of the date gives more time: also where none is left. */
export function putsOff(before: string | null, after: string | null): boolean {
  return before !== null && (after === null || after > before);
}

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

/** The one in the middle; of an even number the mean of the two, as in Excel; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Where somebody is to be chased: what is reported waits for us, what is disputed for another unit. */
export const CHASED_STATES: readonly ItemState[] = ['assigned', 'accepted', 'in_progress', 'deferred'];

/** An item as figures count it; dates are civil. */
export interface Counted {
  readonly unit: string;
  readonly state: ItemState;
  readonly dueOn: string | null;
  /** The day of the meeting. */
  readonly agreedOn: string;
  readonly endedOn: string | null;
  readonly deferrals: number;
}

/** A share is told as its two numbers: of `closedDated`, closed ones that had a date, `onTime` by the date in force. */
export interface Figures {
  readonly agreed: number;
  readonly open: number;
  readonly overdue: number;
  readonly closed: number;
  readonly closedDated: number;
  readonly onTime: number;
  /** From the meeting to the day of closing; null where nothing is closed. */
  readonly medianDays: number | null;
  /** Put off at least once, whatever became of them. */
  readonly putOff: number;
  readonly failed: number;
}

/** An open item is overdue from the day after its date. */
export function isOverdue({ dueOn, endedOn }: Pick<Counted, 'dueOn' | 'endedOn'>, today: string): boolean {
  return endedOn === null && dueOn !== null && dueOn < today;
}

export function tallyOf(items: readonly Omit<Counted, 'unit'>[], today: string): Figures {
  const open = items.filter(({ endedOn }) => endedOn === null);
  const closed = items.filter(({ state }) => state === 'closed');
  const dated = closed.filter(({ dueOn }) => dueOn !== null);
  return {
    agreed: items.length,
    open: open.length,
    overdue: items.filter((item) => isOverdue(item, today)).length,
    closed: closed.length,
    closedDated: dated.length,
    onTime: dated.filter(({ dueOn, endedOn }) => endedOn! <= dueOn!).length,
    medianDays: medianOf(closed.map(({ agreedOn, endedOn }) => daysBetween(agreedOn, endedOn!))),
    putOff: items.filter(({ deferrals }) => deferrals > 0).length,
    failed: items.filter(({ state }) => state === 'failed').length,
  };
}

/** The figures of all items, and of those of each lead unit. */
export function figuresOf(items: readonly Counted[], today: string) {
  const byUnit = new Map<string, Counted[]>();
  for (const item of items) byUnit.set(item.unit, [...(byUnit.get(item.unit) ?? []), item]);
  const units = [...byUnit].map(([unit, own]) => ({ unit, ...tallyOf(own, today) }));
  return { ...tallyOf(items, today), units };
}
