import { expect, test } from 'vitest';
import { expectProblem, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { done } from '#kernel/testing/matrix';
import { changeOrgState, updateOrg } from '#orgs/contract';
import { newItem, newMeeting, newOffice } from '../../factory.ts';
import * as bodies from './contract.ts';
import { listErrands } from '../../errands/desk/contract.ts';
import * as come from '../come/contract.ts';
import { asChair, madeIn, newSeat } from '../factory.ts';
import { prepTodos } from '../queries.ts';

async function made(given?: { members?: number }) {
  const app = await testApp();
  return madeIn(app, (await newDistrict(app)).district, given);
}

test('a body has units in an order, seats and contacts whose numbers nobody reads', async () => {
  const { app, chair, district, body } = await made();
  const orgId = await newOffice(app, district, `人社局${body.id.slice(-6)}`);
  const phone = '13800001234';
  const added = { id: body.id, orgId, contactName: '钱七', contactPhone: phone };
  const { id: unit } = await done(chair, bodies.addUnit, added);
  expectProblem(
    await chair.call(bodies.addUnit, { id: body.id, orgId }),
    409,
    'meetings.unit_twice',
    'orgId',
  );
  expectProblem(await chair.call(bodies.addUnit, { id: body.id, orgId: 999_999 }), 404, 'orgs.not_found');
  await done(chair, bodies.changeUnit, { id: body.id, unit, seat: 'observer', contactTitle: '科长' });
  const seen = await done(chair, bodies.getBody, { id: body.id });
  expect(seen.units.at(-1)).toMatchObject({ seat: 'observer', hasPhone: true, contactTitle: '科长' });
  expect(JSON.stringify(seen)).not.toContain(phone);
  const order = seen.units.map(({ id }) => id).reverse();
  await done(chair, bodies.sortUnits, { id: body.id, units: order });
  expect((await done(chair, bodies.getBody, { id: body.id })).units.map(({ id }) => id)).toEqual(order);
  expectProblem(
    await chair.call(bodies.sortUnits, { id: body.id, units: order.slice(1) }),
    409,
    'meetings.unit_order_old',
  );
  const left = { id: body.id, unit, reason: '机构改革' };
  expect(await done(chair, bodies.endUnit, left)).toEqual({ done: true });
  expectProblem(await chair.call(bodies.endUnit, left), 422, 'meetings.unit_unknown');
  expectProblem(
    await chair.call(bodies.changeUnit, { id: body.id, unit, seat: 'member' }),
    422,
    'meetings.unit_unknown',
  );
  expectProblem(await chair.call(bodies.succeedUnit, { id: body.id, unit }), 422, 'meetings.unit_unknown');
  const after = await done(chair, bodies.getBody, { id: body.id });
  expect(after.left).toMatchObject([{ id: unit, leftReason: '机构改革', heir: null }]);
  const { body: list } = await chair.call(bodies.listBodies, { q: body.id });
  expect(list.items).toEqual([]);
  const mine = (await done(chair, bodies.listBodies, {})).items;
  expect(mine).toMatchObject([{ id: body.id, units: 3, observers: 0 }]);
  const { name } = mine[0]!;
  expectProblem(
    await chair.call(bodies.createBody, { orgId: district, name }),
    409,
    'meetings.body_name_taken',
    'name',
  );
  expectProblem(await chair.call(bodies.createBody, { orgId: 999_999, name }), 404, 'orgs.not_found');
  const { id: second } = await done(chair, bodies.createBody, { orgId: district, name: `${name}二` });
  expectProblem(
    await chair.call(bodies.renameBody, { id: second, name }),
    409,
    'meetings.body_name_taken',
    'name',
  );
});

test('a unit that is renamed goes by its new name, and keeps the old one where it was', async () => {
  const { app, chair, body } = await made();
  const { id } = await newMeeting(app, body, 'noticed', { noticed_at: app.ctx().now });
  await done(chair, come.askUnits, { id, kind: 'attend' });
  const unit = body.units[1]!;
  const was = (await done(chair, come.listAttendance, { id })).items.find(
    ({ unitId }) => unitId === unit.id,
  )!;
  const name = `${was.unit}（新）`;
  await done(chair, updateOrg, { id: unit.org_id, name });
  const is = (await done(chair, come.listAttendance, { id })).items.find(({ unitId }) => unitId === unit.id)!;
  expect(is).toMatchObject({ unit: was.unit, nowCalled: name });
  const seen = await done(chair, bodies.getBody, { id: body.id });
  expect(seen.units.find((one) => one.id === unit.id)).toMatchObject({ name });
});

test('a dissolved unit waits for another, which takes seat and open items', async () => {
  const { app, chair, district, body } = await made();
  const [, lead, other] = body.units;
  const meeting = await newMeeting(app, body, 'issued');
  const item = await newItem(app, meeting, lead!);
  await app
    .ctx()
    .db.insertInto('meetings.item_support')
    .values({ item_id: item.id, unit_id: other!.id })
    .execute();
  await done(chair, changeOrgState, { id: lead!.org_id, to: 'dissolved', reason: '机构改革' });
  const todos = await prepTodos(await asChair(app, body.orgId));
  expect(todos.map(({ code }) => code)).toContain('meetings.units_ended');
  const seen = await done(chair, bodies.getBody, { id: body.id });
  expect(seen.units.find(({ id }) => id === lead!.id)).toMatchObject({ ended: 'dissolved', openItems: 1 });
  expectProblem(
    await chair.call(bodies.addUnit, { id: body.id, orgId: lead!.org_id }),
    422,
    'meetings.unit_not_standing',
    'orgId',
  );
  const at = { id: body.id, unit: lead!.id };
  const leave = await chair.call(bodies.endUnit, { ...at, reason: '机构改革' });
  expectProblem(leave, 409, 'meetings.unit_leads_items');
  expectProblem(await chair.call(bodies.succeedUnit, at), 422, 'meetings.unit_no_heir', 'orgId');
  expectProblem(await chair.call(bodies.succeedUnit, { ...at, orgId: 999_999 }), 404, 'orgs.not_found');
  const orgId = await newOffice(app, district, `新局${body.id.slice(-6)}`);
  const { id: heir, items } = await done(chair, bodies.succeedUnit, { ...at, orgId });
  expect(items).toBe(1);
  const after = await done(chair, bodies.getBody, { id: body.id });
  expect(after.units.map(({ id }) => id)).toContain(heir);
  expect(after.left).toMatchObject([{ id: lead!.id, heir: expect.stringContaining('新局') }]);
  const db = app.ctx().db;
  expect(
    await db.selectFrom('meetings.item').select(['lead_unit', 'version']).where('id', '=', item.id).execute(),
  ).toEqual([{ lead_unit: heir, version: 2 }]);
  expect(
    await db.selectFrom('meetings.item_edit').select('before').where('item_id', '=', item.id).execute(),
  ).toEqual([{ before: { leadUnit: lead!.id } }]);
  // Its other supporter goes to the one that has a seat already.
  await done(chair, bodies.succeedUnit, { id: body.id, unit: other!.id, orgId });
  expect(
    await db.selectFrom('meetings.item_support').select('unit_id').where('item_id', '=', item.id).execute(),
  ).toEqual([]);
});

test('who takes a seat is expected at the next meeting, and the unit before it is asked no more', async () => {
  const { app, chair, district, body } = await made();
  const unit = body.units[1]!;
  const { id } = await newMeeting(app, body, 'noticed', { noticed_at: app.ctx().now });
  const past = await newMeeting(app, body, 'held');
  await newSeat(app, past, unit);
  await done(chair, come.askUnits, { id, kind: 'attend' });
  const names = async (meeting: string) =>
    (await done(chair, come.listAttendance, { id: meeting })).items.map(({ unitId }) => unitId);
  expect(await names(id)).toContain(unit.id);
  const { items } = await done(chair, listErrands, { id });
  const { id: errand } = items.find((one) => one.unit.id === unit.id)!;
  const orgId = await newOffice(app, district, `接替局${body.id.slice(-6)}`);
  const { id: heir } = await done(chair, bodies.succeedUnit, { id: body.id, unit: unit.id, orgId });
  const seated = await names(id);
  expect(seated).toContain(heir);
  expect(seated).not.toContain(unit.id);
  expect(await names(past.id)).toContain(unit.id);
  const asked = await app
    .ctx()
    .db.selectFrom('meetings.errand')
    .select('state')
    .where('id', '=', errand)
    .executeTakeFirstOrThrow();
  expect(asked.state).toBe('closed');
});

test('of two who set up the same joint meeting at once one is told that it is there', async () => {
  const { chair, district, body } = await made();
  const given = { orgId: district, name: `同名联席会议${body.id.slice(-6)}` };
  const answers = await Promise.all([
    chair.call(bodies.createBody, given),
    chair.call(bodies.createBody, given),
  ]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
});

test('joint meetings are listed page by page, and found by their names', async () => {
  const { chair, district, body } = await made();
  for (const nth of ['一', '二', '三'])
    await done(chair, bodies.createBody, { orgId: district, name: `分页${nth}${body.id.slice(-6)}` });
  const first = await done(chair, bodies.listBodies, { q: '分页', limit: 2 });
  expect(first).toMatchObject({ total: 3, items: [{}, {}] });
  const second = await done(chair, bodies.listBodies, { q: '分页', limit: 2, cursor: first.next! });
  expect(second.next).toBeNull();
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
  expectProblem(await chair.call(bodies.listBodies, { cursor: 'x' }), 400, 'kernel.bad_cursor');
});
