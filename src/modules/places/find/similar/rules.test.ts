import { describe, expect, test } from 'vitest';
import { coreOf, likenessOf, pairsOf } from './rules.ts';

const COMMON = ['户外劳动者', '暖心', '驿站', '工会'];

describe('how much alike two names are', () => {
  test.each([
    ['白坊家园户外劳动者暖心驿站', '白坊家园工会驿站', 1],
    ['白坊家圆驿站', '白坊家园户外劳动者暖心驿站', 3 / 7],
    ['龙锦苑驿站', '龙锦苑东驿站', 0.5],
    ['麒麟园驿站', '麒麟苑驿站', 1 / 3],
    ['白坊家园驿站', '龙锦苑驿站', 0],
    ['驿站', '驿站', 1],
    ['KFC 驿站', 'kfc', 1],
  ])('%s and %s', (a, b, likeness) => {
    expect(likenessOf(coreOf(a, COMMON), coreOf(b, COMMON))).toBeCloseTo(likeness);
  });
});

test('the pairs of a name are looked for before anything is counted', () => {
  expect(pairsOf('白坊家园')).toEqual(['白坊', '坊家', '家园']);
  expect(pairsOf('东')).toEqual(['东']);
  expect(pairsOf('哈哈哈')).toEqual(['哈哈']);
});
