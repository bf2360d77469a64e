import { describe, expect, test } from 'vitest';
import { FACILITIES, KINDS } from '../texts/terms.ts';
import { guessFields, headOf } from '#kernel/sheets';
import { isHead, readFacilities, readHours, readPosition, readRow } from './rules.ts';
import { TITLES } from '../texts/intake-words.ts';

const day = (from: string, to: string) => [{ from, to }];
const all = (spans: object) => Array.from({ length: 7 }, () => spans);
const work = (on: object, off: object) => [on, on, on, on, on, off, off];

describe('hours as people write them', () => {
  test.each([
    ['8:00-18:00', all(day('08:00', '18:00'))],
    ['08：00—18：00', all(day('08:00', '18:00'))],
    ['8点至22点', all(day('08:00', '22:00'))],
    ['24小时', all(day('00:00', '24:00'))],
    ['全天开放', all(day('00:00', '24:00'))],
    ['22:00-次日6:00', all(day('22:00', '06:00'))],
    ['周一至周五 8:30-17:30', work(day('08:30', '17:30'), [])],
    ['工作日9:00-17:00，周末10:00-16:00', work(day('09:00', '17:00'), day('10:00', '16:00'))],
    ['周一至周五8:00-12:00，13:00-18:00', work([...day('08:00', '12:00'), ...day('13:00', '18:00')], [])],
    ['周一、三 9:00-11:00', [day('09:00', '11:00'), [], day('09:00', '11:00'), [], [], [], []]],
    ['周一至周日 7:00-24:00', all(day('07:00', '24:00'))],
    ['周一至周五 9:00-17:00；周六日休息', work(day('09:00', '17:00'), [])],
  ])('%s', (text, week) => {
    expect(readHours(text)).toMatchObject({ week });
  });

  test('holidays may be excepted', () => {
    expect(readHours('8:00-18:00，法定节假日休息')).toMatchObject({ holidays: { as: 'closed' } });
  });

  test.each([
    '随银行营业时间',
    '8点半开门',
    '周五至周一 8:00-10:00',
    '8:00-8:00',
    '25:00-26:00',
    '8:00-18:00 请提前预约 3',
  ])('what is not understood is not guessed: %s', (text) => {
    expect(readHours(text)).toBe('unread');
  });

  test.each(['', '不详', '暂无'])('nobody knows: “%s”', (text) => {
    expect(readHours(text)).toBeNull();
  });
});

test.each([
  ['116.33,40.07', '', '', { lat: 40.07, lng: 116.33 }, null],
  ['40.07, 116.33', '', '', { lat: 40.07, lng: 116.33 }, null],
  ['', '40.07', '116.33', { lat: 40.07, lng: 116.33 }, null],
  ['', '116.33', '40.07', { lat: 40.07, lng: 116.33 }, 'swapped_position'],
  ['', '', '', null, 'no_position'],
  ['', '40.07', '', null, 'bad_position'],
  ['', '0', '0', null, 'bad_position'],
  ['见地图', '', '', null, 'bad_position'],
] as const)('a position from %s %s %s', (both, lat, lng, value, remark) => {
  expect(readPosition(both, lat, lng)).toEqual({ value, remark });
});

test('facilities are told from each other, whatever they are called', () => {
  expect(readFacilities('微波炉、饮水机，WiFi；手机充电 投影仪', FACILITIES)).toEqual({
    codes: ['heat_food', 'water', 'wifi', 'phone_charge'],
    unread: ['投影仪'],
  });
});

test('columns are told by their headings, below a title and whatever stands in brackets', () => {
  const rows = [
    ['昌平区户外劳动者驿站名单'],
    ['序号', '站点名称', '详细地址', '经度（GCJ-02）', '纬度', '开放时间', '服务设施'],
    [1, '白坊家圆驿站', '回龙观西大街', 116.33, 40.07, '8:00-22:00', '热水'],
  ];
  expect(headOf(rows, { words: TITLES, isHead })).toBe(1);
  expect(guessFields(rows[1]!.map(String), TITLES)).toEqual([
    null,
    'name',
    'address',
    'lng',
    'lat',
    'hours',
    'facilities',
  ]);
});

test('a row loses nothing that can be read for what cannot', () => {
  const columns = (['name', 'kind', 'address', 'hours', 'areaM2', 'administrators'] as const).map(
    (field, index) => ({ index, field }),
  );
  const { read, remarks } = readRow(
    [' 白坊 驿站', '移动驿站', '回龙观西大街', '看情况', '约70平方米', '两名'],
    columns,
    { kind: 'warm_station', terms: { facilities: FACILITIES, kinds: KINDS } },
  );
  expect(read).toMatchObject({
    name: '白坊驿站',
    kind: 'warm_station',
    hours: null,
    areaM2: 70,
    administrators: null,
  });
  expect(remarks.map(({ code }) => code)).toEqual([
    'no_position',
    'unread_hours',
    'unread_number',
    'unknown_kind',
  ]);
});
