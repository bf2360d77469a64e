import exceljs from 'exceljs';
import { describe, expect, test } from 'vitest';
import { inspectForm } from '#kernel/sheets';
import type { FormColumn } from './contract.ts';
import { guessOf } from './queries.ts';
import { cellOf, fileNameOn, type FormPerson } from './rules.ts';

type Value = exceljs.CellValue;

/** What is guessed for the first sheet of a workbook that `draw` has drawn. */
async function guessed(draw: (sheet: exceljs.Worksheet, book: exceljs.Workbook) => void) {
  const book = new exceljs.Workbook();
  draw(book.addWorksheet('会员信息'), book);
  const [sheet] = await inspectForm(Buffer.from(await book.xlsx.writeBuffer()));
  return guessOf(sheet!);
}

/** The guess in short: title → field, or `-` for a column to be emptied, or null. */
function fieldsOf({ columns }: Awaited<ReturnType<typeof guessed>>) {
  return Object.fromEntries(columns.map(({ title, guess }) => [title, guess && (guess.field ?? '-')]));
}

function columnOf({ columns }: Awaited<ReturnType<typeof guessed>>, title: string) {
  return columns.find((column) => column.title === title)!;
}

function list(sheet: exceljs.Worksheet, area: string, formula: string): void {
  const cells = (sheet as unknown as { dataValidations: { add(area: string, rule: object): void } })
    .dataValidations;
  cells.add(area, { type: 'list', allowBlank: true, formulae: [formula] });
}

const CITY =
  '*姓名 *性别 *证件类型 *证件号码 证件有效期至 *手机号 学历 就业状态 技能等级 现居住地 是否外地来京务工 入会日期'.split(
    ' ',
  );

describe('what a form asks for is guessed from', () => {
  test('the city’s template, filled in last year with numeric codes as text', async () => {
    const guess = await guessed((sheet) => {
      sheet.addRow(CITY);
      for (const sex of ['1', '2', '2'])
        sheet.addRow([
          '赵梅',
          sex,
          '1',
          '990199199607223870',
          '20351231',
          '19900001201',
          '10',
          '1',
          '0',
          '110115',
          '1',
          '20070604',
        ]);
    });
    expect(guess).toMatchObject({ headerRow: 1, firstRow: 2, examples: 3 });
    expect(fieldsOf(guess)).toEqual({
      姓名: 'name',
      性别: 'sex',
      证件类型: 'idType',
      证件号码: 'idNo',
      证件有效期至: 'idValidUntil',
      手机号: 'phone',
      学历: 'education',
      就业状态: '-',
      技能等级: 'skill',
      现居住地: 'residence',
      是否外地来京务工: 'migrant',
      入会日期: 'joinedOn',
    });
    expect(columnOf(guess, '性别').guess!.codes).toEqual({ male: '1', female: '2' });
    expect(columnOf(guess, '证件类型').guess!.codes).toEqual({ resident_id: '1' });
    expect(columnOf(guess, '是否外地来京务工').guess!.codes).toEqual({});
    expect(columnOf(guess, '证件有效期至').guess!.dates).toBe('20261122');
    expect(columnOf(guess, '入会日期').guess!.dates).toBe('20261122');
    expect(columnOf(guess, '手机号').guess).toMatchObject({ dates: null, codes: {}, constant: null });
  });

  test('an empty one whose choices have words beside their codes, on a sheet of their own', async () => {
    const guess = await guessed((sheet, book) => {
      sheet.addRow([
        '序号',
        '姓名（必填）',
        '性别',
        '证件类型',
        '职业',
        '用工形式',
        '会员状态',
        '学历',
        '农民工',
      ]);
      const codes = book.addWorksheet('代码表');
      const types = [
        '111-居民身份证',
        '414-护照',
        '553-外国人永久居留身份证',
        '516-港澳居民居住证',
        '517-台湾居民居住证',
        '990-其他',
      ];
      for (const type of types) codes.addRow([type]);
      list(sheet, 'C2:C500', '"1-男,2-女"');
      list(sheet, 'D2:D500', `代码表!$A$1:$A$${types.length}`);
      list(
        sheet,
        'E2:E500',
        '"01货车司机,02网约车司机,03快递员,04网约送餐员,05护工护理员,06家政服务员,07保安员,99其他"',
      );
      list(sheet, 'F2:F500', '"在编,编外（合同制）,劳务派遣"');
      list(sheet, 'G2:G500', '"正常,保留会籍,已转出"');
      list(sheet, 'H2:H500', '"21 本科,31 大专"');
      list(sheet, 'I2:I500', '"1-是,0-否"');
    });
    expect(guess).toMatchObject({ headerRow: 1, firstRow: 2, examples: 0 });
    expect(fieldsOf(guess)).toEqual({
      序号: 'rowNo',
      姓名: 'name',
      性别: 'sex',
      证件类型: 'idType',
      职业: 'occupation',
      用工形式: 'employment',
      会员状态: 'standing',
      学历: 'education',
      农民工: 'migrant',
    });
    const codes = (title: string) => columnOf(guess, title).guess!.codes;
    expect(codes('性别')).toEqual({ male: '1-男', female: '2-女' });
    // Two choices mean our residence permit of Hong Kong, Macao and Taiwan: that is for an officer to settle.
    expect(codes('证件类型')).toEqual({
      resident_id: '111-居民身份证',
      passport: '414-护照',
      foreign_residence_card: '553-外国人永久居留身份证',
    });
    expect(codes('职业')).toEqual({
      truck_driver: '01货车司机',
      ride_hailing_driver: '02网约车司机',
      courier: '03快递员',
      delivery_rider: '04网约送餐员',
      other: '99其他',
    });
    expect(codes('用工形式')).toEqual({
      on_establishment: '在编',
      off_establishment: '编外（合同制）',
      dispatched: '劳务派遣',
    });
    expect(codes('会员状态')).toEqual({ active: '正常', retained: '保留会籍', transferred: '已转出' });
    expect(codes('学历')).toEqual({ 本科: '21 本科', 大专: '31 大专' });
    expect(codes('农民工')).toEqual({ yes: '1-是', no: '0-否' });
    expect(columnOf(guess, '性别').choices).toEqual(['1-男', '2-女']);
  });

  test('a header of two rows under a title and a note, with merged groups, above a line of hints', async () => {
    const guess = await guessed((sheet) => {
      sheet.addRow(['北京市工会会员信息采集表']);
      sheet.addRow(['填表说明：1.姓名、身份证号为必填；2.性别请从下拉列表选择。']);
      sheet.addRow(['序号', '基本信息', '', '', '会籍信息', '', '备注']);
      sheet.addRow(['', '姓名', '公民身份号码', '出生年月日', '所属工会', '入会时间', '']);
      sheet.addRow(['', '必填', '18位，文本格式', 'YYYY/MM/DD', '填写全称', 'YYYY年MM月DD日', '选填']);
      for (const area of ['A1:G1', 'A2:G2', 'B3:D3', 'E3:F3', 'A3:A4', 'G3:G4']) sheet.mergeCells(area);
    });
    expect(guess).toMatchObject({ headerRow: 4, firstRow: 6, examples: 0 });
    expect(guess.columns.map(({ letter, guess: column }) => [letter, column?.field])).toEqual([
      ['A', 'rowNo'],
      ['B', 'name'],
      ['C', 'idNo'],
      ['D', 'birthDate'],
      ['E', 'union'],
      ['F', 'joinedOn'],
      ['G', undefined],
    ]);
    expect(guess.columns.map(({ guess: column }) => column?.dates)).toEqual([
      null,
      null,
      null,
      '2026/11/22',
      null,
      '2026年11月22日',
      undefined,
    ]);
  });

  test('codes that the title explains', async () => {
    const guess = await guessed((sheet) => {
      sheet.addRow([
        '职工姓名',
        '性别（1男，2女）',
        '证件类别(1身份证 2护照)',
        '联系电话',
        '出生日期(8位)',
        '是否农民工（1是 0否）',
      ]);
    });
    expect(fieldsOf(guess)).toMatchObject({ 职工姓名: 'name', 联系电话: 'phone' });
    expect(guess.columns.map(({ guess: column }) => column?.codes)).toEqual([
      {},
      { male: '1', female: '2' },
      { resident_id: '1', passport: '2' },
      {},
      {},
      { yes: '1', no: '0' },
    ]);
    expect(guess.columns[4]!.guess!.dates).toBe('20261122');
  });

  test('bare numbers in a list, which mean nothing but in two fields', async () => {
    const numbers = async (formulas: readonly string[]) => {
      const guess = await guessed((sheet) => {
        sheet.addRow(['姓名', '性别', '证件类型', '职业', '用工形式']);
        for (const [at, formula] of formulas.entries())
          list(sheet, `${'BCDE'[at]}2:${'BCDE'[at]}99`, formula);
      });
      return guess.columns.slice(1).map(({ guess: column }) => column!.codes);
    };
    expect(await numbers(['"1,2"', '"1,2,3"', '"1,2,3"', '"1,2"'])).toEqual([
      { male: '1', female: '2' },
      { resident_id: '1' },
      {},
      {},
    ]);
    expect(await numbers(['"0,1,2,9"', '"111,414"', '"01,02"', '"1,0"'])).toEqual([
      { male: '1', female: '2' },
      {},
      {},
      {},
    ]);
    // 0 and 1 is another way to code the sex, and nobody says which is which.
    expect((await numbers(['"0,1"', '"A,B"', '"1"', '"1"']))[0]).toEqual({});
    expect((await numbers(['"1,2,3"', '"0"', '"1"', '"1"']))[0]).toEqual({});
  });

  test('examples: words map, formulas stay, what nobody knows is emptied', async () => {
    const guess = await guessed((sheet) => {
      sheet.addRow([
        '姓名',
        '性别',
        '年龄',
        '工号',
        '入会日期',
        '工会统一社会信用代码',
        '紧急联系人电话',
        '微信',
      ]);
      const rows: Value[][] = [
        [
          '张三',
          '男',
          { formula: 'YEAR(TODAY())-1990', result: 36 },
          'A001',
          '2019.05.04',
          '81110000MC0000001X',
          '13900000000',
          null,
        ],
        [
          '李四',
          '女',
          { formula: 'YEAR(TODAY())-1991', result: 35 },
          'A002',
          '2020.01.31',
          '81110000MC0000001X',
          '13900000001',
          null,
        ],
      ];
      for (const row of rows) sheet.addRow(row);
    });
    expect(guess).toMatchObject({ headerRow: 1, firstRow: 2, examples: 2 });
    expect(fieldsOf(guess)).toEqual({
      姓名: 'name',
      性别: 'sex',
      年龄: null,
      工号: '-',
      入会日期: 'joinedOn',
      工会统一社会信用代码: 'unionCode',
      紧急联系人电话: '-',
      微信: null,
    });
    expect(columnOf(guess, '入会日期').guess!.dates).toBe('2026.11.22');
    expect(columnOf(guess, '性别').guess!.codes).toEqual({ male: '男', female: '女' });
  });

  test('a line that numbers the columns, and a sheet that goes on', async () => {
    const guess = await guessed((sheet) => {
      sheet.addRow(['姓名', '身份证号', '工作单位', '部门', '职务', '会员证号']);
      sheet.addRow(['1', '2', '3', '4', '5', '6']);
      for (let row = 0; row < 60; row++) sheet.addRow(['王五', '', '某公司', '后勤', '', '']);
    });
    expect(guess).toMatchObject({ headerRow: 1, firstRow: 3, examples: 60 });
    expect(fieldsOf(guess)).toEqual({
      姓名: 'name',
      身份证号: 'idNo',
      工作单位: 'employer',
      部门: 'department',
      职务: 'position',
      会员证号: 'memberNo',
    });
  });

  test('a sheet without a header, which shows nobody’s number for a title', async () => {
    const guess = await guessed((sheet) => {
      sheet.addRow(['张三', '990199199607223870', '13900000000']);
      sheet.addRow(['李四', '990199199112140037', '13900000001']);
    });
    expect(guess).toMatchObject({ headerRow: 0, firstRow: 1, examples: 2 });
    expect(guess.columns.map(({ letter, title, guess: column }) => [letter, title, column?.field])).toEqual([
      ['A', '', 'name'],
      ['B', '', 'idNo'],
      ['C', '', 'phone'],
    ]);
    const notes = await guessed((sheet) => sheet.addRow(['请勿改动格式']));
    expect(notes.columns).toMatchObject([{ letter: 'A', guess: null }]);
    const shown = await guessed((sheet) =>
      sheet.addRow(['姓名', '性别', '证件号码 例990199199607223870', '手机号']),
    );
    expect(shown.columns.map(({ title }) => title)).toEqual(['姓名', '性别', '证件号码 例…', '手机号']);
  });
});

const PERSON: FormPerson = {
  name: '王小明',
  sex: 'male',
  idType: 'resident_id',
  idNo: '990199199607223870',
  idValidUntil: '2035-12-31',
  birthDate: '2011-11-22',
  phone: '13900000000',
  occupation: 'courier',
  employment: '',
  employer: '某公司',
  department: '',
  position: '',
  union: '某公司工会',
  unionCode: '',
  memberNo: '0000000001',
  joinedOn: '2019-05-04',
  standing: 'active',
  education: '本科',
  politics: '',
  ethnicity: '',
  skill: '',
  residence: '110115',
  migrant: 'yes',
};

test.each<[string, Partial<FormColumn>, Partial<FormPerson>, string | number]>([
  ['a number stays a text', { field: 'memberNo' }, {}, '0000000001'],
  ['a row has its number', { field: 'rowNo' }, {}, 7],
  ['the same in every row', { field: null, constant: '北京市' }, {}, '北京市'],
  ['emptied', { field: null }, {}, ''],
  ['a code', { field: 'sex', codes: { male: '1' } }, {}, '1'],
  ['without a code the word', { field: 'sex', codes: { female: '2' } }, {}, '男'],
  ['a word for every list', { field: 'idType' }, {}, '居民身份证'],
  ['nothing known', { field: 'employment' }, {}, ''],
  ['a code for nothing known', { field: 'employment', codes: { '': '9' } }, {}, '9'],
  ['yes in words', { field: 'migrant' }, {}, '是'],
  ['text by its table', { field: 'education', codes: { 本科: '21 本科' } }, {}, '21 本科'],
  ['text without', { field: 'education', codes: { 大专: '31' } }, {}, '本科'],
  ['no word of the language itself', { field: 'education' }, { education: 'constructor' }, 'constructor'],
  ['a day as we keep it', { field: 'joinedOn' }, {}, '2019-05-04'],
  ['a day in digits', { field: 'birthDate', dates: '20261122' }, {}, '20111122'],
  ['a day with slashes', { field: 'birthDate', dates: '2026/11/22' }, {}, '2011/11/22'],
  ['a day with dots', { field: 'joinedOn', dates: '2026.11.22' }, {}, '2019.05.04'],
  ['a day in characters', { field: 'joinedOn', dates: '2026年11月22日' }, {}, '2019年05月04日'],
  ['no end', { field: 'idValidUntil', dates: '20261122' }, { idValidUntil: '长期' }, '长期'],
  [
    'no end by its code',
    { field: 'idValidUntil', dates: '20261122', codes: { 长期: '99991231' } },
    { idValidUntil: '长期' },
    '99991231',
  ],
])('in a cell: %s', (_what, column, person, written) => {
  const whole: FormColumn = { index: 0, field: null, constant: null, codes: {}, dates: null, ...column };
  expect(cellOf(whole, { ...PERSON, ...person }, 7)).toBe(written);
});

test.each([
  ['会员信息.xlsx', '会员信息-2026-11-22.xlsx'],
  ['会员信息.v2.XLSX', '会员信息.v2-2026-11-22.XLSX'],
  ['宏表.xlsm', '宏表-2026-11-22.xlsm'],
  ['会员信息', '会员信息-2026-11-22.xlsx'],
])('%s goes out as %s', (given, name) => {
  expect(fileNameOn(given, '2026-11-22')).toBe(name);
});
