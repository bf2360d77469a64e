import { describe, expect, test } from 'vitest';
import { normalisePhone } from '#kernel/contract';
import {
  bare,
  readDate,
  readPhone,
  readSex,
  readText,
  readValidUntil,
  readWork,
  readYesNo,
  type Cell,
} from './values/rules.ts';

describe('a day', () => {
  test.each<[Cell, string]>([
    ['2022-07-13', '2022-07-13'],
    ['2008/12/4', '2008-12-04'],
    ['2014年9月9日', '2014-09-09'],
    ['2014年9月9号', '2014-09-09'],
    ['2008.1.20', '2008-01-20'],
    ['2008. 1. 20', '2008-01-20'],
    ['20110325', '2011-03-25'],
    [20110325, '2011-03-25'],
    ['20110325.0', '2011-03-25'],
    ['2011-3-25 0:00:00', '2011-03-25'],
    ['2011/3/25 8:30', '2011-03-25'],
    ['2011-03-25T00:00:00.000Z', '2011-03-25'],
    ['２０１１－０３－２５', '2011-03-25'],
    ['\u202d2011-03-25\t', '2011-03-25'],
    ["'2011-03-25", '2011-03-25'],
    ['2000-02-29', '2000-02-29'],
    [20000, '1954-10-03'],
    [45292, '2024-01-01'],
    [45292.75, '2024-01-01'],
    ['45292', '2024-01-01'],
    [80000, '2119-01-11'],
  ])('%j is %s', (cell, day) => {
    expect(readDate(cell)).toEqual({ value: day, unread: false });
  });

  test.each<Cell>([
    '201103',
    201103,
    '2011.03',
    '2011年3月',
    '2011',
    2011,
    '2021-02-29',
    '2021-02-30',
    '2021-13-01',
    '20211301',
    '2021-00-10',
    '1899-12-31',
    '2200-01-01',
    '11-3-25',
    '3/4/2011',
    '民国八十年五月六日',
    '一九九〇年腊月初三',
    '农历五月初五',
    '去年',
    19999,
    80001,
    -5,
    true,
  ])('%j is not read', (cell) => {
    expect(readDate(cell)).toEqual({ value: null, unread: true });
  });

  test.each<Cell>([null, '', '  ', '无', '-', '/', '——', 'N/A', '\u200b'])('%j is none', (cell) => {
    expect(readDate(cell)).toEqual({ value: null, unread: false });
  });

  test.each<[Cell, string | null]>([
    ['长期', '长期'],
    ['长期有效', '长期'],
    ['永久', '长期'],
    ['9999-12-31', '长期'],
    ['20351231', '2035-12-31'],
    ['2015.03.20-2035.03.20', '2035-03-20'],
    ['2015-03-20至2035-03-20', '2035-03-20'],
    ['20150320－20350320', '2035-03-20'],
    ['2015.03.20-长期', '长期'],
    ['2035-12-31', '2035-12-31'],
    ['2035-02-30', null],
    ['十年', null],
  ])('a document is valid until: %j is %j', (cell, until) => {
    expect(readValidUntil(cell)).toEqual({ value: until, unread: until === null });
  });
});

describe('a sex (GB/T 2261.1)', () => {
  test.each<[Cell, 'male' | 'female' | null]>([
    ['男', 'male'],
    ['男性', 'male'],
    ['M', 'male'],
    ['male', 'male'],
    ['1', 'male'],
    [1, 'male'],
    ['1-男', 'male'],
    ['男（1）', 'male'],
    [' 男　', 'male'],
    ['女', 'female'],
    ['女性', 'female'],
    ['f', 'female'],
    ['Female', 'female'],
    [2, 'female'],
    ['２', 'female'],
    [0, null],
    ['9', null],
    ['未知', null],
    ['', null],
    [null, null],
  ])('%j is %j', (cell, sex) => {
    expect(readSex(cell)).toEqual({ value: sex, unread: false });
  });

  test.each<Cell>(['3', '男女', '其他', '先', 'X'])('%j is not read', (cell) => {
    expect(readSex(cell)).toEqual({ value: null, unread: true });
  });
});

describe('a telephone number', () => {
  test.each<Cell>([
    '13800138000',
    13800138000,
    '13800138000.0',
    '+86 138-0013-8000',
    '+8613800138000',
    '008613800138000',
    '8613800138000',
    '(+86)13800138000',
    '（86）138 0013 8000',
    '０１３８００１３８０００',
    '013800138000',
    "'13800138000",
    '13800138000\t',
    '\u202d13800138000\u202c',
    '138\u00a00013\u00a08000',
    '138.0013.8000',
    '138–0013–8000',
    '13800138000（本人）',
    '13800138000/13900139000',
    '13800138000、010-62345678',
    '010-62345678，13800138000',
    '13800138000 13900139000',
    '手机 13800138000',
  ])('%j is a mobile number', (cell) => {
    expect(readPhone(cell)).toEqual({ value: '13800138000', unread: false });
  });

  test.each<Cell>([
    '010-62345678',
    '010 62345678',
    '(010)62345678',
    '01062345678',
    '+86 10 6234 5678',
    '0312-1234567',
    '021-6234567',
    '010-62345678-801',
    '010-62345678转801',
    null,
    '',
    '无',
    '-',
    '/',
    0,
  ])('%j is no number, and no fault', (cell) => {
    expect(readPhone(cell)).toEqual({ value: null, unread: false });
  });

  test.each<Cell>([
    '1380013800',
    '138001380001',
    '12800138000',
    '23800138000',
    '62345678',
    '400-810-8888',
    '138****8000',
    '1.38E+10',
    '见备注',
    '13800138000（父亲）',
    '+852 9123 4567',
    1380013800,
  ])('%j is a fault', (cell) => {
    expect(readPhone(cell)).toEqual({ value: null, unread: true });
  });

  test('what the join form takes is taken here', () => {
    for (const typed of ['138 0013 8000', '+86-13800138000', '（138）00138000'])
      expect(readPhone(typed).value).toBe(normalisePhone(typed));
  });
});

describe('yes and no', () => {
  test.each<[Cell, boolean]>([
    ['是', true],
    ['1', true],
    [1, true],
    ['Y', true],
    ['yes', true],
    ['√', true],
    [true, true],
    ['否', false],
    [0, false],
    ['N', false],
    ['×', false],
    ['不是', false],
    ['无', false],
  ])('%j is %j', (cell, value) => {
    expect(readYesNo(cell)).toEqual({ value, unread: false });
  });

  test('empty is none; anything else is not read', () => {
    expect(readYesNo('')).toEqual({ value: null, unread: false });
    expect(readYesNo('-')).toEqual({ value: null, unread: false });
    expect(readYesNo('2')).toEqual({ value: null, unread: true });
  });
});

describe('words for work', () => {
  test.each([
    ['开货车', 'truck_driver', null],
    ['货车司机', 'truck_driver', null],
    ['货运司机', 'truck_driver', null],
    ['网约货车司机', 'truck_driver', null],
    ['开网约车', 'ride_hailing_driver', null],
    ['网约车', 'ride_hailing_driver', null],
    ['滴滴司机', 'ride_hailing_driver', null],
    ['送外卖', 'delivery_rider', null],
    ['外卖', 'delivery_rider', null],
    ['骑手', 'delivery_rider', null],
    ['外卖员', 'delivery_rider', null],
    ['外卖配送员', 'delivery_rider', null],
    ['网约配送员', 'delivery_rider', null],
    ['闪送员', 'delivery_rider', null],
    ['Delivery Rider', 'delivery_rider', null],
    ['快递员', 'courier', null],
    ['送快递', 'courier', null],
    ['快递', 'courier', null],
    ['快递配送员', 'courier', null],
    ['揽投员', 'courier', null],
    ['代驾司机', 'other_nef', null],
    ['保安', 'service', null],
    ['保洁员', 'service', null],
    ['钢筋工', 'builder', null],
    ['车间操作工', 'factory', null],
    ['工程师', 'office', null],
    ['公务员', 'public_sector', 'on_establishment'],
    ['其他', 'other', null],
    ['在编', null, 'on_establishment'],
    ['编内', null, 'on_establishment'],
    ['事业编', null, 'on_establishment'],
    ['正式编制', null, 'on_establishment'],
    ['编外', null, 'off_establishment'],
    ['非编', null, 'off_establishment'],
    ['非在编', null, 'off_establishment'],
    ['聘用（编外）', null, 'off_establishment'],
    ['合同制(编外)', null, 'off_establishment'],
    ['劳务派遣', null, 'dispatched'],
    ['派遣制', null, 'dispatched'],
    ['外包', null, 'dispatched'],
    ['合同制', null, 'contract'],
    ['合同工', null, 'contract'],
    ['正式', null, 'contract'],
    ['正式员工', null, 'contract'],
    ['全职', null, 'contract'],
    ['劳动合同', null, 'contract'],
    ['Full-time', null, 'contract'],
    ['实习', null, 'intern'],
    ['实习生', null, 'intern'],
    ['见习', null, 'intern'],
    ['平台', null, 'platform'],
    ['众包', null, 'platform'],
    ['专送', null, 'platform'],
    ['众包骑手', 'delivery_rider', 'platform'],
    ['劳务派遣保安', 'service', 'dispatched'],
    ['合同制 快递员', 'courier', 'contract'],
    ['司机', null, null],
    ['聘用', null, null],
    ['非全日制', null, null],
    ['劳务合同', null, null],
    ['非正式员工', null, null],
    ['帮忙', null, null],
    ['01', null, null],
    ['', null, null],
  ])('%s: %j, %j', (text, occupation, employment) => {
    expect(readWork(text)).toEqual({ occupation, employment });
  });
});

describe('words as they stand', () => {
  test.each<[Cell, string | null]>([
    ['运营一部', '运营一部'],
    ['  运营 一部\t', '运营 一部'],
    ["'01", '01'],
    [10, '10'],
    ['大学\n本科', '大学 本科'],
    ['A\u200bB', 'AB'],
    ['—', null],
    ['无', null],
    ['#N/A', null],
    [null, null],
  ])('%j is %j', (cell, text) => {
    expect(readText(cell)).toBe(text);
  });

  test.each([
    ['="110105"', '110105'],
    ['"110105"', '110105'],
    ["'110105", '110105'],
    ['\ufeff110105\t', '110105'],
    [' 110105 ', ' 110105 '],
    ['110\u00a0105', '110105'],
  ])('%j is %j without what nobody sees', (cell, text) => {
    expect(bare(cell)).toBe(text);
  });
});
