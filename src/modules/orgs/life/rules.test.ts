import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween, isUsualTerm, mayTakeOver, noticeDue, OVER, termDue, yearsAfter } from './rules.ts';

const DAYS = [180, 90, 30];

describe('the end of a term', () => {
  test.each([
    ['2026-11-22', '2027-05-22', null, undefined, 'the day before the first notice'],
    ['2026-11-22', '2027-05-21', { stage: 'expiring', days: 180 }, 180, 'the day of the first notice'],
    ['2026-11-22', '2027-02-21', { stage: 'expiring', days: 91 }, 180, 'between two notices'],
    ['2026-11-22', '2027-02-20', { stage: 'expiring', days: 90 }, 90, 'the day of the second'],
    ['2026-11-22', '2026-11-22', { stage: 'expiring', days: 0 }, 30, 'the last day'],
    ['2026-11-22', '2026-11-21', { stage: 'overdue', days: 1 }, OVER, 'the day after'],
    ['2026-11-22', '2020-11-22', { stage: 'overdue', days: 2191 }, OVER, 'years later'],
  ])('on %s of a term to %s: %j, notice %s: %s', (today, endsOn, due, notice, _what) => {
    expect(termDue(endsOn, today, DAYS)).toEqual(due);
    expect(noticeDue(endsOn, today, DAYS)).toBe(notice);
  });

  test('each notice is due once as the days go by, the nearest last, in whatever order they are set', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
        (days) => {
          const given: number[] = [];
          for (let left = 301; left >= -2; left -= 1) {
            const today = new Date(Date.UTC(2030, 0, 1) - left * 86_400_000).toISOString().slice(0, 10);
            const notice = noticeDue('2030-01-01', today, days);
            if (notice !== undefined && notice !== given.at(-1)) given.push(notice);
          }
          expect(given).toEqual([...days.toSorted((a, b) => b - a), OVER]);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('days are counted over a leap day and a new year', () => {
    expect(daysBetween('2027-12-31', '2028-03-01')).toBe(61);
    expect(daysBetween('2028-03-01', '2027-12-31')).toBe(-61);
  });
});

describe('the length of a term (工会法 §16)', () => {
  test.each([
    ['primary', '2026-06-01', '2029-06-01', true],
    ['primary', '2026-06-01', '2031-05-31', true],
    ['primary', '2026-06-01', '2030-06-01', false],
    ['township', '2026-06-01', '2029-06-01', false],
    ['township', '2026-06-01', '2031-06-15', true],
    ['primary', '2028-02-29', '2031-02-28', true],
  ])('%s from %s to %s: %s', (level, heldOn, endsOn, usual) => {
    expect(isUsualTerm(level, heldOn, endsOn)).toBe(usual);
  });

  test('a leap day becomes the 28th', () => {
    expect(yearsAfter('2028-02-29', 3)).toBe('2031-02-28');
  });
});

describe('who can take over', () => {
  const union = { kind: 'union', state: 'active', formation: 'single', path: '1.2.3' };
  test.each([
    ['a union beside it', { ...union, path: '1.2.4' }, true],
    ['the union above it', { ...union, path: '1.2' }, true],
    ['one whose number begins alike', { ...union, path: '1.2.31' }, true],
    ['itself', union, false],
    ['one below it', { ...union, path: '1.2.3.9' }, false],
    ['one that is planned', { ...union, path: '1.2.4', state: 'planning' }, false],
    ['one that is no more', { ...union, path: '1.2.4', state: 'merged' }, false],
    ['a holding pool', { ...union, path: '1.2.4', formation: 'pool' }, false],
    ['an employer', { ...union, path: '1.2.4', kind: 'employer' }, false],
  ])('%s: %s', (_what, into, may) => {
    expect(mayTakeOver(into, union)).toBe(may);
  });
});
