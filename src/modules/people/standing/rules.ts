import type { MembershipState } from './contract.ts';

/** What an officer does to a membership (domain.md C2). */
export const STANDING_STEPS = ['transfer', 'retain', 'restore', 'end', 'warn', 'deem'] as const;
export type StandingStep = (typeof STANDING_STEPS)[number];

/** Who is retained pays no dues and has no part to miss: they are neither warned nor deemed resigned. */
const FROM: Readonly<Record<StandingStep, readonly MembershipState[]>> = {
  transfer: ['active', 'retained'],
  retain: ['active'],
  restore: ['retained'],
  end: ['active', 'transferring', 'retained'],
  warn: ['active', 'transferring'],
  deem: ['active', 'transferring'],
};

export function mayStand(state: MembershipState, step: StandingStep): boolean {
  return FROM[step].includes(state);
}

export interface Period {
  readonly from: string;
  /** Not in it any more; null while it is open. */
  readonly until: string | null;
}

/** Since when somebody has been a member without a gap, over all unions (一次入会). `periods`: the latest first. */
export function memberSince(periods: readonly Period[]): string | null {
  let since: string | null = null;
  for (const { from, until } of periods) {
    if (since !== null && until !== since) break;
    since = from;
  }
  return since;
}

/**
 * Full months from one day to another. A term of months ends on the day of the same number, or on the last of a month
 * that has none (民法典 §202).
 */
export function monthsBetween(from: string, to: string): number {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(y2, m2, 0)).getUTCDate();
  const months = (y2 - y1) * 12 + m2 - m1;
  return d2 < Math.min(d1, lastOfMonth) ? months - 1 : months;
}

/** What a deemed resignation rests on; days are `YYYY-MM-DD`. */
export interface Evidence {
  readonly memberSince: string;
  readonly unpaidSince: string;
  readonly absentSince: string;
  readonly warnedOn: string;
  readonly resolvedOn: string;
}

/**
 * 章程 on members who pay no dues and take no part: `months` of both until the resolution, spoken to in that time, a
 * decision after it. `order`: the days do not follow one another so; `short`: not long enough.
 */
export function weigh(evidence: Evidence, months: number): 'ok' | 'order' | 'short' {
  const { memberSince: member, unpaidSince, absentSince, warnedOn, resolvedOn } = evidence;
  const [first, both] = [unpaidSince, absentSince].sort() as [string, string];
  if (member > first || both > warnedOn || warnedOn > resolvedOn) return 'order';
  return monthsBetween(both, resolvedOn) >= months ? 'ok' : 'short';
}
