import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { READY_TITLES } from '../../texts/title-templates.ts';
import { FACILITIES } from '../../texts/terms.ts';
import { lackOf } from '../texts/lacks.ts';
import { criterionSchema, type Criterion, type CriterionRule } from './contract.ts';
import { areSound, gapsOf, openAfterVisit, selfCheck, weigh, type PlaceFacts } from './rules.ts';

const BARE: PlaceFacts = {
  facilities: [],
  areaM2: null,
  administrators: null,
  photos: null,
  books: null,
  hoursKnown: false,
  located: false,
  verified: false,
  fixedPremises: null,
  listed: false,
};
const has = (...codes: string[]): CriterionRule => ({ fact: 'facilities', has: codes });

describe('a rule over the records', () => {
  test.each<[CriterionRule, Partial<PlaceFacts>, string]>([
    [has('water', 'seats'), { facilities: ['seats', 'water', 'wifi'] }, 'met'],
    [has('water', 'heat_food'), { facilities: ['water'] }, 'missing'],
    [{ fact: 'areaM2', atLeast: 30 }, { areaM2: 30 }, 'met'],
    [{ fact: 'areaM2', atLeast: 30 }, { areaM2: 13.5 }, 'missing'],
    [{ fact: 'areaM2', atLeast: 30 }, {}, 'unknown'],
    [{ fact: 'administrators', atLeast: 1 }, { administrators: 0 }, 'missing'],
    [{ fact: 'administrators', atLeast: 1 }, { administrators: 2 }, 'met'],
    [{ fact: 'photos', atLeast: 2 }, { photos: 1 }, 'missing'],
    [{ fact: 'books', atLeast: 500 }, {}, 'unknown'],
    [{ fact: 'books', atLeast: 500 }, { books: 500 }, 'met'],
    [{ fact: 'hoursKnown' }, { hoursKnown: true }, 'met'],
    [{ fact: 'hoursKnown' }, {}, 'missing'],
    [{ fact: 'located' }, { located: true }, 'met'],
    [{ fact: 'verified' }, {}, 'missing'],
    [{ fact: 'fixedPremises' }, {}, 'unknown'],
    [{ fact: 'fixedPremises' }, { fixedPremises: true }, 'met'],
    [{ fact: 'listed' }, { located: true }, 'missing'],
    [{ fact: 'listed' }, { listed: true }, 'met'],
  ])('%o with %o is %s', (rule, facts, verdict) => {
    expect(weigh(rule, { ...BARE, ...facts })).toBe(verdict);
  });
});

describe('what is missing, in words', () => {
  const names = new Map(FACILITIES.map(({ code, zh }) => [code, zh]));
  test.each<[CriterionRule, Partial<PlaceFacts>, string]>([
    [has('water', 'heat_food', 'toilet'), { facilities: ['water'] }, '热饭、卫生间'],
    [{ fact: 'administrators', atLeast: 1 }, { administrators: 0 }, '管理员 1 名'],
    [{ fact: 'books', atLeast: 3000 }, { books: 1000 }, '图书 2000 册'],
    [{ fact: 'areaM2', atLeast: 30 }, { areaM2: 13.5 }, '面积 16.5 平方米'],
    [{ fact: 'areaM2', atLeast: 30 }, {}, '面积 30 平方米（还没有记录）'],
    [{ fact: 'hoursKnown' }, {}, '开放时间'],
  ])('%o with %o lacks %s', (rule, facts, words) => {
    expect(lackOf(rule, { ...BARE, ...facts }, names, 'zh')).toBe(words);
    expect(lackOf(rule, { ...BARE, ...facts }, new Map(), 'en')).not.toMatch(/[\u4e00-\u9fff]/);
  });
});

const criterion = (code: string, more: Partial<Criterion>): Criterion => ({
  code,
  zh: code,
  en: code,
  how: 'evidence',
  rule: null,
  required: true,
  ...more,
});
const CRITERIA = [
  criterion('water', { how: 'computed', rule: has('water') }),
  criterion('rules', {}),
  criterion('sign', { how: 'judged' }),
  criterion('books', { how: 'computed', rule: { fact: 'books', atLeast: 500 }, required: false }),
];

test('evidence stands in for records, and what is judged on the spot keeps nobody from applying', () => {
  const facts = { ...BARE };
  const verdicts = (backed: string[]) =>
    selfCheck(CRITERIA, facts, new Set(backed)).map(({ verdict }) => verdict);
  expect(verdicts([])).toEqual(['missing', 'missing', 'judged', 'unknown']);
  expect(verdicts(['water', 'rules', 'books'])).toEqual(['backed', 'backed', 'judged', 'backed']);
  expect(gapsOf(selfCheck(CRITERIA, facts, new Set()))).toEqual(['water', 'rules']);
  expect(gapsOf(selfCheck(CRITERIA, facts, new Set(['water', 'rules'])))).toEqual([]);
});

test('before the notice everything required is shown by records or was seen', () => {
  const checks = selfCheck(CRITERIA, { ...BARE, facilities: ['water'] }, new Set(['rules']));
  expect(openAfterVisit(checks, {})).toEqual(['rules', 'sign']);
  expect(openAfterVisit(checks, { rules: true, sign: true })).toEqual([]);
  // What was seen counts more than what the records say.
  expect(openAfterVisit(checks, { rules: true, sign: true, water: false })).toEqual(['water']);
});

test('more on record never makes a place worse', () => {
  const facts = fc.record({
    facilities: fc.uniqueArray(fc.constantFrom('water', 'seats', 'toilet')),
    areaM2: fc.option(fc.nat(200)),
    administrators: fc.option(fc.nat(5)),
    photos: fc.option(fc.nat(5)),
    books: fc.option(fc.nat(5000)),
    hoursKnown: fc.boolean(),
    located: fc.boolean(),
    verified: fc.boolean(),
    fixedPremises: fc.option(fc.boolean()),
    listed: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, fc.constantFrom(...READY_TITLES), (given, { criteria }) => {
      const more = {
        ...given,
        facilities: FACILITIES.map(({ code }) => code),
        administrators: 9,
        areaM2: 500,
      };
      const gaps = gapsOf(selfCheck(criteria, given, new Set()));
      const fewer = gapsOf(selfCheck(criteria, more, new Set()));
      expect(fewer.filter((code) => !gaps.includes(code))).toEqual([]);
      expect(gapsOf(selfCheck(criteria, given, new Set(criteria.map(({ code }) => code))))).toEqual([]);
    }),
  );
});

test('the rules that come along are sound, sourced, and say where they were inferred', () => {
  expect(READY_TITLES.map(({ key }) => key)).toEqual([
    'six_haves',
    'six_haves_guizhou',
    'eight_haves',
    'seven_ones',
    'most_beautiful',
    'etown_reading',
    'national_reading',
  ]);
  const known = new Set(FACILITIES.map(({ code }) => code));
  for (const { criteria, source, inferred } of READY_TITLES) {
    expect(areSound(criteria)).toBe(true);
    for (const one of criteria) expect(criterionSchema.parse(one)).toEqual(one);
    const used = criteria.flatMap(({ rule }) => (rule?.fact === 'facilities' ? rule.has : []));
    expect(used.filter((code) => !known.has(code))).toEqual([]);
    expect(source).not.toMatch(/domain\.md/);
    if (/推断/.test(source)) expect(inferred || /通知/.test(source)).toBe(true);
  }
  expect(areSound([criterion('a', {}), criterion('a', {})])).toBe(false);
  expect(areSound([criterion('a', { how: 'computed' })])).toBe(false);
});
