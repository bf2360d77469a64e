import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Request } from '#kernel/contract';
import { policies, setPolicy } from '#kernel/policy';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { changePlaceState, createPlace, listPlaces } from '../contract.ts';
import { newPlace } from '../factory.ts';
import { countPlaces, exportPlaces, findSimilar, listNeighbours } from './contract.ts';

let t: TestApp;
let d: TestDistrict;
let chair: Awaited<ReturnType<TestApp['officer']>>;
const NOW = new Date('2026-11-24T03:00:00Z');
const DAY_MS = 86_400_000;

beforeAll(async () => {
  t = await testApp();
});
beforeEach(async () => {
  t.setNow(NOW);
  d = await newDistrict(t);
  chair = await t.officer('chair', d.district);
});
afterAll(() => t.setNow(null));

/** A place last known to be open, or in doubt, so many days ago. */
async function known(days: number | null, doubted: number | null = null, name?: string): Promise<string> {
  const { id } = await newPlace(chair, d.street, name === undefined ? {} : { name });
  const ago = (n: number | null) => (n === null ? null : new Date(NOW.getTime() - n * DAY_MS));
  await t.pool.query(
    'update places.place set confirmed_at = $2, confirmed_by = $3, doubted_at = $4 where id = $1',
    [id, ago(days), days === null ? null : 'officer', ago(doubted)],
  );
  return id;
}

async function listed(input: Request<typeof listPlaces>): Promise<string[]> {
  const { status, body } = await chair.call(listPlaces, input);
  expect(status).toBe(200);
  return body.items.map(({ id }) => id);
}

/** The list, page by page. */
async function paged(input: Request<typeof listPlaces>, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await chair.call(listPlaces, { ...input, limit, ...(cursor ? { cursor } : {}) });
    ids.push(...body.items.map(({ id }) => id));
    cursor = body.next ?? undefined;
  } while (cursor);
  return ids;
}

describe('the list', () => {
  test('begins with what is most in doubt, and ends with what nobody is sent to', async () => {
    const verified = await known(3);
    const stale = await known(45);
    const never = await known(null);
    const sunk = await known(1, 5);
    const disputed = await known(1, 1);
    const gone = await known(1, 5);
    await chair.call(changePlaceState, { id: gone, to: 'suspended', reason: '装修' });
    expect(await listed({})).toEqual([sunk, disputed, stale, never, verified, gone]);
    for (const [trust, ids] of [
      ['sunk', [sunk]],
      ['disputed', [disputed]],
      ['stale', [stale, never]],
      ['verified', [verified]],
    ] as const)
      expect(await listed({ trust })).toEqual(ids);
    const { body } = await chair.call(countPlaces, {});
    expect(body).toEqual({ total: 6, verified: 1, stale: 2, disputed: 1, sunk: 1, unlocated: 0 });
  });

  test.each(['doubt', 'name', 'newest'] as const)(
    'by %s leaves nothing out where rows are alike',
    async (order) => {
      for (let at = 0; at < 7; at += 1) await known(at < 4 ? 10 : 50, null, '同名驿站');
      const whole = await listed({ order });
      expect(new Set(whole).size).toBe(7);
      for (const limit of [1, 2, 3]) expect(await paged({ order }, limit)).toEqual(whole);
    },
  );

  test('by name goes by pinyin, by newest the other way round', async () => {
    const names = ['中关村驿站', '安定驿站', '北店驿站'];
    const ids = [];
    for (const name of names) ids.push(await known(1, null, name));
    expect(await listed({ order: 'name' })).toEqual([ids[1], ids[2], ids[0]]);
    expect(await listed({ order: 'newest' })).toEqual(ids.toReversed());
  });

  test('is searched by name, address and the beginning of the code', async () => {
    const { id, code } = await newPlace(chair, d.street, {
      name: '龙域 100% 驿站',
      address: '龙域西二路 3 号',
    });
    await newPlace(chair, d.street);
    for (const q of ['100%', '西二路', code, code.slice(0, 5).toLowerCase()])
      expect(await listed({ q })).toEqual([id]);
    expect(await listed({ q: '没有这里' })).toEqual([]);
    expect(await listed({ q: '_' })).toEqual([]);
  });

  test('is narrowed by use, state and union', async () => {
    const reading = await newPlace(chair, d.primary, { roles: ['station', 'reading_room'] });
    const proposed = await newPlace(chair, d.street, { state: 'proposed' });
    expect(await listed({ role: 'reading_room' })).toEqual([reading.id]);
    expect(await listed({ state: 'proposed' })).toEqual([proposed.id]);
    expect(await listed({ under: d.primary })).toEqual([reading.id]);
    expect((await chair.call(countPlaces, { under: d.primary })).body.total).toBe(1);
  });

  test('has no answer about a union elsewhere, nor for a cursor that is none', async () => {
    const elsewhere = await newDistrict(t);
    const under = elsewhere.street;
    expectProblem(await chair.call(listPlaces, { under }), 404, 'orgs.not_found');
    expectProblem(await chair.call(countPlaces, { under }), 404, 'orgs.not_found');
    expectProblem(await chair.call(exportPlaces, { under }), 404, 'orgs.not_found');
    for (const cursor of ['x', 'W10', 'WzEsMl0'])
      expectProblem(await chair.call(listPlaces, { cursor }), 400, 'kernel.bad_cursor');
  });
});

describe('the exported list', () => {
  test('says in words what the list says, in its order', async () => {
    const sunk = await known(40, 5, '甲驿站');
    await known(1, null, '乙驿站');
    await known(1, null, '丙书屋');
    const { status, raw } = await chair.call(exportPlaces, { q: '驿站' });
    expect(status).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(raw as never);
    const page = book.worksheets[0]!;
    const rows: string[][] = [];
    page.eachRow((row) => rows.push((row.values as unknown[]).slice(1).map(String)));
    expect(rows[0]!.slice(0, 8)).toEqual([
      '编号',
      '名称',
      '类型',
      '用途',
      '状态',
      '导出时是否开着',
      '可信程度',
      '最后确认开着',
    ]);
    const { body } = await chair.call(listPlaces, { q: '甲' });
    expect(rows[1]!.slice(0, 8)).toEqual([
      body.items[0]!.code,
      '甲驿站',
      '暖心驿站',
      '驿站',
      '开放',
      '开着',
      '存疑下沉',
      '2026-10-15',
    ]);
    expect(body.items[0]!.id).toBe(sunk);
    expect(rows.slice(1).map((row) => row[1])).toEqual(['甲驿站', '乙驿站']);
    expect(rows[1]).toContain('卫生间、热水');
  });

  test('that is too long for a sheet is refused', async () => {
    const limit = policies.get('places.export_rows')!;
    await known(1);
    await known(1);
    await setPolicy(t.ctx(), limit, { value: 1, from: '2026-01-01', source: 'test' });
    try {
      expectProblem(await chair.call(exportPlaces, {}), 422, 'places.export_too_long');
    } finally {
      await t.pool.query(`delete from kernel.policy where key = 'places.export_rows'`);
    }
  });
});

describe('a place that may be on record already', () => {
  const at = { lat: 39.123, lng: 115.321 };
  const near = async (input: Request<typeof findSimilar>) =>
    (await chair.call(findSimilar, input)).body.items.map(({ name, metres }) => [name, metres]);

  test('is one with much the same name, whatever all stations are called', async () => {
    const tag = d.tag.replaceAll(/\D/g, '');
    await known(1, null, `麒麟苑${tag}户外劳动者暖心驿站`);
    await known(1, null, `貔貅里${tag.split('').toReversed().join('')}户外劳动者暖心驿站`);
    const found = await near({ name: `麒麟园${tag}工会驿站` });
    expect(found.map(([name]) => name)).toContain(`麒麟苑${tag}户外劳动者暖心驿站`);
    expect(found.some(([name]) => String(name).startsWith('貔貅里'))).toBe(false);
  });

  test('is one a few steps away, in whichever system it was taken', async () => {
    const name = '睚眦囚牛负屃';
    await newPlace(chair, d.street, { name, position: { ...at, datum: 'wgs84' } });
    // 0.0006° of latitude are 67 metres, 0.001° are 111.
    expect(await near({ lat: at.lat + 0.0006, lng: at.lng, datum: 'wgs84' })).toEqual([[name, 67]]);
    expect(await near({ lat: at.lat + 0.001, lng: at.lng, datum: 'wgs84' })).toEqual([]);
    expect(await near({ lat: at.lat + 0.0006, lng: at.lng, datum: 'gcj02' })).toEqual([]);
    expect(await near({})).toEqual([]);
  });

  test('may be another union’s, if it is public; and is no reason to refuse', async () => {
    const elsewhere = await newDistrict(t);
    const other = await t.officer('chair', elsewhere.district);
    const name = '狴犴饕餮穷奇混沌';
    await newPlace(other, elsewhere.street, { name, position: null });
    await newPlace(other, elsewhere.street, { name: `${name}拟建`, position: null, state: 'proposed' });
    expect(await near({ name })).toEqual([[name, null]]);
    const again = {
      orgId: d.street,
      name,
      kind: 'warm_station',
      roles: ['station' as const],
      buildMode: 'own' as const,
    };
    expect((await chair.call(createPlace, again)).status).toBe(201);
  });

  test('nowhere in China is nowhere', async () => {
    const swapped = { lat: 16.33, lng: 40.07, datum: 'wgs84' } as const;
    expectProblem(await chair.call(findSimilar, swapped), 422, 'places.outside_china', 'position');
    expectProblem(await chair.call(listNeighbours, swapped), 422, 'places.outside_china', 'position');
  });
});

test('the neighbours of a pin come by distance, without those taken off the list', async () => {
  const at = { lat: 38.5, lng: 114.5 };
  const put = async (steps: number) => {
    const position = { lat: at.lat + steps * 0.001, lng: at.lng, datum: 'wgs84' as const };
    return (await newPlace(chair, d.street, { position })).id;
  };
  const [far, close, beyond, gone] = [await put(20), await put(1), await put(40), await put(2)];
  await chair.call(changePlaceState, { id: gone, to: 'delisted', reason: '拆迁' });
  const { body } = await chair.call(listNeighbours, { ...at, datum: 'wgs84' });
  expect(body.items.map(({ id, metres }) => [id, metres])).toEqual([
    [close, 111],
    [far, 2224],
  ]);
  expect(body.items.some(({ id }) => id === beyond)).toBe(false);
});
