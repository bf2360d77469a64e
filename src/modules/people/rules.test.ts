import { describe, expect, test } from 'vitest';
import { MEMBERSHIP_STATES } from './contract.ts';
import { FUND_SOURCES } from './join/contract.ts';
import { benefitsOf, OPEN_MEMBERSHIP, type FundRule } from './rules.ts';

describe('what a person can use', () => {
  const usual: FundRule = { union_funds: 'members', public_money: 'anyone', donation: 'anyone' };
  const strict: FundRule = { union_funds: 'members', public_money: 'members', donation: 'members' };
  const open: FundRule = { union_funds: 'anyone', public_money: 'anyone', donation: 'anyone' };

  test.each([
    ['a member, by the usual rule', usual, true, FUND_SOURCES],
    ['anyone else, by the usual rule', usual, false, ['public_money', 'donation']],
    ['a member, where all is for members', strict, true, FUND_SOURCES],
    ['anyone else, where all is for members', strict, false, []],
    ['anyone else, where all is for anyone', open, false, FUND_SOURCES],
  ])('%s', (_who, rule, isMember, sources) => {
    expect(benefitsOf(rule, isMember)).toEqual(sources);
  });
});

test('a period is open while its member is active, moving or retained; every other state ends it', () => {
  expect(
    MEMBERSHIP_STATES.filter((state) => !(OPEN_MEMBERSHIP as readonly string[]).includes(state)),
  ).toEqual(['transferred', 'resigned', 'deemed_resigned', 'expelled', 'deceased']);
});
