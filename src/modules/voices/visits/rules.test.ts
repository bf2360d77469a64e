import { expect, test } from 'vitest';
import { STOP_STATES, VISIT_STATES } from '../contract.ts';
import { isReordering, stopStep, visitStep } from './rules.ts';

test.each([
  ['planned', 'planned', 'same'],
  ['planned', 'done', null],
  ['planned', 'cancelled', null],
  ['done', 'planned', null],
  ['done', 'done', 'same'],
  ['done', 'cancelled', 'not_planned'],
  ['cancelled', 'planned', null],
  ['cancelled', 'done', 'not_planned'],
  ['cancelled', 'cancelled', 'same'],
] as const)('a visit from %s to %s on its day: %s', (state, to, refusal) => {
  expect(visitStep({ state, stops: ['done', 'skipped'], endedToday: true }, to, '大雪')).toBe(refusal);
});

test.each([
  [['done', 'planned'], 'done', '大雪', true, 'stops_open'],
  [[], 'done', '大雪', true, 'stops_open'],
  [['planned'], 'cancelled', undefined, true, 'needs_reason'],
] as const)('a planned visit with stops %j does not become %s', (stops, to, reason, endedToday, refusal) => {
  expect(visitStep({ state: 'planned', stops, endedToday }, to, reason)).toBe(refusal);
});

test('the day after, a visit stays as it is', () => {
  for (const state of ['done', 'cancelled'] as const)
    expect(visitStep({ state, stops: ['done'], endedToday: false }, 'planned', undefined)).toBe('too_late');
});

test.each([
  ['planned', 'planned', 'same'],
  ['planned', 'done', null],
  ['planned', 'skipped', null],
  ['done', 'planned', null],
  ['done', 'done', 'same'],
  ['done', 'skipped', 'same'],
  ['skipped', 'planned', null],
  ['skipped', 'done', 'same'],
  ['skipped', 'skipped', 'same'],
] as const)('a stop from %s to %s: %s', (state, to, refusal) => {
  expect(stopStep('planned', state, to, '没开门')).toBe(refusal);
});

test('a stop is left out for a reason, and nothing moves once the visit is over', () => {
  expect(stopStep('planned', 'planned', 'skipped', undefined)).toBe('needs_reason');
  for (const visit of VISIT_STATES.filter((state) => state !== 'planned'))
    for (const state of STOP_STATES)
      for (const to of STOP_STATES) expect(stopStep(visit, state, to, '没开门')).toBe('not_planned');
});

test.each([
  [['a', 'b'], ['b', 'a'], true],
  [['a', 'b'], ['a'], false],
  [['a', 'b'], ['a', 'a'], false],
  [['a', 'b'], ['a', 'c'], false],
  [[], [], true],
] as const)('%j put as %j is the same stops: %s', (known, ids, same) => {
  expect(isReordering(known, ids)).toBe(same);
});
