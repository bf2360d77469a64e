import { kernelError } from '../errors.ts';
import { outlineOf } from './book.ts';
import { lettersOf, ROWS_MAX, type Cell, type Range } from './cells.ts';
import { freshRow, rowXml } from './draw.ts';
import { kindOf } from './kind.ts';
import { readLayout, type FormCell, type Layout, type Place } from './layout.ts';
import { walk, type Attributes } from './xml.ts';
import { openZip, repacked, toZip, unpackNow, type Part } from './zip.ts';

/** What goes into a form. */
export interface FormFill {
  readonly sheet: string;
  /** The first row of the data, from 1; what stands there is taken for an example. */
  readonly firstRow: number;
  /** By column, from 0. Null, undefined and '' leave the cell empty. */
  readonly rows: readonly (readonly (Cell | undefined)[])[];
  /** The columns that are ours to fill. */
  readonly columns: readonly number[];
}

/**
 * The form with our rows in it, otherwise as it came: only the XML of the one sheet changes, and there only the cells
 * of our columns from `firstRow` down. Locks, choices, formats, widths and merges stay; a new cell looks like the
 * first data row's, or else like its row or column. Examples that are not written over are emptied, down to the
 * first merged cells below, where the data area ends.
 *
 * Throws kernel.sheet_form_blocked (`row`) when rows would run into merged cells, or when a formula that other cells
 * share would be lost; kernel.sheet_too_long, kernel.sheet_missing, and what `readHeads` throws. Does its work in one
 * go (1,000 rows take some 30 ms): for forms, not for lists of a hundred thousand.
 */
export function fillForm(bytes: Buffer, fill: FormFill): Buffer {
  if (kindOf(bytes) !== 'xlsx') throw kernelError('sheet_unreadable');
  const parts = openZip(bytes);
  const outline = outlineOf(parts);
  const page = outline.pages.find(({ name }) => name === fill.sheet);
  if (!page) throw kernelError('sheet_missing', { params: { sheet: fill.sheet } });
  const { xml, formulasLost } = filled(readLayout(textOf(page.part)), fill);
  const chain = formulasLost ? outline.partOf('calcChain') : undefined;
  const kept = chain ? withoutChain(parts, chain) : parts;
  return toZip(kept.map((part) => (part === page.part ? repacked(part, Buffer.from(xml)) : part)));
}

interface Edit extends Place {
  readonly text: string;
}

/** The data area: our last row, and the row where the area ends, that of the first merged cells in our columns. */
interface Area {
  readonly last: number;
  readonly end: number;
}

/** The new XML of the sheet, and whether formulas were written over. */
function filled(layout: Layout, fill: FormFill): { xml: string; formulasLost: boolean } {
  const area = areaOf(layout, fill);
  const ours = [...new Set(fill.columns)].sort((a, b) => a - b);
  const gone = layout.rows
    .filter(({ no }) => no >= fill.firstRow && no < area.end)
    .flatMap(({ cells }) => cells.filter(({ column }) => ours.includes(column)));
  guardSharedFormulas(layout, new Set(gone));
  const edits = [...dataEdits(layout, rowEdits(layout, fill, ours, area)), ...frameEdits(layout, fill, ours)];
  return { xml: applied(layout.xml, edits), formulasLost: gone.some(({ formula }) => formula !== undefined) };
}

function areaOf({ merges }: Layout, { firstRow, rows, columns }: FormFill): Area {
  const last = firstRow + rows.length - 1;
  if (last > ROWS_MAX) throw kernelError('sheet_too_long', { params: { limit: ROWS_MAX } });
  const inOurs = ({ left, right }: Range): boolean => columns.some((one) => left <= one && one <= right);
  const tops = merges.filter((merge) => merge.bottom >= firstRow && inOurs(merge)).map(({ top }) => top);
  const end = tops.reduce((first, top) => Math.min(first, Math.max(top, firstRow)), ROWS_MAX + 1);
  if (last >= end) throw kernelError('sheet_form_blocked', { params: { row: end } });
  return { last, end };
}

/** A formula is written once for all cells that share it: without its master Excel calls the file damaged. */
function guardSharedFormulas({ rows }: Layout, gone: ReadonlySet<FormCell>): void {
  const sharing = rows.flatMap(({ cells }) => cells.filter(({ formula }) => formula?.shared !== undefined));
  for (const { row, formula } of sharing.filter((cell) => gone.has(cell) && cell.formula?.isMaster))
    if (sharing.some((other) => !gone.has(other) && other.formula?.shared === formula?.shared))
      throw kernelError('sheet_form_blocked', { params: { row } });
}

function rowEdits(layout: Layout, fill: FormFill, ours: readonly number[], { last, end }: Area): Edit[] {
  const { rows, data } = layout;
  const like = rows.find(({ no }) => no === fill.firstRow);
  const edits: Edit[] = [];
  let next = fill.firstRow;
  const valuesOf = (no: number) => fill.rows[no - fill.firstRow];
  const insertBefore = (no: number, at: number): void => {
    for (; next < no; next++) {
      const text = rowXml(layout, freshRow(layout, like, next), like, ours, valuesOf(next));
      edits.push({ from: at, to: at, text });
    }
  };
  for (const row of rows.filter(({ no }) => no >= fill.firstRow && no < end)) {
    insertBefore(Math.min(row.no, last + 1), row.from);
    const isOurs = row.no <= last;
    if (isOurs || row.cells.some(({ column, isEmpty }) => !isEmpty && ours.includes(column)))
      edits.push({ ...row, text: rowXml(layout, row, like, ours, valuesOf(row.no)) });
    if (isOurs) next = row.no + 1;
  }
  insertBefore(last + 1, rows.find(({ no }) => no >= end)?.from ?? data.inside);
  return edits;
}

/** An empty sheet may have nothing but `<sheetData/>`. */
function dataEdits({ data, prefix }: Layout, edits: Edit[]): Edit[] {
  if (!data.isSelfClosing) return edits;
  const rows = edits.map(({ text }) => text).join('');
  return [{ ...data, text: `<${prefix}sheetData>${rows}</${prefix}sheetData>` }];
}

/**
 * The extent of the sheet, and the wish to compute anew on opening: formulas over our rows still hold what they made
 * of the examples. `sheetCalcPr` says so within this part; `calcPr` of the workbook would be another.
 */
function frameEdits(
  { dimension, sheetCalc, data, prefix }: Layout,
  fill: FormFill,
  ours: readonly number[],
): Edit[] {
  const edits: Edit[] = [{ from: data.to, to: data.to, text: `<${prefix}sheetCalcPr fullCalcOnLoad="1"/>` }];
  if (sheetCalc) edits.push({ ...sheetCalc, text: '' });
  const { range } = dimension ?? {};
  if (dimension && range && fill.rows.length > 0 && ours.length > 0) {
    const bottom = Math.max(range.bottom, fill.firstRow + fill.rows.length - 1);
    const from = lettersOf(Math.min(range.left, ours[0]!)) + Math.min(range.top, fill.firstRow);
    const to = lettersOf(Math.max(range.right, ours.at(-1)!)) + bottom;
    edits.push({ ...dimension, text: `<${prefix}dimension ref="${from}:${to}"/>` });
  }
  return edits;
}

/**
 * Without the order in which Excel computed the cells: naming a cell that has no formula any more, it would make Excel
 * call the file damaged. Excel makes a new one; the two lists that name the part have to lose its line.
 */
function withoutChain(parts: readonly Part[], chain: Part): Part[] {
  const names = ({ PartName, Target }: Attributes): boolean =>
    (PartName ?? Target ?? '').toLowerCase().endsWith(chain.name.slice(chain.name.lastIndexOf('/') + 1));
  return parts
    .filter((part) => part !== chain)
    .map((part) =>
      part.name === '[content_types].xml' || part.name === 'xl/_rels/workbook.xml.rels'
        ? repacked(part, Buffer.from(withoutElements(textOf(part), names)))
        : part,
    );
}

/** `xml` without the elements, empty themselves, whose attributes `drop` picks. */
function withoutElements(xml: string, drop: (attributes: Attributes) => boolean): string {
  const edits: Edit[] = [];
  let from: number | undefined;
  walk(xml, {
    open(tag) {
      if (drop(tag.attributes)) from = tag.from;
    },
    close(_name, _from, to) {
      if (from !== undefined) edits.push({ from, to, text: '' });
      from = undefined;
    },
  });
  return applied(xml, edits);
}

function applied(xml: string, edits: readonly Edit[]): string {
  let at = 0;
  const pieces: string[] = [];
  for (const { from, to, text } of [...edits].sort((a, b) => a.from - b.from)) {
    pieces.push(xml.slice(at, from), text);
    at = to;
  }
  return [...pieces, xml.slice(at)].join('');
}

function textOf(part: Part): string {
  return new TextDecoder().decode(unpackNow(part));
}
