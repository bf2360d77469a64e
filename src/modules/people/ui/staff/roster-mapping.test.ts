import { describe, expect, test } from 'vitest';
import type { ImportColumn } from '#people/roster/contract';
import { columnLetter, inOrderOfDoubt, mappedColumns, mappingFaults } from './roster-mapping.ts';

function column(index: number, more: Partial<ImportColumn> = {}): ImportColumn {
  return { index, title: `列${index}`, field: null, sure: 1, chosen: false, values: [], ...more };
}

test('columns carry the letters of a table program', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

test('those in doubt stand first, what is surely left out stands apart', () => {
  const columns = [
    column(0, { field: 'name', sure: 0.98 }),
    column(1),
    column(2, { field: 'phone', sure: 0.6 }),
    column(3, { sure: 0.5 }),
    column(4, { field: 'work', sure: 0.4, chosen: true }),
  ];
  const { shown, out } = inOrderOfDoubt(columns);
  expect(shown.map(({ index }) => index)).toEqual([2, 3, 0, 4]);
  expect(out.map(({ index }) => index)).toEqual([1]);
});

describe('a mapping', () => {
  const guessed = [column(0, { field: 'name' }), column(1, { field: 'phone' }), column(2)];

  test('lacks what nobody can be known without', () => {
    expect(mappingFaults(mappedColumns(guessed, {})).missing).toEqual(['idNo']);
    expect(mappingFaults(mappedColumns(guessed, { 2: 'idNo' })).missing).toEqual([]);
    expect(mappingFaults(mappedColumns(guessed, { 0: null })).missing).toEqual(['name', 'idNo']);
  });

  test('has one column for a field', () => {
    const { twice } = mappingFaults(mappedColumns(guessed, { 2: 'phone' }));
    expect(twice.map(({ field, columns }) => [field, columns.map(({ index }) => index)])).toEqual([
      ['phone', [1, 2]],
    ]);
    expect(mappingFaults(mappedColumns(guessed, { 1: null, 2: 'phone' })).twice).toEqual([]);
  });

  test('knows what a person chose from what was guessed', () => {
    const columns = mappedColumns([...guessed, column(3, { field: 'work', chosen: true })], { 1: null });
    expect(columns.map((one) => one.guessed)).toEqual([true, false, true, false]);
  });
});
