import { expect, test } from 'vitest';
import { bodyOf, EMPTY, faultOf, tidy, type FieldName, type Values } from './form.ts';

const filled: Values = {
  ...EMPTY,
  name: '王小明',
  idNo: '11010519491231002X',
  phone: '13800138000',
  occupation: 'courier',
};
const faultKey = (field: FieldName, change: Partial<Values>) =>
  faultOf(field, { ...filled, ...change }, (key) => key);

test.each<[FieldName, Partial<Values>, string | undefined]>([
  ['name', {}, undefined],
  ['name', { name: '  ' }, 'nameMissing'],
  ['name', { name: '１３８' }, 'nameDigits'],
  ['name', { name: '买买提·依明' }, undefined],
  ['idNo', {}, undefined],
  ['idNo', { idNo: '' }, 'idMissing'],
  ['idNo', { idNo: '１１０１０５ 19491231 002x' }, undefined],
  ['idNo', { idNo: '1101051949' }, 'idLength18'],
  ['idNo', { idNo: '110105194912310021' }, 'idChecksum'],
  ['idNo', { idNo: '11010519491331002X' }, 'idDate'],
  ['idNo', { idNo: 'A1010519491231002X' }, 'idCharacters'],
  ['idNo', { idType: 'passport', idNo: 'E12345678' }, undefined],
  ['idNo', { idType: 'passport', idNo: 'E12' }, 'idLength'],
  ['idNo', { idType: 'passport', idNo: 'E1234/678' }, 'idLetters'],
  ['phone', {}, undefined],
  ['phone', { phone: '+86 138-0013-8000' }, undefined],
  ['phone', { phone: '01069741234' }, 'phoneWrong'],
  ['phone', { phone: '' }, 'phoneMissing'],
  ['occupation', { occupation: '' }, 'occupationMissing'],
])('%s with %o: %s', (field, change, expected) => {
  expect(faultKey(field, change)).toBe(expected);
});

test('what is sent is what the person saw after leaving the field', () => {
  expect(tidy('phone', '０１')).toBe('01');
  expect(tidy('phone', '+86 13800138000')).toBe('138 0013 8000');
  expect(tidy('idNo', '11010519491231002x')).toBe('11010519491231002X');
  expect(bodyOf({ ...filled, phone: '138 0013 8000' })).toEqual({
    name: '王小明',
    idType: 'resident_id',
    idNo: '11010519491231002X',
    phone: '13800138000',
    occupation: 'courier',
  });
});

test('an employer found by name is sent by its id alone; one that is not, as written', () => {
  const named = { ...filled, employerName: ' 顺达快运 ' };
  expect(bodyOf({ ...named, employerId: 5 })).toMatchObject({ employerId: 5 });
  expect(bodyOf({ ...named, employerId: 5 })).not.toHaveProperty('employerName');
  expect(bodyOf(named)).toMatchObject({ employerName: '顺达快运' });
});
