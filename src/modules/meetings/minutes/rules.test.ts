import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isReady, joinLines, remarkIn, standing } from './rules.ts';

const v = (version: number, text: string) => ({ version, heading: '概况', text });

test.each([
  ['nothing happened', v(3, '旧'), v(3, '旧'), v(3, '旧'), 'even'],
  ['I type', v(3, '旧'), v(3, '我的'), v(3, '旧'), 'typing'],
  ['an old answer comes late', v(4, '旧'), v(4, '我的'), v(3, '更旧'), 'typing'],
  ['another wrote, I did not', v(3, '旧'), v(3, '旧'), v(4, '他的'), 'adopt'],
  ['another wrote the same', v(3, '旧'), v(3, '一样'), v(4, '一样'), 'adopt'],
  ['both wrote', v(3, '旧'), v(3, '我的'), v(4, '他的'), 'clash'],
] as const)('when %s', (_what, from, mine, now, told) => {
  expect(standing(from, mine, now)).toBe(told);
});

describe('joining two texts', () => {
  test('what both have stands once', () => {
    expect(joinLines('开头\n他的\n结尾', '开头\n我的\n结尾')).toBe('开头\n他的\n我的\n结尾');
    expect(joinLines('一样', '一样')).toBe('一样');
  });

  const text = fc
    .array(fc.constantFrom('甲', '乙', '丙', ''), { maxLength: 7 })
    .map((lines) => lines.join('\n'));

  /** Whether `part` is what is left of `whole` when lines are struck out. */
  const isWithin = (part: string, whole: string): boolean => {
    const lines = whole.split('\n');
    let at = 0;
    return part.split('\n').every((line) => {
      at = lines.indexOf(line, at) + 1;
      return at > 0;
    });
  };

  test('law: each of the two is in the whole, in its order, and nothing is in it twice for no reason', () => {
    fc.assert(
      fc.property(text, text, (theirs, mine) => {
        const joined = joinLines(theirs, mine);
        expect(isWithin(theirs, joined)).toBe(true);
        expect(isWithin(mine, joined)).toBe(true);
        expect(joined.split('\n').length).toBeLessThanOrEqual(
          theirs.split('\n').length + mine.split('\n').length,
        );
      }),
    );
  });
});

test('a draft is ready once it says how far they agreed and no section is empty', () => {
  expect(isReady(null, [{ text: '有' }])).toBe(false);
  expect(isReady('none', [])).toBe(false);
  expect(isReady('none', [{ text: ' \n' }])).toBe(false);
  expect(isReady('preliminary', [{ text: '有' }])).toBe(true);
});

test('an answer is read whatever a unit sent', () => {
  expect(remarkIn({ agrees: false, sections: [{ sectionId: 'x', text: '改一处' }] })).toEqual([
    { agrees: false, sectionId: 'x', text: '改一处' },
  ]);
  expect(remarkIn({ agrees: true })).toEqual([{ agrees: true, sectionId: null, text: '' }]);
  expect(remarkIn({ text: 5, sections: 'x' })).toEqual([{ agrees: null, sectionId: null, text: '' }]);
});
