import { describe, expect, test } from 'vitest';
import { MEMBERSHIP_STATES } from './contract.ts';
import { mayStand, memberSince, monthsBetween, STANDING_STEPS, weigh, type Evidence } from './rules.ts';

test('what may be done to a membership, by its state', () => {
  const table = Object.fromEntries(
    MEMBERSHIP_STATES.map((state) => [state, STANDING_STEPS.filter((step) => mayStand(state, step))]),
  );
  expect(table).toEqual({
    active: ['transfer', 'retain', 'end', 'warn', 'deem'],
    transferring: ['end', 'warn', 'deem'],
    retained: ['transfer', 'restore', 'end'],
    transferred: [],
    resigned: [],
    deemed_resigned: [],
    expelled: [],
    deceased: [],
  });
});

describe('a member since', () => {
  test.each([
    ['nothing', [], null],
    ['one period', [{ from: '2024-01-12', until: null }], '2024-01-12'],
    [
      'two that meet: they moved',
      [
        { from: '2025-03-01', until: null },
        { from: '2024-01-12', until: '2025-03-01' },
      ],
      '2024-01-12',
    ],
    [
      'two apart: they left and came back',
      [
        { from: '2025-03-02', until: null },
        { from: '2024-01-12', until: '2025-03-01' },
      ],
      '2025-03-02',
    ],
  ] as const)('%s', (_what, periods, since) => {
    expect(memberSince(periods)).toBe(since);
  });
});

describe('full months', () => {
  test.each([
    ['2026-01-01', '2026-07-01', 6],
    ['2026-01-01', '2026-06-30', 5],
    ['2026-01-15', '2026-07-14', 5],
    ['2026-01-15', '2026-07-15', 6],
    // No 31st, 30th or 29th: the last of the month (民法典 §202).
    ['2025-08-31', '2026-02-28', 6],
    ['2025-08-31', '2026-02-27', 5],
    ['2023-08-31', '2024-02-28', 5],
    ['2023-08-31', '2024-02-29', 6],
    ['2026-03-31', '2026-09-30', 6],
    ['2026-05-01', '2026-05-01', 0],
    ['2026-05-01', '2026-04-01', -1],
  ])('from %s to %s: %i', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });
});

describe('evidence for a deemed resignation', () => {
  const good: Evidence = {
    memberSince: '2024-01-12',
    unpaidSince: '2026-01-01',
    absentSince: '2026-02-01',
    warnedOn: '2026-05-10',
    resolvedOn: '2026-08-01',
  };
  test.each([
    ['six months of both, a warning in them, a resolution after', {}, 'ok'],
    ['warned on the very day it was both', { warnedOn: '2026-02-01' }, 'ok'],
    ['warned on the day of the resolution', { warnedOn: '2026-08-01' }, 'ok'],
    ['a day short of six months without union life', { absentSince: '2026-02-02' }, 'short'],
    ['a day short of six months without dues', { unpaidSince: '2026-02-02' }, 'short'],
    ['warned before it was both', { warnedOn: '2026-01-31' }, 'order'],
    ['warned after the resolution', { warnedOn: '2026-08-02' }, 'order'],
    ['unpaid from before the membership', { unpaidSince: '2024-01-11' }, 'order'],
    ['absent from before the membership', { absentSince: '2024-01-11' }, 'order'],
    ['a member only since', { memberSince: '2026-01-01' }, 'ok'],
    ['resolved before it was both', { resolvedOn: '2026-01-15', warnedOn: '2026-01-10' }, 'order'],
  ] as const)('%s: %s', (_what, change, verdict) => {
    expect(weigh({ ...good, ...change }, 6)).toBe(verdict);
  });

  test('takes as many months as the policy says', () => {
    expect(weigh(good, 7)).toBe('short');
    expect(weigh({ ...good, resolvedOn: '2026-09-01' }, 7)).toBe('ok');
  });
});
