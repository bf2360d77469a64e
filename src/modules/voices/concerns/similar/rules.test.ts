import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairIndex } from '#kernel/likeness';
import { alikeTo, heapsOf, type Said } from './rules.ts';

const limits = {
  threshold: 0.5,
  samePlace: 0.2,
  sameTheme: 0.1,
  sameArea: 0.05,
  commonWords: ['没有', '有没有', '希望', '能不能', '没', '太', '了'],
};
const said = (text: string, more: Partial<Said> = {}): Said => ({
  text,
  theme: null,
  place_id: null,
  area_code: null,
  ...more,
});
const like = (a: Said, b: Said) => alikeTo([b], limits, pairIndex)(a)[0];
const anyVoice = fc.record({
  text: fc.string({ unit: fc.constantFrom(...Array.from('夜里休息充电热水站点门')), minLength: 1 }),
  theme: fc.constantFrom(null, 'rest', 'pay'),
  place_id: fc.constantFrom(null, 'p', 'q'),
  area_code: fc.constantFrom(null, '110114'),
});

test.each([
  ['the same words', said('夜里没有地方休息'), said('夜里没有地方休息。'), true],
  [
    'what everybody writes aside',
    said('希望夜里没有地方休息能不能管管'),
    said('夜里没有地方休息，管管'),
    true,
  ],
  ['other words', said('夜里没有地方休息'), said('充电桩太少'), false],
  [
    'other words of one place and theme',
    said('夜里没有地方休息', { place_id: 'p', theme: 'rest' }),
    said('充电桩太少', { place_id: 'p', theme: 'rest' }),
    false,
  ],
  ['a short text and a shorter one', said('没有水'), said('没水'), true],
  ['a short text and the same as a question', said('有没有热水'), said('没有热水'), true],
  ['short texts that share only what everybody writes', said('没有水'), said('没有电'), false],
  ['what is wrong with one thing', said('空调坏了'), said('没有空调'), true],
  ['some words', said('驿站晚上没有热水喝'), said('驿站的热水坏了好几天'), false],
  [
    'some words of one place',
    said('驿站晚上没有热水喝', { place_id: 'p', theme: 'rest' }),
    said('驿站没有热水好几天', { place_id: 'p', theme: 'rest' }),
    true,
  ],
])('%s', (_what, a, b, expected) => {
  expect(like(a, b) !== undefined).toBe(expected);
});

test('says why', () => {
  expect(
    like(said('夜里没地方睡', { place_id: 'p' }), said('夜里没地方睡', { place_id: 'p' })),
  ).toMatchObject({
    why: { words: 1, samePlace: true, sameTheme: false, sameArea: false },
    score: 1.2,
  });
});

test('is the same both ways, and never less than 1 for the same text', () => {
  fc.assert(
    fc.property(anyVoice, anyVoice, (a, b) => {
      expect(like(a, b)?.score).toBe(like(b, a)?.score);
      expect(like(a, a)!.score).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('each voice is in one heap at the most, with nothing that is unlike its oldest', () => {
  fc.assert(
    fc.property(fc.array(anyVoice, { maxLength: 15 }), (voices) => {
      const heaps = heapsOf(voices, limits, pairIndex);
      const members = heaps.flatMap(({ first, others }) => [first, ...others.map(({ one }) => one)]);
      expect(new Set(members).size).toBe(members.length);
      for (const { first, others } of heaps)
        for (const { one } of others) expect(like(first, one)).toBeDefined();
    }),
  );
});

test('heaps come largest first, around their oldest', () => {
  const [a, b, c, d, e] = [
    '充电桩太少',
    '夜里没有地方休息',
    '充电桩太少了',
    '夜里没地方休息',
    '夜里没有地方可休息',
  ].map((text) => said(text));
  const heaps = heapsOf([a!, b!, c!, d!, e!], limits, pairIndex);
  expect(heaps.map(({ first, others }) => [first.text, others.length])).toEqual([
    [b!.text, 2],
    [a!.text, 1],
  ]);
});
