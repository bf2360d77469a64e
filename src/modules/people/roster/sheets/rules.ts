import { assign, fitOf, looksLikeId, type Column, type Settled } from '../columns/rules.ts';
import type { RosterField } from '../contract.ts';
import { looksLikeName } from '../identity/rules.ts';
import { ASIDE_SHEETS, FOOT_LINE, KEY_AND_VALUE } from '../texts/words.ts';
import { FIELDS, labelWeight, namesGroup, titleKey, type Heading } from '../titles/rules.ts';
import { bare, compact, readDate, readPhone, type Cell } from '../values/rules.ts';

/** Structural twins of `#kernel/sheets`, which pure rules may not import. `no` is the number of the row in the file. */
export interface SheetRow {
  readonly no: number;
  readonly cells: readonly Cell[];
}
export interface SheetHead {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

export interface ColumnGuess {
  readonly index: number;
  /** As it stands in the file; in a header of two rows both, with a space. */
  readonly title: string;
  readonly field: RosterField | null;
  /** 0–1. */
  readonly sure: number;
}

export interface SheetGuess {
  readonly sheet: string;
  /** Number of the (last) header row in the file; 0: there is none, people from the first row on. */
  readonly headerRow: number;
  readonly columns: readonly ColumnGuess[];
}

/** Normalised title → field of the organisation’s last file, or 'none' for a column that was left out. */
export type Remembered = ReadonlyMap<string, RosterField | 'none'>;

const SAMPLE_ROWS = 300;
const HEADER_WITHIN_ROWS = 80;
/** A header below more people than this is one that is repeated. */
const PEOPLE_ABOVE = 3;
/** Two titles that we know, or one that is beyond doubt with another that we do not keep. */
const HEADER_ENOUGH = 1.5;
const aside = new RegExp(ASIDE_SHEETS);
const foot = new RegExp(FOOT_LINE);
const keyAndValue = new RegExp(KEY_AND_VALUE, 'u');

/** The sheet with the people in it, its header row and its columns. Of several the one with the most people. */
export function guessSheet(sheets: readonly SheetHead[], remembered?: Remembered): SheetGuess {
  let best: { guess: SheetGuess; score: number } | undefined;
  for (const sheet of sheets) {
    const guess = guessColumns(sheet, undefined, remembered);
    const score = peopleIn(sheet, guess) * (aside.test(sheet.name) ? 0.1 : 1);
    if (!best || score > best.score) best = { guess, score };
  }
  return best?.guess ?? { sheet: '', headerRow: 0, columns: [] };
}

/** The columns of one sheet, with the header row that is given (0: none) or found. */
export function guessColumns(head: SheetHead, headerRow?: number, remembered?: Remembered): SheetGuess {
  const at =
    headerRow === undefined ? findHeader(head.rows) : head.rows.findIndex(({ no }) => no === headerRow);
  const headings = at < 0 ? [] : headingsAt(head.rows, at);
  const columns = columnsOf(headings, dataAfter(head.rows, at, headerRow));
  const fit = fitOf(columns);
  const fields = assign(FIELDS, columns, fit, settle(columns, fit, remembered));
  return {
    sheet: head.name,
    headerRow: headerRow ?? (at < 0 ? 0 : head.rows[at]!.no),
    columns: columns.map((column) => {
      const field = fields.get(column.index) ?? null;
      const best = Math.max(...FIELDS.map((one) => fit(one, column)));
      const known = remembered?.has(titleKey(titleOf(column))) ?? false;
      const sure = known ? 1 : field ? fit(field, column) : 1 - best;
      return { index: column.index, title: titleOf(column), field, sure: Math.round(sure * 100) / 100 };
    }),
  };
}

/** A title that was seen before keeps its field; of two columns with the same title the one that fits better. */
function settle(
  columns: readonly Column[],
  fit: (field: RosterField, column: Column) => number,
  remembered: Remembered | undefined,
): Settled {
  const settled = new Map<number, RosterField | null>();
  const owner = new Map<RosterField, Column>();
  for (const column of columns) {
    const known = remembered?.get(titleKey(titleOf(column)));
    if (known === undefined || titleKey(titleOf(column)) === '') continue;
    settled.set(column.index, null);
    if (known === 'none') continue;
    const rival = owner.get(known);
    if (!rival || fit(known, column) > fit(known, rival)) owner.set(known, column);
  }
  for (const [field, { index }] of owner) settled.set(index, field);
  return settled;
}

function titleOf({ text, group }: Heading): string {
  const join = group && text && titleKey(group) !== titleKey(text) ? `${group} ${text}` : text || group;
  return join.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}

function dataAfter(rows: readonly SheetRow[], at: number, headerRow: number | undefined): SheetRow[] {
  const after = at >= 0 ? rows.slice(at + 1) : rows.filter(({ no }) => no > (headerRow ?? 0));
  const full = after.filter(({ cells }) => cells.filter(isFilled).length >= 2);
  const many = full.length > 0 ? full : after.filter(({ cells }) => cells.some(isFilled));
  return many.slice(0, SAMPLE_ROWS);
}

function columnsOf(headings: readonly Heading[], data: readonly SheetRow[]): Column[] {
  const width = Math.max(headings.length, 0, ...data.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_none, index) => ({
    index,
    ...(headings[index] ?? { text: '', group: '' }),
    cells: data.map(({ cells }) => cells[index]),
  })).filter((column) => titleOf(column) !== '' || column.cells.some(isFilled));
}

function isFilled(cell: Cell | undefined): boolean {
  return compact(cell) !== '';
}

/** The row that most looks like titles; rows of people above it speak against it. -1: there is none. */
function findHeader(rows: readonly SheetRow[]): number {
  let best = { at: -1, score: 0 };
  let people = 0;
  for (const [at, row] of rows.slice(0, HEADER_WITHIN_ROWS).entries()) {
    const score = headerScore(headingsAt(rows, at)) - people * 2;
    const enough = score >= HEADER_ENOUGH || (score >= 0.9 && row.cells.filter(isFilled).length <= 2);
    if (enough && score > best.score) best = { at, score };
    if (row.cells.some(looksLikeId)) people += 1;
    if (people > PEOPLE_ABOVE) break;
  }
  return best.at >= 0 ? best.at : strangeHeader(rows);
}

/** What speaks for titles, less what can only be a value. A title that is repeated (merged cells) counts once. */
function headerScore(headings: readonly Heading[]): number {
  const seen = new Map<string, Heading>();
  for (const heading of headings) {
    const key = titleKey(`${heading.group}|${heading.text}`);
    if (key !== '') seen.set(key, heading);
  }
  let score = 0;
  for (const heading of seen.values())
    score += isValue(heading.text) ? -1 : isAbout(heading.text) ? 0 : labelWeight(heading);
  return seen.size < 2 && score < 1 ? 0 : score;
}

/** 填表单位：某某公司 tells of the list; 性别（1：男 2：女） is a title all the same. */
function isAbout(text: string): boolean {
  const key = compact(text).replace(/\([^()]*\)/g, '');
  return foot.test(compact(text)) || keyAndValue.test(key) || /[,;。]/.test(key);
}

function isValue(text: string): boolean {
  return looksLikeId(text) || readPhone(text).value !== null || readDate(text).value !== null;
}

/** A header in words that we do not know: short words without digits above the first person, as many as there. */
function strangeHeader(rows: readonly SheetRow[]): number {
  const first = rows.findIndex(({ cells }) => cells.some(looksLikeId));
  const above = rows[first - 1];
  if (!above) return -1;
  const words = above.cells.map((cell) => (typeof cell === 'string' ? titleKey(cell) : '')).filter(Boolean);
  const wide =
    new Set(words).size * 2 > rows[first]!.cells.filter(isFilled).length && new Set(words).size > 1;
  const plain =
    words.every((word) => word.length <= 12 && !/\d{3}/.test(word)) && !textsOf(above).some(isAbout);
  const data = rows.slice(first, first + 20);
  const person = above.cells.some(
    (cell, index) =>
      looksLikeName(cell) && data.filter(({ cells }) => looksLikeName(cells[index])).length * 2 > data.length,
  );
  return wide && plain && !person ? first - 1 : -1;
}

/** Titles of a header row, with the names of groups of columns where those stand in the row above. */
function headingsAt(rows: readonly SheetRow[], at: number): Heading[] {
  const own = textsOf(rows[at]!);
  const above = rows[at - 1];
  const groups = above && above.no === rows[at]!.no - 1 ? groupsOf(textsOf(above), own) : [];
  const width = Math.max(own.length, groups.length);
  return Array.from({ length: width }, (_none, index) => {
    const [text, group] = [own[index] ?? '', groups[index] ?? ''];
    return text === '' || text === group ? { text: group, group: '' } : { text, group };
  });
}

function textsOf({ cells }: SheetRow): string[] {
  return cells.map((cell) => (typeof cell === 'string' ? bare(cell).trim() : ''));
}

/**
 * The row above as names of groups: each stands over the columns to its right that have a title of their own, or over
 * none when its cell is merged downwards. Empty when the row above is a title of the sheet, a note or a person.
 */
function groupsOf(above: readonly string[], own: readonly string[]): string[] {
  const texts = new Set(above.filter(Boolean));
  const label = (text: string) => text.length <= 30 && !isValue(text) && !isAbout(text);
  if (texts.size < 2 || ![...texts].every(label)) return [];
  const downwards = above.some((text, index) => text && !own[index] && labelWeight({ text, group: '' }) > 0);
  if (!downwards && ![...texts].some(namesGroup)) return [];
  let group = '';
  return Array.from({ length: Math.max(above.length, own.length) }, (_none, index) => {
    const text = above[index] ?? '';
    if (text) group = own[index] ? text : '';
    return text || (own[index] ? group : '');
  });
}

/** How many rows have an ID number where we read it; a sheet without names is hardly a roster. */
function peopleIn(sheet: SheetHead, guess: SheetGuess): number {
  const index = (field: RosterField) => guess.columns.find((column) => column.field === field)?.index ?? -1;
  const [name, idNo] = [index('name'), index('idNo')];
  const titles = guess.columns.filter(({ field }) => field !== null).length / 100;
  const people = sheet.rows.filter(({ cells }) => looksLikeId(cells[idNo])).length;
  const names = name < 0 ? 0 : sheet.rows.filter(({ cells }) => looksLikeName(cells[name])).length / 100;
  return (people + names) * (name < 0 ? 0.3 : 1) + titles;
}
