import { afterEach, beforeAll, expect, test } from 'vitest';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { done } from '#kernel/testing/matrix';
import { grantsOf } from '#orgs';
import { newDistrict } from '#orgs/factory';
import { beginMinutes, getMinutes } from '../../minutes/contract.ts';
import * as desk from './contract.ts';
import { errandStage, TOPICS, type Said } from '../factory.ts';
import { errandsTodos } from '../queries.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

const { scene, ask, answer, page } = errandStage(() => t, newDistrict);

test('an officer writes down what a unit has phoned, and it counts at once', async () => {
  const s = await scene('noticed');
  const { id, token } = await ask(s, 'attend', s.meeting.id);
  const said: Said = { kind: 'attend', coming: true, person: '李秀英' };
  const entered = await s.chair.call(desk.enterAnswer, { id, signer: '王建国', said, how: 'phone' });
  expect(entered.status).toBe(201);
  expect(await page(token)).toMatchObject({
    state: 'confirmed',
    answers: [{ via: 'officer', state: 'confirmed' }],
  });
  const wrong = (bad: Said) =>
    s.chair.call(desk.enterAnswer, { id, signer: '王建国', said: bad, how: 'phone' });
  expectProblem(await wrong({ kind: 'attend', coming: true }), 422, 'meetings.errand_who', 'said.person');
  expectProblem(await wrong(TOPICS), 409, 'meetings.errand_not_this');
});

test('to-dos say what waits to be confirmed and who is late', async () => {
  const s = await scene();
  const first = await ask(s, 'topics', s.meeting.id);
  await ask({ ...s, unit: s.body.units[2]! }, 'topics', s.meeting.id);
  const { userId } = s.chair;
  const todos = async () => {
    const grants = await grantsOf(t.app.db, userId, t.app.now());
    return errandsTodos({
      ...t.ctx(),
      actor: { kind: 'account', userId, grants, name: '', aal: 1 } as never,
    });
  };
  expect(await todos()).toEqual([]);
  await answer(first.token, TOPICS);
  const href = `/staff/meetings/${s.meeting.id}?tab=answers`;
  expect(await todos()).toMatchObject([{ code: 'meetings.answers_to_confirm', count: 1, href }]);
  t.setNow(new Date('2027-01-11T09:00:00+08:00'));
  expect(await todos()).toMatchObject([
    { code: 'meetings.answers_to_confirm', count: 1 },
    { code: 'meetings.answers_waiting', count: 1, href },
  ]);
});

test('what a unit says of the minutes on the phone is written down by section', async () => {
  const s = await scene('held');
  const { id } = s.meeting;
  await done(s.chair, beginMinutes, { id });
  await t.owner
    .updateTable('meetings.meeting')
    .set({ state: 'minutes_circulated', consensus: 'preliminary' })
    .where('id', '=', id)
    .execute();
  const asked = await ask(s, 'review', id);
  const listed = await done(s.chair, desk.listErrands, { id });
  expect(listed).toMatchObject({ kinds: ['review'], items: [{ may: ['agree', 'comments'] }] });
  const [section] = listed.sections;
  const said: Said = { kind: 'comments', comments: [{ section: section!.id, text: '请写明会期' }] };
  await done(s.chair, desk.enterAnswer, { id: asked.id, signer: '王建国', said, how: 'phone' });
  const { remarks } = await done(s.chair, getMinutes, { id });
  expect(remarks).toMatchObject([{ sectionId: section!.id, text: '请写明会期', state: 'confirmed' }]);
  const gone: Said = { kind: 'comments', comments: [{ section: id, text: '没有这一段' }] };
  expectProblem(
    await s.chair.call(desk.enterAnswer, { id: asked.id, signer: '王建国', said: gone, how: 'phone' }),
    409,
    'meetings.errand_section_gone',
    'said.comments',
  );
});
