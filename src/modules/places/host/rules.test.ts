import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfToday, midnightAfter, mayUndo } from './rules.ts';

const at = (text: string) => Date.parse(`2026-11-${text}:00+08:00`);
const shown = (ms: number | null) => ms && new Date(ms + 8 * 3_600_000).toISOString().slice(8, 16);

test.each([
  ['in the middle of the day', '24T11:00', [['24T08:00', '24T18:00']], '24T18:00'],
  ['before it opens', '24T06:00', [['24T08:00', '24T18:00']], '24T18:00'],
  [
    'with a break at noon',
    '24T11:00',
    [
      ['24T08:00', '24T12:00'],
      ['24T14:00', '24T18:00'],
    ],
    '24T18:00',
  ],
  [
    'after it has closed',
    '24T19:00',
    [
      ['24T08:00', '24T18:00'],
      ['25T08:00', '25T18:00'],
    ],
    null,
  ],
  ['on a day off', '24T11:00', [['25T08:00', '25T18:00']], null],
  ['over midnight', '24T23:00', [['24T22:00', '25T02:00']], '25T02:00'],
  [
    'in the night that began yesterday',
    '25T01:00',
    [
      ['24T22:00', '25T02:00'],
      ['25T22:00', '26T02:00'],
    ],
    '25T02:00',
  ],
  [
    'in that night, as it is written down',
    '25T01:00',
    [
      ['25T00:00', '25T02:00'],
      ['25T22:00', '26T02:00'],
    ],
    '25T02:00',
  ],
  ['all day, every day', '24T11:00', [['24T00:00', '30T00:00']], '25T00:00'],
] as const)('today’s opening ends: %s', (_when, now, open, end) => {
  const stretches = open.map(([from, to]) => [at(from), at(to)] as const);
  expect(shown(endOfToday(stretches, at(now)))).toBe(end);
});

test('it ends after now and by the next noon, whatever is open', () => {
  const instant = fc.integer({ min: at('23T00:00'), max: at('27T00:00') });
  fc.assert(
    fc.property(instant, fc.array(fc.tuple(instant, instant)), (now, pairs) => {
      const open = pairs
        .map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const)
        .sort(([a], [b]) => a - b);
      const end = endOfToday(open, now);
      if (end === null) return;
      expect(end).toBeGreaterThan(now);
      expect(end).toBeLessThanOrEqual(midnightAfter(now) + 12 * 3_600_000);
    }),
  );
});

test('a word can be taken back for a minute and what a slow network needs', () => {
  expect([60_000, 75_000, 75_001].map((late) => mayUndo(0, late))).toEqual([true, true, false]);
});
