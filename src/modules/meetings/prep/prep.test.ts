import { afterEach, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, testApp } from '#kernel/testing';
import { done } from '#kernel/testing/matrix';
import { newDistrict } from '#orgs/factory';
import { newBody, newMeeting, newTopic } from '../factory.ts';
import type { Meeting } from '../queries.ts';
import { applyPrepAnswer } from './answers/actions.ts';
import * as bodies from './bodies/contract.ts';
import * as come from './come/contract.ts';
import * as topics from './topics/contract.ts';
import * as contract from './contract.ts';
import { asChair, madeIn } from './factory.ts';
import { prepTodos } from './queries.ts';

async function made(given?: { members?: number }) {
  const app = await testApp();
  return madeIn(app, (await newDistrict(app)).district, given);
}

afterEach(async () => (await testApp()).setNow(null));

test('a meeting is seen by the union that prepares it, and by nobody beside it', async () => {
  const { app, chair, body } = await made();
  const meeting = await newMeeting(app, body, 'noticed');
  const { body: seen } = await chair.call(contract.getMeeting, { id: meeting.id });
  expect(seen).toMatchObject({ title: meeting.title, state: 'noticed', mayManage: true });
  expect(seen.next).toContain('held');
  const other = await newDistrict(app);
  const stranger = await app.officer('chair', other.district);
  expectProblem(await stranger.call(contract.getMeeting, { id: meeting.id }), 404, 'meetings.not_found');
});

test('a meeting goes from the plan to the day, and each step says what it lacks', async () => {
  const { app, chair, body } = await made();
  const { id } = await done(chair, bodies.planMeeting, { bodyId: body.id, year: 2026, month: 12 });
  const read = () => done(chair, contract.getMeeting, { id });
  const go = (from: Meeting['state'], to: Meeting['state'], reason?: string) =>
    chair.call(contract.stepMeeting, { id, from, to, ...(reason ? { reason } : {}) });
  expect((await go('year_plan', 'topic_call')).status).toBe(200);
  expect((await read()).steps).toContainEqual({ to: 'topics_drafted', back: false, lacks: ['topic'] });
  const refused = await go('topic_call', 'topics_drafted');
  expectProblem(refused, 422, 'meetings.meeting_not_ready');
  expect(refused.problem.message).toContain('议题');
  const topic = await done(chair, topics.proposeTopic, { id, kind: 'report', title: '智慧工会建设' });
  await go('topic_call', 'topics_drafted');
  expectProblem(await go('topics_drafted', 'coordinated'), 422, 'meetings.meeting_not_ready');
  await done(chair, topics.decideTopic, { id: topic.id, to: 'accepted' });
  await go('topics_drafted', 'coordinated');
  const bare = await go('coordinated', 'leader_approved');
  expectProblem(bare, 422, 'meetings.meeting_approval_needed', 'approval');
  const approve = (approval: { by: string; on: string; no?: string }) =>
    chair.call(contract.stepMeeting, { id, from: 'coordinated', to: 'leader_approved', approval });
  const early = await approve({ by: '副区长', on: '2027-11-23' });
  expectProblem(early, 422, 'meetings.meeting_approval_needed', 'approval.on');
  const approval = { by: '副区长', on: '2026-11-23', no: '昌政办批〔2026〕8号' };
  expect((await approve(approval)).status).toBe(200);
  expect((await read()).approval).toEqual(approval);
  expectProblem(
    await go('leader_approved', 'topics_drafted'),
    422,
    'meetings.meeting_reason_needed',
    'reason',
  );
  expectProblem(await go('leader_approved', 'held'), 409, 'meetings.meeting_bad_step');
  expectProblem(await go('leader_approved', 'noticed'), 422, 'meetings.meeting_not_ready');
  const startsAt = '2026-12-08T01:00:00.000Z';
  const set = { id, sequence: 0, startsAt, venue: '第一会议室', chairTitle: '副区长' };
  await done(chair, contract.changeMeeting, set);
  expect((await go('leader_approved', 'noticed')).status).toBe(200);
  expectProblem(await go('noticed', 'held'), 422, 'meetings.meeting_not_ready');
  const seats = await done(chair, come.listAttendance, { id });
  expect(seats.counts).toMatchObject({ units: 3, answered: 0 });
  app.setNow(new Date('2026-12-08T03:00:00Z'));
  const held = await app.officer('chair', body.orgId);
  expect((await held.call(contract.stepMeeting, { id, from: 'noticed', to: 'held' })).status).toBe(200);
  expect((await read()).history.map(({ to }) => to)).toEqual([
    'year_plan',
    'topic_call',
    'topics_drafted',
    'coordinated',
    'leader_approved',
    'noticed',
    'held',
  ]);
});

test('of two officers who step at once the second one is told', async () => {
  const { app, chair, district, body } = await made();
  const { id } = await newMeeting(app, body);
  const other = await app.officer('membership_officer', district);
  const answers = await Promise.all(
    [chair, other].map((who) => who.call(contract.stepMeeting, { id, from: 'year_plan', to: 'topic_call' })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
});

test('after the notice a change needs a reason, asks the units again, and is counted for calendars', async () => {
  const { app, chair, body } = await made();
  const meeting = await newMeeting(app, body, 'noticed', { noticed_at: app.ctx().now });
  const { id } = meeting;
  const { items: links } = await done(chair, come.askUnits, { id, kind: 'attend' });
  expect(new Set(links.map(({ token }) => token)).size).toBe(3);
  const unit = body.units[1]!;
  await inTx(app.ctx(), (ctx) =>
    applyPrepAnswer(ctx, {
      kind: 'attend',
      meetingId: id,
      unitId: unit.id,
      what: { coming: true, person: '王五', title: '副局长' },
    }),
  );
  await app
    .ctx()
    .db.updateTable('meetings.errand')
    .set({ state: 'confirmed' })
    .where('unit_id', '=', unit.id)
    .execute();
  const before = await done(chair, come.listAttendance, { id });
  expect(before.counts).toMatchObject({ units: 3, answered: 1, coming: 1 });
  const change = { id, sequence: meeting.sequence, venue: '第二会议室' };
  expectProblem(
    await chair.call(contract.changeMeeting, change),
    422,
    'meetings.meeting_reason_needed',
    'reason',
  );
  const { sequence } = await done(chair, contract.changeMeeting, { ...change, reason: '会议室检修' });
  expect(sequence).toBe(meeting.sequence + 1);
  const late = await chair.call(contract.changeMeeting, { ...change, venue: '第三会议室', reason: '再换' });
  expectProblem(late, 409, 'meetings.meeting_changed');
  expect(late.problem.message).toContain('第二会议室');
  const seen = await done(chair, contract.getMeeting, { id });
  expect(seen.changeNote).toContain('改为第二会议室（会议室检修）');
  const after = await done(chair, come.listAttendance, { id });
  expect(after.counts).toMatchObject({ answered: 0 });
  expect(after.items.find(({ unitId }) => unitId === unit.id)).toMatchObject({
    state: 'expected',
    person: '王五',
    asked: { state: 'waiting' },
  });
});

test('a chair replaced on the day is put right after the meeting, with a reason; nothing else is', async () => {
  const { app, chair, body } = await made();
  const { id } = await newMeeting(app, body, 'held', { noticed_at: app.ctx().now });
  const swap = { id, sequence: 0, chairName: '赵六', chairTitle: '区政府办主任' };
  expectProblem(
    await chair.call(contract.changeMeeting, swap),
    422,
    'meetings.meeting_reason_needed',
    'reason',
  );
  await done(chair, contract.changeMeeting, { ...swap, reason: '副区长临时有会' });
  expectProblem(
    await chair.call(contract.changeMeeting, { id, sequence: 1, venue: '别处' }),
    409,
    'meetings.meeting_closed',
  );
  const seen = await done(chair, contract.getMeeting, { id });
  expect(seen).toMatchObject({ chairName: '赵六', chairTitle: '区政府办主任' });
  expect(seen.history.at(-1)).toMatchObject({ from: 'held', to: 'held' });
  expect(seen.history.at(-1)!.reason).toContain('副区长临时有会');
});

test('times are in order, and a notice keeps time and place', async () => {
  const { app, chair, body } = await made();
  const { id } = await newMeeting(app, body, 'noticed', { noticed_at: app.ctx().now });
  const wrong = { id, sequence: 0, startsAt: '2027-01-02T03:00:00Z', endsAt: '2027-01-02T02:00:00Z' };
  expectProblem(await chair.call(contract.changeMeeting, wrong), 422, 'meetings.meeting_bad_times', 'endsAt');
  const gone = { id, sequence: 0, venue: null, reason: '未定' };
  expectProblem(await chair.call(contract.changeMeeting, gone), 422, 'meetings.meeting_not_ready');
});

test('cancelling needs a reason, which units and calendars learn; it may be planned again', async () => {
  const { app, chair, body } = await made();
  const { id } = await newMeeting(app, body, 'noticed', { noticed_at: app.ctx().now });
  await done(chair, come.askUnits, { id, kind: 'attend' });
  const off = { id, from: 'noticed', to: 'cancelled' } as const;
  expectProblem(await chair.call(contract.stepMeeting, off), 422, 'meetings.meeting_reason_needed', 'reason');
  await done(chair, contract.stepMeeting, { ...off, reason: '与市里会议冲突' });
  const seen = await done(chair, contract.getMeeting, { id });
  expect(seen).toMatchObject({ state: 'cancelled', sequence: 1, changeNote: '会议取消：与市里会议冲突' });
  const errands = await app
    .ctx()
    .db.selectFrom('meetings.errand')
    .select('state')
    .where('meeting_id', '=', id)
    .execute();
  expect(new Set(errands.map(({ state }) => state))).toEqual(new Set(['closed']));
  expectProblem(
    await chair.call(come.addAttendance, { id, unit: '区总工会', role: 'union' }),
    409,
    'meetings.meeting_closed',
  );
  await done(chair, contract.stepMeeting, { id, from: 'cancelled', to: 'year_plan', reason: '改期再开' });
});

test('last year’s plan is copied once, and there has to be one', async () => {
  const { app, chair, body } = await made();
  const copy = (year: number) => chair.call(bodies.copyPlan, { id: body.id, year });
  expectProblem(await copy(2027), 422, 'meetings.plan_nothing');
  await newMeeting(app, body, 'issued', { year: 2026, ordinal: 1, month: 3 });
  await newMeeting(app, body, 'year_plan', { year: 2026, ordinal: 2, month: 9 });
  await newMeeting(app, body, 'cancelled', { year: 2026, ordinal: 3, month: 10 });
  expect((await copy(2027)).body).toEqual({ made: 2 });
  expectProblem(await copy(2027), 409, 'meetings.plan_exists');
  const urgent = await done(chair, bodies.planMeeting, { bodyId: body.id, year: 2027, title: '紧急会议' });
  expect(urgent.ordinal).toBe(3);
  const { meetings } = await done(chair, bodies.getBody, { id: body.id });
  expect(meetings.filter(({ year }) => year === 2027).map(({ month, ordinal }) => [ordinal, month])).toEqual([
    [1, 3],
    [2, 9],
    [3, null],
  ]);
});

test('what the plan wanted by now and nobody called stands among the to-dos, and is marked in the list', async () => {
  (await testApp()).setNow(new Date('2027-11-20T01:00:00Z'));
  const { app, chair, body } = await made();
  const plan = (month: number | null, state: 'year_plan' | 'held' = 'year_plan') =>
    newMeeting(app, body, state, { year: 2027, month });
  const [late, due] = [await plan(10), await plan(11)];
  await plan(9, 'held');
  const waiting = await prepTodos(await asChair(app, body.orgId));
  expect(waiting.find(({ code }) => code === 'meetings.plan_late')).toMatchObject({
    count: 1,
    oldest: '2027-10-31T16:00:00.000Z',
    href: `/staff/meetings/${late.id}`,
  });
  const { meetings } = await done(chair, bodies.getBody, { id: body.id });
  const marked = Object.fromEntries(meetings.map((one) => [one.id, one.late]));
  expect(marked).toMatchObject({ [late.id]: true, [due.id]: false });
});

test('what waits is told: no plan, a day that has gone, topics, units that ended', async () => {
  const { app, body } = await made();
  await newMeeting(app, body, 'noticed', {
    year: 2026,
    starts_at: new Date('2026-11-01T01:00:00Z'),
    ends_at: null,
  });
  await newTopic(app, await newMeeting(app, body, 'topic_call', { year: 2026 }), { state: 'proposed' });
  await newBody(app, body.orgId);
  const codes = (await prepTodos(await asChair(app, body.orgId))).map(({ code }) => code);
  for (const code of ['past_date', 'topics_waiting', 'none_planned', 'none_planned_next'])
    expect(codes).toContain(`meetings.${code}`);
});
