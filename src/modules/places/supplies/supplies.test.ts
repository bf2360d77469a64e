import { afterEach, beforeAll, expect, test } from 'vitest';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { changePlaceState, listPlaceTodos } from '../contract.ts';
import { newPlace } from '../factory.ts';
import { addSupply, listExpiring, listSupplies, takeSupplyAway } from './contract.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

const LOT = { item: '藿香正气水', quantity: 20, unit: '盒', placedOn: '2026-06-01', expiresOn: '2026-12-24' };

async function keeper() {
  t.setNow(new Date('2026-11-24T03:00:00Z'));
  const d = await newDistrict(t);
  const chair = await t.officer('chair', d.street);
  const { id } = await newPlace(chair, d.street);
  const add = async (more: Partial<Parameters<typeof chair.call<typeof addSupply>>[1]> = {}) =>
    (await chair.call(addSupply, { id, ...LOT, ...more })).body.id;
  return { ...d, chair, id, add };
}

test('what expires first is at the top; what is gone stays as history', async () => {
  const { chair, id, add } = await keeper();
  await add({ item: '口罩', expiresOn: null });
  await add({ item: '面包', expiresOn: '2026-11-20' });
  const medicine = await add();
  const items = async () => {
    const { here, gone } = (await chair.call(listSupplies, { id })).body;
    return {
      here: here.map(({ item }) => item),
      gone: gone.map(({ item, gone: g }) => [item, g?.how, g?.by]),
    };
  };
  expect(await items()).toEqual({ here: ['面包', '藿香正气水', '口罩'], gone: [] });
  expect((await chair.call(takeSupplyAway, { id: medicine, how: 'expired' })).status).toBe(200);
  expect(await items()).toEqual({ here: ['面包', '口罩'], gone: [['藿香正气水', 'expired', 'officer']] });
  const again = await chair.call(takeSupplyAway, { id: medicine, how: 'used_up' });
  expectProblem(again, 409, 'places.supply_gone');
  expectProblem(await chair.call(takeSupplyAway, { id, how: 'other' }), 404, 'places.supply_not_found');
});

test.each([
  ['placed tomorrow', { placedOn: '2026-11-25' }, 'placedOn'],
  ['expired before it was placed', { expiresOn: '2026-05-31' }, 'expiresOn'],
])('a lot %s is not taken', async (_what, more, field) => {
  const { chair, id } = await keeper();
  const answer = await chair.call(addSupply, { id, ...LOT, ...more });
  expectProblem(answer, 422, 'places.supply_bad_days', field);
});

test('what expires within thirty days is to be done, over all places, page by page', async () => {
  const { chair, id, street, add } = await keeper();
  expect((await chair.call(listPlaceTodos, {})).body.items).toEqual([]);
  await add({ expiresOn: '2026-12-25' });
  expect((await chair.call(listExpiring, {})).body.total).toBe(0);
  await add();
  const second = await newPlace(chair, street);
  await chair.call(addSupply, { ...LOT, id: second.id, item: '面包', expiresOn: '2026-11-25' });
  const first = (await chair.call(listExpiring, { limit: 1 })).body;
  expect(first).toMatchObject({ total: 2, days: 30, items: [{ item: '面包', place: { id: second.id } }] });
  const next = (await chair.call(listExpiring, { limit: 1, cursor: first.next! })).body;
  expect(next).toMatchObject({ items: [{ item: '藿香正气水', place: { id } }], next: null });
  expect((await chair.call(listPlaceTodos, {})).body.items).toEqual([
    {
      code: 'places.supplies_expiring',
      count: 2,
      oldest: '2026-11-24T16:00:00.000Z',
      minutes: 2,
      href: '/staff/supplies',
    },
  ]);
  // Of a place that is no more nobody has to take anything away.
  await chair.call(changePlaceState, { id: second.id, to: 'delisted', reason: '已撤' });
  expect((await chair.call(listExpiring, {})).body.total).toBe(1);
  const wrong = Buffer.from('["2026","x"]').toString('base64url');
  expectProblem(await chair.call(listExpiring, { cursor: wrong }), 400, 'kernel.bad_cursor');
});
