import type { FundSource, MembershipState } from './contract.ts';

/** The states of an open membership period (domain.md C2); all others end it. */
export const OPEN_MEMBERSHIP = [
  'active',
  'transferring',
  'retained',
] as const satisfies readonly MembershipState[];

/** Who may have what a fund source pays for: a rule, not a habit (product.md, "A module can be switched off"). */
export type FundRule = Readonly<Record<FundSource, 'members' | 'anyone'>>;

/** What a person can use now. A retained member is a member. */
export function benefitsOf(rule: FundRule, isMember: boolean): FundSource[] {
  return (Object.keys(rule) as FundSource[]).filter((source) => isMember || rule[source] === 'anyone');
}
