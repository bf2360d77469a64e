import { kernelError } from '../errors.ts';
import { openBook, type Book, type Page } from './book.ts';
import { columnOf, isBlank, lettersOf, rangeOf, type Range, type SheetRow } from './cells.ts';
import { kindOf } from './kind.ts';
import { rowsOf } from './rows.ts';
import { isTrue, type Listener } from './xml.ts';

/** A sheet of a form that somebody hands out to be filled in. */
export interface FormSheet {
  readonly name: string;
  /** Whether cells are locked against typing. */
  readonly isProtected: boolean;
  readonly columns: readonly FormColumn[];
  /** The first 30 rows that hold something: one of them is the header, or two of them together. */
  readonly rows: readonly SheetRow[];
  /** The last row that holds something; 0 in an empty sheet. */
  readonly lastRow: number;
}

export interface FormColumn {
  /** From 0. */
  readonly index: number;
  readonly letter: string;
  /** For each of the sheet's `rows`, what stands in this column, '' for nothing. Merged cells count in each of their places. */
  readonly titles: readonly string[];
  /** What the form lets people choose from, in its order; null where they may type, or where a formula decides. */
  readonly choices: readonly string[] | null;
  /** Whether formulas stand in it. */
  readonly computed: boolean;
}

const HEAD_ROWS = 30;

/** What a form asks for: the visible sheets of an .xlsx file. Throws like `readHeads`; text is no form. */
export async function inspectForm(bytes: Buffer): Promise<FormSheet[]> {
  if (kindOf(bytes) !== 'xlsx') throw kernelError('sheet_unreadable');
  const book = await openBook(bytes);
  const shown = book.pages.filter(({ hidden }) => !hidden);
  const sheets: FormSheet[] = [];
  for (const page of shown.length > 0 ? shown : book.pages) sheets.push(await inspect(book, page));
  if (sheets.every(({ lastRow }) => lastRow === 0)) throw kernelError('sheet_empty');
  return sheets;
}

/** A list of choices before it is looked up. */
interface Rule {
  readonly areas: readonly Range[];
  readonly formula: string;
}

interface Facts {
  isProtected: boolean;
  readonly merges: Range[];
  readonly rules: Rule[];
  /** Columns with formulas. */
  readonly computed: Set<number>;
}

async function inspect(book: Book, page: Page): Promise<FormSheet> {
  const facts: Facts = { isProtected: false, merges: [], rules: [], computed: new Set() };
  const rows: SheetRow[] = [];
  let lastRow = 0;
  for await (const row of rowsOf(book, page, factListener(facts))) {
    if (rows.length < HEAD_ROWS) rows.push(row);
    lastRow = row.no;
  }
  const titles = titlesOf(rows, facts.merges);
  const width = Math.max(0, ...titles.map(({ length }) => length));
  const columns: FormColumn[] = [];
  for (let index = 0; index < width; index++) {
    columns.push({
      index,
      letter: lettersOf(index),
      titles: titles.map((row) => row[index] ?? ''),
      choices: await choicesOf(book, page, facts.rules, index),
      computed: facts.computed.has(index),
    });
  }
  return { name: page.name, isProtected: facts.isProtected, columns, rows, lastRow };
}

/** Hears what stands around the cells. Excel writes lists on other sheets into an extension, with the area inside. */
function factListener(facts: Facts): Listener {
  let rule: { type: string | undefined; sqref: string; formula: string } | undefined;
  let into: 'formula' | 'sqref' | undefined;
  let cell = -1;
  return {
    open(name, attributes) {
      if (name === 'c') cell = columnOf(attributes['r'] ?? '');
      else if (name === 'f') facts.computed.add(cell);
      else if (name === 'sheetProtection') facts.isProtected = isTrue(attributes['sheet']);
      else if (name === 'mergeCell') facts.merges.push(...areasOf(attributes['ref'] ?? ''));
      else if (name === 'dataValidation')
        rule = { type: attributes['type'], sqref: attributes['sqref'] ?? '', formula: '' };
      else if (name === 'formula1') into = 'formula';
      else if (name === 'sqref') into = 'sqref';
    },
    text(text) {
      if (rule && into) rule[into] += text;
    },
    close(name) {
      // Rules behind the cells may have formulas of their own.
      if (name === 'sheetData') cell = -1;
      if (name === 'formula1' || name === 'sqref') into = undefined;
      if (name !== 'dataValidation' || !rule) return;
      if (rule.type === 'list')
        facts.rules.push({ areas: areasOf(rule.sqref), formula: rule.formula.trim() });
      rule = undefined;
    },
  };
}

function areasOf(references: string): Range[] {
  return references
    .split(/\s+/)
    .map(rangeOf)
    .filter((area) => area !== undefined);
}

/** The texts of `rows`, with those of merged cells in each of their places. */
function titlesOf(rows: readonly SheetRow[], merges: readonly Range[]): string[][] {
  const titles = rows.map(({ cells }) => Array.from(cells, (cell) => String(cell ?? '').trim()));
  const width = Math.max(0, ...titles.map(({ length }) => length));
  for (const { top, bottom, left, right } of merges) {
    const title = titles[rows.findIndex(({ no }) => no === top)]?.[left];
    if (!title) continue;
    for (const [i, { no }] of rows.entries())
      if (no >= top && no <= bottom)
        for (let column = left; column <= Math.min(right, width - 1); column++) titles[i]![column] = title;
  }
  return titles;
}

/** The list that stands behind most cells of a column. */
async function choicesOf(
  book: Book,
  page: Page,
  rules: readonly Rule[],
  column: number,
): Promise<readonly string[] | null> {
  const rowsIn = ({ areas }: Rule): number =>
    areas
      .filter(({ left, right }) => left <= column && column <= right)
      .reduce((sum, { top, bottom }) => sum + bottom - top + 1, 0);
  const rule = [...rules].sort((a, b) => rowsIn(b) - rowsIn(a))[0];
  return rule && rowsIn(rule) > 0 ? resolved(book, page, rule.formula) : null;
}

/** `"男,女"`, an area of this or another sheet, or the name of one; anything that would have to be computed is null. */
async function resolved(book: Book, page: Page, formula: string): Promise<readonly string[] | null> {
  if (/^".*"$/s.test(formula)) return listed(formula.slice(1, -1).replaceAll('""', '"').split(','));
  const text = book.names.get(formula) ?? formula;
  const bang = text.lastIndexOf('!');
  const range = rangeOf(text.slice(bang + 1));
  const name = text
    .slice(0, Math.max(0, bang))
    .replace(/^'(.*)'$/s, '$1')
    .replaceAll("''", "'");
  const home = bang < 0 ? page : book.pages.find((one) => one.name === name);
  if (!range || !home) return null;
  const found: string[] = [];
  for await (const { no, cells } of rowsOf(book, home)) {
    if (no > range.bottom) break;
    const inside = no < range.top ? [] : cells.slice(range.left, range.right + 1);
    if (!isBlank(inside)) found.push(...inside.map((cell) => String(cell ?? '')));
  }
  return listed(found);
}

function listed(choices: readonly string[]): string[] {
  return choices.map((choice) => choice.trim()).filter((choice) => choice !== '');
}
