import { columnOf, lettersOf, rangeOf, type Range } from './cells.ts';
import { walk, type Attributes } from './xml.ts';

/** A piece of XML by its place: from its `<` up to behind its last `>`. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

export interface FormCell {
  readonly row: number;
  readonly column: number;
  /** Index of its format, as written. */
  readonly style: string | undefined;
  /** The cell as it came, with its reference where the file left that out. */
  readonly xml: string;
  readonly isEmpty: boolean;
  readonly formula: Formula | undefined;
}

/** `shared`: the number under which a formula serves several cells; the master is the one that holds its text. */
export interface Formula {
  readonly shared: string | undefined;
  readonly isMaster: boolean;
}

export interface FormRow extends Place {
  readonly no: number;
  readonly attributes: Attributes;
  readonly cells: readonly FormCell[];
}

/** Where everything stands in the XML of a worksheet that is to be filled. */
export interface Layout {
  readonly xml: string;
  /** What the writer puts before the names of elements: mostly nothing, or `x:`. */
  readonly prefix: string;
  /** `sheetData`; new rows at the end go to `inside`. */
  readonly data: Place & { readonly inside: number; readonly isSelfClosing: boolean };
  readonly rows: readonly FormRow[];
  readonly merges: readonly Range[];
  readonly columns: readonly { readonly min: number; readonly max: number; readonly style: string }[];
  readonly dimension: (Place & { readonly range: Range | undefined }) | undefined;
  readonly sheetCalc: Place | undefined;
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };
type OpenTag = Place & { name: string; attributes: Attributes; prefix: string };

/** Reads the XML of a worksheet with the places of its parts. Throws kernel.sheet_unreadable. */
export function readLayout(xml: string): Layout {
  const rows: FormRow[] = [];
  const merges: Range[] = [];
  const columns: { min: number; max: number; style: string }[] = [];
  const layout: Draft<Layout> = {
    xml,
    prefix: '',
    data: { from: 0, to: 0, inside: 0, isSelfClosing: true },
    rows,
    merges,
    columns,
    dimension: undefined,
    sheetCalc: undefined,
  };
  const cells = cellWalker(xml, rows);
  let inData = false;
  walk(xml, {
    open(tag) {
      const { name, attributes, from, to, prefix } = tag;
      if (inData) cells.open(tag);
      else if (name === 'sheetData') {
        inData = true;
        layout.prefix = prefix;
        layout.data = { from, to, inside: to, isSelfClosing: true };
      } else if (name === 'mergeCell') {
        const range = rangeOf(attributes['ref'] ?? '');
        if (range) merges.push(range);
      } else if (name === 'col' && attributes['style'] !== undefined)
        columns.push({
          min: Number(attributes['min']) - 1,
          max: Number(attributes['max']) - 1,
          style: attributes['style'],
        });
      else if (name === 'dimension') layout.dimension = { from, to, range: rangeOf(attributes['ref'] ?? '') };
      else if (name === 'sheetCalcPr') layout.sheetCalc = { from, to };
    },
    close(name, from, to) {
      if (name !== 'sheetData') return cells.close(name, to);
      inData = false;
      if (from !== to) layout.data = { from: layout.data.from, to, inside: from, isSelfClosing: false };
    },
  });
  return layout;
}

/** Gathers rows and cells; both may come without a number and then count on. */
function cellWalker(xml: string, rows: FormRow[]) {
  let row: (Draft<FormRow> & { cells: FormCell[] }) | undefined;
  let cell: (Draft<FormCell> & { from: number; unnamed: boolean }) | undefined;
  return {
    open({ name, attributes, from, to }: OpenTag): void {
      if (name === 'row') {
        const no = Number(attributes['r'] ?? (rows.at(-1)?.no ?? 0) + 1);
        row = { no, attributes, from, to, cells: [] };
      } else if (name === 'c' && row) {
        const r = attributes['r'];
        const column = r === undefined ? (row.cells.at(-1)?.column ?? -1) + 1 : columnOf(r);
        const start = { row: row.no, column, style: attributes['s'], xml: '', from };
        cell = { ...start, unnamed: r === undefined, isEmpty: true, formula: undefined };
      } else if (cell && (name === 'v' || name === 'is')) cell.isEmpty = false;
      else if (cell && name === 'f') {
        cell.isEmpty = false;
        const shared = attributes['t'] === 'shared' ? attributes['si'] : undefined;
        cell.formula = { shared, isMaster: attributes['ref'] !== undefined };
      }
    },
    close(name: string, to: number): void {
      if (name === 'c' && row && cell) {
        const { from, unnamed, ...rest } = cell;
        const written = xml.slice(from, to);
        const reference = lettersOf(cell.column) + cell.row;
        const named = unnamed ? written.replace(/^<[\w:]+/, `$& r="${reference}"`) : written;
        row.cells.push({ ...rest, xml: named });
        cell = undefined;
      } else if (name === 'row' && row) {
        row.to = to;
        rows.push(row);
        row = undefined;
      }
    },
  };
}
