import { lettersOf, toCellText, type Cell } from './cells.ts';
import type { FormCell, FormRow, Layout } from './layout.ts';
import { escapeXml } from './xml.ts';

/** A row that is not in the form yet: as high and in the look of `like`, with nothing in it. */
export function freshRow({ prefix }: Layout, like: FormRow | undefined, no: number): FormRow {
  const attributes: Record<string, string> = {};
  for (const name of ['s', 'customFormat', 'ht', 'customHeight']) {
    const value = like?.attributes[name];
    if (value !== undefined) attributes[name] = value;
  }
  const cells = (like?.cells ?? []).map(({ column, style }): FormCell => ({
    row: no,
    column,
    style,
    xml: cellXml(prefix, column, no, style, null),
    isEmpty: true,
    formula: undefined,
  }));
  return { no, attributes, cells, from: 0, to: 0 };
}

/**
 * The XML of `row` with `values` in the columns `ours`; undefined empties those of our cells that are there. A cell
 * that is not there yet looks like the one of `like`, or else like its row or column.
 */
export function rowXml(
  { prefix, columns }: Layout,
  row: FormRow,
  like: FormRow | undefined,
  ours: readonly number[],
  values: readonly (Cell | undefined)[] | undefined,
): string {
  const drawn = new Map(row.cells.map(({ column, xml }) => [column, xml]));
  for (const column of ours) {
    if (!values && !drawn.has(column)) continue;
    const model = cellAt(row, column) ?? cellAt(like, column);
    const around =
      row.attributes['s'] ?? columns.find(({ min, max }) => min <= column && column <= max)?.style;
    const style = model ? model.style : around;
    drawn.set(column, cellXml(prefix, column, row.no, style, values?.[column] ?? null));
  }
  const cells = [...drawn].sort(([a], [b]) => a - b).map(([, xml]) => xml);
  // `spans` is a hint that may be wrong by now.
  const attributes = Object.entries({ ...row.attributes, r: String(row.no) })
    .filter(([name]) => name !== 'spans')
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  return `<${prefix}row${attributes.join('')}>${cells.join('')}</${prefix}row>`;
}

function cellAt(row: FormRow | undefined, column: number): FormCell | undefined {
  return row?.cells.find((cell) => cell.column === column);
}

/** An empty cell without a look of its own is left out. */
function cellXml(p: string, column: number, no: number, style: string | undefined, value: Cell): string {
  const look = style === undefined ? '' : ` s="${style}"`;
  const begin = `<${p}c r="${lettersOf(column)}${no}"${look}`;
  if (typeof value === 'boolean') return `${begin} t="b"><${p}v>${Number(value)}</${p}v></${p}c>`;
  if (typeof value === 'number' && Number.isFinite(value)) return `${begin}><${p}v>${value}</${p}v></${p}c>`;
  if (typeof value !== 'string' || value === '') return look && `${begin}/>`;
  const space = /^\s|\s$|\n/.test(value) ? ' xml:space="preserve"' : '';
  const text = `<${p}t${space}>${escapeXml(toCellText(value))}</${p}t>`;
  return `${begin} t="inlineStr"><${p}is>${text}</${p}is></${p}c>`;
}
