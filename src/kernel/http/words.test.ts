import { expect, test } from 'vitest';
import { z } from 'zod';
import { wordsOf } from './words.ts';

test.each([
  [z.string(), undefined, '缺少这一项', 'it is missing'],
  [z.string(), 5, '填写的内容类型不对', 'it is of the wrong kind'],
  [z.coerce.number(), 'x', '填写的内容类型不对', 'it is of the wrong kind'],
  [z.string().min(1), '', '不能为空', 'it must not be empty'],
  [z.string().min(5), 'x', '至少 5 个字', 'it needs at least 5 characters'],
  [z.string().max(2), 'xxx', '最多 2 个字', 'it may have 2 characters at most'],
  [z.array(z.string()).min(1), [], '至少 1 项', 'it needs at least 1 entries'],
  [z.array(z.string()).max(1), ['a', 'b'], '最多 1 项', 'it may have 1 entries at most'],
  [z.number().positive(), 0, '数字太小', 'the number is too small'],
  [z.number().max(5), 6, '数字太大', 'the number is too big'],
  [z.string().regex(/^\d{6,12}$/), 'x', '格式不对', 'it is not in the right form'],
  [z.uuid(), 'x', '格式不对', 'it is not in the right form'],
  [z.iso.date(), '2026-02-30', '不是有效的日期', 'it is not a valid date'],
  [z.enum(['a']), 'b', '不是可选的内容', 'it is not one of the choices'],
  [z.literal(true), false, '不是可选的内容', 'it is not one of the choices'],
  [z.string().refine(() => false), 'x', '填写的内容不对', 'it is not right'],
])('%#: %j is told in both languages', (schema, value, zh, en) => {
  const [issue] = schema.safeParse(value).error!.issues;
  const { code: keyword, path, message, ...params } = issue!;
  const finding = { keyword, message, params, instancePath: `/${path.join('/')}` };
  expect([wordsOf(finding, 'zh'), wordsOf(finding, 'en')]).toEqual([zh, en]);
});
