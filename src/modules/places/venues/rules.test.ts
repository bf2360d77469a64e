import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  areSound,
  bookableOn,
  heldBy,
  lengthsOf,
  mayDecide,
  mayGiveUp,
  midnightOf,
  obstacleTo,
  startsOn,
  weekly,
  type RoomRules,
  type Stretch,
  type Times,
} from './rules.ts';

const ROOM: RoomRules = {
  fromMinute: 480,
  toMinute: 1200,
  minMinutes: 30,
  maxMinutes: 120,
  stepMinutes: 30,
  aheadDays: 14,
  restMinutes: 10,
};
const DAY = '2026-12-02';
const MINUTE = 60_000;
const at = (clock: string, day = DAY): number => Date.parse(`${day}T${clock}:00+08:00`);
const stretch = (from: string, to: string): Stretch => [at(from), at(to)];
const NOW = at('09:10');
const OPEN: Times = { open: [stretch('08:00', '18:00')], blackouts: [], held: [] };

describe('what stands in the way', () => {
  test.each<[what: string, wanted: Stretch, times: Partial<Times>, obstacle: string | null]>([
    ['nothing', stretch('10:00', '11:00'), {}, null],
    ['it has begun', stretch('09:00', '10:00'), {}, 'past'],
    [
      'the last day',
      [at('10:00', '2026-12-16'), at('11:00', '2026-12-16')],
      { open: [[0, at('18:00', '2027-01-01')]] },
      null,
    ],
    ['a day further', [at('10:00', '2026-12-17'), at('11:00', '2026-12-17')], {}, 'too_far'],
    ['too short', [at('10:00'), at('10:20')], {}, 'length'],
    ['too long', stretch('10:00', '12:30'), {}, 'length'],
    ['backwards', stretch('11:00', '10:00'), {}, 'length'],
    ['off the grid', stretch('10:10', '10:40'), {}, 'grid'],
    ['an odd length', [at('10:00'), at('10:45')], {}, 'grid'],
    ['the place closes first', stretch('17:30', '18:30'), {}, 'shut'],
    ['until it closes', stretch('17:00', '18:00'), {}, null],
    ['closed', stretch('10:00', '11:00'), { open: [] }, 'shut'],
    [
      'a pause in it',
      stretch('12:00', '13:00'),
      { open: [stretch('08:00', '12:30'), stretch('12:40', '18:00')] },
      'shut',
    ],
    ['mended', stretch('10:00', '11:00'), { blackouts: [stretch('10:30', '12:00')] }, 'shut'],
    ['up to the mending', stretch('10:00', '11:00'), { blackouts: [stretch('11:00', '12:00')] }, null],
    ['held by another', stretch('10:00', '11:00'), { held: [stretch('09:00', '10:10')] }, 'taken'],
    ['after the rest of another', stretch('10:30', '11:00'), { held: [stretch('09:00', '10:10')] }, null],
    [
      'its own rest reaches the next',
      stretch('10:00', '11:00'),
      { held: [stretch('11:00', '12:00')] },
      'taken',
    ],
  ])('%s', (_what, wanted, times, obstacle) => {
    expect(obstacleTo(ROOM, { ...OPEN, ...times }, wanted, NOW)).toBe(obstacle);
  });

  test('every start that is offered can be booked, and every one that is not cannot', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const some = fc.array(
      fc.tuple(hour, fc.integer({ min: 1, max: 5 })).map(([from, hours]): Stretch => {
        const start = midnightOf(DAY) + from * 60 * MINUTE;
        return [start, start + hours * 60 * MINUTE];
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(some, some, some, fc.constantFrom(...lengthsOf(ROOM)), (open, blackouts, held, minutes) => {
        const times = { open, blackouts, held };
        const starts = new Set(startsOn(ROOM, times, { day: DAY, minutes, now: NOW }));
        for (let minute = 0; minute < 1440; minute += 30) {
          const from = midnightOf(DAY) + minute * MINUTE;
          const wanted: Stretch = [from, from + minutes * MINUTE];
          expect(starts.has(from)).toBe(obstacleTo(ROOM, times, wanted, NOW) === null);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('what can be booked lies within the opening times, without what is mended', () => {
  const times = { ...OPEN, blackouts: [stretch('09:00', '10:00'), stretch('17:00', '23:00')] };
  expect(bookableOn(ROOM, times, DAY)).toEqual([stretch('08:00', '09:00'), stretch('10:00', '17:00')]);
});

test('lengths, rests and weeks', () => {
  expect(lengthsOf(ROOM)).toEqual([30, 60, 90, 120]);
  expect(lengthsOf({ ...ROOM, minMinutes: 45, stepMinutes: 60 })).toEqual([60, 120]);
  expect(heldBy(ROOM, stretch('10:00', '11:00'))).toEqual(stretch('10:00', '11:10'));
  expect(weekly(stretch('10:00', '11:00'), 2)[1]).toEqual([
    at('10:00', '2026-12-09'),
    at('11:00', '2026-12-09'),
  ]);
});

test.each<[Partial<RoomRules>, boolean]>([
  [{}, true],
  [{ fromMinute: 1200 }, false],
  [{ maxMinutes: 20 }, false],
  [{ minMinutes: 40, maxMinutes: 50 }, false],
  [{ toMinute: 500 }, false],
])('rules %j fit together: %s', (given, sound) => {
  expect(areSound({ ...ROOM, ...given })).toBe(sound);
});

test('what a keeper and a booker may do', () => {
  expect(mayDecide('asked', 'confirmed', false)).toBe(true);
  expect(mayDecide('confirmed', 'refused', false)).toBe(false);
  expect(mayDecide('confirmed', 'no_show', false)).toBe(false);
  expect(mayDecide('confirmed', 'no_show', true)).toBe(true);
  expect(mayDecide('done', 'no_show', true)).toBe(true);
  expect(mayGiveUp('asked', false)).toBe(true);
  expect(mayGiveUp('confirmed', true)).toBe(false);
  expect(mayGiveUp('refused', false)).toBe(false);
});
