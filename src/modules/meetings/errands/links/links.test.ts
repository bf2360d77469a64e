import { afterEach, beforeAll, expect, test } from 'vitest';
import { expectProblem, testApp, type Client, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newItem, newMeeting, newTopic } from '../../factory.ts';
import * as contract from '../contract.ts';
import * as desk from '../desk/contract.ts';
import { errandStage, PDF, TOPICS, type Said } from '../factory.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

const { scene, ask, answer, upload, page, assigned, setItem } = errandStage(() => t, newDistrict);

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

test('a renewed link ends the one before; a revoked or ended one says whom to ask', async () => {
  const s = await scene();
  const refused = async (token: string, why: 'newer' | 'back' | 'ended') => {
    const told = await t.guest().call(contract.openErrand, { token });
    expectProblem(told, 410, `meetings.errand_link_${why}`);
    // The name of the union and a number to call.
    expect(told.problem.hint).toMatch(/（\d[\d-]{4,}）/);
    expect(told.problem.hint).not.toContain(s.meeting.title);
  };
  const { id, token } = await ask(s, 'topics', s.meeting.id);
  const renewed = (await s.chair.call(desk.renewErrandLink, { id })).body;
  await refused(token, 'newer');
  expect((await page(renewed.token)).state).toBe('waiting');
  const asked = await ask(s, 'topics', s.meeting.id);
  expect(asked.id).toBe(id);
  expect((await s.chair.call(desk.endErrandLink, { id })).body).toEqual({ ended: true });
  expect((await s.chair.call(desk.endErrandLink, { id })).body).toEqual({ ended: false });
  const { openErrand, receiveErrand, ticketForFile, unitCalendar } = contract;
  for (const call of [openErrand, receiveErrand, ticketForFile, unitCalendar])
    expectProblem(await t.guest().call(call, { token: asked.token }), 410, 'meetings.errand_link_back');
  expectProblem(await answer(asked.token, TOPICS), 410, 'meetings.errand_link_back');
  const last = (await s.chair.call(desk.renewErrandLink, { id })).body;
  t.setNow(new Date(Date.parse(last.expiresAt) + 1_000));
  await refused(last.token, 'ended');
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

test('who has left the body answers no more, and sees what it answered alone', async () => {
  const s = await scene();
  const { id, token } = await ask(s, 'topics', s.meeting.id);
  await t.owner
    .updateTable('meetings.unit')
    .set({ left_at: new Date() })
    .where('id', '=', s.unit.id)
    .execute();
  expect(await page(token)).toMatchObject({ may: [], halt: 'left', meeting: null, heir: null });
  const heir_id = s.body.units[2]!.id;
  await t.owner.updateTable('meetings.unit').set({ heir_id }).where('id', '=', s.unit.id).execute();
  expect((await page(token)).heir).not.toBeNull();
  expectProblem(await answer(token, TOPICS), 409, 'meetings.errand_over');
  expectProblem(await s.chair.call(desk.renewErrandLink, { id }), 409, 'meetings.errand_unit_left');
  expectProblem(await s.chair.call(desk.sendErrandLink, { id }), 409, 'meetings.errand_unit_left');
  const about = { kind: 'topics' as const, about: s.meeting.id };
  expectProblem(await s.chair.call(desk.askUnit, { ...about, unitId: s.unit.id }), 404, 'meetings.not_found');
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

test('an item that went to another unit is closed to the one before, and no unit is asked about what is not its own', async () => {
  const s = await assigned();
  const next = s.body.units[2]!;
  const about = { kind: 'item' as const, about: s.item.id };
  expectProblem(await s.chair.call(desk.askUnit, { ...about, unitId: next.id }), 404, 'meetings.not_found');
  await setItem(s.item, { lead_unit: next.id, state: 'accepted', owner_name: '赵敏' });
  const seen = await page(s.token);
  expect(seen).toMatchObject({ halt: 'passed', item: null, may: [] });
  expect(seen.heir).not.toBeNull();
  expect(JSON.stringify(seen)).not.toContain(s.item.text);
  expectProblem(await answer(s.token, { kind: 'progress', text: '已选址' }), 409, 'meetings.errand_over');
  const listed = (await s.chair.call(desk.listItemErrands, { id: s.item.id })).body;
  expect(listed.units.map(({ id }) => id)).toEqual([next.id]);
  expect(listed.items).toMatchObject([{ halt: 'passed' }]);
});
