import type { Occupation } from '../../join/contract.ts';
import type { Employment } from '../contract.ts';
import { EMPLOYMENT_WORDS, NOT_CONTRACT, OCCUPATION_WORDS } from '../texts/work.ts';
import { NO_WORDS, NOTHING, SEX_WORDS, YES_WORDS } from '../texts/words.ts';

/** A cell as it comes from a file; a cell formatted as a date is `YYYY-MM-DD` (`#kernel/sheets`). */
export type Cell = string | number | boolean | null;

/** What a reader made of a cell: a value, nothing there, or something that it does not understand. */
export type Found<T> =
  | { readonly value: T; readonly unread: false }
  | { readonly value: null; readonly unread: boolean };

const none = { value: null, unread: false } as const;
const unread = { value: null, unread: true } as const;
const found = <T>(value: T): Found<T> => ({ value, unread: false });

/** Text of a cell without what nobody sees or types on purpose: apostrophe, ="…", tabs, line breaks, zero-width marks. */
export function bare(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return String(cell)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0]/gu, '')
    .replace(/^(\s*)=?["“]([^"“”]*)["”](\s*)$/, '$1$2$3')
    .replace(/^(\s*)['’‘`＇]+/, '$1')
    .replace(/['’＇]+(\s*)$/, '$1');
}

/** For looking up: half-width, lower-case, no spaces. */
export function compact(cell: Cell | undefined): string {
  return bare(cell).normalize('NFKC').toLowerCase().replace(/\s/g, '');
}

/** Words as they stand, on one line; null where there are none or only a sign for "nothing". */
export function readText(cell: Cell | undefined): string | null {
  if (cell === null || cell === undefined) return null;
  const text = String(cell)
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(/^\s*'/, '')
    .trim();
  return isNothing(text) ? null : text;
}

/** Empty, or filled in to say so: 无, -, /, N/A. */
export function isNothing(cell: Cell | undefined): boolean {
  const text = compact(cell);
  return text === '' || NOTHING.has(text);
}

/** GB/T 2261.1: 1 male, 2 female, 0 unknown, 9 not stated. */
export function readSex(cell: Cell | undefined): Found<'male' | 'female'> {
  const text = compact(cell).replace(/[()]/g, '');
  if (isNothing(cell) || SEX_WORDS.unknown.some((word) => word === text)) return none;
  if (SEX_WORDS.male.some((word) => word === text)) return found('male');
  if (SEX_WORDS.female.some((word) => word === text)) return found('female');
  return unread;
}

export function readYesNo(cell: Cell | undefined): Found<boolean> {
  const text = compact(cell);
  if (YES_WORDS.has(text)) return found(true);
  if (NO_WORDS.has(text)) return found(false);
  return isNothing(cell) ? none : unread;
}

const SERIAL = { first: 20_000, last: 80_000, base: Date.UTC(1899, 11, 30) } as const;
const DAY_MS = 86_400_000;

/**
 * `YYYY-MM-DD` from every way to write a whole day, and from Excel's serial numbers (1954–2119). Not read: a month or a
 * year only, two-digit years, 3/4/2011 (day or month first?), 民国 and the lunar calendar, days that do not exist.
 */
export function readDate(cell: Cell | undefined): Found<string> {
  if (isNothing(cell)) return none;
  const text = bare(cell).normalize('NFKC').trim();
  if (/^\d{5}(\.\d+)?$/.test(text) && Number(text) >= SERIAL.first && Number(text) <= SERIAL.last)
    return found(new Date(SERIAL.base + Math.floor(Number(text)) * DAY_MS).toISOString().slice(0, 10));
  const parts =
    /^(\d{4})(\d{2})(\d{2})(?:\.0+)?$/.exec(text) ??
    /^(\d{4})\s*[-/.年\u2010-\u2015~、,\s]\s*(\d{1,2})\s*[-/.月\u2010-\u2015~、,\s]\s*(\d{1,2})\s*[日号.]?(?:[T\s]*\d{1,2}[:时].*)?$/.exec(
      text,
    );
  const day = parts && civilDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return day ? found(day) : unread;
}

/** `YYYY-MM` where the cell says a month and no day, else null. */
export function readMonth(cell: Cell | undefined): string | null {
  const text = compact(cell);
  const parts = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(text) ?? /^((?:19|20)\d{2})(\d{2})$/.exec(text);
  const month = Number(parts?.[2] ?? 0);
  return parts && month >= 1 && month <= 12 ? `${parts[1]}-${String(month).padStart(2, '0')}` : null;
}

/** A day, or 长期; of a span (2015.03.20-2035.03.20, 20150320—长期) its end. */
export function readValidUntil(cell: Cell | undefined): Found<string> {
  const text = compact(cell);
  if (/长期|长久|永久|^9999/.test(text)) return found('长期');
  const span = /^(\d{4}[-./年]?\d{1,2}[-./月]?\d{1,2}日?)[-~至到\u2010-\u2015]+(\d{4}.*)$/.exec(text);
  return readDate(span ? span[2]! : cell);
}

function civilDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return year >= 1900 && year <= 2199 && real ? date.toISOString().slice(0, 10) : null;
}

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE =
  /^(\+86|0086)?0?(10|2\d)\d{7,8}(转?\d{1,5})?$|^(\+86|0086)?0?[3-9]\d{2}\d{7,8}(转?\d{1,5})?$/;
/** What people add to a number that stays their own. */
const OWN_MARKS = /\((本人|手机|微信同号|同微信|常用|工作|移动|联通|电信|新号|主)\)/g;

/**
 * A mainland mobile number of 11 digits. Of two in a cell the first; a landline with its area code is no mobile, so there
 * is nothing. `unread`: something else stands there.
 */
export function readPhone(cell: Cell | undefined): Found<string> {
  if (isNothing(cell) || compact(cell) === '0') return none;
  const whole = phoneDigits(bare(cell));
  if (MOBILE.test(whole)) return found(whole);
  const pieces = bare(cell)
    .normalize('NFKC')
    .replace(OWN_MARKS, '')
    .split(/[/、,;|]|或|\s{2,}/)
    .flatMap((piece) => [phoneDigits(piece), ...piece.trim().split(/\s+/).map(phoneDigits)]);
  const mobile = pieces.find((piece) => MOBILE.test(piece));
  if (mobile) return found(mobile);
  return pieces.filter(Boolean).some(isLandline) || isLandline(landlineDigits(cell)) ? none : unread;
}

function phoneDigits(text: string): string {
  const digits = text
    .normalize('NFKC')
    .replace(OWN_MARKS, '')
    .replace(/^(\d+)\.0+$/, '$1')
    .replace(/[\s().·\p{Pd}\u2212]/gu, '')
    .replace(/^(\+|00)?86(?=1[3-9]\d{9}$)/, '');
  return digits.replace(/^0(?=1[3-9]\d{9}$)/, '');
}

function landlineDigits(cell: Cell | undefined): string {
  return phoneDigits(bare(cell)).replace(/[#*]|ext/i, '转');
}

/** The 0 of the area code is only left out after +86. */
function isLandline(digits: string): boolean {
  return LANDLINE.test(digits) && (/^0[1-9]/.test(digits) || /^(\+|00)86/.test(digits));
}

const occupations = OCCUPATION_WORDS.map(([occupation, words]) => ({ occupation, words: words.split(' ') }));
const employments = EMPLOYMENT_WORDS.map(([employment, words]) => ({ employment, words: words.split(' ') }));
const notContract = NOT_CONTRACT.split(' ');

/** Everyday words for work: 众包骑手 is a delivery rider at a platform. Each null where the words do not say it. */
export function readWork(text: string): { occupation: Occupation | null; employment: Employment | null } {
  const key = compact(text).replace(/[-_/]/g, '');
  const says = ({ words }: { words: string[] }) =>
    words.some((word) => (/^[a-z]/.test(word) ? key === word || key === `${word}s` : key.includes(word)));
  const employment = employments.find(says)?.employment ?? null;
  const weak = employment === 'contract' && notContract.some((word) => key.includes(word));
  return { occupation: occupations.find(says)?.occupation ?? null, employment: weak ? null : employment };
}
