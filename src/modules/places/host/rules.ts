import type { Stretch } from '../hours/rules.ts';

/** What a link to a place is for: speaking for it, or telling that somebody stands before its sign. */
export const LINK_USES = ['host', 'sign'] as const;

/** What a host can say. */
export const WORDS = ['open', 'close', 'longer', 'facility', 'note', 'supply', 'fault'] as const;
export type Word = (typeof WORDS)[number];

/** What a host says of a fault: 知道了, 修好了. */
export const FAULT_TAPS = ['acked', 'fixed'] as const;

export const CLOSE_REASONS = ['repair', 'power', 'stocktake', 'staff', 'holiday', 'event'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

const DAY_MS = 86_400_000;
/** What is shown; the server waits a little longer, for a tap takes its time to arrive. */
export const UNDO_MS = 60_000;
export const UNDO_GRACE_MS = 15_000;

/** The midnight that ends the civil day of `now` (Asia/Shanghai has kept +08:00 since 1991). */
export function midnightAfter(now: number): number {
  const shift = 8 * 3_600_000;
  return Math.floor((now + shift) / DAY_MS) * DAY_MS + DAY_MS - shift;
}

/**
 * When today's opening ends, in milliseconds; null where there is none any more. Today's stretches are those that begin
 * before midnight; one that reaches past it (22:00–02:00) ends in the night, one that goes on past the next noon (all
 * day) counts as ending at midnight. Who is open in yesterday's night speaks of that night.
 */
export function endOfToday(open: readonly Stretch[], now: number): number | null {
  const midnight = midnightAfter(now);
  const noon = midnight - DAY_MS / 2;
  const here = open.find(([from, to]) => from <= now && now < to);
  // What was worked out begins at the last midnight, and so does a night that began before.
  if (here && here[0] <= midnight - DAY_MS && here[1] <= noon) return here[1];
  const last = open.findLast(([from, to]) => from < midnight && to > now);
  if (!last) return null;
  return last[1] > midnight + DAY_MS / 2 ? midnight : last[1];
}

/** Whether a word said at `at` can still be taken back. */
export function mayUndo(at: number, now: number): boolean {
  return now - at <= UNDO_MS + UNDO_GRACE_MS;
}
