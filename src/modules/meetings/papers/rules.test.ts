import { expect, test } from 'vitest';
import { numeral, paragraphs, titleLines } from './rules.ts';

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

test('a long title is parted before its year; a short one, and one without, is not parted', () => {
  expect(titleLines('关于召开某区政府与区总工会2026年第一次联席会议的通知')).toEqual([
    '关于召开某区政府与区总工会',
    '2026年第一次联席会议的通知',
  ]);
  expect(titleLines('2026年联席会议议程')).toHaveLength(1);
  expect(titleLines('关于进一步推动各级政府与工会联席会议制度落实的通知')).toHaveLength(1);
});
