import { beforeAll, describe, expect, test } from 'vitest';
import { readRows } from '#kernel/sheets';
import { testApp, type Client, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { changePlaceState, setEquipment } from '../contract.ts';
import { newPlace, OFFICE_HOURS } from '../factory.ts';
import { placesCsv, placesGeojson } from './contract.ts';
import { csvLine } from './rules.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

/** The file as an Excel user has it: its columns by name, the rows of these places. */
async function readBack(by: Client, locale: 'zh' | 'en' = 'zh') {
  const { raw, headers, status } = await by.call(placesCsv, {}, { locale });
  expect(status).toBe(200);
  expect([...raw.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(headers['content-type']).toMatch(/^text\/csv/);
  const rows: Record<string, string>[] = [];
  let titles: readonly string[] = [];
  for await (const { cells } of readRows(raw, 'CSV')) {
    if (titles.length === 0) titles = cells.map(String);
    else rows.push(Object.fromEntries(titles.map((title, nth) => [title, String(cells[nth] ?? '')])));
  }
  return rows;
}

interface Collection {
  readonly type: string;
  readonly metadata: { readonly source: string; readonly generatedAt: string };
  readonly features: readonly {
    readonly type: string;
    readonly id: string;
    readonly geometry: { readonly type: string; readonly coordinates: readonly number[] } | null;
    readonly properties: Readonly<Record<string, unknown>>;
  }[];
}

test('listed places leave with hours in words, facilities, trust and both systems of coordinates', async () => {
  const { street } = await newDistrict(t);
  const chair = await t.officer('chair', street);
  const { id, code } = await newPlace(chair, street, {
    name: '=HYPERLINK("http://x","驿站")',
    hours: { ...OFFICE_HOURS, holidays: { as: 'closed' } },
    position: { lat: 39.25, lng: 116.75, datum: 'wgs84' },
    address: '“大路” 1 号, "北门"',
  });
  await chair.call(setEquipment, {
    id,
    items: [{ code: 'water' }, { code: 'toilet' }, { code: 'fridge', state: 'out' }],
  });
  const row = (await readBack(t.guest())).find((one) => one['编号'] === code)!;
  expect(row).toMatchObject({
    名称: '\'=HYPERLINK("http://x","驿站")',
    地址: '“大路” 1 号, "北门"',
    类型: '暖心驿站',
    类型代码: 'warm_station',
    用途: '驿站',
    状态: '开放',
    '纬度（WGS-84）': '39.25',
    '经度（WGS-84）': '116.75',
    实测坐标系: 'WGS-84',
    开放时间: '周一至周五 8:00–18:00，周六、周日休息；法定节假日休息',
    能用的设施: '卫生间、热水',
    能用的设施代码: 'toilet water',
    暂时不能用的设施: '冰箱',
    可信程度: '很久没有确认',
    最后确认开放的时间: '',
    网页: `http://zhijia.test/p/${code}`,
  });
  expect(Math.abs(Number(row['纬度（GCJ-02）']) - 39.25)).toBeGreaterThan(0.0005);
  const english = (await readBack(t.guest(), 'en')).find((one) => one['Code'] === code)!;
  expect(english['Opening hours']).toBe('Mon–Fri 8:00–18:00, Sat, Sun closed; public holidays closed');
});

test('the GeoJSON is one of RFC 7946, with its source and when it was made', async () => {
  const { street } = await newDistrict(t);
  const chair = await t.officer('chair', street);
  const { code } = await newPlace(chair, street, {
    position: { lat: 39.25, lng: 116.75, datum: 'wgs84' },
    hours: null,
  });
  const nowhere = await newPlace(chair, street, {
    position: null,
    roles: ['venue'],
    kind: 'cultural_palace',
  });
  const { raw, headers } = await t.guest().call(placesGeojson, {});
  expect(headers['content-type']).toMatch(/^application\/geo\+json/);
  const found = JSON.parse(raw.toString('utf8')) as Collection;
  expect(found.type).toBe('FeatureCollection');
  expect(found.metadata.source).toMatch(/^来源：./);
  expect(Date.parse(found.metadata.generatedAt)).toBeGreaterThan(0);
  const feature = found.features.find((one) => one.id === code)!;
  expect(feature).toMatchObject({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [116.75, 39.25] },
    properties: { hours: '开放时间还不清楚', hoursKnown: false, trust: 'stale', confirmedAt: null },
  });
  expect(found.features.find((one) => one.id === nowhere.code)!.geometry).toBeNull();
  const venues = await t.guest().call(placesGeojson, { role: 'venue' });
  const ids = (JSON.parse(venues.raw.toString('utf8')) as Collection).features.map((one) => one.id);
  expect(ids).toContain(nowhere.code);
  expect(ids).not.toContain(code);
});

test('what is not listed does not leave; a temporary closing says why and until when', async () => {
  const { street } = await newDistrict(t);
  const chair = await t.officer('chair', street);
  const proposed = await newPlace(chair, street, { state: 'proposed' });
  const delisted = await newPlace(chair, street);
  await chair.call(changePlaceState, { id: delisted.id, to: 'delisted', reason: '拆了' });
  const closed = await newPlace(chair, street);
  const until = '2099-01-01T00:00:00.000Z';
  await chair.call(changePlaceState, { id: closed.id, to: 'temp_closed', reason: '水管维修', until });
  const rows = await readBack(t.guest());
  const codes = rows.map((row) => row['编号']);
  expect(codes).toContain(closed.code);
  expect(codes).not.toContain(proposed.code);
  expect(codes).not.toContain(delisted.code);
  expect(rows.find((row) => row['编号'] === closed.code)).toMatchObject({
    状态: '临时关闭',
    临时关闭的原因: '水管维修',
    预计恢复时间: until,
  });
});

test('more places than fit one page leave once each, in one file that can be read', async () => {
  const { street } = await newDistrict(t);
  const chair = await t.officer('chair', street);
  const { id } = await newPlace(chair, street);
  await t.pool.query(
    `insert into places.place (id, code, org_id, name, kind, roles, build_mode, state, entry_mode, created_at, updated_at)
     select gen_random_uuid(), translate(substr(md5(random()::text || n), 1, 6), '01abcdef', 'QRSTUVWX'), org_id, name || n, kind,
       '{service_desk}', build_mode, state, entry_mode, created_at, updated_at
     from places.place, generate_series(1, 1001) as n where id = $1`,
    [id],
  );
  const { raw } = await t.guest().call(placesGeojson, { role: 'service_desk' });
  const ids = (JSON.parse(raw.toString('utf8')) as Collection).features.map((one) => one.id);
  expect(ids.length).toBeGreaterThanOrEqual(1001);
  expect(new Set(ids).size).toBe(ids.length);
});

test('who asks too often is told to wait', async () => {
  const guest = t.guest();
  for (const contract of [placesCsv, placesGeojson]) {
    let status = 200;
    for (let n = 0; n < 22 && status === 200; n++)
      status = (await guest.call(contract, { role: 'reading_room' })).status;
    expect(status).toBe(429);
  }
});

describe('a cell of the table', () => {
  test.each([
    [null, ''],
    [40.07, '40.07'],
    ['驿站', '"驿站"'],
    ['a"b', '"a""b"'],
    ['=1+1', '"\'=1+1"'],
    ['+86 10', '"\'+86 10"'],
    ['-1', '"\'-1"'],
    ['@x', '"\'@x"'],
    [' =1', '"\' =1"'],
    ['＝1', '"\'＝1"'],
  ])('%s', (value, text) => {
    expect(csvLine([value])).toBe(`${text}\r\n`);
  });
});
