import { describe, expect, test } from 'vitest';
import { uglySheet, type Expected } from './factory.ts';
import { guessSheet, readRow, type SheetHead } from './rules.ts';

const TODAY = '2026-01-01';
const SEEDS = Array.from({ length: 200 }, (_none, index) => index + 1);

/** An import without its database: what is counted is what an officer is shown. */
function found(sheets: readonly SheetHead[]): Expected {
  const { sheet, headerRow, columns } = guessSheet(sheets);
  const mapped = columns.flatMap(({ index, field }) => (field ? [{ index, field }] : []));
  const counts = { rows: 0, valid: 0, invalid: 0, duplicates: 0, repaired: 0 };
  const byReason: Record<string, number> = {};
  const seen = new Set<string>();
  for (const row of sheets.find(({ name }) => name === sheet)?.rows ?? []) {
    const reading = readRow(row, mapped, TODAY);
    if (row.no <= headerRow || (reading.kind !== 'row' && reading.kind !== 'refused')) continue;
    counts.rows += 1;
    const reasons = reading.kind === 'refused' ? reading.refusals : [];
    for (const reason of [...reasons, ...reading.repairs]) byReason[reason] = (byReason[reason] ?? 0) + 1;
    if (reading.kind === 'refused') counts.invalid += 1;
    else if (seen.has(reading.given.idNo)) counts.duplicates += 1;
    else {
      seen.add(reading.given.idNo);
      counts.valid += 1;
      if (reading.repairs.length > 0) counts.repaired += 1;
    }
  }
  return {
    sheet,
    headerRow,
    fields: Object.fromEntries(mapped.map(({ index, field }) => [field, index])),
    ...counts,
    byReason,
  };
}

describe('ugly sheets out of a seed', () => {
  test.each(SEEDS)('sheet %i is understood to the last row', (seed) => {
    const { sheets, expected } = uglySheet(seed);
    expect(found(sheets)).toEqual(expected);
  });

  test('the same seed gives the same sheet, another seed another', () => {
    expect(uglySheet(7)).toEqual(uglySheet(7));
    expect(uglySheet(7)).not.toEqual(uglySheet(8));
  });

  test('together they have every fault and every kind of header', () => {
    const all = SEEDS.map((seed) => uglySheet(seed).expected);
    const reasons = new Set(all.flatMap(({ byReason }) => Object.keys(byReason)));
    expect(reasons.size).toBe(15);
    expect(all.some(({ headerRow }) => headerRow === 0)).toBe(true);
    expect(all.some(({ duplicates }) => duplicates > 0)).toBe(true);
    expect(new Set(all.flatMap(({ fields }) => Object.keys(fields))).size).toBe(19);
  });
});
