import { expect, test } from 'vitest';
import { addWorkingDays, civilDate } from './dates.ts';

test.each([
  ['2026-11-20', 1, '2026-11-23', 'a Friday: the weekend does not count'],
  ['2026-11-21', 1, '2026-11-23', 'a Saturday'],
  ['2026-11-23', 3, '2026-11-26', 'within a week'],
  ['2026-12-30', 3, '2027-01-04', 'over the end of a year'],
  ['2026-11-23', 0, '2026-11-23', 'none'],
])('%s and %i working days are %s: %s', (date, days, expected) => {
  expect(addWorkingDays(date, days)).toBe(expected);
});

test('the civil date is that of Shanghai', () => {
  expect(civilDate(new Date('2026-11-22T15:59:59Z'))).toBe('2026-11-22');
  expect(civilDate(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
});
