import { describe, expect, test } from 'vitest';
import { FAULT_KINDS, FAULT_STATES, type FaultState } from './contract.ts';
import { facilityOf, isOpen, outageAfter, saysClosed, stepsOf, urgencyOf, type By } from './rules.ts';

/** Every state and what whoever keeps the place, or who reported it, may make of it; nothing else. */
const MACHINE: Readonly<Record<FaultState, Readonly<Record<By, readonly FaultState[]>>>> = {
  reported: { keeper: ['acked', 'fixing', 'fixed', 'refused'], reporter: [] },
  acked: { keeper: ['fixing', 'fixed', 'refused'], reporter: [] },
  fixing: { keeper: ['fixed', 'refused'], reporter: [] },
  fixed: { keeper: ['confirmed'], reporter: ['confirmed', 'reopened'] },
  confirmed: { keeper: [], reporter: [] },
  reopened: { keeper: ['acked', 'fixing', 'fixed', 'refused'], reporter: [] },
  refused: { keeper: [], reporter: [] },
};

describe.each(FAULT_STATES)('%s', (from) => {
  test.each(FAULT_STATES)('→ %s', (to) => {
    for (const by of ['keeper', 'reporter'] as const)
      expect({ by, may: stepsOf(from, by).includes(to) }).toEqual({
        by,
        may: MACHINE[from][by].includes(to),
      });
  });
});

test('a reporter’s word closes nothing that nobody has mended', () => {
  for (const from of FAULT_STATES.filter((state) => state !== 'fixed'))
    expect(stepsOf(from, 'reporter')).toEqual([]);
});

test('somebody has to do something until it is mended or refused', () => {
  expect(FAULT_STATES.filter(isOpen)).toEqual(['reported', 'acked', 'fixing', 'reopened']);
});

test('whoever did not get in found it closed', () => {
  expect(FAULT_KINDS.filter(saysClosed)).toEqual(['closed', 'locked_out']);
});

test.each([
  ['no_water', null, ['water', 'toilet'], 'water'],
  ['no_water', null, ['toilet'], null],
  ['broken', 'toilet', ['water', 'toilet'], 'toilet'],
  ['broken', 'toilet', ['water'], null],
  ['broken', null, ['water'], null],
  ['closed', 'water', ['water'], null],
  ['other', 'water', ['water'], null],
] as const)('%s naming %s where there is %s is about %s', (kind, named, has, facility) => {
  expect(facilityOf(kind, named, has)).toBe(facility);
});

test.each([
  ['acked', false, 'out'],
  ['fixing', false, 'out'],
  ['fixed', true, 'ok'],
  ['fixed', false, 'ok'],
  ['refused', true, 'ok'],
  ['refused', false, null],
  ['reported', false, null],
  ['reopened', false, null],
  ['confirmed', false, null],
] as const)('%s, having said so before: %s, makes the facility %s', (to, marked, outage) => {
  expect(outageAfter(to, marked)).toBe(outage);
});

test.each([
  [0, 'new'],
  [2.99, 'new'],
  [3, 'slow'],
  [6.99, 'slow'],
  [7, 'late'],
  [400, 'late'],
] as const)('after %s days it is %s', (days, urgency) => {
  expect(urgencyOf(days * 86_400_000, { slowDays: 3, lateDays: 7 })).toBe(urgency);
});
