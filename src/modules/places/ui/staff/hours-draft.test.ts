import { expect, test } from 'vitest';
import {
  clocksFor,
  comingDays,
  nextSpan,
  planOf,
  readClock,
  spansIn,
  SUGGESTED,
  type ExceptionView,
} from './hours-draft.ts';

test.each([
  ['8', '08:00'],
  ['830', '08:30'],
  ['8:30', '08:30'],
  ['08：30', '08:30'],
  ['8点', '08:00'],
  ['8点30分', '08:30'],
  ['1730', '17:30'],
  ['24', '24:00'],
  ['24:30', undefined],
  ['8:60', undefined],
  ['25', undefined],
  ['早上', undefined],
  ['', undefined],
])('somebody types %s', (text, clock) => {
  expect(readClock(text)).toBe(clock);
});

test('an end may be chosen after its beginning first, then on the next day', () => {
  const clocks = clocksFor('22:00', '02:10');
  expect(clocks.slice(0, 4)).toEqual(['22:30', '23:00', '23:30', '24:00']);
  expect(clocks).toContain('02:10');
  expect(clocks.at(-1)).toBe('22:00');
  expect(clocksFor(undefined, '08:00')).toHaveLength(48);
});

test('a further stretch never overlaps the others where there is room', () => {
  expect(nextSpan([])).toEqual({ from: '09:00', to: '17:00' });
  expect(nextSpan([{ from: '08:00', to: '12:00' }])).toEqual({ from: '13:00', to: '16:00' });
  expect(nextSpan([{ from: '08:00', to: '22:00' }])).toEqual({ from: '23:00', to: '24:00' });
  expect(nextSpan([{ from: '08:00', to: '02:00' }])).toEqual({ from: '00:00', to: '01:00' });
});

const madeAt = '2026-11-01T00:00:00Z';
const view = (what: object, withdrawnAt: string | null = null): ExceptionView =>
  ({ id: 'x', reason: null, madeBy: 'officer', madeAt, withdrawnAt, ...what }) as ExceptionView;

test('the coming days say why they are as they are; what was taken back counts no more', () => {
  const calendar = { holidays: new Map([['2026-11-26', '国庆节']]), workdays: new Set(['2026-11-28']) };
  const views = [
    view({ kind: 'cut', from: '2026-11-27T02:00:07.123Z', to: '2026-11-27T04:00:00.000Z' }),
    view({ kind: 'day', from: '2026-11-24', to: '2026-11-24', spans: [] }, madeAt),
    view({ kind: 'day', from: '2026-11-25', to: '2026-11-25', spans: [] }),
  ];
  const days = comingDays(planOf(SUGGESTED, views, calendar), '2026-11-24', 6);
  const told = days.map(({ day, spans, exact, reason }) => [
    reason.by,
    (exact ? spansIn(exact, day) : (spans ?? [])).map(({ from, to }) => `${from}-${to}`).join(' '),
  ]);
  expect(told).toEqual([
    ['week', '09:00-17:00'],
    ['exception', ''],
    ['holiday', ''],
    ['exception', '09:00-10:00 12:00-17:00'],
    ['swapped', '09:00-17:00'],
    ['week', ''],
  ]);
  expect(comingDays(planOf(null, [], calendar), '2026-11-24', 1)[0]).toMatchObject({
    spans: null,
    reason: { by: 'unknown' },
  });
});
