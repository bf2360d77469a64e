import * as words from '../texts/factory-words.ts';
import type { Cell } from './rules.ts';

/** Draws from a seed: the same seed, the same draws. */
export interface Dice {
  /** A whole number from 0 to `below` - 1. */
  readonly roll: (below: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  /** True in `percent` of 100 cases. */
  readonly chance: (percent: number) => boolean;
}

export function diceOf(seed: number): Dice {
  let state = (seed * 2_654_435_761) >>> 0;
  const roll = (below: number) => {
    // xorshift32 on a Weyl sequence: enough for test data.
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
  return { roll, pick: (from) => from[roll(from.length)]!, chance: (percent) => roll(100) < percent };
}

/** A made-up value of a column. */
export function valueOf(dice: Dice, values: words.Values): Cell {
  if (typeof values !== 'string') return dice.pick(values);
  if (values === 'name') return dice.chance(8) ? dice.pick(words.LONG_NAMES) : newName(dice);
  if (values === 'mobile') return mobile(dice);
  if (values === 'number') return 1 + dice.roll(5000);
  if (values === 'card') return `62220202${String(dice.roll(100_000_000)).padStart(11, '0')}`;
  const [year, month, day] = [2000 + dice.roll(24), 1 + dice.roll(12), 1 + dice.roll(28)];
  const two = (part: number) => String(part).padStart(2, '0');
  return dice.pick<Cell>([
    `${year}-${two(month)}-${two(day)}`,
    `${year}/${month}/${day}`,
    `${year}年${month}月${day}日`,
    `${year}.${month}.${day}`,
    `${year}${two(month)}${two(day)}`,
    `${year}-${month}-${day} 0:00:00`,
  ]);
}

function newName(dice: Dice): string {
  const given = dice.pick(words.GIVEN) + (dice.chance(70) ? dice.pick(words.GIVEN) : '');
  return dice.pick(words.SURNAMES) + given;
}

export function mobile(dice: Dice): string {
  return `199${String(dice.roll(100_000_000)).padStart(8, '0')}`;
}
