import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeUp, numeral, paragraphs, titleLines } from './rules.ts';

test.each([
  [1, '一'],
  [10, '十'],
  [11, '十一'],
  [20, '二十'],
  [35, '三十五'],
  [99, '九十九'],
  [100, '100'],
])('%i is %s', (count, text) => {
  expect(numeral(count)).toBe(text);
});

test('lines that are numbered are headings, sentences are not', () => {
  const kinds = paragraphs('一、时间\n\n九时。\n一、这是一句完整的话。\n（一）议题').map((block) =>
    block.kind === 'head' ? block.level : block.kind,
  );
  expect(kinds).toEqual([1, 'para', 'para', 2]);
});

test.each([
  ['2026年联席会议议程', ['2026年联席会议议程']],
  [
    '关于召开某区政府与区总工会2026年第一次联席会议的通知',
    ['关于召开某区政府与区总工会', '2026年第一次联席会议的通知'],
  ],
  [
    '关于进一步推动各级政府与工会联席会议制度落实的通知',
    ['关于进一步推动各级政府', '与工会联席会议制度落实的通知'],
  ],
  [
    '北京经济技术开发区管理委员会与开发区总工会2026年第一次联席会议纪要',
    ['北京经济技术开发区管理委员会', '与开发区总工会2026年第一次联席会议纪要'],
  ],
])('%s is parted where words end', (title, lines) => {
  expect(titleLines(title)).toEqual(lines);
});

test('law: the lines of a title are the title', () => {
  const words = fc.array(fc.constantFrom('海淀区', '总工会', '2026年', '的', '《通知》', '联席会议', 'AI'), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(words, (parts) => {
      const title = parts.join('');
      expect(titleLines(title).join('')).toBe(title);
    }),
  );
});

test('between Chinese and figures an office leaves no space; between Latin words it stays', () => {
  const blocks = [{ kind: 'para', text: '新增 6 个站点，2026 年起用 App Store 下载' }] as const;
  expect(closeUp({ title: '2026 年纪要', blocks })).toEqual({
    title: '2026年纪要',
    blocks: [{ kind: 'para', text: '新增6个站点，2026年起用App Store下载' }],
  });
});
