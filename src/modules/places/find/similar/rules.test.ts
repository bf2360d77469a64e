import { expect, test } from 'vitest';
import { pairIndex } from '#kernel/likeness';
import { resemblances, type Named } from './rules.ts';

const limits = { metres: 80, likeness: 0.5, commonWords: ['户外劳动者', '暖心', '驿站'] };
const place = (name: string, lat?: number, lng?: number): Named => ({
  name,
  wgs84: lat === undefined ? null : { lat, lng: lng! },
});
const like = (asked: Named, ...known: Named[]) =>
  resemblances(known, limits, pairIndex)(asked).map(({ one, metres }) => [one.name, metres]);

test.each([
  ['白坊家圆暖心驿站', '白坊家圆户外劳动者驿站', true],
  ['白坊家圆驿站', '白坊家园驿站', true],
  ['龙泽苑东区驿站', '龙泽苑西区驿站', true],
  ['霍营暖心驿站', '天通苑暖心驿站', false],
  ['暖心驿站', '暖心驿站', true],
  ['甲', '甲', true],
  ['甲', '乙', false],
])('%s and %s: %s', (a, b, expected) => {
  expect(like(place(a), place(b)).length > 0).toBe(expected);
  expect(like(place(b), place(a)).length > 0).toBe(expected);
});

test('right beside it is a likeness too, across the border of a square', () => {
  expect(like(place('甲乙', 40.01999, 116.33999), place('丙丁', 40.02001, 116.34001))).toEqual([['丙丁', 3]]);
  expect(like(place('甲乙', 40.02, 116.34), place('丙丁', 40.021, 116.34))).toEqual([]);
});

test('the likeliest comes first', () => {
  expect(
    like(place('白坊家圆', 40, 116), place('白坊路口家', 40, 116), place('白坊家圆'), place('别处', 40, 116)),
  ).toEqual([
    ['白坊家圆', null],
    ['白坊路口家', 0],
    ['别处', 0],
  ]);
});
