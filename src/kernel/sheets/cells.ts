/** What stands in a cell; for a number, a date or a text as people see it, see `kernel/sheets`. */
export type Cell = string | number | boolean | null;

/** A row that holds something. */
export interface SheetRow {
  /** As the program counts that wrote the file: from 1, blank rows included. */
  readonly no: number;
  /** From column A on; ends with the last cell that holds something. */
  readonly cells: readonly Cell[];
}

/** An area of cells, both ends included; rows count from 1, columns from 0. */
export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The largest sheet that Excel opens (its specifications and limits). */
export const ROWS_MAX = 1_048_576;
export const COLUMNS_MAX = 16_384;
const TEXT_MAX = 32_767;

/** 0 → A, 25 → Z, 26 → AA. */
export function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last;
}

/** A → 0, AA → 26; also of a whole reference (`AB12`). -1 without letters or beyond the last column. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length && column <= COLUMNS_MAX; i++) {
    const letter = reference.charCodeAt(i) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column > COLUMNS_MAX ? -1 : column - 1;
}

/** `B3`, `$B$3:$D9` or whole columns `B:D`; undefined for anything else. */
export function rangeOf(text: string): Range | undefined {
  const found = /^\$?([A-Z]{1,3})(?:\$?(\d+))?(?::\$?([A-Z]{1,3})(?:\$?(\d+))?)?$/i.exec(text.trim());
  const [, from = '', top, to = from, bottom] = found ?? [];
  if (!found || (!top && !found[3])) return undefined;
  const columns = [columnOf(from), columnOf(to)];
  const rows = [Number(top ?? 1), Number(bottom ?? (found[3] ? ROWS_MAX : top))];
  if (columns.includes(-1)) return undefined;
  return {
    top: Math.min(...rows),
    bottom: Math.max(...rows),
    left: Math.min(...columns),
    right: Math.max(...columns),
  };
}

/** Whether a row holds nothing, or only cells that look like nothing. */
export function isBlank(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cell === null || cell === '');
}

/** A text as a cell may hold it: no longer than Excel allows, and `_xHHHH_` for what XML forbids (ST_Xstring of ECMA-376). */
export function toCellText(text: string): string {
  return text
    .slice(0, TEXT_MAX)
    .toWellFormed()
    .replaceAll(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replaceAll(
      /[^\t\n\u0020-\uFFFD]/g,
      (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

/** The text that {@link toCellText}, or Excel, wrote. */
export function fromCellText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([\da-f]{4})_/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
