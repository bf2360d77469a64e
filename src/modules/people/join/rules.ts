import type { ApplicationState, IdType, RouteReason } from './contract.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** Full-width characters, spaces and a lower-case x are how people type a number. */
export function normaliseIdNo(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}

/** One space between parts of a name, none at its ends; the middle dot of minority names in its one form (U+00B7). */
export function normaliseName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[•‧・∙⋅]/g, '·')
    .replace(/\s*·\s*/g, '·')
    .replace(/\s+/g, ' ')
    .trim();
}

export const ID_VERDICTS = ['ok', 'length', 'characters', 'date', 'checksum'] as const;
export type IdVerdict = (typeof ID_VERDICTS)[number];

/**
 * Whether a number can be one of its kind. Residence permits of Hong Kong, Macao and Taiwan (81…, 82…, 83…) are built
 * like resident IDs (GB 11643-1999 §3); passports and foreign residence cards are only checked for their characters.
 */
export function checkIdNumber(type: IdType, idNo: string): IdVerdict {
  if (type === 'passport' || type === 'foreign_residence_card') {
    if (!/^[A-Z0-9]*$/.test(idNo)) return 'characters';
    return idNo.length >= 5 && idNo.length <= 18 ? 'ok' : 'length';
  }
  if (idNo.length !== 18) return 'length';
  if (!/^\d{17}[\dX]$/.test(idNo)) return 'characters';
  if (birthDateOf(type, idNo) === null) return 'date';
  return checkCharacter(idNo) === idNo[17] ? 'ok' : 'checksum';
}

/** The last character of a number of 18, from the 17 digits before it (GB 11643-1999). */
export function checkCharacter(digits: string): string {
  return CHECKS[WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0) % 11]!;
}

/** `YYYY-MM-DD` from digits 7–14, or null where the kind has none or the day does not exist. */
export function birthDateOf(type: IdType, idNo: string): string | null {
  if (type === 'passport') return null;
  if (type === 'foreign_residence_card' && idNo.length !== 18) return null;
  const text = `${idNo.slice(6, 10)}-${idNo.slice(10, 12)}-${idNo.slice(12, 14)}`;
  if (!/^(19|20)\d{2}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : null;
}

/** Digit 17: odd is male (GB 11643-1999 §4.1.3). A foreign card may have a letter there. */
export function sexOf(type: IdType, idNo: string): 'male' | 'female' | null {
  if (birthDateOf(type, idNo) === null || !/^\d$/.test(idNo[16] ?? '')) return null;
  return Number(idNo[16]) % 2 === 1 ? 'male' : 'female';
}

/** Full years on `today`; both `YYYY-MM-DD`. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** `王小明` → `王**`: enough to know oneself by. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name;
  return first + '*'.repeat(Math.min(rest.length, 4));
}

/** Area and check characters only: never the last four beside a birth year (together they give the number away). */
export function maskIdNo(idNo: string): string {
  // Of a short number (a passport's) three characters and the last would be nearly all of it.
  const shown = idNo.length < 15 ? 1 : 3;
  return `${idNo.slice(0, shown)}${'*'.repeat(Math.max(3, idNo.length - shown - 1))}${idNo.slice(-1)}`;
}

/** `回龙观街道总工会` → `回龙观****会`: the owner knows it again, a guesser learns little. */
export function maskUnion(name: string): string {
  return name.length <= 4 ? `${name.slice(0, 1)}***` : `${name.slice(0, 3)}****${name.slice(-1)}`;
}

/** The unions that could take an application in, the best first (domain.md C1, routing). */
export interface RouteChoices<T> {
  readonly qrUnion: T | undefined;
  readonly employerUnion: T | undefined;
  readonly sectorAssociation: T | undefined;
  readonly streetUnion: T | undefined;
  readonly holdingPool: T | undefined;
}

/** Employer → sector association → street → 待转入. A QR that names a primary union is the person's own word. */
export function routeOf<T>(choices: RouteChoices<T>): { union: T; reason: RouteReason } | undefined {
  if (choices.qrUnion) return { union: choices.qrUnion, reason: 'qr_union' };
  if (choices.employerUnion) return { union: choices.employerUnion, reason: 'employer_union' };
  if (choices.sectorAssociation) return { union: choices.sectorAssociation, reason: 'sector_association' };
  if (choices.streetUnion) return { union: choices.streetUnion, reason: 'street_union' };
  if (choices.holdingPool) return { union: choices.holdingPool, reason: 'holding_pool' };
  return undefined;
}

/** domain.md C1. Terminal: approved, rejected, withdrawn. */
const STEPS: Readonly<Record<ApplicationState, readonly ApplicationState[]>> = {
  submitted: ['auto_checked'],
  auto_checked: ['in_review', 'pooled'],
  in_review: ['approved', 'returned', 'rejected', 'offered', 'withdrawn'],
  pooled: ['offered', 'returned', 'rejected', 'withdrawn'],
  offered: ['approved', 'pooled', 'in_review', 'returned', 'rejected', 'offered', 'withdrawn'],
  returned: ['submitted', 'withdrawn'],
  approved: [],
  rejected: [],
  withdrawn: [],
};

export function mayStep(from: ApplicationState, to: ApplicationState): boolean {
  return STEPS[from].includes(to);
}

/** The states in which an application waits for an officer. */
export const OPEN_STATES = ['in_review', 'pooled', 'offered'] as const;

/** The states in which nobody works on an application any more and no member came of it. */
export function isPutAway(state: ApplicationState): boolean {
  return state === 'returned' || state === 'rejected' || state === 'withdrawn';
}
