import type { RosterField } from '../contract.ts';
import { isSoundId, looksLikeName } from '../identity/rules.ts';
import { NOT_NAMES } from '../texts/surnames.ts';
import {
  COLUMN_NUMBER,
  EXAMPLE_LINE,
  FOOT_LINE,
  HINT_LINE,
  KEY_AND_VALUE,
  NOTE_LINE,
  SECTION_LINE,
  TOTAL_LINE,
  UNIT_END,
  UNIT_END_SHORT,
} from '../texts/words.ts';
import { isTitle, titleWeights } from '../titles/rules.ts';
import { compact, isNothing, type Cell } from '../values/rules.ts';

/** Where a field stands in a row. */
export interface Mapped {
  readonly index: number;
  readonly field: RosterField;
}

export type LineKind = 'blank' | 'total' | 'title' | 'person';

const total = new RegExp(TOTAL_LINE);
const foot = new RegExp(FOOT_LINE);
const section = new RegExp(SECTION_LINE);
const note = new RegExp(NOTE_LINE);
const columnNumber = new RegExp(COLUMN_NUMBER);
const hint = new RegExp(HINT_LINE);
const example = new RegExp(EXAMPLE_LINE);
const keyAndValue = new RegExp(KEY_AND_VALUE, 'u');
const unitEnd = new RegExp(`${UNIT_END}|${UNIT_END_SHORT}`);
/** Han characters without a dot; Latin and dotted names may be longer. */
const LONGEST_NAME = 6;

/** What only a person has. Department and employer are often filled in beforehand, down to the last line. */
const PERSONAL: readonly RosterField[] = [
  'sex',
  'birthDate',
  'work',
  'position',
  'hiredOn',
  'joinedOn',
  'memberNo',
  'education',
  'politics',
  'ethnicity',
];

/** What a row is. With a sound ID number in it, or a name beside figures, it is a person whatever else it says. */
export function lineKind(cells: readonly Cell[], columns: readonly Mapped[]): LineKind {
  const texts = cells.map(compact);
  if (texts.every((text) => text === '')) return 'blank';
  if (cells.some(isSoundId)) return 'person';
  const words = texts.filter((text) => text !== '' && !isSerial(text));
  const place = (field: RosterField) => columns.find((column) => column.field === field)?.index ?? -1;
  const at = (field: RosterField) => texts[place(field)] ?? '';
  if (example.test(words[0] ?? '') || example.test(at('name'))) return 'title';
  const named = looksLikeName(cells[place('name')]);
  if (named && (/\d.*\d/.test(at('idNo')) || /\d{7}/.test(at('phone')))) return 'person';
  if (words.slice(0, 3).some((text) => total.test(text)) || words.some((text) => foot.test(text)))
    return 'total';
  const filled = new Set(texts.filter(Boolean));
  if (filled.size > 2 && [...filled].every((text) => columnNumber.test(text))) return 'title';
  if (isHeader(cells, cells[place('name')])) return 'title';
  if ((['name', 'idNo', 'phone'] as const).some((field) => hint.test(at(field)))) return 'title';
  if (isNothing(at('name')) && isNothing(at('idNo')) && isNothing(at('phone')))
    return withoutIdentity(texts, columns);
  if (named && words[0] !== at('name')) return 'person';
  return isHeading(texts, words, columns) && !(named && words.length < 2) ? 'title' : 'person';
}

/** Running numbers and other short figures: alone they make no row. */
function isSerial(text: string): boolean {
  return /^\d{1,6}(\.0+)?$/.test(text) || isNothing(text);
}

/** The header once more, as it stands on every printed page; its titles need not stand where their contents do. */
function isHeader(cells: readonly Cell[], name: Cell | undefined): boolean {
  const titles = new Set(cells.filter((cell) => typeof cell === 'string' && isTitle(cell)));
  return (
    titles.size >= 2 || (typeof name === 'string' && titleWeights({ text: name, group: '' }).name >= 0.85)
  );
}

/** Neither name nor number: a line that was prepared and not filled in, a heading, or a person without all of them. */
function withoutIdentity(texts: readonly string[], columns: readonly Mapped[]): LineKind {
  const filled = (field: RosterField) =>
    columns.some((column) => column.field === field && !isNothing(texts[column.index] ?? ''));
  if (PERSONAL.filter(filled).length >= 2) return 'person';
  return texts.some((text) => text !== '' && !isSerial(text)) && !columns.some(({ field }) => filled(field))
    ? 'title'
    : 'blank';
}

/** One text alone (or repeated over merged cells) that names a part of the roster, or a note; or 单位：某公司 and such. */
function isHeading(texts: readonly string[], words: readonly string[], columns: readonly Mapped[]): boolean {
  const [text = ''] = words;
  const idNo = columns.find(({ field }) => field === 'idNo')?.index ?? -1;
  const about = section.test(text) || note.test(text) || keyAndValue.test(text);
  if (about && words.length <= 4 && !/\d{8}/.test(texts[idNo] ?? '')) return true;
  if (new Set(words).size !== 1 || /\d{5}/.test(text)) return false;
  const where = columns.filter(({ index }) => texts[index] === text).map(({ field }) => field);
  if (where.length > 1 || !where.includes('name')) return true;
  const long = text.length > LONGEST_NAME && /\p{Script=Han}/u.test(text) && !text.includes('·');
  return long || text.length > 60 || /[:,。;]/.test(text) || unitEnd.test(text) || NOT_NAMES.has(text);
}
