import type { Employment, IdType, Occupation, Refusal, Remark, Repair, RosterField } from './contract.ts';
import { readId, readIdType, readName, type IdReading } from './identity/rules.ts';
import { lineKind, type Mapped } from './lines/rules.ts';
import type { SheetRow } from './sheets/rules.ts';
import {
  bare,
  readDate,
  readMonth,
  readPhone,
  readSex,
  readText,
  readValidUntil,
  readWork,
  readYesNo,
  type Cell,
  type Found,
} from './values/rules.ts';

export { guessColumns, guessSheet } from './sheets/rules.ts';
export type { ColumnGuess, Remembered, SheetGuess, SheetHead, SheetRow } from './sheets/rules.ts';
export { titleKey } from './titles/rules.ts';
export type { Cell } from './values/rules.ts';

/** What a usable row says. Days are `YYYY-MM-DD`; what the file does not say is null. */
export interface Given {
  readonly name: string;
  readonly idType: IdType;
  readonly idNo: string;
  /** 11 digits. */
  readonly phone: string | null;
  /** Sex and birth date are the ID number’s where it has them. */
  readonly sex: 'male' | 'female' | null;
  readonly birthDate: string | null;
  readonly occupation: Occupation | null;
  readonly employment: Employment | null;
  /** The words for work as written. */
  readonly work: string | null;
  readonly department: string | null;
  readonly position: string | null;
  readonly employer: string | null;
  readonly hiredOn: string | null;
  readonly joinedOn: string | null;
  readonly memberNo: string | null;
  /** Words or codes as written: their meaning is the template’s. */
  readonly education: string | null;
  readonly politics: string | null;
  readonly ethnicity: string | null;
  readonly skill: string | null;
  /** A day or 长期. */
  readonly idValidUntil: string | null;
  readonly residence: string | null;
  readonly migrant: boolean | null;
}

export type Reading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'total' }
  /** The header again, headings like 一、运营部, notes. */
  | { readonly kind: 'title' }
  | { readonly kind: 'row'; readonly given: Given; readonly repairs: Repair[]; readonly remarks: Remark[] }
  | {
      readonly kind: 'refused';
      readonly name: string;
      readonly refusals: Refusal[];
      readonly repairs: Repair[];
      /** The faulty cell, masked unless it has lost its digits. */
      readonly shown: string;
    };

/** What one row of a roster says. `today` is a civil day, `YYYY-MM-DD`. Never throws. */
export function readRow(row: SheetRow, columns: readonly Mapped[], today: string): Reading {
  const kind = lineKind(row.cells, columns);
  if (kind !== 'person') return { kind };
  const places = new Map(columns.map(({ field, index }) => [field, index]));
  const cell = (field: RosterField): Cell => row.cells[places.get(field) ?? -1] ?? null;
  const name = readName(cell('name'));
  const idType = readIdType(cell('idType'));
  const id = readId(cell('idNo'), idType.type, today);
  const phone = readPhone(cell('phone'));
  const repairs = [...id.repairs, ...name.repairs];
  const refusals: Refusal[] = [];
  if (id.refusal) refusals.push(id.refusal);
  if (name.refusal) refusals.push(name.refusal);
  if (phone.unread) refusals.push('phone_bad');
  if (refusals.length > 0 || id.given === null)
    return { kind: 'refused', name: name.name, refusals, repairs, shown: shownOf(id, name, cell('phone')) };
  const { given, remarks } = detailsOf(cell, id.given);
  if (idType.unread) remarks.push('code_unread');
  return {
    kind: 'row',
    given: { name: name.name, phone: phone.value, ...given },
    repairs,
    remarks: [...new Set(remarks)],
  };
}

/** Whether the columns are those of a union’s own register of members. */
export function looksLikeMembers(columns: readonly { readonly field: RosterField | null }[]): boolean {
  return columns.some(({ field }) => field === 'joinedOn' || field === 'memberNo');
}

function shownOf(id: IdReading, name: { name: string; refusal: Refusal | null }, phone: Cell): string {
  if (id.refusal) return id.shown;
  return name.refusal ? name.name : maskPhone(bare(phone).normalize('NFKC').replace(/\s/g, ''));
}

function maskPhone(text: string): string {
  return text.length <= 4 ? `${text.slice(0, 1)}***` : `${text.slice(0, 3)}****${text.slice(-2)}`;
}

type Cells = (field: RosterField) => Cell;

/** Everything beside name and phone, and what an officer should look at. */
function detailsOf(cell: Cells, id: NonNullable<IdReading['given']>) {
  const remarks: Remark[] = [];
  const take = <T>(found: Found<T>, remark: Remark): T | null => {
    if (found.unread) remarks.push(remark);
    return found.value;
  };
  const sex = take(readSex(cell('sex')), 'code_unread');
  if (sex && id.sex && sex !== id.sex) remarks.push('sex_differs');
  const birthDate = birthOf(cell('birthDate'), id.birthDate, remarks);
  const work = workOf(cell);
  if (work.unread) remarks.push('work_unread');
  const given = {
    ...id,
    sex: id.sex ?? sex,
    birthDate,
    occupation: work.occupation,
    employment: work.employment,
    work: work.work,
    department: readText(cell('department')),
    position: readText(cell('position')),
    employer: readText(cell('employer')),
    hiredOn: take(readDate(cell('hiredOn')), 'date_unread'),
    joinedOn: take(readDate(cell('joinedOn')), 'date_unread'),
    memberNo: readText(cell('memberNo')),
    education: readText(cell('education')),
    politics: readText(cell('politics')),
    ethnicity: readText(cell('ethnicity')),
    skill: readText(cell('skill')),
    idValidUntil: take(readValidUntil(cell('idValidUntil')), 'date_unread'),
    residence: readText(cell('residence')),
    migrant: take(readYesNo(cell('migrant')), 'code_unread'),
  };
  return { given, remarks };
}

/** The ID number’s, or the column’s where it has none. A month (also as its first day) that agrees needs no remark. */
function birthOf(cell: Cell, ofId: string | null, remarks: Remark[]): string | null {
  const written = readDate(cell);
  const month = readMonth(cell) ?? (written.value?.endsWith('-01') ? written.value.slice(0, 7) : null);
  if (ofId && month === ofId.slice(0, 7)) return ofId;
  if (written.unread && !(ofId && month)) remarks.push('date_unread');
  if (ofId && (written.value ?? month ?? ofId) !== ofId) remarks.push('birth_differs');
  return ofId ?? written.value;
}

/**
 * Work by the column for it, and what that leaves open by the position: 合同制 and 快递员 stand in two columns. Words of
 * the column that say neither are kept as they are; a position need not be one of ours.
 */
function workOf(cell: Cells) {
  const work = readText(cell('work'));
  const position = readText(cell('position'));
  const said = readWork(work ?? '');
  const other = readWork(position ?? '');
  const unread = work !== null && said.occupation === null && said.employment === null;
  const fromPosition = other.occupation !== null || other.employment !== null ? position : null;
  return {
    occupation: said.occupation ?? other.occupation,
    employment: said.employment ?? other.employment,
    work: work ?? fromPosition,
    unread,
  };
}
