import { afterEach, expect, test } from 'vitest';
import { inTx, type Ctx } from '#kernel/ctx';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { done, type SignedIn } from '#kernel/testing/matrix';
import { findOrg } from '#orgs';
import { changeOrgState, updateOrg } from '#orgs/contract';
import { newDistrict } from '#orgs/factory';
import { newBody, newItem, newMeeting, newOffice, newTopic, type TestBody } from '../factory.ts';
import type { Meeting } from '../queries.ts';
import { applyPrepAnswer } from './actions.ts';
import * as bodies from './bodies/contract.ts';
import * as come from './come/contract.ts';
import * as contract from './contract.ts';
import { newTopicFile, PDF } from './factory.ts';
import { prepTodos } from './queries.ts';
import * as topics from './topics/contract.ts';

interface Made {
  readonly app: TestApp;
  readonly district: number;
  readonly chair: SignedIn;
  readonly body: TestBody;
}

async function made({ members = 2 } = {}): Promise<Made> {
  const app = await testApp();
  const { district } = await newDistrict(app);
  return {
    app,
    district,
    chair: await app.officer('chair', district),
    body: await newBody(app, district, { members }),
  };
}

/** To-dos are of whoever asks. */
async function asChair(app: TestApp, orgId: number): Promise<Ctx> {
  const ctx = app.ctx();
  const { path } = (await findOrg(ctx, orgId))!;
  const grants = [{ role: 'chair' as const, orgId, path }];
  return { ...ctx, actor: { kind: 'account', userId: 'u', sessionId: 's', phone: null, grants } };
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
  await go('coordinated', 'leader_approved');
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
  const { links } = await done(chair, come.askUnits, { id, kind: 'attend' });
  expect(links.map(({ url }) => url)).toEqual(links.map(() => expect.stringMatching(/\/unit#\w/)));
  expect(links).toHaveLength(3);
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
  expect(await done(chair, bodies.endUnit, left)).toEqual({ openItems: 0 });
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
  expect(seen.units.find(({ id }) => id === lead!.id)).toMatchObject({ orgState: 'dissolved', openItems: 1 });
  expectProblem(
    await chair.call(bodies.addUnit, { id: body.id, orgId: lead!.org_id }),
    422,
    'meetings.unit_not_standing',
    'orgId',
  );
  const at = { id: body.id, unit: lead!.id };
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
  ).toEqual([{ unit_id: heir }]);
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
  expectProblem(
    await chair.call(topics.decideTopic, { id: topic.id, to: 'declined', reason: '晚了' }),
    409,
    'meetings.meeting_closed',
  );
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

test('thirteen of thirteen answer, and one tap on the day says who was there', async () => {
  const { app, chair, body } = await made({ members: 12 });
  const { id } = await newMeeting(app, body, 'noticed', { noticed_at: app.ctx().now });
  await done(chair, come.askUnits, { id, kind: 'attend', dueOn: '2027-01-01' });
  expect((await done(chair, come.askUnits, { id, kind: 'attend' })).links).toEqual([]);
  const { items } = await done(chair, come.listAttendance, { id });
  for (const [at, { id: row }] of items.entries())
    await done(chair, come.changeAttendance, { id, row, state: at === 0 ? 'not_coming' : 'coming' });
  expect((await done(chair, come.listAttendance, { id })).counts).toMatchObject({
    units: 13,
    answered: 13,
    coming: 12,
    notComing: 1,
  });
  const [first, second] = items;
  await done(chair, come.changeAttendance, {
    id,
    row: second!.id,
    state: 'deputy',
    person: '孙八',
    title: '处长',
  });
  const guest = await done(chair, come.addAttendance, {
    id,
    unit: '区总工会',
    role: 'union',
    person: '周九',
  });
  expectProblem(
    await chair.call(come.removeAttendance, { id, row: first!.id }),
    422,
    'meetings.seat_of_unit',
  );
  await done(chair, come.changeAttendance, { id, row: guest.id, state: 'present' });
  const after = await done(chair, come.listAttendance, { id });
  expect(after.counts).toMatchObject({ units: 13, there: 1 });
  expect(after.items.at(-1)).toMatchObject({ unit: '区总工会', state: 'present' });
  await done(chair, come.removeAttendance, { id, row: guest.id });
  const none = { id, row: guest.id };
  expectProblem(await chair.call(come.removeAttendance, none), 404, 'meetings.not_found');
  expectProblem(
    await chair.call(come.changeAttendance, { ...none, state: 'absent' }),
    404,
    'meetings.not_found',
  );
  const over = await newMeeting(app, body, 'issued');
  const late = { id: over.id, row: first!.id };
  expectProblem(
    await chair.call(come.changeAttendance, { ...late, state: 'absent' }),
    409,
    'meetings.meeting_closed',
  );
  expectProblem(await chair.call(come.removeAttendance, late), 409, 'meetings.meeting_closed');
});

test('a notice is drafted from the records; of two who write the second one is told', async () => {
  const { app, chair, body } = await made();
  const meeting = await newMeeting(app, body, 'research_report', { chair_title: '副区长' });
  const { id } = meeting;
  await newTopic(app, meeting, { title: '文化宫建设' });
  const read = () => done(chair, come.getNotice, { id });
  expect((await read()).draft).toContain('文化宫建设');
  await done(chair, come.writeNotice, { id, no: '昌政办发〔2026〕12号', text: '一稿', was: null });
  const late = await chair.call(come.writeNotice, { id, no: null, text: '另一稿', was: null });
  expectProblem(late, 409, 'meetings.notice_changed');
  await done(chair, come.writeNotice, { id, no: null, text: '二稿', was: '一稿' });
  expect(await read()).toMatchObject({ no: null, text: '二稿' });
  expectProblem(await chair.call(come.askUnits, { id, kind: 'attend' }), 409, 'meetings.meeting_bad_step');
  const over = await newMeeting(app, body, 'cancelled');
  const closed = await chair.call(come.writeNotice, { id: over.id, no: null, text: '晚', was: null });
  expectProblem(closed, 409, 'meetings.meeting_closed');
  const empty = await newBody(app, body.orgId, { members: 0 });
  await done(chair, bodies.endUnit, { id: empty.id, unit: empty.units[0]!.id, reason: '错' });
  const called = await newMeeting(app, empty, 'topic_call');
  expectProblem(
    await chair.call(come.askUnits, { id: called.id, kind: 'topics' }),
    422,
    'meetings.meeting_not_ready',
  );
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
