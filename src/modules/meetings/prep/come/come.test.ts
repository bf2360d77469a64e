import { afterEach, expect, test } from 'vitest';
import { expectProblem, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { done } from '#kernel/testing/matrix';
import { updateOrg } from '#orgs/contract';
import { newBody, newMeeting, newTopic } from '../../factory.ts';
import * as bodies from '../bodies/contract.ts';
import { answerErrand, openErrand, receiveErrand } from '../../errands/contract.ts';
import * as contract from '../contract.ts';
import * as come from './contract.ts';
import { madeIn } from '../factory.ts';

async function made(given?: { members?: number }) {
  const app = await testApp();
  return madeIn(app, (await newDistrict(app)).district, given);
}

afterEach(async () => (await testApp()).setNow(null));

test('thirteen of thirteen answer, and one tap on the day says who was there', async () => {
  const { app, chair, body } = await made({ members: 12 });
  const { id } = await newMeeting(app, body, 'noticed', { noticed_at: app.ctx().now });
  await done(chair, come.askUnits, { id, kind: 'attend', dueOn: '2027-01-01' });
  expect((await done(chair, come.askUnits, { id, kind: 'attend' })).items).toEqual([]);
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

test('a notice that is written anew after it was sent has to be received anew', async () => {
  const { app, chair, body } = await made();
  const meeting = await newMeeting(app, body, 'noticed', { noticed_at: app.ctx().now, notice_text: '一稿' });
  const { id } = meeting;
  const { items } = await done(chair, come.askUnits, { id, kind: 'attend' });
  await done(app.guest(), receiveErrand, { token: items[1]!.token });
  const received = async () => (await done(chair, come.listAttendance, { id })).counts.received;
  expect(await received()).toBe(1);
  await done(chair, come.writeNotice, { id, no: '1号', text: '一稿', was: '一稿' });
  expect(await received()).toBe(1);
  await done(chair, come.writeNotice, { id, no: '1号', text: '二稿', was: '一稿' });
  expect(await received()).toBe(0);
  const held = await newMeeting(app, body, 'held');
  const late = await chair.call(come.writeNotice, { id: held.id, no: null, text: '晚', was: null });
  expectProblem(late, 409, 'meetings.meeting_closed');
});

test('an answer to the old time counts no more, also where nobody had confirmed it or the notice was taken back', async () => {
  const { app, chair, body } = await made();
  const meeting = await newMeeting(app, body, 'noticed', { noticed_at: app.ctx().now });
  await newTopic(app, meeting);
  const { id } = meeting;
  const { items } = await done(chair, come.askUnits, { id, kind: 'attend' });
  const said = { kind: 'attend', coming: true, title: '副局长' } as const;
  const { token } = items[1]!;
  await done(app.guest(), answerErrand, { token, signer: '王五', said, files: [] });
  await done(chair, contract.stepMeeting, {
    id,
    from: 'noticed',
    to: 'research_report',
    reason: '议题要重新研究',
  });
  const back = await done(app.guest(), openErrand, { token });
  expect(back.meeting!.change).toBe('会议另行通知：议题要重新研究');
  const moved = { id, sequence: 1, venue: '第二会议室', reason: '检修' };
  await done(chair, contract.changeMeeting, moved);
  const seen = await done(app.guest(), openErrand, { token });
  expect(seen).toMatchObject({ state: 'waiting', receivedAt: null, answers: [{ state: 'returned' }] });
  expect(seen.meeting!.change).toContain('改为第二会议室（检修）');
  expect(seen.answers[0]!.reason).toContain('检修');
});

test('on the day a unit is called as it is called then, and the draft is kept as the notice', async () => {
  const { app, chair, body } = await made();
  const meeting = await newMeeting(app, body, 'leader_approved');
  await newTopic(app, meeting);
  const { id } = meeting;
  await done(chair, contract.stepMeeting, { id, from: 'leader_approved', to: 'noticed' });
  expect((await done(chair, come.getNotice, { id })).text).toContain('关于召开');
  const unit = body.units[1]!;
  const name = `新名局${body.id.slice(-6)}`;
  await done(chair, updateOrg, { id: unit.org_id, name });
  const row = async () =>
    (await done(chair, come.listAttendance, { id })).items.find(({ unitId }) => unitId === unit.id)!;
  expect(await row()).toMatchObject({ nowCalled: name });
  app.setNow(new Date(meeting.starts_at!.getTime() + 60_000));
  const held = await app.officer('chair', body.orgId);
  await done(held, contract.stepMeeting, { id, from: 'noticed', to: 'held' });
  app.setNow(null);
  expect(await row()).toMatchObject({ unit: name, nowCalled: null });
});
