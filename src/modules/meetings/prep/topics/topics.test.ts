import { expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { done, type SignedIn } from '#kernel/testing/matrix';
import { getConcern, makeConcern, referConcern } from '#voices/concerns/contract';
import { makeVoice } from '#voices/contract';
import { newBody, newItem, newMeeting, newTopic } from '../../factory.ts';
import { applyPrepAnswer } from '../answers/actions.ts';
import * as concerns from '../concerns/contract.ts';
import * as contract from '../contract.ts';
import * as bodies from '../bodies/contract.ts';
import { prepTodos } from '../queries.ts';
import * as topics from './contract.ts';
import { hearTopics } from '../ends/actions.ts';
import { asChair, madeIn, newTopicFile, PDF } from '../factory.ts';

async function made(given?: { members?: number }) {
  const app = await testApp();
  return madeIn(app, (await newDistrict(app)).district, given);
}

/** What one courier said, referred to a joint meeting. Returns the concern. */
async function aConcern(chair: SignedIn, app: TestApp, district: number): Promise<string> {
  const said = await done(app.guest(), makeVoice, { text: '没有地方歇脚', page: '/near', orgId: district });
  const given = { orgId: district, title: '骑手没有地方歇脚', voiceIds: [said.id] };
  const { id } = await done(chair, makeConcern, given);
  await done(chair, referConcern, { id, lane: 'joint_topic' });
  return id;
}

test('topics are proposed, ordered, declined with a reason, and open items come before them', async () => {
  const { app, chair, body } = await made();
  const earlier = await newMeeting(app, body, 'issued', { year: 2025 });
  const open = await newItem(app, earlier, body.units[1]!, { due_on: '2026-01-31' });
  const meeting = await newMeeting(app, body, 'topic_call');
  const { id } = meeting;
  const unitId = body.units[1]!.id;
  const answer = {
    kind: 'topics',
    meetingId: id,
    unitId,
    what: [{ title: '编外人员入会', background: '约 3000 人' }],
  } as const;
  await inTx(app.ctx(), (ctx) => applyPrepAnswer(ctx, answer));
  await inTx(app.ctx(), (ctx) => applyPrepAnswer(ctx, answer));
  const stranger = (await newBody(app, body.orgId)).units[0]!.id;
  const wrong = { id, kind: 'report', title: '文化宫建设', unitId: stranger } as const;
  expectProblem(await chair.call(topics.proposeTopic, wrong), 422, 'meetings.unit_unknown', 'unitId');
  const own = await done(chair, topics.proposeTopic, {
    id,
    kind: 'relay',
    title: '传达市总通知',
    accepted: true,
  });
  const second = await done(chair, topics.proposeTopic, {
    id,
    kind: 'report',
    title: '文化宫建设',
    accepted: true,
  });
  await done(chair, topics.moveTopic, { id: second.id, to: 'up' });
  const agenda = await done(chair, topics.getAgenda, { id });
  expect(agenda.carried).toMatchObject([{ id: open.id, overdue: true }]);
  expect(agenda.topics.filter(({ state }) => state === 'accepted').map((one) => one.id)).toEqual([
    second.id,
    own.id,
  ]);
  const proposed = agenda.topics.filter(({ state }) => state === 'proposed');
  expect(proposed).toMatchObject([{ title: '编外人员入会', unit: { id: unitId } }]);
  const no = { id: proposed[0]!.id, to: 'declined' } as const;
  expectProblem(await chair.call(topics.decideTopic, no), 422, 'meetings.topic_reason_needed', 'reason');
  await done(chair, topics.decideTopic, { ...no, reason: '已另行研究' });
  await done(chair, topics.decideTopic, { ...no, reason: '已另行研究' });
  await done(chair, topics.changeTopic, { id: own.id, research: '走访 7 家', unitId });
  expectProblem(
    await chair.call(topics.changeTopic, { id: own.id, unitId: stranger }),
    422,
    'meetings.unit_unknown',
    'unitId',
  );
  const topic = await newTopic(app, await newMeeting(app, body, 'issued'));
  expectProblem(
    await chair.call(topics.moveTopic, { id: topic.id, to: 'up' }),
    409,
    'meetings.meeting_closed',
  );
  const undone = await chair.call(topics.decideTopic, { id: topic.id, to: 'proposed' });
  expectProblem(undone, 409, 'meetings.topic_bad_step');
  expectProblem(
    await chair.call(topics.changeTopic, { id: topic.id, title: '改' }),
    409,
    'meetings.meeting_closed',
  );
  const gone = await newMeeting(app, body, 'cancelled');
  expectProblem(
    await chair.call(topics.proposeTopic, { id: gone.id, kind: 'report', title: '晚' }),
    409,
    'meetings.meeting_closed',
  );
});

test('what workers said becomes a topic, and they hear whether it comes before the meeting', async () => {
  const { app, chair, district, body } = await made();
  const said = await done(app.guest(), makeVoice, {
    text: '没有地方歇脚',
    page: '/near',
    orgId: district,
  });
  const given = { orgId: district, title: '骑手没有地方歇脚', voiceIds: [said.id] };
  const { id: concern } = await done(chair, makeConcern, given);
  const meeting = await newMeeting(app, body, 'topic_call');
  const { id: topic } = await done(chair, topics.proposeTopic, {
    id: meeting.id,
    kind: 'discuss',
    title: '建休息点',
  });
  const link = { id: topic, concernIds: [concern] };
  const early = await chair.call(concerns.linkConcerns, link);
  expectProblem(early, 422, 'meetings.topic_concern_unknown', 'concernIds');
  await done(chair, referConcern, { id: concern, lane: 'joint_topic' });
  const offered = await done(chair, concerns.listTopicConcerns, { id: meeting.id });
  expect(offered.items).toMatchObject([{ id: concern, voices: 1, taken: false }]);
  expect(await done(chair, concerns.linkConcerns, link)).toEqual({ linked: 1 });
  expect((await done(chair, concerns.listTopicConcerns, { id: meeting.id })).items).toMatchObject([
    { taken: true },
  ]);
  await done(chair, topics.decideTopic, { id: topic, to: 'accepted' });
  await done(chair, topics.decideTopic, { id: topic, to: 'declined', reason: '先由街道解决' });
  const { steps } = await done(chair, getConcern, { id: concern });
  const told = steps.filter(({ kind }) => kind === 'topic' || kind === 'agenda');
  expect(told.map(({ kind }) => kind).toSorted()).toEqual(['agenda', 'topic', 'topic']);
  expect(told.map(({ text }) => text).join()).toContain('先由街道解决');
  const { topics: listed } = await done(chair, topics.getAgenda, { id: meeting.id });
  expect(listed[0]!.concerns).toMatchObject([{ id: concern, title: '骑手没有地方歇脚' }]);
  expect(await done(chair, concerns.linkConcerns, { id: topic, concernIds: [] })).toEqual({ linked: 0 });
  const over = await newTopic(app, await newMeeting(app, body, 'issued'));
  expectProblem(
    await chair.call(concerns.linkConcerns, { id: over.id, concernIds: [] }),
    409,
    'meetings.meeting_closed',
  );
});

test('a topic has files of the kinds that people use, and of no other', async () => {
  const { app, chair, body } = await made();
  const topic = await newTopic(app, await newMeeting(app, body, 'topic_call'));
  const add = (file: typeof PDF, name: string) =>
    chair.call(topics.addTopicFile, { id: topic.id, name }, { file });
  const { body: first } = await add(PDF, '报告.pdf');
  const read = await chair.call(topics.readTopicFile, { id: topic.id, file: first.id });
  expect(read.raw.equals(PDF.bytes)).toBe(true);
  expectProblem(
    await add({ ...PDF, bytes: Buffer.from('MZ\u0090\0') }, '程序.pdf'),
    422,
    'meetings.topic_bad_file',
  );
  await done(chair, topics.removeTopicFile, { id: topic.id, file: first.id });
  const none = { id: topic.id, file: first.id };
  expectProblem(await chair.call(topics.readTopicFile, none), 404, 'meetings.not_found');
  expectProblem(await chair.call(topics.removeTopicFile, none), 404, 'meetings.not_found');
  for (let count = 0; count < 10; count += 1) await newTopicFile(app, topic.id, `${count}.pdf`);
  expectProblem(await add(PDF, '多.pdf'), 422, 'meetings.topic_too_many_files');
  const over = await newTopic(app, await newMeeting(app, body, 'issued'));
  const late = await chair.call(topics.addTopicFile, { id: over.id, name: '晚.pdf' }, { file: PDF });
  expectProblem(late, 409, 'meetings.meeting_closed');
  const kept = await newTopicFile(app, topic.id, '留.pdf').catch(() => '');
  expect(kept).toBe('');
  expectProblem(
    await chair.call(topics.removeTopicFile, { id: over.id, file: topic.id }),
    409,
    'meetings.meeting_closed',
  );
});

test('once a meeting was held each topic ends: heard, declined, or left for the next one with its papers', async () => {
  const { app, chair, district, body } = await made();
  const meeting = await newMeeting(app, body, 'held', { year: 2026, ordinal: 1 });
  const [heard, left, open] = [
    await newTopic(app, meeting),
    await newTopic(app, meeting, { kind: 'discuss', research: '走访 7 家' }),
    await newTopic(app, meeting),
  ];
  const late = await done(chair, topics.proposeTopic, { id: meeting.id, kind: 'report', title: '会上提的' });
  await newTopicFile(app, left.id, '报告.pdf');
  const concern = await aConcern(chair, app, district);
  await done(chair, concerns.linkConcerns, { id: left.id, concernIds: [concern] });
  const decide = (
    id: string,
    to: 'heard' | 'accepted' | 'proposed' | 'declined' | 'deferred',
    reason?: string,
  ) => chair.call(topics.decideTopic, { id, to, ...(reason ? { reason } : {}) });
  const waits = async () => (await prepTodos(await asChair(app, body.orgId))).map(({ code }) => code);
  expect(await waits()).toContain('meetings.topics_open');
  for (const to of ['heard', 'accepted', 'heard'] as const)
    expect((await decide(heard.id, to)).status).toBe(200);
  expectProblem(await decide(heard.id, 'proposed'), 409, 'meetings.topic_bad_step');
  expectProblem(await decide(left.id, 'deferred'), 422, 'meetings.topic_reason_needed', 'reason');
  expectProblem(await decide(left.id, 'deferred', '时间不够'), 422, 'meetings.topic_no_next');
  const next = await newMeeting(app, body, 'year_plan', { year: 2027, ordinal: 1 });
  // Twice at once: one topic of the next meeting comes of it.
  await Promise.all([decide(left.id, 'deferred', '时间不够'), decide(left.id, 'deferred', '时间不够')]);
  const { topics: later } = await done(chair, topics.getAgenda, { id: next.id });
  expect(later).toMatchObject([
    { title: left.title, state: 'proposed', research: '走访 7 家', from: { id: meeting.id } },
  ]);
  expect(later[0]).toMatchObject({ files: [{ name: '报告.pdf' }], concerns: [{ id: concern }] });
  expect((await decide(late.id, 'declined', '撤回')).status).toBe(200);
  await inTx(app.ctx(), (ctx) => hearTopics(ctx, meeting, [open.id]));
  const { topics: now } = await done(chair, topics.getAgenda, { id: meeting.id });
  expect(Object.fromEntries(now.map(({ id, state }) => [id, state]))).toEqual({
    [heard.id]: 'heard',
    [left.id]: 'deferred',
    [open.id]: 'heard',
    [late.id]: 'declined',
  });
  expect(now.find(({ id }) => id === left.id)).toMatchObject({ next: { id: next.id }, reason: '时间不够' });
  expect(await waits()).not.toContain('meetings.topics_open');
  const { steps } = await done(chair, getConcern, { id: concern });
  expect(steps.map(({ text }) => text).join()).toContain('再议：时间不够');
});

test('the minutes leave out what was not spoken of, and then it is not heard', async () => {
  const { app, body } = await made();
  const meeting = await newMeeting(app, body, 'minutes_circulated');
  const topic = await newTopic(app, meeting);
  await inTx(app.ctx(), (ctx) => hearTopics(ctx, meeting, []));
  const { state } = await app
    .ctx()
    .db.selectFrom('meetings.topic')
    .select('state')
    .where('id', '=', topic.id)
    .executeTakeFirstOrThrow();
  expect(state).toBe('accepted');
});

test('when a meeting is cancelled those whose voices are in its topics hear so; topics may still be left for the next', async () => {
  const { app, chair, district, body } = await made();
  const meeting = await newMeeting(app, body, 'topic_call', { year: 2026, ordinal: 1 });
  const topic = await newTopic(app, meeting);
  const concern = await aConcern(chair, app, district);
  await done(chair, concerns.linkConcerns, { id: topic.id, concernIds: [concern] });
  const off = { id: meeting.id, from: 'topic_call', to: 'cancelled', reason: '并入明年' } as const;
  await done(chair, contract.stepMeeting, off);
  const { steps } = await done(chair, getConcern, { id: concern });
  expect(steps.map(({ text }) => text).join()).toContain('取消了：并入明年');
  await newMeeting(app, body, 'year_plan', { year: 2027, ordinal: 1 });
  const decision = { id: topic.id, to: 'deferred', reason: '并入明年' } as const;
  expect(await done(chair, topics.decideTopic, decision)).toEqual({ state: 'deferred' });
});

test('a topic of a unit that has left can still be changed', async () => {
  const { app, chair, body } = await made();
  const unit = body.units[1]!;
  const topic = await newTopic(app, await newMeeting(app, body, 'topic_call'), { unit_id: unit.id });
  await done(chair, bodies.endUnit, { id: body.id, unit: unit.id, reason: '机构改革' });
  await done(chair, topics.changeTopic, { id: topic.id, title: '改过的', unitId: unit.id });
});
