import exceljs from 'exceljs';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fillForm, inspectForm, readRows, type Cell, type FormFill } from '../sheets.ts';
import { allOf, handmade, sheet, textCell, type Handmade } from './factory.ts';

const SHEET = '会员信息';
const OURS = [0, 1, 2, 3];

/** A locked form as a city federation hands it out: title, header, two examples, room up to row 20, a signature line. */
async function cityForm(): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const page = book.addWorksheet(SHEET);
  page.columns = [
    { width: 9 },
    { width: 6 },
    { width: 14 },
    { width: 24, style: { numFmt: '@' } },
    { width: 30 },
  ];
  page.mergeCells('A1:E1');
  page.getCell('A1').value = '会员信息采集表';
  page.getRow(2).values = ['姓名', '性别', '证件类型', '证件号码', '校验'];
  page.getRow(3).values = [
    '示例一',
    '男',
    '居民身份证',
    '110101190001010000',
    { formula: 'LEN(D3)', result: 18 },
  ];
  page.getRow(4).values = ['示例二', '女', '护照', 'E0000000', { formula: 'LEN(D4)', result: 8 }];
  page.getRow(3).height = 28;
  for (let row = 3; row <= 6; row++)
    for (const column of [1, 2, 3, 4]) {
      const cell = page.getCell(row, column);
      cell.protection = { locked: false };
      cell.border = { bottom: { style: row === 5 ? 'double' : 'thin' } };
      cell.dataValidation = column === 2 ? { type: 'list', formulae: ['"男,女"'] } : cell.dataValidation;
      if (column === 3) cell.dataValidation = { type: 'list', formulae: ['代码!$A$1:$A$3'] };
    }
  page.mergeCells('A20:E20');
  page.getCell('A20').value = '填表人：';
  page.addConditionalFormatting({
    ref: 'D3:D19',
    rules: [{ type: 'expression', formulae: ['LEN(D3)<>18'], priority: 1, style: { font: { bold: true } } }],
  });
  await page.protect('secret', { spinCount: 1 });
  const codes = book.addWorksheet('代码', { state: 'hidden' });
  for (const name of ['居民身份证', '护照', '港澳通行证']) codes.addRow([name]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const form = await cityForm();
const fill = (rows: FormFill['rows'], bytes = form, more: Partial<FormFill> = {}): Buffer =>
  fillForm(bytes, { sheet: SHEET, firstRow: 3, columns: OURS, rows, ...more });
const people = (count: number): Cell[][] =>
  Array.from({ length: count }, (_, i) => [`王${i}`, '男', '护照', `0${i}`]);
const rowsIn = async (bytes: Buffer, name = SHEET) =>
  Object.fromEntries((await allOf(readRows(bytes, name))).map(({ no, cells }) => [no, cells]));

async function loaded(bytes: Buffer): Promise<exceljs.Worksheet> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
  return book.getWorksheet(SHEET)!;
}

/** A hand-made form filled, as XML; the sheet is called 甲. */
function xmlOf(bytes: Buffer, more: Partial<FormFill>, part = 'xl/worksheets/sheet1.xml'): string {
  const filled = fill([], bytes, { sheet: '甲', firstRow: 2, columns: [0], ...more });
  const content = unzipSync(filled)[part];
  return content ? strFromU8(content) : 'gone';
}

describe('a form that is looked at', () => {
  it('tells its sheets, titles, choices and locks', async () => {
    const [sheetSeen, ...others] = await inspectForm(form);
    expect(others).toEqual([]);
    expect(sheetSeen).toMatchObject({ name: SHEET, isProtected: true, lastRow: 20 });
    expect(sheetSeen!.rows.map(({ no }) => no)).toEqual([1, 2, 3, 4, 20]);
    expect(sheetSeen!.columns.map(({ letter, titles }) => [letter, ...titles.slice(0, 2)])).toEqual([
      ['A', '会员信息采集表', '姓名'],
      ['B', '会员信息采集表', '性别'],
      ['C', '会员信息采集表', '证件类型'],
      ['D', '会员信息采集表', '证件号码'],
      ['E', '会员信息采集表', '校验'],
    ]);
    expect(sheetSeen!.columns.map(({ choices }) => choices)).toEqual([
      null,
      ['男', '女'],
      ['居民身份证', '护照', '港澳通行证'],
      null,
      null,
    ]);
  });

  const rule = (sqref: string, formula: string): string =>
    `<dataValidation type="list" sqref="${sqref}"><formula1>${formula}</formula1></dataValidation>`;
  const far = (sqref: string, formula: string): string =>
    `<extLst><ext><x:dataValidation type="list"><x:formula1><x:f>${formula}</x:f></x:formula1><x:sqref>${sqref}</x:sqref></x:dataValidation></ext></extLst>`;
  it.each([
    ['an inline list', rule('A2:A9', '"男, 女,"'), ['男', '女']],
    ['an area of its own sheet', rule('A2', '$C$2:$C$3'), ['1', '乙']],
    ['whole columns of another sheet', rule('A2:A9 C5', "'代 ''码'!$A:$A"), ['甲一', '甲二']],
    ['an area in the extension of Excel', far('A2:A9', "'代 ''码'!$A$2:$A$9"), ['甲二']],
    ['a defined name', rule('A2:A9', '行业'), ['甲一']],
    ['the rule of most cells', rule('A1', '"少"') + rule('A2:A9', '"多"') + rule('B1:B999', '"旁"'), ['多']],
    ['a formula', rule('A2:A9', 'INDIRECT($B2)'), null],
    ['another file', rule('A2:A9', '[1]表!$A$1:$A$2'), null],
    ['no list', '<dataValidation type="whole" sqref="A2:A9"><formula1>1</formula1></dataValidation>', null],
  ])('reads choices from %s', async (_, behind, choices) => {
    const cells = `<row r="1">${textCell('A1', '行业')}</row><row r="2"><c r="C2"><v>1</v></c></row><row r="3">${textCell('C3', ' 乙')}</row>`;
    const list = `<row r="1">${textCell('A1', '甲一')}</row><row r="2">${textCell('A2', '甲二')}</row>`;
    const bytes = handmade({
      sheets: { 甲: sheet(cells, behind), '代 &apos;码': { ...sheet(list), state: 'hidden' } },
      book: ['', `<definedNames><definedName name="行业">'代 ''码'!$A$1</definedName></definedNames>`],
    });
    const [seen] = await inspectForm(bytes);
    expect(seen!.columns[0]!.choices).toEqual(choices);
    expect(seen!.isProtected).toBe(false);
  });

  it('spreads merged titles, and tells which columns are computed', async () => {
    const rows = `<row r="1">${textCell('A1', '序号')}${textCell('B1', ' 基本信息 ')}</row><row r="2">${textCell('B2', '姓名')}${textCell('C2', '性别')}</row><row r="3"><c r="C3"><f>B3</f></c><c r="A3"><v>1</v></c></row>`;
    const merges = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:XFD1"/></mergeCells>';
    const [seen] = await inspectForm(handmade({ sheets: { 甲: sheet(rows, merges) } }));
    expect(seen!.columns.map(({ titles, computed }) => [...titles, computed])).toEqual([
      ['序号', '序号', '1', false],
      ['基本信息', '姓名', '', false],
      ['基本信息', '性别', '', true],
    ]);
  });

  it('is an .xlsx with something in it', async () => {
    await expect(inspectForm(Buffer.from('姓名,性别\n'))).rejects.toMatchObject({
      code: 'kernel.sheet_unreadable',
    });
    await expect(inspectForm(handmade({ sheets: { 甲: sheet('') } }))).rejects.toMatchObject({
      code: 'kernel.sheet_empty',
    });
  });
});

describe('a form that is filled', () => {
  it('keeps every other part as it was, and gives back every row', async () => {
    const before = unzipSync(form);
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...Array.from(' \r\n\t\v<&"\'_x0041_=张')) }),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom(null, undefined),
    );
    const rows = fc.array(fc.tuple(cell, cell, cell, cell), { maxLength: 17 });
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const filled = fill(given);
        const { 'xl/worksheets/sheet1.xml': changed, ...after } = unzipSync(filled);
        expect(changed).toBeDefined();
        expect(Object.keys(after)).toHaveLength(Object.keys(before).length - 1);
        for (const [name, part] of Object.entries(after)) expect(Buffer.compare(part, before[name]!)).toBe(0);
        const seen = await rowsIn(filled);
        for (const [i, row] of given.entries())
          expect(OURS.map((column) => seen[3 + i]?.[column] ?? null)).toEqual(
            row.map((one) => (one === '' ? null : (one ?? null))),
          );
      }),
      { numRuns: 40 },
    );
  });

  it('looks as before: locks, choices, rules, widths, merges, formats', async () => {
    const [before, after] = [await loaded(form), await loaded(fill(people(10)))];
    const inside = (key: string) => (page: exceljs.Worksheet) => Reflect.get(page, key) as unknown;
    const protection = inside('sheetProtection');
    const choices = inside('dataValidations');
    const rules = inside('conditionalFormattings');
    expect(protection(before)).toMatchObject({ sheet: true });
    expect(protection(after)).toEqual(protection(before));
    expect(choices(after)).toEqual(choices(before));
    expect(rules(before)).toMatchObject([{ ref: 'D3:D19' }]);
    expect(rules(after)).toEqual(rules(before));
    expect(after.columns.map(({ width }) => width)).toEqual(before.columns.map(({ width }) => width));
    expect(after.model.merges).toEqual(before.model.merges);
    for (const address of ['A1', 'A2', 'A3', 'D3', 'E3', 'B4', 'D5', 'D6', 'A20'])
      expect([address, after.getCell(address).style]).toEqual([address, before.getCell(address).style]);
    expect(after.getCell('D5').border.bottom?.style).toBe('double');
    for (const address of ['A7', 'D12'])
      expect(after.getCell(address).style).toEqual(before.getCell(address.replace(/\d+/, '3')).style);
    expect([after.getRow(3).height, after.getRow(12).height]).toEqual([28, 28]);
    expect(after.getCell('A20').value).toBe('填表人：');
  });

  it('loses its examples, in our columns only', async () => {
    expect(await rowsIn(fill([['王一', '男', '护照', '0123']]))).toMatchObject({
      3: ['王一', '男', '护照', '0123', 18],
      4: [null, null, null, null, 8],
      20: ['填表人：'],
    });
    expect((await rowsIn(fill([])))[3]).toEqual([null, null, null, null, 18]);
    expect((await loaded(fill([]))).getCell('E4').formula).toBe('LEN(D4)');
    expect((await loaded(fill([]))).getCell('A4').protection).toMatchObject({ locked: false });
  });

  it('can be filled again', async () => {
    const seen = await rowsIn(fill(people(2), fill(people(17))));
    expect(Object.keys(seen)).toEqual(['1', '2', '3', '4', '20']);
  });

  it('refuses rows that would run over merged cells', () => {
    expect(() => fill(people(18))).toThrow(
      expect.objectContaining({ code: 'kernel.sheet_form_blocked', params: { row: 20 } }),
    );
    expect(() => fill([['王']], form, { firstRow: 1 })).toThrow(
      expect.objectContaining({ params: { row: 1 } }),
    );
    expect(() => fill([], form, { sheet: '没有' })).toThrow(
      expect.objectContaining({ code: 'kernel.sheet_missing' }),
    );
    expect(() => fill([], Buffer.from('a,b'))).toThrow(
      expect.objectContaining({ code: 'kernel.sheet_unreadable' }),
    );
    expect(() => fill(people(2), form, { firstRow: 1_048_576 })).toThrow(
      expect.objectContaining({ code: 'kernel.sheet_too_long' }),
    );
  });

  it('asks for its formulas to be computed anew, once', () => {
    const bytes = handmade({
      sheets: {
        甲: { data: '<sheetData></sheetData><sheetCalcPr fullCalcOnLoad="0"/><sheetProtection sheet="1"/>' },
      },
    });
    expect(xmlOf(bytes, { rows: [['王']] })).toMatch(
      /<\/sheetData><sheetCalcPr fullCalcOnLoad="1"\/><sheetProtection sheet="1"\/>/,
    );
  });

  const inner = (xml: string): string => /<(\w*:?)sheetData>.*<\/\1sheetData>/.exec(xml)?.[0] ?? xml;
  it.each<[string, string, string, string[][]?]>([
    [
      'an empty sheet',
      '<sheetData/>',
      '<sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>王</t></is></c></row></sheetData>',
    ],
    [
      'a prefix',
      '<x:sheetData><x:row r="2" spans="1:1" ht="20"><x:c r="A2" s="4"><x:v>1</x:v></x:c></x:row></x:sheetData>',
      '<x:sheetData><x:row r="2" ht="20"><x:c r="A2" s="4" t="inlineStr"><x:is><x:t>王</x:t></x:is></x:c></x:row></x:sheetData>',
    ],
    [
      'no references',
      '<sheetData><row><c/></row><row><c s="1"/><c><v>8</v></c><c s="2"/></row><row><c><v>9</v></c></row></sheetData>',
      '<sheetData><row><c/></row><row r="2"><c r="A2" s="1" t="inlineStr"><is><t>王</t></is></c><c r="B2"><v>8</v></c><c r="C2" s="2"/></row><row r="3"></row></sheetData>',
    ],
    [
      'the look of a row where the cell is missing',
      '<sheetData><row r="2" s="7" customFormat="1"/></sheetData>',
      '<sheetData><row r="2" s="7" customFormat="1"><c r="A2" s="7" t="inlineStr"><is><t>王</t></is></c></row></sheetData>',
    ],
    [
      'the look of a column where the row is missing',
      '<cols><col min="1" max="3" style="5"/></cols><sheetData></sheetData>',
      '<sheetData><row r="2"><c r="A2" s="5" t="inlineStr"><is><t>王</t></is></c></row></sheetData>',
    ],
    [
      'the look of the first data row where a row misses the cell',
      '<sheetData><row r="2"><c r="A2" s="3"/></row><row r="3" s="7"/></sheetData>',
      '<sheetData><row r="2"><c r="A2" s="3" t="inlineStr"><is><t>王</t></is></c></row><row r="3" s="7"><c r="A3" s="3" t="inlineStr"><is><t>李</t></is></c></row></sheetData>',
      [['王'], ['李']],
    ],
    [
      'rows of buttons behind the cells',
      '<sheetData></sheetData><controls><from><x:col>1</x:col><x:row>2</x:row></from><to><x:col>1</x:col><x:row>3</x:row></to></controls>',
      '<sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>王</t></is></c></row></sheetData>',
    ],
  ])('takes %s', (_, data, filled, rows = [['王']]) => {
    expect(inner(xmlOf(handmade({ sheets: { 甲: { data } } }), { rows }))).toBe(filled);
  });

  it('writes numbers, truth and nothing for what they are', () => {
    const xml = xmlOf(handmade({ sheets: { 甲: sheet('') } }), {
      columns: [4, 0, 1, 2, 3],
      rows: [[7, true, Number.NaN, '', '=1+1 ']],
    });
    expect(inner(xml)).toBe(
      '<sheetData><row r="2"><c r="A2"><v>7</v></c><c r="B2" t="b"><v>1</v></c><c r="E2" t="inlineStr"><is><t xml:space="preserve">=1+1 </t></is></c></row></sheetData>',
    );
  });

  it('grows the extent of the sheet', () => {
    const bytes = handmade({ sheets: { 甲: { data: '<dimension ref="B1:C4"/><sheetData></sheetData>' } } });
    expect(xmlOf(bytes, { rows: [['王'], ['王'], ['王'], ['王'], ['王']] })).toContain(
      '<dimension ref="A1:C6"/>',
    );
    expect(xmlOf(bytes, { rows: [] })).toContain('<dimension ref="B1:C4"/>');
  });

  const chained = (rows: string): Handmade => ({
    sheets: { 甲: sheet(rows) },
    parts: { 'xl/calcChain.xml': '<calcChain><c r="A2" i="1"/><c r="B2"/></calcChain>' },
  });
  it('drops the order of calculation only when a formula is written over', () => {
    const rows = '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>A2</f><v>2</v></c></row>';
    const lists = ['xl/_rels/workbook.xml.rels', '[Content_Types].xml'];
    const look = (columns: number[]): string[] =>
      ['xl/calcChain.xml', ...lists].map((part) =>
        xmlOf(handmade(chained(rows)), { columns, rows: [[1, 1, 1]] }, part),
      );
    expect(look([0])[0]).toBe('gone');
    for (const list of look([0]).slice(1)) expect(list).not.toContain('calcChain');
    expect(look([0])[1]).toContain('worksheets/sheet1.xml');
    expect(look([0])[2]).toContain('/xl/workbook.xml');
    for (const part of look([2])) expect(part).toMatch(/calcChain/);
  });

  it('refuses to part a formula from the cells that share it', () => {
    const master =
      '<row r="2"><c r="A2"><f t="shared" ref="A2:B3" si="0">1+1</f></c><c r="B2"><f t="shared" si="0"/></c></row>';
    const bytes = handmade(chained(master));
    expect(() => xmlOf(bytes, { columns: [0], rows: [[1]] })).toThrow(
      expect.objectContaining({ code: 'kernel.sheet_form_blocked', params: { row: 2 } }),
    );
    expect(inner(xmlOf(bytes, { columns: [0, 1], rows: [[1]] }))).toBe(
      '<sheetData><row r="2"><c r="A2"><v>1</v></c></row></sheetData>',
    );
    expect(inner(xmlOf(bytes, { columns: [1], rows: [[1, 5]] }))).toContain('<c r="B2"><v>5</v></c>');
  });
});
