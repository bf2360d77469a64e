import { beforeAll, expect, test } from 'vitest';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newPlace } from '../factory.ts';
import * as contract from './contract.ts';
import { publicEvents } from './queries.ts';

const NOWHERE = '01890000-0000-7000-8000-000000000000';
let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

async function placed() {
  const d = await newDistrict(t);
  const chair = await t.officer('chair', d.street);
  return { ...d, chair, ...(await newPlace(chair, d.street)) };
}

test('this year’s event stands beside last year’s, and the public reads what is public', async () => {
  const { chair, id } = await placed();
  const last = await chair.call(contract.recordEvent, {
    id,
    on: '2023-01-01',
    title: '迎新年包饺子',
    about: '和骑手一起包饺子',
    attendances: 26,
  });
  expect(last.status).toBe(201);
  const now = await chair.call(contract.recordEvent, {
    id,
    on: '2024-01-01',
    title: '迎新年做年糕',
    attendances: 32,
    follows: last.body.id,
  });
  const { items } = (await chair.call(contract.listEvents, { id })).body;
  expect(items).toMatchObject([
    { title: '迎新年做年糕', attendances: 32, follows: { title: '迎新年包饺子', attendances: 26 } },
    { title: '迎新年包饺子', follows: null },
  ]);
  expect(await publicEvents(t.ctx(), id)).toEqual([
    { on: '2024-01-01', title: '迎新年做年糕', about: null, attendances: 32 },
    { on: '2023-01-01', title: '迎新年包饺子', about: '和骑手一起包饺子', attendances: 26 },
  ]);
  await chair.call(contract.updateEvent, { id: last.body.id, isPublic: false, about: null, attendances: 27 });
  expect(await publicEvents(t.ctx(), id)).toMatchObject([{ title: '迎新年做年糕' }]);
  const backwards = await chair.call(contract.updateEvent, { id: last.body.id, follows: now.body.id });
  expectProblem(backwards, 422, 'places.bad_event', 'follows');
});

test('what has not happened yet, or follows something elsewhere, is not on record', async () => {
  const { chair, id } = await placed();
  const elsewhere = await placed();
  const other = await elsewhere.chair.call(contract.recordEvent, {
    id: elsewhere.id,
    on: '2023-01-01',
    title: '包饺子',
  });
  const later = await chair.call(contract.recordEvent, { id, on: '2099-01-01', title: '做年糕' });
  expectProblem(later, 422, 'places.bad_event', 'on');
  const strange = { id, on: '2024-01-01', title: '做年糕', follows: other.body.id };
  expectProblem(await chair.call(contract.recordEvent, strange), 422, 'places.bad_event', 'follows');
  const nowhere = { id: NOWHERE, on: '2024-01-01', title: '做年糕' };
  expectProblem(await chair.call(contract.recordEvent, nowhere), 404, 'places.not_found');
  expectProblem(await chair.call(contract.listEvents, { id: NOWHERE }), 404, 'places.not_found');
  expectProblem(await chair.call(contract.updateEvent, { id: NOWHERE }), 404, 'places.event_not_found');
});
