import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, civilDate, isCivilDate, wallClock } from './time.ts';

test.each([
  ['2026-11-20T15:59:59.999Z', '2026-11-20', '23:59'],
  ['2026-11-20T16:00:00.000Z', '2026-11-21', '00:00'],
  ['2025-12-31T16:00:00.000Z', '2026-01-01', '00:00'],
  ['2024-02-28T20:30:00.000Z', '2024-02-29', '04:30'],
])('%s is %s %s in Shanghai', (instant, date, clock) => {
  expect([civilDate(new Date(instant)), wallClock(new Date(instant))]).toEqual([date, clock]);
});

describe('civil dates', () => {
  test.each([
    ['2026-11-20', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-04-31', false],
    ['2026-1-1', false],
    ['20261120', false],
    ['2026-11-20T00:00', false],
    ['', false],
  ])('%j is one: %s', (text, is) => {
    expect(isCivilDate(text)).toBe(is);
  });

  test.each([
    ['2026-01-31', 1, '2026-02-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-06-15', 0, '2026-06-15'],
  ])('%s and %i days is %s', (date, days, sum) => {
    expect(addDays(date, days)).toBe(sum);
  });

  test('adding days and taking them away again comes back', () => {
    const dates = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(dates, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        expect(isCivilDate(date)).toBe(true);
        expect(addDays(addDays(date, days), -days)).toBe(date);
      }),
    );
  });
});
