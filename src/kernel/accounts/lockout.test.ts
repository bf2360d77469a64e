import { expect, test } from 'vitest';
import { addTry, type LockoutRule, type Tries } from './lockout.ts';

const RULE: LockoutRule = { tries: 3, withinMinutes: 15, minutes: 15, maxMinutes: 50 };
const at = (minute: number): Date => new Date(minute * 60_000);

/** Tries at these minutes; after each, until which minute the subject is locked. */
function locks(...minutes: number[]): (number | null)[] {
  let state: Tries | null = null;
  return minutes.map((minute) => {
    state = addTry(state, at(minute), RULE);
    return state.lockedUntil && state.lockedUntil.getTime() / 60_000;
  });
}

test.each<{ it: string; tries: number[]; locked: (number | null)[] }>([
  { it: 'locks at the limit', tries: [0, 1, 2], locked: [null, null, 17] },
  { it: 'counts within the window only', tries: [0, 1, 16, 17], locked: [null, null, null, null] },
  { it: 'includes the end of the window', tries: [0, 1, 15], locked: [null, null, 30] },
  {
    it: 'gives a full set of tries after a lock',
    tries: [0, 0, 0, 15, 15],
    locked: [null, null, 15, null, null],
  },
  {
    it: 'doubles, up to the maximum',
    tries: [0, 0, 0, 20, 20, 20, 60, 60, 60],
    locked: [null, null, 15, null, null, 50, null, null, 110],
  },
  {
    it: 'remembers locks across a window',
    tries: [0, 0, 0, 20, 40, 40, 40],
    locked: [null, null, 15, null, null, null, 70],
  },
  {
    it: 'forgets locks after a day of rest',
    tries: [0, 0, 0, 1456, 1456, 1456],
    locked: [null, null, 15, null, null, 1471],
  },
])('$it', ({ tries, locked }) => {
  expect(locks(...tries)).toEqual(locked);
});
