import { describe, expect, test } from 'vitest';
import { looksLikeId } from './columns/rules.ts';
import { looksLikeName, readId, readIdType, readName } from './identity/rules.ts';
import type { Cell } from './values/rules.ts';

const TODAY = '2026-01-01';
/** The example of GB 11643-1999. */
const ID = '11010519491231002X';
const WIDE = '１１０１０５１９４９１２３１００２Ｘ';

describe('an ID number', () => {
  test.each<[Cell, string[]]>([
    [ID, []],
    [`${ID}\t`, []],
    [`'${ID}`, []],
    [`="${ID}"`, []],
    [`\ufeff${ID}\u200b`, []],
    [`\u202d${ID}\u202c`, []],
    [`110105\u00a019491231\u00a0002X`, []],
    [`\n${ID}\r\n`, []],
    ['110105-19491231-002X', []],
    ['110105–19491231–002X', []],
    [WIDE, ['id_full_width']],
    ['110105 19491231 002X', ['id_spaces']],
    [` ${ID}`, ['id_spaces']],
    [`${ID} `, ['id_spaces']],
    [` ${ID}\t`, ['id_spaces']],
    [`　${ID}`, ['id_spaces']],
    ['１１０１０５　19491231002X', ['id_full_width', 'id_spaces']],
    [ID.toLowerCase(), ['id_lower_x']],
    [` ${ID.toLowerCase()} `, ['id_spaces', 'id_lower_x']],
    ['11010519491231002ｘ', ['id_full_width', 'id_lower_x']],
    ['11010519491231002Ⅹ', ['id_full_width']],
  ])('%j is the same number; repairs %j', (cell, repairs) => {
    const read = readId(cell, null, TODAY);
    expect(read).toMatchObject({ refusal: null, repairs, shown: '' });
    expect(read.given).toEqual({ idType: 'resident_id', idNo: ID, birthDate: '1949-12-31', sex: 'female' });
  });

  test.each<[Cell, string, string]>([
    [null, 'id_missing', ''],
    ['', 'id_missing', ''],
    ['  \t', 'id_missing', ''],
    ['无', 'id_missing', ''],
    ['-', 'id_missing', ''],
    ['/', 'id_missing', ''],
    ['——', 'id_missing', ''],
    ['N/A', 'id_missing', ''],
    [0, 'id_missing', ''],
    [110105194912310020, 'id_lost_digits', '1.10105E+17'],
    [110105194912310000, 'id_lost_digits', '1.10105E+17'],
    [1101051949123100, 'id_lost_digits', '1.10105E+15'],
    ['1.10105E+17', 'id_lost_digits', '1.10105E+17'],
    ['1.10105e17', 'id_lost_digits', '1.10105E+17'],
    ['110105194912310000', 'id_checksum', '110**************0'],
    ['110105194912310021', 'id_checksum', '110**************1'],
    [110105491231002, 'id_15_digits', '110***********2'],
    ['110105491231002', 'id_15_digits', '110***********2'],
    ['1101051949123100', 'id_length', '110************0'],
    ['11010519491231002', 'id_length', '110*************2'],
    ['11010519491231002XX', 'id_length', '110***************X'],
    [12345, 'id_length', '1***5'],
    ['110105194913310026', 'id_date', '110**************6'],
    ['1101051949123100OX', 'id_characters', '110**************X'],
    ['110105********002X', 'id_characters', '110**************X'],
    ['110105*002X', 'id_characters', '1*********X'],
    ['待补办', 'id_characters', '待***办'],
  ])('%j is refused: %s', (cell, refusal, shown) => {
    expect(readId(cell, null, TODAY)).toMatchObject({ given: null, refusal, shown });
  });

  test('somebody born tomorrow has no ID yet', () => {
    const born = '110105202601020015';
    const check = '0123456789X'
      .split('')
      .find((last) => readId(born.slice(0, 17) + last, null, '2026-01-02').given);
    const idNo = born.slice(0, 17) + check!;
    expect(readId(idNo, null, '2026-01-02').refusal).toBeNull();
    expect(readId(idNo, null, '2026-01-01').refusal).toBe('id_date');
  });
});

describe('the kind of document', () => {
  test.each<[Cell, string | null, boolean]>([
    ['居民身份证', 'resident_id', false],
    ['身份证', 'resident_id', false],
    ['1', 'resident_id', false],
    [1, 'resident_id', false],
    ['01', 'resident_id', false],
    ['111', 'resident_id', false],
    ['港澳居民居住证', 'hmt_residence_permit', false],
    ['台湾居民居住证', 'hmt_residence_permit', false],
    ['港澳台居民居住证', 'hmt_residence_permit', false],
    ['护照', 'passport', false],
    ['普通护照', 'passport', false],
    ['414', 'passport', false],
    ['外国人永久居留身份证', 'foreign_residence_card', false],
    ['港澳居民来往内地通行证', 'resident_id', false],
    ['7', null, true],
    ['图书证', null, true],
    ['', null, false],
    ['-', null, false],
  ])('%j: %j, unread %j', (cell, type, unread) => {
    expect(readIdType(cell)).toEqual({ type, unread });
  });

  test.each([
    ['E12345678', null, 'passport'],
    ['ea1234567', null, 'passport'],
    ['C01X00T47', null, 'passport'],
    ['123456789', 'passport', 'passport'],
    ['IND310082090101', null, 'foreign_residence_card'],
    [ID, 'passport', 'passport'],
    [ID, 'hmt_residence_permit', 'resident_id'],
    ['810000199408230021', null, 'hmt_residence_permit'],
    ['830000199201300022', 'resident_id', 'hmt_residence_permit'],
  ] as const)('%s with %j is a %s', (idNo, type, found) => {
    expect(readId(idNo, type, TODAY).given?.idType).toBe(found);
  });

  test.each([
    ['H12345678', null],
    ['123456789', null],
    ['12345678', 'resident_id'],
    ['E1234', null],
  ] as const)('%s with %j is none of ours', (idNo, type) => {
    expect(readId(idNo, type, TODAY)).toMatchObject({ given: null, refusal: 'id_length' });
  });
});

describe('a name', () => {
  test.each<[Cell, string, string[]]>([
    ['王小明', '王小明', []],
    ['王小明\t', '王小明', []],
    ["'王小明", '王小明', []],
    ['\u200b王小明\ufeff', '王小明', []],
    ['王\u00a0明', '王明', []],
    ['王\n明', '王明', []],
    ['王 明', '王明', ['name_spaces']],
    ['王　明', '王明', ['name_spaces']],
    ['王小明 ', '王小明', ['name_spaces']],
    ['　王小明', '王小明', ['name_spaces']],
    ['王 小 明', '王小明', ['name_spaces']],
    ['买买提·艾力', '买买提·艾力', []],
    ['买买提•艾力', '买买提·艾力', []],
    ['买买提．艾力', '买买提·艾力', []],
    ['买买提.艾力', '买买提·艾力', []],
    ['买买提 · 艾力', '买买提·艾力', ['name_spaces']],
    ['Lena Holmgaard', 'Lena Holmgaard', []],
    ['Lena  Holmgaard', 'Lena Holmgaard', ['name_spaces']],
    ['Lena\u00a0Holmgaard', 'Lena Holmgaard', []],
    ['Ｌｅｎａ Holmgaard', 'Lena Holmgaard', ['name_full_width']],
    ['Ｌｅｎａ　Holmgaard', 'Lena Holmgaard', ['name_full_width', 'name_spaces']],
    ['王明(大)', '王明(大)', []],
    ['㵽某', '㵽某', []],
    ['𠮷田', '𠮷田', []],
  ])('%j is %s; repairs %j', (cell, name, repairs) => {
    expect(readName(cell)).toEqual({ name, refusal: null, repairs });
  });

  test.each<[Cell, string]>([
    [null, 'name_missing'],
    ['', 'name_missing'],
    [' \t', 'name_missing'],
    ['无', 'name_missing'],
    ['N/A', 'name_missing'],
    ['-', 'name_bad'],
    ['。', 'name_bad'],
    ['12', 'name_bad'],
    [12, 'name_bad'],
    ['１２', 'name_bad'],
    ['张*', 'name_bad'],
    ['张＊明', 'name_bad'],
    ['?', 'name_bad'],
    ['王'.repeat(61), 'name_bad'],
  ])('%j: %s', (cell, refusal) => {
    expect(readName(cell).refusal).toBe(refusal);
  });
});

describe('looks', () => {
  test.each(['王明', '欧阳雪', '司马光明', '买买提·艾力', 'Lena Holmgaard', '李登科', '王 明'])(
    '%s like a name',
    (text) => {
      expect(looksLikeName(text)).toBe(true);
    },
  );

  test.each([
    '运营部',
    '安保部',
    '合计',
    '保安',
    '办公室',
    '高中',
    '昌平区',
    '姓名',
    '12',
    '某科技有限公司',
    '张*',
    '',
  ])('%s not like a name', (text) => {
    expect(looksLikeName(text)).toBe(false);
  });

  test.each<Cell>([ID, WIDE, '110105491231002', 110105194912310020, '1.10105E+17', '110105194912310021'])(
    '%j like an ID number, sound or not',
    (cell) => {
      expect(looksLikeId(cell)).toBe(true);
    },
  );

  test.each<Cell>([
    '6222020200112233445',
    '622202020011223344',
    '91110108MA01ABCD1X',
    '13800138000',
    13800138000,
    45292,
    '1.38E+10',
    null,
  ])('%j not like an ID number', (cell) => {
    expect(looksLikeId(cell)).toBe(false);
  });
});
