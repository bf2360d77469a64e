import { afterEach, beforeAll, expect, test } from 'vitest';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { changeMeeting, stepMeeting } from '../../prep/contract.ts';
import * as contract from '../contract.ts';
import * as desk from '../desk/contract.ts';
import { errandStage, TOPICS, type Said } from '../factory.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

const { scene, ask, answer, page } = errandStage(() => t, newDistrict);

const TOPIC_SAYINGS = ['topics', 'no_topics'];

test('a unit answers from its link; an officer confirms the source, and only then it counts', async () => {
  const s = await scene();
  const { id, token } = await ask(s, 'topics', s.meeting.id);
  const first = await page(token);
  expect(first).toMatchObject({ kind: 'topics', state: 'waiting', dueOn: '2027-01-10', receivedAt: null });
  expect(first).toMatchObject({ may: TOPIC_SAYINGS, halt: null });
  const sent = await answer(token, TOPICS);
  expect(sent.body).toMatchObject({ state: 'submitted', answers: [{ state: 'submitted', said: TOPICS }] });
  expect(sent.body.receivedAt).not.toBeNull();
  const topics = () =>
    t.owner.selectFrom('meetings.topic').select('title').where('meeting_id', '=', s.meeting.id).execute();
  expect(await topics()).toEqual([]);
  const answered = sent.body.answers[0]!;
  const listed = (await s.chair.call(desk.listErrands, { id: s.meeting.id })).body;
  expect(listed.items).toMatchObject([{ id, state: 'submitted', may: TOPIC_SAYINGS, link: { live: true } }]);
  const confirmed = await s.chair.call(desk.confirmAnswers, { ids: [answered.id], how: 'phone' });
  expect(confirmed.body).toEqual({ confirmed: 1 });
  expect(await topics()).toEqual([{ title: '骑手换电柜的布点' }]);
  expect(await page(token)).toMatchObject({ state: 'confirmed', answers: [{ state: 'confirmed' }] });
  expectProblem(
    await s.chair.call(desk.confirmAnswers, { ids: [answered.id], how: 'phone' }),
    409,
    'meetings.errand_decided',
  );
  expectProblem(
    await s.chair.call(desk.giveBackAnswer, { id: answered.id, reason: '晚了' }),
    409,
    'meetings.errand_decided',
  );
});

test('an answer that is given back says why on the unit’s page, and a new one can be sent', async () => {
  const s = await scene();
  const { token } = await ask(s, 'topics', s.meeting.id);
  const [first] = (await answer(token, TOPICS)).body.answers;
  const back = await s.chair.call(desk.giveBackAnswer, { id: first!.id, reason: '请写明牵头科室' });
  expect(back.body).toEqual({ state: 'returned' });
  const told = await page(token);
  expect(told).toMatchObject({
    state: 'returned',
    answers: [{ state: 'returned', reason: '请写明牵头科室' }],
  });
  expect((await answer(token, { kind: 'no_topics' })).body.state).toBe('submitted');
  const nobody = await t.officer('viewer', s.orgId);
  expect((await nobody.call(desk.giveBackAnswer, { id: first!.id, reason: '再退' })).status).toBe(403);
});

test('the newest answer to a question counts, and the page says so', async () => {
  const s = await scene('noticed');
  const { token } = await ask(s, 'attend', s.meeting.id);
  await answer(token, { kind: 'attend', coming: true, person: '李秀英' });
  const { body } = await answer(token, { kind: 'attend', coming: false, note: '当天有防汛会' });
  expect(body.answers.map(({ state }) => state)).toEqual(['submitted', 'returned']);
  expect(body.answers[1]!.reason).toContain('后一份');
  expectProblem(
    await answer(token, { kind: 'attend', coming: true }),
    422,
    'meetings.errand_who',
    'said.person',
  );
});

test('sending twice gives one answer', async () => {
  const s = await scene();
  const { token } = await ask(s, 'topics', s.meeting.id);
  const key = 'k'.repeat(32);
  const asked = { token, signer: '王建国', said: TOPICS };
  const first = await t.guest().call(contract.answerErrand, asked, { key });
  const second = await t.guest().call(contract.answerErrand, asked, { key });
  expect(second.body).toEqual(first.body);
  expect((await page(token)).answers).toHaveLength(1);
});

test('the draft of the minutes is read section by section and commented on', async () => {
  const s = await scene('minutes_circulated');
  const section = '01890000-0000-7000-8000-0000000000aa'.replace('aa', String((s.orgId % 90) + 10));
  await t.owner
    .insertInto('meetings.section')
    .values({
      id: section,
      meeting_id: s.meeting.id,
      seq: 1,
      kind: 'opening',
      topic_id: null,
      heading: '会议基本情况',
      text: '会议于十二月召开。',
      version: 1,
      edited_by: 'test',
      edited_at: new Date(),
    })
    .execute();
  const { token } = await ask(s, 'review', s.meeting.id);
  expect((await page(token)).meeting).toMatchObject({
    sections: [{ id: section, text: '会议于十二月召开。' }],
    agenda: [],
    notice: null,
  });
  const said: Said = { kind: 'comments', comments: [{ section, text: '应写明日期' }] };
  const other: Said = { kind: 'comments', comments: [{ section: s.meeting.id, text: '没有这一段' }] };
  expectProblem(await answer(token, other), 409, 'meetings.errand_section_gone', 'said.comments');
  expect((await answer(token, said)).body.answers[0]!.said).toEqual(said);
});

test('what was answered for a meeting that is cancelled or moved waits for nobody, and the unit reads why', async () => {
  const s = await scene('noticed', { noticed_at: new Date() });
  const { id } = s.meeting;
  const { token } = await ask(s, 'attend', id);
  await answer(token, { kind: 'attend', coming: true, person: '李秀英' });
  const reason = '主持人临时有会';
  const startsAt = new Date(s.meeting.starts_at!.getTime() - 3_600_000).toISOString();
  const change = { id, sequence: s.meeting.sequence, startsAt, reason };
  expect((await s.chair.call(changeMeeting, change)).status).toBe(200);
  const moved = await page(token);
  expect(moved).toMatchObject({ state: 'waiting', answers: [{ state: 'returned' }] });
  expect(moved.meeting!.change).toContain(reason);
  expect(moved.answers[0]!.reason).toContain(reason);
  await answer(token, { kind: 'attend', coming: true, person: '李秀英' });
  expect((await s.chair.call(stepMeeting, { id, from: 'noticed', to: 'cancelled', reason })).status).toBe(
    200,
  );
  expect(await page(token)).toMatchObject({
    state: 'closed',
    halt: 'cancelled',
    why: reason,
    may: [],
    answers: [{ state: 'returned', reason }, {}],
  });
});

test('a link that was passed on cannot be used without end', async () => {
  const s = await scene();
  const { id, token } = await ask(s, 'topics', s.meeting.id);
  const said: Said = { kind: 'no_topics' };
  for (let sent = 0; sent < 20; sent += 1) expect((await answer(token, said)).status).toBe(200);
  expectProblem(await answer(token, said), 409, 'meetings.errand_too_often');
  // The union can still write down what it is told.
  const entered = await s.chair.call(desk.enterAnswer, { id, signer: '王建国', said, how: 'phone' });
  expect(entered.status).toBe(201);
});
