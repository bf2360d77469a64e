import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idNumber } from '#kernel/testing';
import { APPLICATION_STATES, ID_TYPES, type ApplicationState } from './contract.ts';
import * as rules from './rules.ts';

const { checkIdNumber } = rules;

/** The example of GB 11643-1999, and of ISO 7064 before it. */
const EXAMPLE = '11010519491231002X';
const CHARACTERS = '0123456789X'.split('');

describe('the resident ID number (GB 11643-1999)', () => {
  test.each([
    [EXAMPLE, 'ok'],
    ['34052419800101001X', 'ok'],
    ['110105194912310021', 'checksum'],
    ['11010519491231002x', 'characters'],
    ['1101051949123100X2', 'characters'],
    ['110105491231002', 'length'],
    ['11010519491231002XX', 'length'],
    ['', 'length'],
    ['110105194913310026', 'date'],
    ['110105194902290025', 'date'],
    ['110105000001010022', 'date'],
    ['110105180001010021', 'date'],
    ['110105210001010025', 'date'],
  ])('%s is %s', (idNo, verdict) => {
    expect(checkIdNumber('resident_id', idNo)).toBe(verdict);
    expect(checkIdNumber('hmt_residence_permit', idNo)).toBe(verdict);
  });

  const numbers = fc
    .record({ seed: fc.nat(), day: fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31') }) })
    .filter(({ day }) => !Number.isNaN(day.getTime()))
    .map(({ seed, day }) => idNumber(seed, day.toISOString().slice(0, 10).replaceAll('-', '')));

  test('every single wrong character is caught', () => {
    fc.assert(
      fc.property(numbers, fc.nat(17), fc.constantFrom(...CHARACTERS), (idNo, at, other) => {
        const changed = idNo.slice(0, at) + other + idNo.slice(at + 1);
        expect(checkIdNumber('resident_id', changed) === 'ok').toBe(other === idNo[at]);
      }),
      { numRuns: 500 },
    );
  });

  test('every swap of two neighbours is caught', () => {
    fc.assert(
      fc.property(numbers, fc.nat(16), (idNo, at) => {
        const swapped = idNo.slice(0, at) + idNo[at + 1]! + idNo[at]! + idNo.slice(at + 2);
        expect(checkIdNumber('resident_id', swapped) === 'ok').toBe(swapped === idNo);
      }),
      { numRuns: 500 },
    );
  });

  test('every change of one character of the example, all 180 of them, is caught', () => {
    const changes = EXAMPLE.split('').flatMap((_character, at) =>
      CHARACTERS.map((other) => EXAMPLE.slice(0, at) + other + EXAMPLE.slice(at + 1)),
    );
    const passed = changes.filter((changed) => checkIdNumber('resident_id', changed) === 'ok');
    expect(new Set(passed)).toEqual(new Set([EXAMPLE]));
  });

  test('is read as people type it', () => {
    for (const typed of [
      '１１０１０５１９４９１２３１００２Ｘ',
      ' 110105 19491231 002x ',
      '110105-19491231-002X',
    ])
      expect(rules.normaliseIdNo(typed)).toBe(EXAMPLE);
  });
});

describe('other kinds of ID', () => {
  test.each([
    ['passport', 'E12345678', 'ok'],
    ['passport', 'E123', 'length'],
    ['passport', 'E1234567890123456789', 'length'],
    ['passport', 'E1234/678', 'characters'],
    ['foreign_residence_card', '911124199001011234', 'ok'],
    ['foreign_residence_card', 'USA123456789012', 'ok'],
  ] as const)('%s %s: %s', (type, idNo, verdict) => {
    expect(checkIdNumber(type, idNo)).toBe(verdict);
  });
});

describe('what a number says about its owner', () => {
  test.each([
    ['resident_id', EXAMPLE, '1949-12-31', 'female'],
    ['resident_id', '34052419800101001X', '1980-01-01', 'male'],
    ['hmt_residence_permit', '810000199408230021', '1994-08-23', 'female'],
    ['foreign_residence_card', '911124199001011234', '1990-01-01', 'male'],
    ['foreign_residence_card', '9111241990010112A4', '1990-01-01', null],
    ['foreign_residence_card', 'USA123456789012', null, null],
    ['passport', 'E12345678', null, null],
  ] as const)('%s %s: born %s, %s', (type, idNo, born, sex) => {
    expect([rules.birthDateOf(type, idNo), rules.sexOf(type, idNo)]).toEqual([born, sex]);
  });

  test.each([
    ['2000-06-15', '2016-06-14', 15],
    ['2000-06-15', '2016-06-15', 16],
    ['2000-02-29', '2016-02-28', 15],
    ['2000-02-29', '2016-02-29', 16],
    ['2000-02-29', '2017-02-28', 16],
    ['2000-02-29', '2017-03-01', 17],
    ['2030-01-01', '2026-01-01', -4],
  ])('born %s, on %s: %i years', (born, today, age) => {
    expect(rules.ageOn(born, today)).toBe(age);
  });
});

describe('names', () => {
  test.each([
    ['  王　小明 ', '王 小明'],
    ['阿卜杜拉•买买提', '阿卜杜拉·买买提'],
    ['阿卜杜拉 ・ 买买提', '阿卜杜拉·买买提'],
    ['Ｌｉ   Ｍｉｎｇ', 'Li Ming'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(rules.normaliseName(typed)).toBe(kept);
  });

  test('keeping a kept name changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const kept = rules.normaliseName(name);
        expect(rules.normaliseName(kept)).toBe(kept);
      }),
    );
  });
});

describe('masks', () => {
  test.each([
    ['王小明', '王**'],
    ['王', '王'],
    ['𠮷野家', '𠮷**'],
    ['阿卜杜拉·买买提', '阿****'],
    ['', ''],
  ])('the name %j shows as %j', (name, masked) => {
    expect(rules.maskName(name)).toBe(masked);
  });

  test.each([
    [EXAMPLE, '110**************X'],
    ['E12345678', 'E*******8'],
    ['E1234', 'E***4'],
  ])('the number %s shows as %s', (idNo, masked) => {
    expect(rules.maskIdNo(idNo)).toBe(masked);
  });

  test('a masked number shows at most four characters, and never a birth date', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 5, maxLength: 18 }),
        (idNo) => {
          const masked = rules.maskIdNo(idNo);
          expect(masked).toHaveLength(idNo.length);
          expect(masked.replaceAll('*', '').length).toBeLessThanOrEqual(Math.min(4, idNo.length - 3));
          expect(masked.slice(6, 14)).toMatch(/^\**.?$/);
        },
      ),
    );
  });

  test.each([
    ['回龙观街道总工会', '回龙观****会'],
    ['工会', '工***'],
  ])('the union %s shows as %s', (name, masked) => {
    expect(rules.maskUnion(name)).toBe(masked);
  });
});

describe('the way of an application', () => {
  const none = {
    qrUnion: undefined,
    employerUnion: undefined,
    sectorAssociation: undefined,
    streetUnion: undefined,
    holdingPool: undefined,
  };
  const order = [
    ['qrUnion', 'qr_union'],
    ['employerUnion', 'employer_union'],
    ['sectorAssociation', 'sector_association'],
    ['streetUnion', 'street_union'],
    ['holdingPool', 'holding_pool'],
  ] as const;
  /** Every subset of the five, as a mask. */
  const subsets = Array.from({ length: 32 }, (_one, mask) => order.filter((_way, bit) => (mask >> bit) & 1));

  test.each(subsets.map((ways) => [ways.map(([way]) => way).join(' + ') || 'nobody', ways] as const))(
    '%s: the first in order takes it in',
    (_name, ways) => {
      const choices = { ...none, ...Object.fromEntries(ways.map(([way]) => [way, way])) };
      const first = ways[0];
      expect(rules.routeOf<string>(choices)).toEqual(first && { union: first[0], reason: first[1] });
    },
  );

  const allowed: Record<ApplicationState, readonly ApplicationState[]> = {
    submitted: ['auto_checked'],
    auto_checked: ['in_review', 'pooled'],
    in_review: ['offered', 'returned', 'approved', 'rejected', 'withdrawn'],
    pooled: ['offered', 'returned', 'rejected', 'withdrawn'],
    offered: ['in_review', 'pooled', 'offered', 'returned', 'approved', 'rejected', 'withdrawn'],
    returned: ['submitted', 'withdrawn'],
    approved: [],
    rejected: [],
    withdrawn: [],
  };
  const pairs = APPLICATION_STATES.flatMap((from) => APPLICATION_STATES.map((to) => [from, to] as const));

  test.each(pairs)('%s → %s', (from, to) => {
    expect(rules.mayStep(from, to)).toBe(allowed[from].includes(to));
  });
});

test('every kind of ID has its check', () => {
  for (const type of ID_TYPES) expect(checkIdNumber(type, '')).toBe('length');
});
