import type { IdType } from '../../join/contract.ts';
import {
  birthDateOf,
  checkIdNumber,
  maskIdNo,
  normaliseIdNo,
  normaliseName,
  sexOf,
} from '../../join/rules.ts';
import type { Refusal, Repair } from '../contract.ts';
import { COMPOUND_SURNAMES, NOT_NAMES, SURNAMES } from '../texts/surnames.ts';
import { ID_TYPE_CODES, ID_TYPE_WORDS, UNIT_END } from '../texts/words.ts';
import { bare, compact, isNothing, type Cell } from '../values/rules.ts';

export interface IdGiven {
  readonly idType: IdType;
  readonly idNo: string;
  readonly birthDate: string | null;
  readonly sex: 'male' | 'female' | null;
}

export interface IdReading {
  /** Null exactly when there is a refusal. */
  readonly given: IdGiven | null;
  readonly refusal: Refusal | null;
  readonly repairs: readonly Repair[];
  /** The cell, masked unless it has lost its digits; '' when it is empty. */
  readonly shown: string;
}

/** An Excel number keeps 15 digits. */
const LOST_FROM = 1e15;
const FULL_WIDTH = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2160-\u2169]/;
/** The card of 2023: 9, the province of the first application, the country; then built like a resident ID. */
const FOREIGN_CARD = /^9(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\d{3}/;
const DASHES = /[\p{Pd}\u2212]/gu;
const longUnitEnd = new RegExp(UNIT_END);

/** Whether digits of the number are gone for good: stored as a number, or written 1.10199E+17. */
export function hasLostDigits(cell: Cell | undefined): boolean {
  if (typeof cell === 'number') return cell >= LOST_FROM;
  const power = /^\d(?:\.\d+)?e\+?(\d{2})$/.exec(compact(cell))?.[1];
  return power !== undefined && Number(power) >= 15;
}

/**
 * The number of a document, its kind by `type` (a word, or null) or by its shape. One refusal at most, the plainest.
 * `today` (`YYYY-MM-DD`): nobody is born later.
 */
export function readId(cell: Cell | undefined, type: IdType | null, today: string): IdReading {
  const refuse = (refusal: Refusal, shown = '', repairs: Repair[] = []) => ({
    given: null,
    refusal,
    repairs,
    shown,
  });
  // As Excel shows it, which gives nobody's birthday away.
  if (hasLostDigits(cell))
    return refuse('id_lost_digits', Number(compact(cell)).toExponential(5).toUpperCase());
  const text = bare(cell);
  if (isNothing(cell) || compact(cell) === '0') return refuse('id_missing');
  const idNo = idKey(cell);
  const idType = typeOf(idNo, type);
  const repairs = idRepairs(text, idNo);
  const fault = faultOf(idType, idNo, today);
  if (fault) return refuse(fault, maskIdNo(idNo), repairs);
  const given = { idType, idNo, birthDate: birthDateOf(idType, idNo), sex: sexOf(idType, idNo) };
  return { given, refusal: null, repairs, shown: '' };
}

/** The number as it is compared; '' for none. */
export function idKey(cell: Cell | undefined): string {
  return normaliseIdNo(bare(cell).replace(DASHES, ''));
}

/** A resident number with the right check digit: proof enough that there is a person in the row. */
export function isSoundId(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && cell.length >= 18 && checkIdNumber('resident_id', idKey(cell)) === 'ok';
}

/** What the column for the kind of document says; null: by shape. `unread`: a word or code that we do not know. */
export function readIdType(cell: Cell | undefined): { type: IdType | null; unread: boolean } {
  if (isNothing(cell)) return { type: null, unread: false };
  const text = compact(cell);
  const [kind] =
    ID_TYPE_WORDS.find(([, words]) => words.split(' ').some((word) => text.includes(word))) ??
    (Object.entries(ID_TYPE_CODES) as [IdType, readonly string[]][]).find(([, codes]) =>
      codes.includes(text),
    ) ??
    [];
  // A document that we have no kind for is checked like a resident ID, and so refused for what it is not.
  if (kind === 'none') return { type: 'resident_id', unread: false };
  return kind ? { type: kind, unread: false } : { type: null, unread: true };
}

/** A sound number of 18 digits speaks for itself, whatever the column for its kind was left at. */
function typeOf(idNo: string, type: IdType | null): IdType {
  if (checkIdNumber('resident_id', idNo) === 'ok') {
    if (/^8[123]/.test(idNo)) return 'hmt_residence_permit';
    if (FOREIGN_CARD.test(idNo)) return type === 'resident_id' ? type : 'foreign_residence_card';
    return type === 'passport' ? type : 'resident_id';
  }
  return type ?? shapeOf(idNo);
}

/** Passports begin with a letter; those of digits only need the column. H and M with 8 or 10 digits are travel permits. */
function shapeOf(idNo: string): IdType {
  if (/^[A-Z]{3}\d{12}$/.test(idNo)) return 'foreign_residence_card';
  const passport = /^[A-Z](?=(?:[A-Z]*\d){6})[A-Z0-9]{7,8}$/.test(idNo);
  return passport && !/^[HM]\d{8}$/.test(idNo) ? 'passport' : 'resident_id';
}

function faultOf(idType: IdType, idNo: string, today: string): Refusal | null {
  if (/[^0-9A-Z]/.test(idNo)) return 'id_characters';
  const verdict = checkIdNumber(idType, idNo);
  if (verdict === 'length') return /^\d{15}$/.test(idNo) ? 'id_15_digits' : 'id_length';
  if (verdict !== 'ok') return `id_${verdict}`;
  const birthDate = birthDateOf(idType, idNo);
  return birthDate && birthDate > today ? 'id_date' : null;
}

function idRepairs(text: string, idNo: string): Repair[] {
  const repairs: Repair[] = [];
  if (FULL_WIDTH.test(text)) repairs.push('id_full_width');
  if (/\p{Zs}/u.test(text)) repairs.push('id_spaces');
  if (idNo.length === 18 && /x\s*$/.test(text.normalize('NFKC'))) repairs.push('id_lower_x');
  return repairs;
}

export interface NameReading {
  readonly name: string;
  readonly refusal: Refusal | null;
  readonly repairs: readonly Repair[];
}

/** Han characters stand together, Latin parts keep one space, the middle dot has its one form. */
export function readName(cell: Cell | undefined): NameReading {
  const seen = String(cell ?? '')
    .replace(/^\s*['’‘`＇]+/, '')
    .replace(/\p{Cf}/gu, '')
    .replace(/^[\p{Cc}\u00a0]+|[\p{Cc}\u00a0]+$/gu, '')
    .replace(/(?<=[A-Za-z,.])[\p{Cc}\u00a0]+(?=[A-Za-z])/gu, ' ')
    .replace(/[\p{Cc}\u00a0]/gu, '');
  const name = normaliseName(seen)
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/(?<=\p{Script=Han})[.。●]\s*(?=\p{Script=Han})/gu, '·');
  const repairs: Repair[] = [];
  if (FULL_WIDTH.test(seen)) repairs.push('name_full_width');
  const spaces = (text: string) => text.match(/\p{Zs}/gu)?.join('') ?? '';
  if (spaces(seen) !== spaces(name)) repairs.push('name_spaces');
  return { name, refusal: nameFault(name, cell), repairs };
}

function nameFault(name: string, cell: Cell | undefined): Refusal | null {
  if (name === '') return 'name_missing';
  if (/\p{L}/u.test(name) && isNothing(cell)) return 'name_missing';
  // A masked name (张*) would overwrite the real one.
  const bad = !/\p{L}/u.test(name) || /[*#?]/.test(name) || name.length > 60;
  return bad ? 'name_bad' : null;
}

/** Whether a cell looks like somebody’s name by its surname, its middle dot or its Latin parts. */
export function looksLikeName(cell: Cell | undefined): boolean {
  if (typeof cell !== 'string') return false;
  const { name, refusal } = readName(cell);
  if (refusal || NOT_NAMES.has(name)) return false;
  if (/^\p{Script=Han}{1,10}(·\p{Script=Han}{1,10}){1,3}$/u.test(name)) return true;
  if (/^[A-Z][A-Za-z'-]+,?( [A-Z][A-Za-z'.-]*){1,4}$/.test(name)) return true;
  if (!/^\p{Script=Han}{2,4}$/u.test(name) || longUnitEnd.test(name)) return false;
  if (name.length > 2 && /[部室组队站处厂局所]$/.test(name)) return false;
  if (COMPOUND_SURNAMES.has(name.slice(0, 2))) return name.length > 2;
  return SURNAMES.has(name[0]!) && name.length <= 3;
}
