import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { Row, Style, Worksheet } from 'exceljs';
import { toCellText, type Cell } from './cells.ts';

/** `width` in characters; from the title unless told. */
export interface SheetColumn {
  readonly title: string;
  readonly width?: number;
}

/** What {@link writeSheet} writes. Rows are taken as fast as the reader takes the file. */
export interface SheetToWrite {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
}

/** Rows between two turns of the event loop: some 5 ms. */
const ROWS_AT_ONCE = 200;
const NAME_MAX = 31;
/** "Text", so that an ID keeps its digits also after somebody has clicked into the cell. */
const TEXT: Partial<Style> = { numFmt: '@' };
const TITLE: Partial<Style> = { numFmt: '@', font: { bold: true } };

/**
 * An .xlsx file with one sheet, while it is being made: bold titles that stay in sight, then the rows. A text is a
 * text, also when it begins with `=` or looks like a number; one longer than 32,767 characters is cut there, for
 * Excel would refuse the file. An error of `rows` destroys the stream; a destroyed stream ends `rows`.
 */
export function writeSheet(sheet: SheetToWrite): Readable {
  const out = new PassThrough();
  write(sheet, out).catch((error: unknown) => out.destroy(error as Error));
  return out;
}

async function write({ name, columns, rows }: SheetToWrite, out: PassThrough): Promise<void> {
  const closed = new AbortController();
  out.once('close', () => closed.abort());
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  book.creator = 'Zhijia';
  const page = book.addWorksheet(sheetName(name), { views: [{ state: 'frozen', ySplit: 1 }] });
  page.columns = columns.map(({ title, width = Math.max(10, widthOf(title) + 2) }) => ({ width }));
  put(
    page,
    columns.map(({ title }) => title),
    TITLE,
  );
  let count = 0;
  for await (const cells of rows) {
    put(page, cells, TEXT);
    if (++count % ROWS_AT_ONCE === 0) await turn();
    // exceljs hears nothing of a reader that lags behind: it would keep the file in memory.
    if (out.writableNeedDrain && !closed.signal.aborted)
      await once(out, 'drain', { signal: closed.signal }).catch(() => undefined);
    if (closed.signal.aborted) return;
  }
  page.commit();
  await book.commit();
}

function put(page: Worksheet, cells: readonly Cell[], style: Partial<Style>): void {
  const row: Row = page.addRow(cells.map(writable));
  row.eachCell((cell) => {
    if (typeof cell.value === 'string') cell.style = style;
  });
  row.commit();
}

function writable(cell: Cell): Cell {
  if (typeof cell === 'string') return toCellText(cell);
  return typeof cell === 'number' && !Number.isFinite(cell) ? null : cell;
}

/** What Excel takes as the name of a sheet. */
function sheetName(name: string): string {
  const bare = toCellText(name.replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' '));
  return bare.slice(0, NAME_MAX).replaceAll(/^['\s]+|['\s]+$/g, '') || 'Sheet1';
}

/** A Chinese character is as wide as two digits. */
function widthOf(text: string): number {
  return [...text].reduce((width, char) => width + (char > '\u2e7f' ? 2 : 1), 0);
}
