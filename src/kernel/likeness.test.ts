import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairIndex } from './likeness.ts';

const like = (a: string, b: string): number => pairIndex([b])(a).get(0) ?? 0;
const words = fc.string({ unit: fc.constantFrom(...Array.from('夜里休息充电热水站点门')) });

test.each([
  ['夜里没有地方休息', '夜里没有地方休息', 1],
  ['夜里没有地方休息', '夜里没地方休息', 10 / 13],
  ['夜里没有地方休息', '充电桩太少', 0],
  ['热', '热', 1],
  ['热', '热水', 0],
  ['', '', 0],
])('%s and %s', (a, b, expected) => {
  expect(like(a, b)).toBeCloseTo(expected, 6);
});

test('is the same both ways, between 0 and 1, and 1 for the same text', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      expect(like(a, b)).toBe(like(b, a));
      expect(like(a, b)).toBeLessThanOrEqual(1);
      if (a !== '') expect(like(a, a)).toBe(1);
    }),
  );
});

test('finds the same, whatever the order of the others', () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), words, (texts, text) => {
      const found = (all: readonly string[]) =>
        [...pairIndex(all)(text)].map(([at, much]) => `${all[at]} ${much}`).toSorted();
      expect(found(texts.toReversed())).toEqual(found(texts));
    }),
  );
});
