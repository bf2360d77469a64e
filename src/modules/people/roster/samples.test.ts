import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { compareFile } from '../factory.ts';

/** Synthetic rosters with the faults of real ones (e2e/rosters): numbers that lost digits, full width, six dates. */
const sample = (name: string) => readFileSync(new URL(`../../../../e2e/rosters/${name}`, import.meta.url));

const nothing = { invalid: 0, duplicates: 0, repaired: 0, blank: 0, totals: 0, byReason: {} };

test.each([
  [
    'hr-export.xlsx',
    { sheet: '员工花名册', headerRow: 2, mode: 'staff' as const },
    {
      rows: 1220,
      valid: 1110,
      invalid: 90,
      duplicates: 20,
      repaired: 100,
      blank: 12,
      totals: 1,
      byReason: {
        id_lost_digits: 43,
        id_missing: 13,
        id_checksum: 30,
        phone_bad: 5,
        id_full_width: 47,
        id_spaces: 38,
        id_lower_x: 3,
        name_spaces: 13,
      },
    },
  ],
  [
    'city-template.xlsx',
    { sheet: '会员信息', headerRow: 1, mode: 'members' as const },
    { ...nothing, rows: 400, valid: 400 },
  ],
  [
    'riders-gbk.csv',
    { sheet: 'CSV', headerRow: 1, mode: 'staff' as const },
    { ...nothing, rows: 300, valid: 300 },
  ],
])('%s is read as it is meant, with no help', async (name, { mode, ...place }, counts) => {
  const app = await testApp();
  const { district, primary } = await newDistrict(app);
  const chair = await app.officer('chair', district);
  const compared = await compareFile(app, chair, primary, sample(name), { mode });
  expect(compared).toMatchObject({ state: 'compared', ...place });
  expect(compared.counts).toMatchObject({
    ...counts,
    joined: counts.valid,
    left: 0,
    changed: 0,
    unchanged: 0,
  });
});
