import { kernelError } from './errors.ts';
import { openBook } from './sheets/book.ts';
import type { SheetRow } from './sheets/cells.ts';
import { csvRows } from './sheets/csv.ts';
import { kindOf } from './sheets/kind.ts';
import { rowsOf } from './sheets/rows.ts';
import { guessFields, headOf, type ListWords } from './sheets/titles.ts';

/**
 * Sheets that people bring (.xlsx and .csv), the sheets we give them, and forms of others that we fill in.
 *
 * What a file is, its bytes say, never its name. A cell arrives as people see it: a date as `YYYY-MM-DD`, with
 * ` HH:mm` if it has a time; rich text, links and results of formulas as their plain text or number; errors such as
 * `#N/A` and empty cells as null. In a .csv every cell is text. Merged cells hold their value in the first place.
 * Whatever is read is read in turns: the server goes on answering. Nothing is written to disk.
 */
export type { Cell, SheetRow } from './sheets/cells.ts';
export { fillFormAside } from './sheets/aside.ts';
export { fillForm, type FormFill } from './sheets/fill.ts';
export { inspectForm, type FormColumn, type FormSheet } from './sheets/form.ts';
export { guessFields, headOf, type ListWords } from './sheets/titles.ts';
export { writeSheet, type SheetColumn, type SheetToWrite } from './sheets/write.ts';

/** The beginning of a sheet. */
export interface SheetHead {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

/** Unless told, a sheet may have this many rows: a roster of 100,000 with its head. */
const ROWS_MAX = 110_000;

/**
 * The first `limit` rows that hold something, of every visible sheet (of every one if all are hidden), in the order
 * of the workbook. A .csv file is one sheet named `CSV`.
 *
 * Throws kernel.sheet_xls (an old .xls, or a web page under that name), kernel.sheet_encrypted (needs a password),
 * kernel.sheet_unreadable (damaged, not a sheet, or made to fill the memory), kernel.sheet_empty.
 */
export async function readHeads(bytes: Buffer, limit: number): Promise<SheetHead[]> {
  const sources = await open(bytes);
  const shown = sources.filter(({ hidden }) => !hidden);
  const heads: SheetHead[] = [];
  for (const { name, rows } of shown.length > 0 ? shown : sources) {
    const first: SheetRow[] = [];
    for await (const row of rows()) if (first.push(row) >= limit) break;
    heads.push({ name, rows: first });
  }
  if (heads.every(({ rows }) => rows.length === 0)) throw kernelError('sheet_empty');
  return heads;
}

/**
 * The rows of a sheet that hold something, one by one; a gap in `no` is blank rows. Throws like {@link readHeads},
 * also in the middle, and kernel.sheet_missing, kernel.sheet_too_long after `maxRows` rows.
 */
export async function* readRows(
  bytes: Buffer,
  sheet: string,
  { maxRows = ROWS_MAX }: { maxRows?: number } = {},
): AsyncGenerator<SheetRow> {
  const source = (await open(bytes)).find(({ name }) => name === sheet);
  if (!source) throw kernelError('sheet_missing', { params: { sheet } });
  let count = 0;
  for await (const row of source.rows()) {
    if (++count > maxRows) throw kernelError('sheet_too_long', { params: { limit: maxRows } });
    yield row;
  }
  if (count === 0) throw kernelError('sheet_empty');
}

/** Where the head of a list is looked for: what stands above it are titles and notes. */
const HEAD_ROWS = 12;

export interface ListLimits {
  /** Rows below the head. */
  readonly most: number;
  readonly tooLong: () => Error;
}

/**
 * A list that people bring: what its first sheet has above the columns (60 characters each), the fields these are taken
 * for, and the rows below. Throws like {@link readHeads}, and `tooLong`.
 */
export async function readList<Field extends string>(
  bytes: Buffer,
  list: ListWords<Field>,
  { most, tooLong }: ListLimits,
): Promise<{ titles: string[]; fields: (Field | null)[]; rows: SheetRow[] }> {
  const [first] = await readHeads(bytes, HEAD_ROWS);
  const cells = first!.rows.map((row) => row.cells);
  const head = first!.rows[headOf(cells, list)]!;
  const rows: SheetRow[] = [];
  for await (const row of readRows(bytes, first!.name)) {
    if (row.no <= head.no) continue;
    if (rows.push(row) > most) throw tooLong();
  }
  const titles = head.cells.map((cell) => String(cell ?? '').slice(0, 60));
  return { titles, fields: guessFields(titles, list.words), rows };
}

interface Source {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: () => AsyncGenerator<SheetRow>;
}

async function open(bytes: Buffer): Promise<Source[]> {
  if (kindOf(bytes) === 'csv') return [{ name: 'CSV', hidden: false, rows: () => csvRows(bytes) }];
  const book = await openBook(bytes);
  return book.pages.map((page) => ({ ...page, rows: () => rowsOf(book, page) }));
}
