import { describe, expect, test } from 'vitest';
import { errorTexts } from './errors.ts';
import { fill, localeOf } from './i18n.ts';

describe('the language of a browser', () => {
  test.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-US,en;q=0.9', 'en'],
    ['en-GB;q=0.7, zh-CN;q=0.9', 'zh'],
    ['zh;q=0.2,en;q=0.3', 'en'],
    ['fr-FR,en;q=0.5', 'en'],
    ['fr-FR', 'zh'],
    ['EN', 'en'],
    ['*', 'zh'],
    ['en;q=nonsense,zh;q=0.1', 'zh'],
    [',,;;', 'zh'],
  ])('%j gets %s', (header, locale) => {
    expect(localeOf(header)).toBe(locale);
  });
});

describe('places in a sentence', () => {
  test.each([
    ['请 {seconds} 秒后再试', { seconds: 30 }, '请 30 秒后再试'],
    ['{a}{b}{a}', { a: 'x', b: 0 }, 'x0x'],
    ['没有 {gap}', {}, '没有 {gap}'],
    ['{a}', { a: '{b}', b: 'twice' }, '{b}'],
    ['{toString}', {}, '{toString}'],
    ['{ a } {}', { a: 'x' }, '{ a } {}'],
  ])('%j with %j', (text, params, filled) => {
    expect(fill(text, params)).toBe(filled);
  });
});

test('every error has a sentence and a hint in both languages, with the same places', () => {
  expect(errorTexts.size).toBeGreaterThan(30);
  const places = (text: string) =>
    [...text.matchAll(/\{\w+\}/g)]
      .map(([place]) => place)
      .sort()
      .join();
  for (const [code, { message, hint }] of errorTexts) {
    expect(code).toMatch(/^[a-z]+\.[a-z_]+$/);
    for (const text of [message, hint]) {
      expect({ code, text: text.zh }).toEqual({ code, text: expect.stringMatching(/\p{Script=Han}/u) });
      expect({ code, text: text.en }).toEqual({ code, text: expect.stringMatching(/^[\x20-\x7e“”’–…]+$/) });
      expect({ code, places: places(text.zh) }).toEqual({ code, places: places(text.en) });
    }
  }
});
