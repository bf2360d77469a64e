/** domain.md C2; `transferred` ends a period that goes on at another union. There is no "suspended": no text knows it. */
export const MEMBERSHIP_STATES = [
  'active',
  'transferring',
  'retained',
  'transferred',
  'resigned',
  'deemed_resigned',
  'expelled',
  'deceased',
] as const;
export type MembershipState = (typeof MEMBERSHIP_STATES)[number];

/** How a person stands to the unions: `known` is on a roster and was never a member. */
export const STANDINGS = ['known', ...MEMBERSHIP_STATES] as const;
export type Standing = (typeof STANDINGS)[number];

/** Why a membership is kept without work there (会籍管理办法; domain.md B2). No dues, no vote. */
export const RETAINED_AS = ['retired', 'unemployed', 'unit_closed', 'unit_without_union'] as const;
export type RetainedAs = (typeof RETAINED_AS)[number];

/** Kind of employment: a field of its own beside the status of membership (domain.md §B2, field plan). */
export const EMPLOYMENTS = [
  'on_establishment',
  'off_establishment',
  'dispatched',
  'contract',
  'intern',
  'platform',
] as const;
export type Employment = (typeof EMPLOYMENTS)[number];

/** How a member who pays no dues and takes no part was spoken to. */
export const WARNED_HOW = ['in_person', 'phone', 'letter', 'message'] as const;
