import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterSighting, independentOf, weightOf, type Facts, type Sighting, type Witness } from './rules.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LIMITS = { doubt: { reports: 2, days: 7 }, agree: { reports: 2, hours: 24 } };
const FRESH: Facts = { confirmedAt: 0, confirmedBy: 'officer', usedAt: null, doubtedAt: null };

const by = (who: string): Witness => {
  const [network = '', account] = who.split('/');
  return { network, account: account ?? null };
};

test.each([
  ['nobody', [], 0],
  ['one', ['a'], 1],
  ['a hundred behind one router', Array.from({ length: 100 }, () => 'a'), 1],
  ['two networks', ['a', 'b'], 2],
  ['one account on two networks', ['a/x', 'b/x'], 1],
  ['two accounts on one network', ['a/x', 'a/y'], 1],
  ['the same account, and another who shares a network with it', ['a/x', 'a/y', 'b/x'], 2],
  ['signed in here, not signed in there', ['a/x', 'b'], 2],
  ['a chain that must be picked with care', ['a/x', 'b/x', 'b/y', 'c/y'], 2],
])('of %s, so many certainly do not know each other', (_who, all, count) => {
  expect(independentOf(all.map(by))).toBe(count);
});

test('those of whom nothing is known are one', () => {
  expect(independentOf([by('a'), { network: null, account: null }, { network: null, account: null }])).toBe(
    2,
  );
});

test.each([
  ['closed', 'visitor', 'open', 'together'],
  ['closed', 'visitor', 'unknown', 'together'],
  ['closed', 'visitor', 'closed', 'none'],
  ['open', 'visitor', 'closed', 'together'],
  ['open', 'use', 'closed', 'alone'],
  ['closed', 'host', 'closed', 'alone'],
  ['closed', 'officer', 'open', 'alone'],
] as const)('%s by a %s while its hours say %s weighs: %s', (what, source, opening, weight) => {
  expect(weightOf(what, source, opening)).toBe(weight);
});

/** `closed a 3d`: what, who, when; an officer's, a host's or a use's word bears its source in place of a network. */
function said(text: string): Sighting {
  const [what = '', who = '', when = '0d'] = text.split(' ');
  const source = who === 'officer' || who === 'host' || who === 'use' ? who : 'visitor';
  const at = Number.parseFloat(when) * (when.endsWith('h') ? HOUR : DAY);
  return {
    what: what as Sighting['what'],
    source,
    weight: source === 'visitor' ? 'together' : 'alone',
    at,
    ...by(who),
  };
}

function told(texts: readonly string[], count?: (witnesses: readonly Witness[]) => number): Facts {
  const before: Sighting[] = [];
  let facts = FRESH;
  for (const next of texts.map(said)) {
    facts = afterSighting(facts, before, next, LIMITS, count);
    before.push(next);
  }
  return facts;
}

describe('what is said of a place', () => {
  test.each([
    ['one finds it closed', ['closed a 1d'], null],
    ['the same one again, days later', ['closed a 1d', 'closed a 2d', 'closed a 5d'], null],
    ['two who do not know each other', ['closed a 1d', 'closed b 2d'], 2],
    ['two, but more than a week apart', ['closed a 1d', 'closed b 9d'], null],
    ['two, with a use between', ['closed a 1d', 'open use 2d', 'closed b 3d'], null],
    ['two, with one visitor’s “open” between', ['closed a 1d', 'open c 2d', 'closed b 3d'], 3],
    ['an officer', ['closed officer 1d'], 1],
    ['its host', ['closed host 1d'], 1],
    ['a doubt, and nothing after it', ['closed a 1d', 'closed b 2d', 'closed a 400d'], 2],
    ['a doubt, and one use', ['closed a 1d', 'closed b 2d', 'open use 3d'], null],
    ['a doubt, and an officer’s check', ['closed a 1d', 'closed b 2d', 'open officer 3d'], null],
    ['a doubt, and one visitor', ['closed a 1d', 'closed b 2d', 'open c 3d'], 2],
    [
      'a doubt, and a flood from one network',
      ['closed a 1d', 'closed b 2d', 'open c 3d', 'open c 3d', 'open c 3d'],
      2,
    ],
    [
      'a doubt, and two visitors on one day',
      ['closed a 1d', 'closed b 2d', 'open c 60h', 'open d 61h'],
      null,
    ],
    ['a doubt, and two visitors on two days', ['closed a 1d', 'closed b 2d', 'open c 60h', 'open d 90h'], 2],
    [
      'a visitor before the doubt, and one after',
      ['closed a 1d', 'open c 47h', 'closed b 2d', 'open d 49h'],
      2,
    ],
  ])('%s', (_what, texts, doubtedOnDay) => {
    expect(told(texts).doubtedAt).toBe(doubtedOnDay === null ? null : doubtedOnDay * DAY);
  });

  test('says when it was last confirmed, by whom, and when it was last used', () => {
    expect(told(['open host 1d'])).toEqual({ ...FRESH, confirmedAt: DAY, confirmedBy: 'host' });
    expect(told(['open officer 1d']).usedAt).toBe(null);
    expect(told(['open use 1d', 'open officer 2d'])).toMatchObject({
      confirmedBy: 'officer',
      confirmedAt: 2 * DAY,
      usedAt: DAY,
    });
    expect(told(['open a 1h', 'open b 2h'])).toMatchObject({ confirmedBy: 'visitor', confirmedAt: 2 * HOUR });
  });
});

/** Any number of phones on one network, some signed in, say anything at any time. */
const flood = fc.array(
  fc.record({
    what: fc.constantFrom('open', 'closed'),
    hours: fc.integer({ min: 1, max: 200 }),
    account: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
  }),
  { maxLength: 40 },
);

const texts = (words: readonly { what: string; hours: number; account: number | undefined }[]) =>
  [...words]
    .sort((one, other) => one.hours - other.hours)
    .map(({ what, hours, account }) => `${what} a${account === undefined ? '' : `/${account}`} ${hours}h`);

describe('one network', () => {
  test('neither puts a place in doubt nor brings it back, whatever it says', () => {
    fc.assert(
      fc.property(flood, (words) => {
        expect(told(texts(words))).toEqual(FRESH);
        const inDoubt = told(['closed officer 0h', ...texts(words)]);
        expect(inDoubt.doubtedAt).toBe(0);
      }),
    );
  });

  test('would do both if reports were counted and not who makes them', () => {
    const count = (witnesses: readonly Witness[]) => witnesses.length;
    const holds = () =>
      fc.assert(fc.property(flood, (words) => expect(told(texts(words), count)).toEqual(FRESH)));
    expect(holds).toThrow(/Property failed/);
    const lifted = () =>
      fc.assert(
        fc.property(flood, (words) =>
          expect(told(['closed officer 0h', ...texts(words)], count).doubtedAt).toBe(0),
        ),
      );
    expect(lifted).toThrow(/Property failed/);
  });

  test('would do both if accounts were enough to tell people apart', () => {
    const count = (witnesses: readonly Witness[]) => new Set(witnesses.map(({ account }) => account)).size;
    const holds = () =>
      fc.assert(fc.property(flood, (words) => expect(told(texts(words), count)).toEqual(FRESH)));
    expect(holds).toThrow(/Property failed/);
  });
});

test('the most independent witnesses are those that trying every choice finds', () => {
  const witness = fc.record({
    network: fc.constantFrom('a', 'b', 'c', 'd'),
    account: fc.constantFrom('x', 'y', 'z', null),
  });
  fc.assert(
    fc.property(fc.array(witness, { maxLength: 8 }), (all) => {
      const apart = (one: Witness, other: Witness) =>
        one.network !== other.network && (one.account === null || one.account !== other.account);
      const best = (picked: readonly Witness[], rest: readonly Witness[]): number => {
        const [next, ...others] = rest;
        if (!next) return picked.length;
        const without = best(picked, others);
        return picked.every((one) => apart(one, next))
          ? Math.max(without, best([...picked, next], others))
          : without;
      };
      expect(independentOf(all)).toBe(best([], all));
    }),
  );
});
