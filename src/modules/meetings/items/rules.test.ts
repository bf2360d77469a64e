import { describe, expect, test } from 'vitest';
import { CARRIED_DECISIONS, ITEM_STATES } from '../contract.ts';
import { isOpen, ITEM_STEPS } from '../rules.ts';
import {
  daysBetween,
  dueOf,
  endOf,
  endOfAll,
  figuresOf,
  isOverdue,
  lackOf,
  medianOf,
  putsOff,
  stepsFor,
  type Counted,
} from './rules.ts';

const DATES = { today: '2026-11-23', soonUntil: '2026-11-30' };

describe('the date of an item', () => {
  test.each([
    ['2026-11-22', true, 'overdue'],
    ['2026-11-23', true, 'soon'],
    ['2026-11-30', true, 'soon'],
    ['2026-12-01', true, 'later'],
    [null, true, 'none'],
    ['2026-01-01', false, 'none'],
  ] as const)('%s, open %s: %s', (dueOn, open, due) => {
    expect(dueOf({ dueOn, open }, DATES)).toBe(due);
  });
});

describe('what a step needs', () => {
  const owner = { name: '王处长' };
  test.each([
    ['accepted', {}, false, 'owner'],
    ['accepted', { owner }, false, null],
    ['disputed', {}, false, 'reason'],
    ['assigned', {}, false, 'reason'],
    ['assigned', { reason: '政府办协调' }, false, null],
    ['reported', {}, true, 'reason'],
    ['deferred', { reason: '选址未定' }, true, 'dueOn'],
    ['deferred', { reason: '选址未定', dueOn: '2027-01-01' }, false, 'owner'],
    ['closed', { how: 'solved' }, true, 'outcome'],
    ['closed', { outcome: '建成' }, true, 'how'],
    ['failed', { outcome: '不再建' }, false, 'reason'],
    ['failed', { outcome: '不再建', reason: '无用地' }, false, null],
    ['verified', {}, true, null],
  ] as const)('%s with %o', (to, given, owned, lack) => {
    expect(lackOf(to, given, owned)).toBe(lack);
  });
});

test('only a later date puts off, and none at all', () => {
  expect(putsOff('2027-01-01', '2027-01-02')).toBe(true);
  expect(putsOff('2027-01-01', null)).toBe(true);
  expect(putsOff('2027-01-02', '2027-01-01')).toBe(false);
  expect(putsOff(null, '2027-01-01')).toBe(false);
});

describe('what a meeting decides', () => {
  test('is carried out by steps that an item may take, or not at all', () => {
    for (const state of ITEM_STATES)
      for (const decision of CARRIED_DECISIONS) {
        let now = state;
        for (const to of stepsFor(state, decision) ?? []) {
          expect({ now, to, may: ITEM_STEPS[now].includes(to) }).toEqual({ now, to, may: true });
          now = to;
        }
        const ends = decision === 'goes_on' ? state : decision;
        if (stepsFor(state, decision)) expect(now).toBe(ends);
      }
  });

  test('what is over does not go on, and is told as what it is', () => {
    for (const state of ITEM_STATES.filter((one) => !isOpen(one))) {
      expect(stepsFor(state, 'goes_on')).toBeNull();
      expect(stepsFor(state, 'deferred')).toBeNull();
      expect(stepsFor(state, state === 'closed' ? 'failed' : 'closed')).toBeNull();
      expect(stepsFor(state, state === 'closed' ? 'closed' : 'failed')).toEqual([]);
    }
  });

  test('closing what was reported verifies it first', () => {
    expect(stepsFor('reported', 'closed')).toEqual(['verified', 'closed']);
    expect(stepsFor('in_progress', 'closed')).toBeNull();
  });
});

describe('what came of it', () => {
  test('a failed item is not possible unless part of it was done', () => {
    expect(endOf('failed', undefined)).toBe('not_possible');
    expect(endOf('failed', 'partly')).toBe('partly');
    expect(endOf('failed', 'solved')).toBe('not_possible');
    expect(endOf('closed', 'solved')).toBe('solved');
    expect(endOf('deferred', 'solved')).toBeNull();
  });

  test('several items come to one answer', () => {
    expect(endOfAll(['solved', 'solved'])).toBe('solved');
    expect(endOfAll(['not_possible'])).toBe('not_possible');
    expect(endOfAll(['solved', 'not_possible'])).toBe('partly');
  });
});

describe('figures', () => {
  const item = (given: Partial<Counted>): Counted => ({
    unit: 'a',
    state: 'in_progress',
    dueOn: '2026-06-30',
    agreedOn: '2026-01-01',
    endedOn: null,
    deferrals: 0,
    ...given,
  });

  test('of nothing are nothing', () => {
    expect(figuresOf([], '2026-11-23')).toMatchObject({ agreed: 0, onTime: 0, medianDays: null, units: [] });
  });

  test('count on time by the date in force, leave out what has none, and failed is not closed', () => {
    const items = [
      item({ state: 'closed', endedOn: '2026-06-30' }),
      item({ state: 'closed', endedOn: '2026-07-01', unit: 'b' }),
      item({ state: 'closed', endedOn: '2026-02-01', dueOn: null }),
      item({ state: 'failed', endedOn: '2026-03-01' }),
      item({}),
      item({ state: 'in_progress', dueOn: '2027-01-01', unit: 'b', deferrals: 2 }),
    ];
    const { units, ...all } = figuresOf(items, '2026-11-23');
    expect(all).toEqual({
      agreed: 6,
      open: 2,
      overdue: 1,
      closed: 3,
      closedDated: 2,
      onTime: 1,
      medianDays: 180,
      putOff: 1,
      failed: 1,
    });
    expect(units).toMatchObject([
      { unit: 'a', agreed: 4, open: 1, overdue: 1, closed: 2, onTime: 1, medianDays: 105.5, putOff: 0 },
      { unit: 'b', agreed: 2, open: 1, overdue: 0, closed: 1, onTime: 0, medianDays: 181, putOff: 1 },
    ]);
  });

  test('overdue from the day after its date, as long as it is open', () => {
    expect(isOverdue(item({}), '2026-06-30')).toBe(false);
    expect(isOverdue(item({}), '2026-07-01')).toBe(true);
    expect(isOverdue(item({ dueOn: null }), '2026-07-01')).toBe(false);
    expect(isOverdue(item({ endedOn: '2026-07-01' }), '2026-07-02')).toBe(false);
  });

  test('days and the one in the middle', () => {
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
    expect(medianOf([5, 1, 9])).toBe(5);
    expect(medianOf([4, 1, 9, 5])).toBe(4.5);
    expect(medianOf([])).toBeNull();
  });
});
