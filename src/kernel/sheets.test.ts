import exceljs from 'exceljs';
import fc from 'fast-check';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { readHeads, readRows, writeSheet, type Cell, type SheetRow } from './sheets.ts';
import { allOf, handmade, sheet, textCell, zipped, type Handmade } from './sheets/factory.ts';

const rowsIn = async (bytes: Buffer, name: string): Promise<SheetRow[]> => allOf(readRows(bytes, name));
/** The cells of the first sheet. */
const cellsIn = async (bytes: Buffer): Promise<(readonly Cell[])[]> => {
  const [head] = await readHeads(bytes, 1);
  return (await rowsIn(bytes, head!.name)).map(({ cells }) => cells);
};
const cellsOf = (book: Omit<Handmade, 'sheets'>, rows: string): Promise<(readonly Cell[])[]> =>
  cellsIn(handmade({ ...book, sheets: { 甲: sheet(rows) } }));
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'read',
    (error: { code?: string }) => error.code ?? error,
  );

/** An HR export with its usual furniture: a cover, a merged title, blank rows, a row of totals. */
async function hrExport(): Promise<Buffer> {
  const book = new exceljs.Workbook();
  book.addWorksheet('填表说明').addRow(['请勿修改格式']);
  const page = book.addWorksheet('员工花名册');
  page.addRow(['某科技有限公司员工花名册（截至2024年1月）']);
  page.mergeCells('A1:D1');
  page.addRow(['序号', '员工姓名', '证件号码', '入职时间']);
  page.addRow([1, '钱然娜', '11019919721118926x', new Date('2022-07-13')]);
  page.getCell('D3').numFmt = 'yyyy/m/d';
  page.getRow(6).values = [
    2,
    { richText: [{ text: '欧阳' }, { text: '娜国' }] },
    Number('110199197211189267'),
    '2021.3',
  ];
  page.getRow(7).values = ['合计', '', '', { formula: 'COUNT(A3:A6)', result: 2 }];
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('an .xlsx', () => {
  it('shows the first rows of every sheet', async () => {
    const [cover, roster] = await readHeads(await hrExport(), 2);
    expect(cover).toEqual({ name: '填表说明', rows: [{ no: 1, cells: ['请勿修改格式'] }] });
    expect(roster!.name).toBe('员工花名册');
    expect(roster!.rows.map(({ no, cells }) => [no, cells.length])).toEqual([
      [1, 1],
      [2, 4],
    ]);
  });

  it('gives its rows by their numbers, and values as people see them', async () => {
    expect((await rowsIn(await hrExport(), '员工花名册')).slice(2)).toEqual([
      { no: 3, cells: [1, '钱然娜', '11019919721118926x', '2022-07-13'] },
      { no: 6, cells: [2, '欧阳娜国', Number('110199197211189267'), '2021.3'] },
      { no: 7, cells: ['合计', null, null, 2] },
    ]);
  });

  it.each(['inline', 'shared'])(
    'keeps Chinese characters whole where the file is cut in pieces: %s',
    async (kind) => {
      const names = Array.from({ length: 6000 }, (_, i) => `${'a'.repeat(i % 7)}欧阳娜国𠮷靐${i}`);
      const texts = names.map((name) => `<si><t>${name}</t></si>`).join('');
      const cell = (name: string, i: number): string =>
        kind === 'inline' ? textCell(`A${i + 1}`, name) : `<c r="A${i + 1}" t="s"><v>${i}</v></c>`;
      const rows = names.map((name, i) => `<row r="${i + 1}">${cell(name, i)}</row>`).join('');
      expect((await cellsOf({ texts }, rows)).flat()).toEqual(names);
    },
  );

  const texts =
    '<si><t>零</t></si><si><r><t>一</t></r><r><t xml:space="preserve"> 二</t></r><rPh><t>yi</t></rPh></si>';
  it.each([
    ['shared text', '<c t="s"><v>0</v></c>', '零'],
    ['shared runs without their reading aid', '<c t="s"><v>1</v></c>', '一 二'],
    ['a shared text that is not there', '<c t="s"><v>9</v></c><c><v>1</v></c>', null],
    [
      'inline runs',
      '<c t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r><rPh><t>zs</t></rPh></is></c>',
      '张三',
    ],
    ['CDATA', '<c t="inlineStr"><is><t><![CDATA[a<b]]>&amp;c</t></is></c>', 'a<b&c'],
    ['escapes of Excel', '<c t="inlineStr"><is><t>一_x000D_二_x005F_x0041_</t></is></c>', '一\r二_x0041_'],
    ['the text of a formula', '<c t="str"><f>A1&amp;B1</f><v> 张 </v></c>', ' 张 '],
    ['the number of a formula', '<c><f>1+1</f><v>2</v></c>', 2],
    ['a formula that was never computed', '<c><f>1+1</f></c><c><v>1</v></c>', null],
    ['true', '<c t="b"><v>1</v></c>', true],
    ['false', '<c t="b"><v>0</v></c>', false],
    ['an error', '<c t="e"><v>#N/A</v></c><c><v>1</v></c>', null],
    ['a number too long for a number', '<c><v>110101199001011234</v></c>', 110101199001011230],
    ['a number in powers', '<c><v>1.10101199001011E+17</v></c>', 110101199001011000],
    ['a number that is none', '<c><v>未知</v></c>', '未知'],
    ['an ISO date', '<c t="d"><v>2024-01-05T00:00:00</v></c>', '2024-01-05'],
    ['an ISO time', '<c t="d"><v>2024-01-05T08:30:00.000Z</v></c>', '2024-01-05 08:30'],
  ])('reads %s', async (_, cell, value) => {
    expect((await cellsOf({ texts }, `<row>${cell}</row>`))[0]![0]).toBe(value);
  });

  it.each([
    ['no references at all', '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>'],
    [
      'references in part',
      '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row><c><v>4</v></c></row>',
    ],
    [
      'a prefix',
      '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="C1"><x:v>3</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>4</x:v></x:c></x:row>',
    ],
  ])('reads rows with %s', async (_, rows) => {
    const data = rows.includes('<x:')
      ? `<x:sheetData>${rows}</x:sheetData>`
      : `<sheetData>${rows}</sheetData>`;
    const bytes = handmade({ sheets: { 甲: { data: `<dimension ref="A1:A1"/>${data}` } } });
    expect(await rowsIn(bytes, '甲')).toEqual([
      { no: 1, cells: [1, null, 3] },
      { no: 2, cells: [4] },
    ]);
  });

  it('finds its parts wherever the writer put them', async () => {
    const book: Handmade = { sheets: { 甲: sheet('<row><c t="s"><v>0</v></c></row>') }, texts };
    expect(await cellsIn(handmade({ ...book, targets: '/xl/' }))).toEqual([['零']]);
    const { unzipSync } = await import('fflate');
    const parts = Object.entries(unzipSync(handmade(book)));
    const windows = parts.reverse().map(([name, part]) => [name.replaceAll('/', '\\').toUpperCase(), part]);
    expect(await cellsIn(zipped(Object.fromEntries(windows)))).toEqual([['零']]);
  });

  it('leaves hidden sheets out of sight, unless there are no others', async () => {
    const rows = '<row><c><v>1</v></c></row>';
    const hidden = { ...sheet(rows), state: 'hidden' };
    const names = async (sheets: Handmade['sheets']): Promise<string[]> =>
      (await readHeads(handmade({ sheets }), 1)).map(({ name }) => name);
    expect(await names({ 藏: hidden, 见: sheet(rows), 深藏: { ...hidden, state: 'veryHidden' } })).toEqual([
      '见',
    ]);
    expect(await names({ 藏: hidden, 也藏: hidden })).toEqual(['藏', '也藏']);
  });

  it('passes over formatted rows without end', async () => {
    const blank = Array.from({ length: 16_384 }, () => '<c s="1"/>').join('');
    const wide = Array.from({ length: 20 }, () => `<row>${blank}</row>`).join('');
    const long = Array.from(
      { length: 150_000 },
      (_, i) => `<row r="${i + 22}" s="1" customFormat="1"/>`,
    ).join('');
    const bytes = handmade({
      sheets: {
        甲: sheet(`<row><c><v>1</v></c></row>${wide}${long}<row><c r="XFD1048576"><v>2</v></c></row>`),
      },
    });
    const rows = await rowsIn(bytes, '甲');
    expect(rows.map(({ no, cells }) => [no, cells.length, cells.at(-1)])).toEqual([
      [1, 1, 1],
      [150_022, 16_384, 2],
    ]);
  });

  it('lets the server go on between its pieces', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `<row>${textCell(`A${i + 1}`, `第${i}行`)}</row>`,
    ).join('');
    const bytes = handmade({ sheets: { 甲: sheet(rows) } });
    let [turns, reading] = [0, true];
    const turn = (): void => void (reading && (turns += 1) && setImmediate(turn));
    setImmediate(turn);
    await rowsIn(bytes, '甲');
    reading = false;
    expect(turns).toBeGreaterThan(5);
  });
});

describe('dates', () => {
  const formats = [
    'yyyy"年"m"月"d"日";@',
    '[$-804]aaaa',
    'h:mm',
    '[h]:mm',
    '0.00_);[Red]\\(0.00\\)',
    '#,##0"日"',
    'General',
    'yyyy\\-mm\\-dd hh:mm:ss.000',
    '[DBNum1][$-804]m"月"d"日"',
    '@',
    '0.00E+00',
    '_ ¥* #,##0_ ;[Red]-0',
    '上午/下午h"时"',
  ];
  const builtins = [14, 22, 27, 31, 36, 50, 57, 58, 0, 1, 49];
  const ids = [...formats.map((_, i) => 176 + i), ...builtins, 12];
  const styles =
    `<numFmts>${formats.map((code, i) => `<numFmt numFmtId="${176 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}` +
    `<numFmt numFmtId="12" formatCode="yyyy/m/d"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
    `<cellXfs>${ids.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;
  const shown = async (
    serial: string | number,
    id: number | string,
    book: Partial<Handmade> = {},
  ): Promise<unknown> => {
    const style = typeof id === 'number' ? ids.indexOf(id) : formats.indexOf(id);
    return (await cellsOf({ styles, ...book }, `<row><c s="${style}"><v>${serial}</v></c></row>`))[0]![0];
  };

  it.each([
    [45_296, 14, '2024-01-05'],
    [45_296, 12, '2024-01-05'],
    [45_296, 27, '2024-01-05'],
    [45_296, 57, '2024-01-05'],
    [45_296, 58, '2024-01-05'],
    [45_296, 'yyyy"年"m"月"d"日";@', '2024-01-05'],
    [45_296, '[$-804]aaaa', '2024-01-05'],
    [45_296, '[DBNum1][$-804]m"月"d"日"', '2024-01-05'],
    ['45296.354166666664', 22, '2024-01-05 08:30'],
    ['45296.35416666', 'yyyy\\-mm\\-dd hh:mm:ss.000', '2024-01-05 08:30'],
    [0.5, 'h:mm', '12:00'],
    [0.5, '上午/下午h"时"', '12:00'],
    [1.5, '[h]:mm', '36:00'],
    [1, 14, '1900-01-01'],
    [59, 14, '1900-02-28'],
    [61, 14, '1900-03-01'],
    [2_958_465, 14, '9999-12-31'],
    [2_958_466, 14, 2_958_466],
    [-1, 14, -1],
    ['110101199001011234', 14, 110101199001011230],
    [45_296, 0, 45_296],
    [45_296, 1, 45_296],
    [45_296, 49, 45_296],
    [45_296, 'General', 45_296],
    [45_296, '@', 45_296],
    [45_296, '#,##0"日"', 45_296],
    [45_296, '0.00E+00', 45_296],
    [45_296, '0.00_);[Red]\\(0.00\\)', 45_296],
    [45_296, '_ ¥* #,##0_ ;[Red]-0', 45_296],
  ])('%s in format %s is %s', async (serial, format, text) => {
    expect(await shown(serial, format)).toBe(text);
  });

  it('count from 1904 where the workbook says so', async () => {
    expect(await shown(43_834, 14, { book: ['<workbookPr date1904="1"/>', ''] })).toBe('2024-01-05');
    expect(await shown(0, 'h:mm', { book: ['<workbookPr date1904="true"/>', ''] })).toBe('00:00');
  });
});

describe('what is no sheet', () => {
  const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  const good = handmade({ sheets: { 甲: sheet(`<row>${textCell('A1', '张三'.repeat(500))}</row>`) } });
  const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
  /** The good file with another checksum for one of its parts. */
  const spoilt = (part: string): Buffer => {
    const bytes = Buffer.from(good);
    bytes.writeUInt32LE(0, bytes.lastIndexOf(part) - 46 + 16);
    return bytes;
  };
  it.each([
    ['an old .xls', Buffer.concat([ole, Buffer.alloc(2000)]), 'xls'],
    ['a web page named .xls', Buffer.from('\uFEFF\r\n<html xmlns:x="urn:x"><table><tr><td>姓名'), 'xls'],
    ['XML of Excel 2003', Buffer.from('<?xml version="1.0"?><Workbook/>'), 'xls'],
    [
      'a file with a password',
      Buffer.concat([ole, Buffer.alloc(99), Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
    ],
    ['a .docx', zipped({ 'word/document.xml': Buffer.from('<w/>') }), 'unreadable'],
    ['half a file', good.subarray(0, good.length / 2), 'unreadable'],
    ['no directory', good.subarray(0, -22), 'unreadable'],
    ['a changed sheet', spoilt('xl/worksheets/sheet1.xml'), 'unreadable'],
    ['a changed list of sheets', spoilt('xl/workbook.xml'), 'unreadable'],
    ['half a sheet', handmade({ sheets: { 甲: { data: '<sheetData><row>' } } }), 'unreadable'],
    [
      'a column that no sheet has',
      handmade({ sheets: { 甲: sheet('<row><c r="XFE1"><v>1</v></c></row>') } }),
      'unreadable',
    ],
    ['no worksheets', handmade({ sheets: {} }), 'unreadable'],
    [
      'a document type',
      handmade({
        sheets: { 甲: sheet('') },
        parts: { 'xl/worksheets/sheet1.xml': `${doctype}<worksheet/>` },
      }),
      'unreadable',
    ],
    [
      'a document type in the workbook',
      handmade({ sheets: { 甲: sheet('') }, parts: { 'xl/workbook.xml': `${doctype}<workbook/>` } }),
      'unreadable',
    ],
    ['a zip bomb', handmade({ sheets: { 甲: sheet(' '.repeat(30_000_000)) } }), 'unreadable'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'unreadable'],
    ['neither UTF-8 nor GBK', Buffer.from('d0d5c3fb2cff0a', 'hex'), 'unreadable'],
    ['a quote without end', Buffer.from('姓名,号\n"张三,1\n李四,2\n'), 'unreadable'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['blank lines', Buffer.from('\r\n , ,\n'.replaceAll(' ', '')), 'empty'],
    [
      'a sheet of nothing',
      handmade({ sheets: { 甲: sheet('<row><c s="1"/></row>'), 乙: sheet('') } }),
      'empty',
    ],
  ])('%s is refused', async (_, bytes, reason) => {
    expect(await codeOf(readHeads(bytes, 3))).toBe(`kernel.sheet_${reason}`);
  });

  it('is nor one that is not there, or too long', async () => {
    const bytes = Buffer.from('a\nb\nc\n');
    expect(await codeOf(rowsIn(bytes, '甲'))).toBe('kernel.sheet_missing');
    const two = allOf(readRows(bytes, 'CSV', { maxRows: 2 }));
    await expect(two).rejects.toMatchObject({ code: 'kernel.sheet_too_long', params: { limit: 2 } });
    expect(await allOf(readRows(bytes, 'CSV', { maxRows: 3 }))).toHaveLength(3);
  });
});

describe('a .csv', () => {
  /** 姓名,号 / 张三,1 as Chinese Windows writes it. */
  const gbk = Buffer.from('d0d5c3fb2cbac50d0ad5c5c8fd2c310d0a', 'hex');
  const text = '姓名,号\r\n张三,1\r\n';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['GBK', gbk],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, the other end first', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ])('is read in %s', async (_, bytes) => {
    expect(await readHeads(bytes, 9)).toEqual([
      {
        name: 'CSV',
        rows: [
          { no: 1, cells: ['姓名', '号'] },
          { no: 2, cells: ['张三', '1'] },
        ],
      },
    ]);
  });

  it.each([
    ['a tab behind, an Excel habit', '名,号\n张,"110101\t"\n', ['张', '110101']],
    ['a tab before', '名,号\n张,"\t110101"\n', ['张', '110101']],
    ['a formula that keeps zeros', '名,号\n张,="0123"\n', ['张', '0123']],
    ['the same between quotes', '名,号\n张,"=""0123"""\n', ['张', '0123']],
    ['semicolons', '名;地址\n张;北京市,朝阳区\n', ['张', '北京市,朝阳区']],
    ['tabs', '名\t号\n张\t"1,2"\n', ['张', '1,2']],
    ['line breaks between quotes', '名,址\n张,"一""号""\r\n二层"\n', ['张', '一"号"\r\n二层']],
    ['a quote within', '名,管\n张,5"管\n', ['张', '5"管']],
    ['an old Mac', '名,号\r张,1\r', ['张', '1']],
    ['no line break at its end', '名,号\n张,', ['张', '']],
  ])('with %s', async (_, csv, cells) => {
    expect((await cellsIn(Buffer.from(csv))).at(-1)).toEqual(cells);
  });

  it('counts records, and passes over blank ones', async () => {
    const rows = await rowsIn(Buffer.from('某公司\n\n"名\n称",号\n,,\n张,1\n'), 'CSV');
    expect(rows.map(({ no }) => no)).toEqual([1, 3, 5]);
  });

  it('comes back as it was written, whatever the writer’s habits', async () => {
    const cell = fc
      .string({ unit: fc.constantFrom(...Array.from('张𠮷a1,;\t"\n\r= ')), maxLength: 6 })
      .filter((one) => !/^\t|\t$|^="/.test(one));
    const habits = fc.record({
      separator: fc.constantFrom(',', ';', '\t'),
      line: fc.constantFrom('\n', '\r\n', '\r'),
      encoding: fc.constantFrom('utf8', 'utf16le'),
      ends: fc.boolean(),
    });
    const records = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(records, habits, async (body, { separator, line, encoding, ends }) => {
        const table = [['甲', '乙', '丙'], ['丁', '戊', '己'], ...body];
        const quoted = (one: string): string =>
          /["\r\n,;\t]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one;
        const lines =
          table.map((record) => record.map(quoted).join(separator)).join(line) + (ends ? line : '');
        const kept = table.filter((record) => record.some((one) => one !== ''));
        expect(await cellsIn(Buffer.from(`\uFEFF${lines}`, encoding as BufferEncoding))).toEqual(kept);
      }),
    );
  });

  it('keeps characters whole where the file is cut in pieces', async () => {
    const names = Array.from({ length: 9000 }, (_, i) => `${'a'.repeat(i % 5)}欧阳𠮷${i}`);
    expect((await cellsIn(Buffer.from(names.join('\r\n')))).flat()).toEqual(names);
  });
});

describe('a written sheet', () => {
  const columns = [{ title: '姓名', width: 12 }, { title: '证件号码' }, { title: '人数' }];
  const written = (rows: Parameters<typeof writeSheet>[0]['rows'], name = '名单'): Promise<Buffer> =>
    buffer(writeSheet({ name, columns, rows }));

  it('opens in other programs with texts as texts', async () => {
    const book = new exceljs.Workbook();
    const bytes = await written([
      ['=1+1', '011010119900101123', 3],
      [null, '-5', Number.NaN],
    ]);
    await book.xlsx.load(bytes as unknown as Parameters<typeof book.xlsx.load>[0]);
    const page = book.getWorksheet('名单')!;
    expect(page.getRow(2).values).toEqual([undefined, '=1+1', '011010119900101123', 3]);
    expect(page.getCell('A2').type).toBe(exceljs.ValueType.String);
    expect([page.getCell('B2').numFmt, page.getCell('C2').numFmt]).toEqual(['@', undefined]);
    expect([page.getCell('A1').font.bold, page.getCell('A2').font?.bold]).toEqual([true, undefined]);
    expect(page.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect([page.getColumn(1).width, page.getColumn(2).width]).toEqual([12, 10]);
    expect(page.getRow(3).values).toEqual([undefined, undefined, '-5']);
  });

  it('comes back as it was given', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({ unit: fc.constantFrom(...Array.from(' \r\n\t\v<&"\'_x0041_=张')), minLength: 1 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
      fc.boolean(),
      fc.constant(null),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, fc.constant('完')), { maxLength: 20 }), async (rows) => {
        expect((await cellsIn(await written(rows))).slice(1)).toEqual(rows);
      }),
      { numRuns: 50 },
    );
  });

  it('has a name that Excel takes, and no cell too long for it', async () => {
    const bytes = await written([['长'.repeat(40_000)]], "'[某区]:2024/1*名单?" + '长'.repeat(60));
    const [head] = await readHeads(bytes, 2);
    expect(head!.name).toMatch(/^某区[^[\]:*?/\\]{1,29}$/);
    expect(head!.rows[1]!.cells[0]).toHaveLength(32_767);
    expect((await readHeads(await written([], '//'), 1))[0]!.name).toBe('Sheet1');
  });

  it('fails with its rows', async () => {
    await expect(
      written(
        (async function* () {
          yield ['张三'];
          throw new Error('the database is gone');
        })(),
      ),
    ).rejects.toThrow('the database is gone');
  });

  it('lets go of its rows when nobody reads on', async () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const endless = async function* (): AsyncGenerator<string[]> {
      let count = 0;
      try {
        for (; ; count++) yield [`张${count}`, crypto.randomUUID()];
      } finally {
        resolve(count);
      }
    };
    const out = writeSheet({ name: '名单', columns, rows: endless() });
    await new Promise((readable) => out.once('readable', readable));
    out.destroy();
    expect(await promise).toBeGreaterThan(0);
  });
});
