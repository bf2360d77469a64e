import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ORG_STATES, type OrgState } from './contract.ts';
import { isUscc, maskPhone, mayInvite, mayStep, needsReason } from './rules.ts';

describe('the states of a union', () => {
  const allowed: Record<OrgState, readonly OrgState[]> = {
    planning: ['approved_by_upper', 'dissolved'],
    approved_by_upper: ['founded', 'dissolved'],
    founded: ['active', 'dissolved'],
    active: ['dissolved'],
    merged: [],
    dissolved: [],
  };
  const pairs = ORG_STATES.flatMap((from) => ORG_STATES.map((to) => [from, to] as const));

  test.each(pairs)('%s → %s', (from, to) => {
    expect(mayStep(from, to)).toBe(allowed[from].includes(to));
  });

  test('only what ends a union has to say why', () => {
    expect(ORG_STATES.filter(needsReason)).toEqual(['merged', 'dissolved']);
  });
});

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('');
const WEIGHTS = Array.from({ length: 17 }, (_one, i) => 3 ** i % 31);

/** The check character of GB 32100-2015, by its formula rather than its table of weights. */
function checkOf(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(body[i]!), 0);
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

describe('unified social credit codes (GB 32100-2015)', () => {
  test.each([
    ['91350100M000100Y43', true, 'the worked example of the standard, check character 3'],
    ['91350100M000100Y44', false, 'another check character'],
    ['91350100M000100Y4', false, 'too short'],
    ['91350100M000100Y433', false, 'too long'],
    ['91350100m000100y43', false, 'lower case'],
    ['91350100I000100Y43', false, 'I is not in the alphabet'],
    ['91350100O000100Y43', false, 'O is not in the alphabet'],
    ['', false, 'empty'],
  ])('%s → %s: %s', (code, valid) => {
    expect(isUscc(code)).toBe(valid);
  });

  const codes = fc
    .string({ unit: fc.constantFrom(...ALPHABET), minLength: 17, maxLength: 17 })
    .map((body) => body + checkOf(body));

  test('the standard’s formula makes valid codes', () => {
    fc.assert(fc.property(codes, (code) => isUscc(code)));
  });

  test('one wrong character, or two neighbours swapped, is always caught', () => {
    fc.assert(
      fc.property(codes, fc.nat(17), fc.constantFrom(...ALPHABET), (code, at, other) => {
        const changed = code.slice(0, at) + other + code.slice(at + 1);
        expect(isUscc(changed)).toBe(other === code[at]);
        const swapped = code.slice(0, at) + (code[at + 1] ?? '') + code[at]! + code.slice(at + 2);
        expect(isUscc(swapped)).toBe(swapped === code);
      }),
    );
  });
});

describe('who may appoint whom', () => {
  const roles = ['chair', 'membership_officer', 'viewer', 'system_admin', 'auditor'];
  test.each([
    [['system_admin'], roles],
    [['chair'], ['chair', 'membership_officer', 'viewer']],
    [['membership_officer'], []],
    [['viewer'], []],
    [['auditor'], []],
    [
      ['viewer', 'chair'],
      ['chair', 'membership_officer', 'viewer'],
    ],
    [[], []],
  ])('%j may appoint %j', (held, appointed) => {
    expect(roles.filter((role) => mayInvite(held, role))).toEqual(appointed);
  });
});

test('a masked phone keeps its first three and last four digits', () => {
  expect(maskPhone('13800138000')).toBe('138****8000');
});
