import { sql } from 'kysely';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Request } from '#kernel/contract';
import { inTx } from '#kernel/ctx';
import { expectProblem, testApp, type Client, type TestApp } from '#kernel/testing';
import { grantsOf } from '#orgs';
import { newDistrict } from '#orgs/factory';
import type { ErrandKind, MeetingState } from '../contract.ts';
import { newBody, newItem, newMeeting, newTopic, type TestBody } from '../factory.ts';
import type { Item, Meeting, Unit } from '../queries.ts';
import * as contract from './contract.ts';
import * as desk from './desk/contract.ts';
import { PDF } from './factory.ts';
import { clearUploadsJob } from './jobs.ts';
import { unitProgress } from './progress/contract.ts';
import { errandsTodos } from './queries.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

type Said = Request<typeof contract.answerErrand>['said'];

interface Scene {
  readonly chair: Client & { readonly userId: string };
  readonly orgId: number;
  readonly body: TestBody;
  readonly unit: Unit;
  readonly meeting: Meeting;
}

async function scene(state: MeetingState = 'topic_call', given: Partial<Meeting> = {}): Promise<Scene> {
  const { district } = await newDistrict(t);
  const body = await newBody(t, district);
  const chair = await t.officer('chair', district);
  const meeting = await newMeeting(t, body, state, given);
  return { chair, orgId: district, body, unit: body.units[1]!, meeting };
}

async function ask({ chair, unit }: Pick<Scene, 'chair' | 'unit'>, kind: ErrandKind, about: string) {
  const { status, body } = await chair.call(desk.askUnit, {
    kind,
    unitId: unit.id,
    about,
    dueOn: '2027-01-10',
  });
  expect(status).toBe(201);
  return body;
}

const answer = (token: string, said: Said, files: string[] = []) =>
  t.guest().call(contract.answerErrand, { token, signer: '王建国', signerTitle: '办公室主任', said, files });

async function upload(token: string, name = '材料.pdf', file = PDF) {
  const guest = t.guest();
  const { ticket } = (await guest.call(contract.ticketForFile, { token })).body;
  return guest.call(contract.sendFile, { token: ticket, name }, { file });
}

const page = async (token: string) => (await t.guest().call(contract.openErrand, { token })).body;

const TOPICS: Said = {
  kind: 'topics',
  topics: [{ title: '骑手换电柜的布点', background: '中午换电要排队' }],
};

test('a unit answers from its link; an officer confirms the source, and only then it counts', async () => {
  const s = await scene();
  const { id, token } = await ask(s, 'topics', s.meeting.id);
  const first = await page(token);
  expect(first).toMatchObject({ kind: 'topics', state: 'waiting', dueOn: '2027-01-10', receivedAt: null });
  expect(first.may).toEqual(['topics', 'no_topics']);
  const sent = await answer(token, TOPICS);
  expect(sent.body).toMatchObject({ state: 'submitted', answers: [{ state: 'submitted', said: TOPICS }] });
  expect(sent.body.receivedAt).not.toBeNull();
  const topics = () =>
    t.owner.selectFrom('meetings.topic').select('title').where('meeting_id', '=', s.meeting.id).execute();
  expect(await topics()).toEqual([]);
  const answered = sent.body.answers[0]!;
  const listed = (await s.chair.call(desk.listErrands, { id: s.meeting.id })).body;
  expect(listed.items).toMatchObject([{ id, state: 'submitted', open: true, link: { live: true } }]);
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

test('looking writes nothing, whoever it was sent on to; officers see when it was used', async () => {
  const s = await scene('noticed', { notice_text: '请准时参会', notice_no: '联办〔2026〕1号' });
  await newTopic(t, s.meeting, { title: '暖心驿站布点' });
  const { token } = await ask(s, 'attend', s.meeting.id);
  const state = async () => {
    const { rows } = await t.pool.query(
      `select (select jsonb_agg(to_jsonb(e)) from meetings.errand as e where meeting_id = $1) as errands,
        (select jsonb_agg(l.used_at) from kernel.link as l where kind = 'meetings.errand' and org_id = $2) as used,
        (select count(*) from kernel.audit_entry where org_id = $2) as entries`,
      [s.meeting.id, s.orgId],
    );
    return rows[0];
  };
  const before = await state();
  const [one, other] = [await page(token), await page(token)];
  expect({ ...one, at: '' }).toEqual({ ...other, at: '' });
  expect(one.meeting).toMatchObject({ notice: '请准时参会', agenda: ['暖心驿站布点'], sections: [] });
  expect(await state()).toEqual(before);
  expect((await s.chair.call(desk.listErrands, { id: s.meeting.id })).body.items[0]!.link!.usedAt).toBeNull();
  const { body } = await t.guest().call(contract.receiveErrand, { token });
  expect(body).toMatchObject({ state: 'waiting' });
  expect(body.receivedAt).not.toBeNull();
  const again = await t.guest().call(contract.receiveErrand, { token });
  expect(again.body.receivedAt).toBe(body.receivedAt);
  const { items } = (await s.chair.call(desk.listErrands, { id: s.meeting.id })).body;
  expect(items[0]!.link!.usedAt).not.toBeNull();
});

test('a unit keeps the meeting in its calendar, by the link of its notice alone', async () => {
  const s = await scene('noticed', { title: '第九次联席会议' });
  const { token } = await ask(s, 'attend', s.meeting.id);
  const file = await t.guest().call(contract.unitCalendar, { token });
  expect(file.status).toBe(200);
  expect(file.raw.toString()).toContain('SUMMARY:第九次联席会议');
  const other = await scene();
  const topics = await ask(other, 'topics', other.meeting.id);
  expectProblem(
    await t.guest().call(contract.unitCalendar, { token: topics.token }),
    409,
    'meetings.errand_not_this',
  );
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

async function assigned() {
  const s = await scene('held');
  const item = await newItem(t, s.meeting, s.unit);
  return { ...s, item, ...(await ask(s, 'item', item.id)) };
}

async function setItem(item: Item, given: Partial<Item>): Promise<void> {
  // By no step of its own: its triggers, which hold the table of steps, are passed by.
  await t.owner.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = 'replica'`.execute(tx);
    await tx.updateTable('meetings.item').set(given).where('id', '=', item.id).execute();
  });
}

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
  expect((await answer(token, said)).body.answers[0]!.said).toEqual(said);
});

test('a file is sent by a ticket that is good once, and becomes part of the answer', async () => {
  const s = await scene();
  const { id, token } = await ask(s, 'topics', s.meeting.id);
  const guest = t.guest();
  const { ticket } = (await guest.call(contract.ticketForFile, { token })).body;
  const sent = await guest.call(contract.sendFile, { token: ticket, name: '议题材料' }, { file: PDF });
  expect(sent).toMatchObject({ status: 201, body: { name: '议题材料.pdf' } });
  expectProblem(
    await guest.call(contract.sendFile, { token: ticket, name: '再来.pdf' }, { file: PDF }),
    410,
    'kernel.link_over',
  );
  // The ticket opens no page, and the link sends no file.
  expectProblem(await guest.call(contract.openErrand, { token: ticket }), 404, 'kernel.link_unknown');
  expectProblem(
    await guest.call(contract.sendFile, { token, name: '一.pdf' }, { file: PDF }),
    404,
    'kernel.link_unknown',
  );
  const said: Said = { kind: 'topics', topics: [] };
  expectProblem(await answer(token, said), 422, 'meetings.errand_nothing', 'said.topics');
  const { body } = await answer(token, said, [sent.body.id]);
  expect(body.answers[0]!.files).toEqual([{ id: sent.body.id, name: '议题材料.pdf' }]);
  expectProblem(await answer(token, said, [sent.body.id]), 422, 'meetings.errand_file_gone', 'files');
  const file = await s.chair.call(desk.readErrandFile, { id, file: sent.body.id });
  expect(file.raw.equals(PDF.bytes)).toBe(true);
});

test('a ticket ends after ten minutes, and what was not answered with after a day', async () => {
  const s = await scene();
  const { token } = await ask(s, 'topics', s.meeting.id);
  const guest = t.guest();
  const { ticket } = (await guest.call(contract.ticketForFile, { token })).body;
  const kept = (await upload(token)).body.id;
  t.setNow(new Date(Date.now() + 11 * 60_000));
  expectProblem(
    await guest.call(contract.sendFile, { token: ticket, name: '一.pdf' }, { file: PDF }),
    410,
    'kernel.link_over',
  );
  t.setNow(new Date(Date.now() + 25 * 3_600_000));
  await inTx(t.ctx(), (tx) => clearUploadsJob.run(tx, {}));
  expectProblem(await answer(token, TOPICS, [kept]), 422, 'meetings.errand_file_gone', 'files');
});

test('a file of the wrong kind is refused in plain words, and the ticket is still good', async () => {
  const s = await scene();
  const { token } = await ask(s, 'topics', s.meeting.id);
  const guest = t.guest();
  const { ticket } = (await guest.call(contract.ticketForFile, { token })).body;
  const wrong = [
    { bytes: Buffer.from('d0cf11e0a1b11ae1', 'hex'), type: 'application/octet-stream' },
    { bytes: Buffer.from('MZ program'), type: 'application/octet-stream' },
    { bytes: Buffer.from('<html></html>'), type: 'application/pdf' },
    { bytes: Buffer.from('%PDF-1.7'), type: 'image/png' },
  ];
  for (const file of wrong)
    expectProblem(
      await guest.call(contract.sendFile, { token: ticket, name: '材料.doc' }, { file }),
      415,
      'meetings.errand_bad_file',
      'files',
    );
  const large = { bytes: Buffer.alloc(contract.FILE_BYTES + 1), type: 'application/pdf' };
  expectProblem(
    await guest.call(contract.sendFile, { token: ticket, name: '大.pdf' }, { file: large }),
    413,
    'kernel.too_large',
  );
  const docx = {
    bytes: Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('word/document.xml')]),
    type: 'application/octet-stream',
  };
  const sent = await guest.call(contract.sendFile, { token: ticket, name: '材料.docx' }, { file: docx });
  expect(sent.body.name).toBe('材料.docx');
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

test('a renewed link ends the one before; a revoked or ended one says whom to ask', async () => {
  const s = await scene();
  const { id, token } = await ask(s, 'topics', s.meeting.id);
  const renewed = (await s.chair.call(desk.renewErrandLink, { id })).body;
  expectProblem(await t.guest().call(contract.openErrand, { token }), 410, 'kernel.link_over');
  expect((await page(renewed.token)).state).toBe('waiting');
  const asked = await ask(s, 'topics', s.meeting.id);
  expect(asked.id).toBe(id);
  expect((await s.chair.call(desk.endErrandLink, { id })).body).toEqual({ ended: true });
  expect((await s.chair.call(desk.endErrandLink, { id })).body).toEqual({ ended: false });
  for (const call of [contract.openErrand, contract.receiveErrand, contract.ticketForFile])
    expectProblem(await t.guest().call(call, { token: asked.token }), 410, 'kernel.link_over');
  expectProblem(await answer(asked.token, TOPICS), 410, 'kernel.link_over');
  const last = (await s.chair.call(desk.renewErrandLink, { id })).body;
  t.setNow(new Date(Date.parse(last.expiresAt) + 1_000));
  expectProblem(await t.guest().call(contract.openErrand, { token: last.token }), 410, 'kernel.link_over');
});

test('links of all that have not answered are made at once, and the others stay', async () => {
  const s = await scene();
  const done = await ask(s, 'topics', s.meeting.id);
  await answer(done.token, TOPICS);
  const waiting = await ask({ ...s, unit: s.body.units[2]! }, 'topics', s.meeting.id);
  const { body } = await s.chair.call(desk.renewMeetingLinks, { id: s.meeting.id, kind: 'topics' });
  expect(body.items.map(({ id }) => id)).toEqual([waiting.id]);
  expect((await page(body.items[0]!.token)).state).toBe('waiting');
  expect((await page(done.token)).state).toBe('submitted');
  const none = await s.chair.call(desk.renewMeetingLinks, { id: s.meeting.id, kind: 'review' });
  expect(none.body.items).toEqual([]);
});

test('a link goes to the unit by SMS where a phone is on record', async () => {
  const s = await scene();
  const { id } = await ask(s, 'topics', s.meeting.id);
  expectProblem(await s.chair.call(desk.sendErrandLink, { id }), 409, 'meetings.errand_no_phone');
  const phone = '13612340000';
  await t.owner
    .updateTable('meetings.unit')
    .set({ contact_sealed: t.app.crypto.seal(phone) })
    .where('id', '=', s.unit.id)
    .execute();
  expect((await s.chair.call(desk.sendErrandLink, { id })).body).toEqual({ sent: true });
  const [message] = await t.messagesTo(phone);
  const token = message!.params['link']!.split('#')[1]!;
  expect((await page(token)).kind).toBe('topics');
});

test('who has left the meeting answers no more', async () => {
  const s = await scene();
  const { id, token } = await ask(s, 'topics', s.meeting.id);
  await t.owner
    .updateTable('meetings.unit')
    .set({ left_at: new Date() })
    .where('id', '=', s.unit.id)
    .execute();
  expect((await page(token)).may).toEqual([]);
  expectProblem(await answer(token, TOPICS), 409, 'meetings.errand_over');
  expectProblem(await s.chair.call(desk.renewErrandLink, { id }), 409, 'meetings.errand_unit_left');
  expectProblem(await s.chair.call(desk.sendErrandLink, { id }), 409, 'meetings.errand_unit_left');
  const about = { kind: 'topics' as const, about: s.meeting.id };
  expectProblem(await s.chair.call(desk.askUnit, { ...about, unitId: s.unit.id }), 404, 'meetings.not_found');
});

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

test('no link opens, answers or sends a file for anything but its own errand', async () => {
  const s = await scene();
  const item = await newItem(t, await newMeeting(t, s.body, 'held'), s.unit, { text: '别的事项' });
  const mine = await ask(s, 'topics', s.meeting.id);
  const beside = [
    await ask({ ...s, unit: s.body.units[2]! }, 'topics', s.meeting.id),
    await ask(s, 'item', item.id),
    await ask(s, 'topics', (await newMeeting(t, s.body, 'topic_call', { title: '别的会议' })).id),
  ];
  const theirs = (await upload(mine.token)).body.id;
  const rest = () =>
    t.pool.query(
      `select e.id, e.state, e.received_at, (select count(*) from meetings.submission where errand_id = e.id) as answers
       from meetings.errand as e where e.org_id = $1 and e.id <> all ($2::uuid[]) order by e.id`,
      [s.orgId, [mine.id]],
    );
  const before = (await rest()).rows;
  for (const { token } of beside) {
    expectProblem(await answer(token, { kind: 'topics', topics: [] }, [theirs]), ...refusal(token));
    const seen = JSON.stringify(await page(token));
    for (const other of [mine, ...beside].filter((each) => each.token !== token))
      expect(seen).not.toContain(other.id);
    if (token !== beside[1]!.token) expect(seen).not.toContain('别的事项');
    if (token !== beside[2]!.token) expect(seen).not.toContain('别的会议');
  }
  await t.guest().call(contract.receiveErrand, { token: mine.token });
  await answer(mine.token, TOPICS, [theirs]);
  expect((await rest()).rows).toEqual(before);

  function refusal(token: string): [number, string, string?] {
    if (token === beside[1]!.token) return [409, 'meetings.errand_not_this'];
    return [422, 'meetings.errand_file_gone', 'files'];
  }
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

test('the page of a unit counts what it leads, by the same definitions', async () => {
  const now = new Date();
  const s = await scene('held', { starts_at: new Date(now.getTime() - 3 * 86_400_000), ends_at: now });
  await newItem(t, s.meeting, s.unit, { due_on: '2026-01-31' });
  await newItem(t, s.meeting, s.unit, {
    state: 'closed',
    owner_name: '张国强',
    outcome: '已办',
    due_on: '2026-12-31',
    closed_at: now,
  });
  const supported = await newItem(t, s.meeting, s.body.units[2]!);
  await t.owner
    .insertInto('meetings.item_support')
    .values({ item_id: supported.id, unit_id: s.unit.id })
    .execute();
  await ask(s, 'item', supported.id);
  const { body } = await s.chair.call(unitProgress, { id: s.unit.id });
  expect(body.figures).toEqual({
    all: 2,
    open: 1,
    overdue: 1,
    closed: 1,
    failed: 0,
    dated: 1,
    onTime: 1,
    // From the meeting, not from the day on which it was written down.
    medianDays: 3,
  });
  expect(body.items.map(({ leads }) => leads)).toEqual([true, false, true]);
  expect(body.unanswered).toBe(1);
  expectProblem(await s.chair.call(unitProgress, { id: s.meeting.id }), 404, 'meetings.not_found');
});

test('who asks too often is told to wait', async () => {
  const s = await scene('noticed');
  const { token } = await ask(s, 'attend', s.meeting.id);
  const ticket = (await t.guest().call(contract.ticketForFile, { token })).body.ticket;
  const said: Said = { kind: 'attend', coming: false };
  const calls = [
    [contract.openErrand.limit, (by: Client) => by.call(contract.openErrand, { token })],
    [contract.unitCalendar.limit, (by: Client) => by.call(contract.unitCalendar, { token: `${token}x` })],
    [contract.receiveErrand.limit, (by: Client) => by.call(contract.receiveErrand, { token })],
    [
      contract.answerErrand.limit,
      (by: Client) => by.call(contract.answerErrand, { token, signer: '王', said }),
    ],
    [contract.ticketForFile.limit, (by: Client) => by.call(contract.ticketForFile, { token: `${token}x` })],
    [
      contract.sendFile.limit,
      (by: Client) => by.call(contract.sendFile, { token: `${ticket}x`, name: '一.pdf' }, { file: PDF }),
    ],
  ] as const;
  for (const [limit, call] of calls) {
    const guest = t.guest();
    for (let sent = 0; sent < limit; sent += 1) await call(guest);
    expectProblem(await call(guest), 429, 'kernel.rate_limited');
  }
});
