import { kernelError } from '../errors.ts';
import { textListener, type Book, type Page } from './book.ts';
import { columnOf, COLUMNS_MAX, fromCellText, isBlank, type Cell, type SheetRow } from './cells.ts';
import { dateText, isoText } from './dates.ts';
import { listen, type Listener } from './xml.ts';
import { unpack } from './zip.ts';

/**
 * The rows of a worksheet that hold something, as they are unpacked.
 *
 * Not by the stream reader of exceljs 4.4, which decodes each piece of the file by itself (a Chinese character on the
 * seam becomes `��`: six rows of 3,000), knows neither `<x:row>` nor the sheet names of openpyxl nor runs of inline
 * text, fails on cells without a reference, and writes sheets that come before their texts to a temporary file.
 *
 * `also` hears the rest of the sheet in the same pass.
 */
export async function* rowsOf(book: Book, page: Page, also?: Listener): AsyncGenerator<SheetRow> {
  const ready: SheetRow[] = [];
  const own = rowListener(book, (row) => ready.push(row));
  const both: Listener = {
    open(name, attributes) {
      own.open(name, attributes);
      also?.open?.(name, attributes);
    },
    text(text) {
      own.text(text);
      also?.text?.(text);
    },
    close(name) {
      own.close(name);
      also?.close?.(name);
    },
  };
  for await (const _ of listen(unpack(page.part, book.budget), also ? both : own)) {
    yield* ready;
    ready.length = 0;
  }
}

/** Row and cell numbers may be missing (they count on), the `dimension` may lie, and neither is asked. */
function rowListener(book: Book, told: (row: SheetRow) => unknown): Required<Listener> {
  let inData = false;
  let [row, column] = [0, -1];
  let cells: Cell[] = [];
  let [type, style, text] = ['', 0, ''];
  let taking = false;
  const inline = textListener((found) => (text = found));
  return {
    open(name, { r, t, s }) {
      if (name === 'sheetData') inData = true;
      if (!inData) return;
      if (name === 'row') {
        [row, column, cells] = [Number(r ?? row + 1), -1, []];
      } else if (name === 'c') {
        column = r === undefined ? column + 1 : columnOf(r);
        if (column < 0 || column >= COLUMNS_MAX) throw kernelError('sheet_unreadable');
        [type, style, text] = [t ?? 'n', Number(s ?? 0), ''];
      } else if (name === 'v') taking = true;
      else inline.open(name, {});
    },
    text(more) {
      if (taking) text += more;
      else if (inData) inline.text(more);
    },
    close(name) {
      if (name === 'sheetData') inData = false;
      if (!inData) return;
      if (name === 'v') taking = false;
      else if (name === 'c') {
        const value = text === '' ? null : valueOf(book, type, style, text);
        if (value === null) return;
        while (cells.length < column) cells.push(null);
        cells[column] = value;
      } else if (name === 'row') {
        if (!isBlank(cells)) told({ no: row, cells });
      } else inline.close(name);
    },
  };
}

/** A value by the type that its cell names (ST_CellType of ECMA-376). Errors such as `#N/A` are no value. */
function valueOf(book: Book, type: string, style: number, text: string): Cell {
  if (type === 's') return book.textAt(Number(text)) || null;
  if (type === 'b') return text === '1' || text === 'true';
  if (type === 'e') return null;
  if (type === 'd') return isoText(text);
  if (type === 'str') return alone(fromCellText(text));
  if (type === 'inlineStr') return alone(text);
  const number = Number(text);
  return Number.isFinite(number) ? dateText(number, book.kindOf(style), book.from1904) : alone(text);
}

/** A string cut out of a larger one holds on to it: a list of names would keep the whole sheet in memory. */
function alone(text: string): string {
  return text.length < 13 ? text : Buffer.from(text).toString();
}
