import { describe, expect, test } from 'vitest';
import { inkOf, visible } from '#kernel/docs/ink';
import { asPdf } from './pdf.ts';

describe('on paper', () => {
  const NOW = new Date('2026-11-23T02:00:00Z');
  const inkOfPaper = async (blocks: Parameters<typeof asPdf>[0]['blocks']) =>
    inkOf((await asPdf({ title: '长文', blocks }, NOW)).bytes as Uint8Array);

  test('a text over many pages loses no character, and keeps to the type area', async () => {
    const text = Array.from({ length: 300 }, (_, at) => `第${at}句，会议指出ABC123。`).join('');
    const ink = await inkOfPaper([{ kind: 'para', text }]);
    expect(ink.pages).toBeGreaterThan(4);
    const body = ink.glyphs.filter(({ box }) => box.y > 30 && box.y + box.height < 263);
    expect(visible(body)).toBe(text);
    for (const { box } of body) {
      expect(box.x).toBeGreaterThanOrEqual(27);
      expect(box.x + box.width).toBeLessThanOrEqual(185);
    }
    for (let page = 2; page <= ink.pages; page += 1)
      expect('，。、').not.toContain(body.find((glyph) => glyph.page === page)!.char);
  });

  test.each([17, 20, 22, 23])(
    'after a text of %i lines the seals have two of its lines with them',
    async (lines) => {
      const text = '会'.repeat(27 * lines - 2);
      const sign = { kind: 'sign', who: ['区政府办公室', '区总工会'], day: '2026年11月11日' } as const;
      const foot = { kind: 'foot', copies: '区财政局', issuer: '区政府办公室', day: '印发' } as const;
      const ink = await inkOfPaper([{ kind: 'para', text }, sign, foot]);
      expect(visible(ink.glyphs).match(/会/g)!.length).toBe(text.length + 1);
      const last = ink.glyphs.filter(({ page }) => page === ink.pages);
      expect(visible(last)).toContain('2026年11月11日');
      expect(visible(last)).toContain('抄送：区财政局。');
      expect(visible(last).match(/会/g)!.length).toBeGreaterThan(27);
    },
  );

  test('two with long names sign one below the other, as far apart as their seals are wide', async () => {
    const who = ['某某某某某某某某某经济技术开发区管理委员会', '区总工会'];
    const ink = await inkOfPaper([{ kind: 'sign', who, day: '2026年11月11日' }]);
    const [first, second] = ['某', '总'].map(
      (char) => ink.glyphs.find((glyph) => glyph.char === char)!.box.y,
    );
    expect(second! - first!).toBeGreaterThan(42);
  });

  test('pages are numbered, odd ones to the right', async () => {
    const text = '会议指出。'.repeat(300);
    const ink = await inkOfPaper([{ kind: 'para', text }]);
    const feet = ink.glyphs.filter(({ box, outline }) => box.y > 263 && outline !== '');
    for (let page = 1; page <= ink.pages; page += 1) {
      const foot = feet.filter((glyph) => glyph.page === page);
      expect(visible(foot)).toBe(`—${page}—`);
      expect(foot[0]!.box.x > 105).toBe(page % 2 === 1);
    }
  });

  test('a row higher than a page is set smaller, and a table’s head comes again', async () => {
    const row = (text: string) => ['1', text];
    const rows = [row('短'), row('长'.repeat(3000)), row('尾')];
    const head = ['号', '事'];
    const ink = await inkOfPaper([{ kind: 'grid', columns: [20, 136], head, rows, rowHeight: 10, size: 12 }]);
    expect(visible(ink.glyphs).match(/长/g)).toHaveLength(3000);
    expect(visible(ink.glyphs).match(/号事/g)!.length).toBe(ink.pages);
    for (const { box } of ink.glyphs.filter(({ char }) => char === '长'))
      expect(box.y + box.height).toBeLessThan(263);
  });

  test('a character that the typeface lacks is named at the foot', async () => {
    const ink = await inkOfPaper([{ kind: 'para', text: '姓名：\u{2A6DF}' }]);
    expect(visible(ink.glyphs)).toContain('U+2A6DF');
  });
});
