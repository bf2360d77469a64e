import { expect, test } from 'vitest';
import { newId } from '#kernel/ids';
import { testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newBody, newItem, newMeeting, newTopic } from '../../factory.ts';
import { addItem } from '../contract.ts';
import { stepItem } from '../steps/contract.ts';

/** A concern with one voice in it, of the union `orgId`, handed to the joint meeting. */
async function newConcern(t: TestApp, orgId: number): Promise<string> {
  const ctx = t.ctx();
  const id = newId(ctx.now.getTime());
  const [opened_at, org_id] = [ctx.now, orgId];
  await t.pool.query(
    `insert into voices.concern (id, org_id, title, state, opened_by, opened_at) values ($1, $2, '没处休息', 'referred', 'test', $3)`,
    [id, org_id, opened_at],
  );
  await t.pool.query(
    `insert into voices.referral (id, concern_id, lane, made_by, made_at) values ($1, $2, 'joint_topic', 'test', $3)`,
    [newId(ctx.now.getTime()), id, opened_at],
  );
  await t.pool.query(
    `insert into voices.voice (id, org_id, kind, text, page, state, concern_id, at)
     values ($1, $2, 'suggestion', '没处休息', '/', 'grouped', $3, $4)`,
    [newId(ctx.now.getTime()), org_id, id, opened_at],
  );
  return id;
}

async function toldOf(t: TestApp, concernId: string) {
  const { rows } = await t.pool.query<{ kind: string; text: string }>(
    `select kind, text from voices.step where concern_id = $1 order by at, id`,
    [concernId],
  );
  const voice = await t.pool.query<{ state: string; note: string }>(
    `select state, note from voices.voice where concern_id = $1`,
    [concernId],
  );
  return { steps: rows, voice: voice.rows[0]! };
}

const ACCEPTED = { state: 'accepted', owner_name: '王处长' } as const;

async function begun() {
  const t = await testApp();
  const d = await newDistrict(t);
  const chair = await t.officer('chair', d.district);
  const body = await newBody(t, d.district);
  const meeting = await newMeeting(t, body, 'held');
  const topic = await newTopic(t, meeting);
  const concernId = await newConcern(t, d.street);
  await t.pool.query(`insert into meetings.topic_concern values ($1, $2)`, [topic.id, concernId]);
  const item = () => newItem(t, meeting, body.units[1]!, { ...ACCEPTED, topic_id: topic.id });
  const step = async (id: string, version: number, given: Record<string, unknown>) => {
    const answer = await chair.call(stepItem, { id, version, ...given } as never);
    expect(answer.status).toBe(200);
  };
  return { t, chair, body, meeting, topic, concernId, item, step };
}

test('whose voice is in an item hears each step of it, and the outcome as the answer', async () => {
  const { t, chair, body, meeting, topic, concernId, step } = await begun();
  const facts = { text: '建一处驿站', measure: '年内开放', leadUnit: body.units[1]!.id, dueOn: '2027-06-30' };
  const { body: added } = await chair.call(addItem, { id: meeting.id, ...facts, topicId: topic.id });
  await step(added.id, 1, { to: 'accepted', owner: { name: '王处长' } });
  await step(added.id, 2, { to: 'deferred', reason: '等批复', dueOn: '2027-12-31' });
  await step(added.id, 3, { to: 'reported', reason: '已开放' });
  expect((await toldOf(t, concernId)).voice.state).toBe('grouped');
  await step(added.id, 4, { to: 'verified' });
  await step(added.id, 5, { to: 'closed', outcome: '驿站已开放，24 小时可以休息', how: 'solved' });
  const { steps, voice } = await toldOf(t, concernId);
  expect(steps.map(({ kind }) => kind)).toEqual(['agreed', 'deferred', 'progress', 'answered']);
  expect(steps[0]!.text).toContain('建一处驿站');
  expect(steps[1]!.text).toContain('等批复');
  expect(voice).toEqual({ state: 'answered', note: '驿站已开放，24 小时可以休息' });
  // What somebody at a unit is called is none of it.
  expect(JSON.stringify(steps)).not.toContain('王处长');
});

test('a concern in two items is answered once, when the last of them ends', async () => {
  const { t, concernId, item, step } = await begun();
  const [one, two] = [await item(), await item()];
  await step(one.id, 1, { to: 'failed', reason: '无用地', outcome: '不新建' });
  expect((await toldOf(t, concernId)).voice.state).toBe('grouped');
  expect((await toldOf(t, concernId)).steps.map(({ kind }) => kind)).toEqual(['failed']);
  await step(two.id, 1, { to: 'reported', reason: '已延长' });
  await step(two.id, 2, { to: 'verified' });
  await step(two.id, 3, { to: 'closed', outcome: '旁边的职工之家开到 22 点', how: 'solved' });
  expect((await toldOf(t, concernId)).voice).toEqual({
    state: 'answered',
    note: '不新建\n旁边的职工之家开到 22 点',
  });
});

test('two items that end at once leave nobody without an answer', async () => {
  for (let n = 0; n < 4; n += 1) {
    const { t, concernId, item, step } = await begun();
    const [one, two] = [await item(), await item()];
    const end = { to: 'failed', reason: '无用地', outcome: '不新建' };
    await Promise.all([step(one.id, 1, end), step(two.id, 1, end)]);
    const { steps, voice } = await toldOf(t, concernId);
    expect(voice.state).toBe('answered');
    expect(steps.filter(({ kind }) => kind === 'answered')).toHaveLength(1);
  }
});
