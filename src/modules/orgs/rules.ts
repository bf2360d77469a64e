import type { OrgState } from './contract.ts';

/**
 * domain.md C4: what may follow a union's state. A dissolved or merged union stays as it is. `merged` is no step: merging
 * has to know into which.
 */
const STEPS: Readonly<Record<OrgState, readonly OrgState[]>> = {
  planning: ['approved_by_upper', 'dissolved'],
  approved_by_upper: ['founded', 'dissolved'],
  founded: ['active', 'dissolved'],
  active: ['dissolved'],
  merged: [],
  dissolved: [],
};

export function mayStep(from: OrgState, to: OrgState): boolean {
  return STEPS[from].includes(to);
}

/** Whether an organisation in this state is still there: it may have others below it, relations and officers. */
export function isStanding(state: OrgState): boolean {
  return state !== 'dissolved' && state !== 'merged';
}

/** Whether a step must say why: everything that ends a union. */
export function needsReason(to: OrgState): boolean {
  return to === 'dissolved' || to === 'merged';
}

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Checksum of a unified social credit code (GB 32100-2015): 31 − (Σ value × weight mod 31), where 31 means 0. */
export function isUscc(code: string): boolean {
  if (code.length !== 18) return false;
  const values = [...code].map((character) => USCC_ALPHABET.indexOf(character));
  if (values.includes(-1)) return false;
  const sum = USCC_WEIGHTS.reduce((total, weight, index) => total + weight * values[index]!, 0);
  return values[17] === (31 - (sum % 31)) % 31;
}

/** What a chair may hand out: the work of the union. Accounts and audit are for the system administrator to staff. */
const BUSINESS_ROLES = ['chair', 'membership_officer', 'viewer'];

/** Whether somebody with `roles` at a place may invite for `role` there (GB/T 22239-2019, separated duties). */
export function mayInvite(roles: readonly string[], role: string): boolean {
  if (roles.includes('system_admin')) return true;
  return roles.includes('chair') && BUSINESS_ROLES.includes(role);
}

/** `13800138000` → `138****8000`. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
