import type { Refusal } from '../contract.ts';

type Words = Readonly<Record<Refusal | 'duplicate' | 'reason' | 'sheet', string>>;

/** Why a row cannot be used, as it stands in the file that goes back: what is wrong, and what to do. */
export const REASONS: Readonly<Record<'zh' | 'en', Words>> = {
  zh: {
    id_missing: '没有证件号码，请补上',
    id_lost_digits:
      '证件号码在 Excel 里存成了数字，后几位已经丢失；请从人事系统重新导出，并把这一列设为“文本”',
    id_checksum: '身份证校验位不对，可能有一位抄错',
    id_length: '身份证号码不是 18 位',
    id_characters: '身份证号码里有不该出现的字符',
    id_date: '身份证号码里的出生日期不存在',
    id_15_digits: '这是 15 位的旧身份证号，请填现在的 18 位号码',
    name_missing: '没有姓名，请补上',
    name_bad: '姓名不像姓名，请核对',
    phone_bad: '手机号不是 11 位手机号码，请核对或留空',
    duplicate: '与第 {row} 行是同一个证件号码，已按第 {row} 行处理',
    reason: '不能用的原因',
    sheet: '不能用的行',
  },
  en: {
    id_missing: 'No ID number: please add it',
    id_lost_digits:
      'The ID was stored as a number and its last digits are lost: export again with this column as text',
    id_checksum: 'The check character of the ID is wrong: one digit may be mistyped',
    id_length: 'The ID number does not have 18 characters',
    id_characters: 'The ID number has characters that cannot be in it',
    id_date: 'The birth date within the ID does not exist',
    id_15_digits: 'An old ID number of 15 digits: enter the present one of 18',
    name_missing: 'No name: please add it',
    name_bad: 'This does not look like a name: please check',
    phone_bad: 'Not a mobile number of 11 digits: check it or leave it empty',
    duplicate: 'The same ID number as row {row}, which was used',
    reason: 'Why it cannot be used',
    sheet: 'Rows not used',
  },
};
