import { afterEach, beforeAll, expect, test } from 'vitest';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newItem } from '../../factory.ts';
import * as contract from '../contract.ts';
import * as desk from '../desk/contract.ts';
import { errandStage, TOPICS, type Said } from '../factory.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

const { scene, ask, answer, upload, page, assigned, setItem } = errandStage(() => t, newDistrict);

test('of an item each answer stands for itself, and what can be said follows its state', async () => {
  const s = await assigned();
  expect((await page(s.token)).may).toEqual(['accept', 'dispute']);
  expectProblem(await answer(s.token, { kind: 'progress', text: '已选址' }), 409, 'meetings.errand_not_this');
  expectProblem(await answer(s.token, TOPICS), 409, 'meetings.errand_not_this');
  const said: Said = { kind: 'accept', ownerName: '张国强', ownerTitle: '科长', ownerPhone: '136 0000 1234' };
  const accepted = await answer(s.token, said);
  expect(accepted.body.answers[0]).toMatchObject({
    hasPhone: true,
    said: { kind: 'accept', ownerName: '张国强' },
  });
  expect(JSON.stringify(accepted.body)).not.toContain('1234"');
  expect(accepted.body.may).toEqual(['progress', 'report', 'defer']);
  const { body } = await answer(s.token, { kind: 'progress', text: '已选址' });
  expect(body.answers.map(({ state }) => state)).toEqual(['submitted', 'submitted']);
  const late: Said = { kind: 'defer', reason: '等审批', dueOn: '2026-01-01' };
  expectProblem(await answer(s.token, late), 422, 'meetings.errand_bad_date', 'said.dueOn');
  for (let sent = body.answers.length; sent < 10; sent += 1)
    await answer(s.token, { kind: 'progress', text: `第 ${sent} 次` });
  expectProblem(await answer(s.token, { kind: 'progress', text: '再来' }), 409, 'meetings.errand_too_many');
  await setItem(s.item, { state: 'closed', owner_name: '张国强', outcome: '已建成', closed_at: new Date() });
  expect(await page(s.token)).toMatchObject({ may: [], item: { state: 'closed', outcome: '已建成' } });
  expectProblem(await answer(s.token, { kind: 'progress', text: '又及' }), 409, 'meetings.errand_over');
  expectProblem(
    await t.guest().call(contract.ticketForFile, { token: s.token }),
    409,
    'meetings.errand_over',
  );
});

test('what a unit says of an item takes effect in the order in which it came, once it is confirmed', async () => {
  const s = await assigned();
  const said: Said[] = [
    { kind: 'accept', ownerName: '张国强', ownerPhone: '13600001234' },
    { kind: 'progress', text: '已选址' },
    { kind: 'defer', reason: '等审批', dueOn: '2027-09-30' },
  ];
  for (const each of said) await answer(s.token, each);
  const item = () =>
    t.owner.selectFrom('meetings.item').selectAll().where('id', '=', s.item.id).executeTakeFirstOrThrow();
  expect(await item()).toMatchObject({ state: 'assigned', owner_name: null, due_on: '2027-06-30' });
  const ids = (await page(s.token)).answers.map(({ id }) => id);
  const { body } = await s.chair.call(desk.confirmAnswers, { ids, how: 'known' });
  expect(body).toEqual({ confirmed: 3 });
  const now = await item();
  expect(now).toMatchObject({ state: 'deferred', owner_name: '张国强', due_on: '2027-09-30' });
  expect(t.app.crypto.open(now.owner_sealed!)).toBe('13600001234');
  // Passed on, it is kept once.
  expect((await page(s.token)).answers.map(({ hasPhone }) => hasPhone)).toEqual([false, false, false]);
  const late = await answer(s.token, { kind: 'defer', reason: '再等', dueOn: '2027-10-01' });
  t.setNow(new Date('2027-10-02T10:00:00+08:00'));
  const again = await t.officer('chair', s.orgId);
  const id = late.body.answers[0]!.id;
  expectProblem(
    await again.call(desk.confirmAnswers, { ids: [id], how: 'phone' }),
    422,
    'meetings.item_date_past',
    'dueOn',
  );
});

test('a unit that supports another tells of its progress and no more', async () => {
  const s = await scene('held');
  const item = await newItem(t, s.meeting, s.unit, { state: 'accepted', owner_name: '张国强' });
  const helper = s.body.units[2]!;
  await t.owner
    .insertInto('meetings.item_support')
    .values({ item_id: item.id, unit_id: helper.id })
    .execute();
  const { token } = await ask({ ...s, unit: helper }, 'item', item.id);
  const seen = await page(token);
  expect(seen.may).toEqual(['progress']);
  expect(seen.item).toMatchObject({ leads: false, owner: '张国强' });
  expect(seen.item!.supporting).toHaveLength(1);
});

test('the evidence of a report goes with its item, once the source is confirmed', async () => {
  const s = await assigned();
  await setItem(s.item, { state: 'in_progress', owner_name: '张国强' });
  const file = (await upload(s.token)).body.id;
  const { body } = await answer(s.token, { kind: 'report', text: '已建成 12 处' }, [file]);
  const filed = () =>
    t.owner.selectFrom('meetings.file').select(['item_id']).where('id', '=', file).executeTakeFirst();
  expect(await filed()).toEqual({ item_id: null });
  await s.chair.call(desk.confirmAnswers, { ids: [body.answers[0]!.id], how: 'letter' });
  expect(await filed()).toEqual({ item_id: s.item.id });
  expect((await s.chair.call(desk.readErrandFile, { id: s.id, file })).status).toBe(200);
});
