import { nextIdNumber } from '#kernel/testing';
import type { RosterField } from '../contract.ts';
import { guessSheet, readRow, type Cell, type SheetHead } from '../rules.ts';

let phones = 0;

/**
 * A sheet written down by hand: lines of cells between bars, as `#kernel/sheets` reads them (a blank row is a gap in the
 * numbers). `#` is a new valid ID number, `@` a new mobile number; `n:45000` is a number and not a text.
 */
export function writtenSheet(name: string, ...lines: string[]): SheetHead {
  const rows = lines.map((line, index) => ({ no: index + 1, cells: line.split('|').map(cellOf) }));
  return { name, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== null)) };
}

function cellOf(text: string): Cell {
  const word = text.replace(/^ | $/g, '');
  if (word === '') return null;
  if (word.startsWith('n:')) return Number(word.slice(2));
  return word
    .replaceAll('#', () => nextIdNumber())
    .replaceAll('@', () => `1380013${String((phones += 1)).padStart(4, '0')}`);
}

/** What comes of a workbook by the guess alone: its sheet, its header, its columns, and the rows of each kind. */
export function understood(sheets: SheetHead[]) {
  const guess = guessSheet(sheets);
  const { rows } = sheets.find(({ name }) => name === guess.sheet)!;
  const columns = guess.columns.flatMap(({ index, field }) => (field ? [{ index, field }] : []));
  const read = rows
    .filter(({ no }) => no > guess.headerRow)
    .map((row) => readRow(row, columns, '2026-01-01'));
  const used = read.filter((reading) => reading.kind === 'row');
  return {
    sheet: guess.sheet,
    headerRow: guess.headerRow,
    fields: Object.fromEntries(columns.map(({ index, field }) => [field, index])) as Partial<
      Record<RosterField, number>
    >,
    people: used.map(({ given }) => given.name),
    givens: used.map(({ given }) => given),
    remarks: used.flatMap(({ remarks }) => remarks),
    refused: read.flatMap((one) => (one.kind === 'refused' ? [[one.name, ...one.refusals]] : [])),
    others: read.flatMap(({ kind }) => (kind === 'row' || kind === 'refused' ? [] : [kind])),
  };
}
