import { beforeAll, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, testApp, type Client, type TestApp } from '#kernel/testing';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { getPlace, listPlaces, updatePlace } from '../contract.ts';
import { newPlace } from '../factory.ts';
import { forgetIntakes } from './actions.ts';
import * as contract from './contract.ts';

let t: TestApp;
let chair: Client;
let d: TestDistrict;
beforeAll(async () => {
  t = await testApp();
  d = await newDistrict(t);
  chair = await t.officer('chair', d.street);
});

const HEAD = ['名称', '类型', '地址', '坐标', '开放时间', '设施', '共建单位', '所属工会'];
const FIELDS = ['name', 'kind', 'address', 'position', 'hours', 'facilities', 'host', 'union'] as const;

async function begin(rows: readonly (readonly string[])[], by = chair): Promise<string> {
  const lines = [HEAD, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(','));
  const file = { bytes: Buffer.from(lines.join('\n')), type: 'text/csv' };
  const { body, status } = await by.call(
    contract.uploadIntake,
    { orgId: d.street, name: '名单.csv' },
    { file },
  );
  expect(status).toBe(201);
  return body.id;
}

function map(id: string, more: object = {}) {
  const columns = FIELDS.map((field, index) => ({ index, field }));
  return chair.call(contract.mapIntake, { id, columns, datum: 'gcj02', kind: 'warm_station', ...more });
}

const rowsOf = async (id: string, show: 'all' | 'similar' | 'refused' | 'unlocated' = 'all') =>
  (await chair.call(contract.listIntakeRows, { id, show })).body.items;

test('a list is read, checked and put on record, and what was not understood is told', async () => {
  // A name that no other test has: what is on record elsewhere would be taken for the same.
  const name = '磬墨轩巷驿站';
  const id = await begin([
    // Away from where other tests put their places.
    [name, '暖心驿站', '回龙观西大街', '116.4862,40.3013', '8:00-22:00', '热水、厕所', '某银行支行', ''],
    ['砚麓驿站', '', '龙泽苑', '', '看情况', '投影', '', ''],
    ['', '', '无名', '', '', '', '', ''],
    ['外区驿站', '', '', '', '', '', '', '别处的工会'],
  ]);
  const guessed = await chair.call(contract.getIntake, { id });
  expect(guessed.body.columns.map(({ field }) => field)).toEqual([...FIELDS]);
  const { body } = await map(id);
  expect(body.counts).toEqual({ rows: 4, new: 2, similar: 0, refused: 2, unlocated: 1, taken: 2 });
  const [, second, third, fourth] = await rowsOf(id);
  expect(second!.remarks.map(({ code, text }) => [code, text])).toEqual([
    ['no_position', ''],
    ['unread_hours', '看情况'],
    ['unread_facilities', '投影'],
  ]);
  expect(third!.remarks.map(({ code }) => code)).toContain('no_name');
  expect(fourth!.remarks.map(({ code }) => code)).toContain('unknown_union');
  expect((await rowsOf(id, 'refused')).map(({ no }) => no)).toEqual([4, 5]);

  const applied = await chair.call(contract.applyIntake, { id, state: 'open' });
  expect(applied.body.state).toBe('applied');
  const [first] = await rowsOf(id);
  const place = await chair.call(getPlace, { id: first!.placeId! });
  expect(place.body).toMatchObject({
    name,
    state: 'open',
    buildMode: 'cohosted',
    hostName: '某银行支行',
    facilities: ['toilet', 'water'],
    position: { datum: 'gcj02' },
  });
  const unlocated = await chair.call(listPlaces, { unlocated: 'yes' });
  expect(unlocated.body.items.map((one) => one.name)).toEqual(['砚麓驿站']);
  expectProblem(await map(id), 409, 'places.intake_over');
  expectProblem(await chair.call(contract.discardIntake, { id }), 409, 'places.intake_over');
});

test('what is on record already, or twice in the list, is left out until somebody says otherwise', async () => {
  const name = '天通苑北二区驿站';
  const known = await newPlace(chair, d.street, {
    name,
    position: { lat: 40.3, lng: 116.4, datum: 'wgs84' },
  });
  const id = await begin([
    ['天通苑北二区驿站点', '', '', '', '', '', '', ''],
    ['另一处', '', '', '116.40001,40.30001', '', '', '', ''],
    ['城铁换乘厅外岗亭', '', '同一个地址', '', '', '', '', ''],
    ['城铁换乘厅外岗亭', '', '同一个地址', '', '', '', '', ''],
  ]);
  await map(id, { datum: 'wgs84' });
  const rows = await rowsOf(id);
  expect(rows.map(({ outcome, skip }) => [outcome, skip])).toEqual([
    ['similar', true],
    ['similar', true],
    ['new', false],
    ['similar', true],
  ]);
  expect(rows[0]!.similar).toEqual([{ id: known.id, no: null, name, metres: null }]);
  expect(rows[1]!.similar.find(({ id: one }) => one === known.id)!.metres).toBeLessThan(5);
  expect(rows[3]!.similar).toEqual([{ id: null, no: 4, name: '城铁换乘厅外岗亭', metres: null }]);
  const taken = await chair.call(contract.skipIntakeRow, { id, no: 2, skip: false });
  expect(taken.body.counts.taken).toBe(2);
  await chair.call(contract.applyIntake, { id, state: 'proposed' });
  const made = (await rowsOf(id)).map(({ placeId }) => placeId !== null);
  expect(made).toEqual([true, false, true, false]);
});

test('an intake is undone; what somebody has touched since stays, and is named', async () => {
  const id = await begin([
    ['马连店桥头驿站', '', '', '', '', '', '', ''],
    ['育知东路口值班室', '', '', '', '', '', '', ''],
  ]);
  expectProblem(await chair.call(contract.undoIntake, { id }), 409, 'places.intake_undo_over');
  await map(id);
  await chair.call(contract.applyIntake, { id, state: 'open' });
  const [, touched] = await rowsOf(id);
  t.setNow(new Date(Date.now() + 60_000));
  await chair.call(updatePlace, { id: touched!.placeId!, directions: '北门' });
  const undone = await chair.call(contract.undoIntake, { id });
  t.setNow(null);
  expect(undone.body).toEqual({
    removed: 1,
    kept: [{ id: touched!.placeId, name: '育知东路口值班室' }],
  });
  expectProblem(await chair.call(contract.undoIntake, { id }), 409, 'places.intake_undo_over');
});

test('what cannot be, is said in words', async () => {
  const id = await begin([['甲', '', '', '', '', '', '', '']]);
  expectProblem(
    await chair.call(contract.applyIntake, { id, state: 'open' }),
    409,
    'places.intake_not_mapped',
  );
  expectProblem(await map(id, { datum: null }), 422, 'places.intake_needs_datum', 'datum');
  expectProblem(
    await map(id, { columns: [{ index: 2, field: 'address' }] }),
    422,
    'places.intake_needs_name',
    'columns',
  );
  const twice = [0, 1].map((index) => ({ index, field: 'name' }));
  expectProblem(await map(id, { columns: twice }), 422, 'places.intake_field_twice', 'columns');
  expectProblem(await map(id, { kind: 'castle' }), 422, 'places.unknown_kind', 'kind');
  const refused = await begin(
    [['', '', '', '', '', '', '', '']].concat([['', '', '某处', '', '', '', '', '']]),
  );
  await map(refused);
  const [row] = await rowsOf(refused);
  expectProblem(
    await chair.call(contract.skipIntakeRow, { id: refused, no: row!.no, skip: false }),
    409,
    'places.intake_row_refused',
  );
  const missing = '01890000-0000-7000-8000-000000000000';
  expectProblem(await chair.call(contract.getIntake, { id: missing }), 404, 'places.intake_not_found');
  expectProblem(
    await chair.call(contract.skipIntakeRow, { id, no: 999, skip: true }),
    404,
    'places.intake_not_found',
  );
  expectProblem(await chair.call(contract.listIntakes, { cursor: 'x' }), 400, 'kernel.bad_cursor');
  expectProblem(await chair.call(contract.listIntakeRows, { id, cursor: 'x' }), 400, 'kernel.bad_cursor');
  expect((await chair.call(contract.discardIntake, { id })).status).toBe(200);
  expectProblem(await chair.call(contract.getIntake, { id }), 404, 'places.intake_not_found');
  const listed = await chair.call(contract.listIntakes, { limit: 200 });
  expect(listed.body.items.some((one) => one.id === id)).toBe(false);
});

test('a file that is no list, or too long a one, loses nothing and says what to do', async () => {
  const send = (text: string | Buffer, type = 'text/csv') =>
    chair.call(
      contract.uploadIntake,
      { orgId: d.street, name: 'x.csv' },
      { file: { bytes: Buffer.from(text as string), type } },
    );
  expectProblem(await send(HEAD.join(',')), 422, 'places.intake_no_rows');
  const long = [HEAD.join(','), ...Array.from({ length: 2_001 }, (_, nth) => `站${nth}`)].join('\n');
  expectProblem(await send(long), 422, 'places.intake_too_long');
  expectProblem(await send(Buffer.alloc(8 * 1024 * 1024 + 1, 'x')), 413, 'kernel.too_large');
  expectProblem(
    await chair.call(
      contract.uploadIntake,
      { orgId: d.root, name: 'x.csv' },
      { file: { bytes: Buffer.from('a'), type: 'text/csv' } },
    ),
    404,
    'orgs.not_found',
  );
});

test('rows are forgotten after thirty days; the places stay', async () => {
  const id = await begin([['北清路口岗亭', '', '', '', '', '', '', '']]);
  const left = await begin([['没人管的名单', '', '', '', '', '', '', '']]);
  await map(id);
  await chair.call(contract.applyIntake, { id, state: 'open' });
  const [row] = await rowsOf(id);
  const run = async (days: number) => {
    t.setNow(new Date(Date.now() + days * 86_400_000));
    await inTx(t.ctx(), forgetIntakes);
    const { rows } = await t.pool.query('select no from places.intake_row where intake_id = any($1)', [
      [id, left],
    ]);
    t.setNow(null);
    return rows.length;
  };
  expect(await run(29)).toBe(2);
  expect(await run(31)).toBe(0);
  expect((await chair.call(getPlace, { id: row!.placeId! })).status).toBe(200);
  expect((await chair.call(contract.getIntake, { id })).body.counts.rows).toBe(0);
  expectProblem(await chair.call(contract.getIntake, { id: left }), 404, 'places.intake_not_found');
});
