import { expect, test } from 'vitest';
import { testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newBody, newItem, newMeeting, newTopic } from '../../factory.ts';
import { addItem } from '../contract.ts';
import { newReferred, toldOf } from '../factory.ts';
import { stepItem } from '../steps/contract.ts';

const ACCEPTED = { state: 'accepted', owner_name: '王处长' } as const;

async function begun() {
  const t = await testApp();
  const d = await newDistrict(t);
  const chair = await t.officer('chair', d.district);
  const body = await newBody(t, d.district);
  const meeting = await newMeeting(t, body, 'held');
  const topic = await newTopic(t, meeting);
  const concernId = await newReferred(t, chair, d.street);
  await t.pool.query(`insert into meetings.topic_concern values ($1, $2)`, [topic.id, concernId]);
  const item = () => newItem(t, meeting, body.units[1]!, { ...ACCEPTED, topic_id: topic.id });
  const step = async (id: string, version: number, given: Record<string, unknown>) => {
    const answer = await chair.call(stepItem, { id, version, ...given } as never);
    expect(answer.status).toBe(200);
  };
  return { t, chair, body, meeting, topic, concernId, item, step };
}

test('whose voice is in an item hears each step of it, and the outcome as the answer', async () => {
  const { chair, body, meeting, topic, concernId, step } = await begun();
  const facts = { text: '建一处驿站', measure: '年内开放', leadUnit: body.units[1]!.id, dueOn: '2027-06-30' };
  const { body: added } = await chair.call(addItem, { id: meeting.id, ...facts, topicId: topic.id });
  await step(added.id, 1, { to: 'accepted', owner: { name: '王处长' } });
  await step(added.id, 2, { to: 'deferred', reason: '等批复', dueOn: '2027-12-31' });
  await step(added.id, 3, { to: 'reported', reason: '已开放' });
  expect((await toldOf(chair, concernId)).voice.state).toBe('grouped');
  await step(added.id, 4, { to: 'verified' });
  await step(added.id, 5, { to: 'closed', outcome: '驿站已开放，24 小时可以休息', how: 'solved' });
  const { steps, voice } = await toldOf(chair, concernId);
  expect(steps.map(({ kind }) => kind)).toEqual(['agreed', 'deferred', 'progress', 'answered']);
  expect(steps[0]!.text).toContain('建一处驿站');
  expect(steps[1]!.text).toContain('等批复');
  expect(voice).toMatchObject({ state: 'answered', note: '驿站已开放，24 小时可以休息' });
  // What somebody at a unit is called is none of it.
  expect(JSON.stringify(steps)).not.toContain('王处长');
});

test('a concern in two items is answered once, when the last of them ends', async () => {
  const { chair, concernId, item, step } = await begun();
  const [one, two] = [await item(), await item()];
  await step(one.id, 1, { to: 'failed', reason: '无用地', outcome: '不新建' });
  expect((await toldOf(chair, concernId)).voice.state).toBe('grouped');
  expect((await toldOf(chair, concernId)).steps.map(({ kind }) => kind)).toEqual(['failed']);
  await step(two.id, 1, { to: 'reported', reason: '已延长' });
  await step(two.id, 2, { to: 'verified' });
  await step(two.id, 3, { to: 'closed', outcome: '旁边的职工之家开到 22 点', how: 'solved' });
  expect((await toldOf(chair, concernId)).voice).toMatchObject({
    state: 'answered',
    note: '不新建\n旁边的职工之家开到 22 点',
  });
});

test('two items that end at once leave nobody without an answer', async () => {
  for (let n = 0; n < 4; n += 1) {
    const { chair, concernId, item, step } = await begun();
    const [one, two] = [await item(), await item()];
    const end = { to: 'failed', reason: '无用地', outcome: '不新建' };
    await Promise.all([step(one.id, 1, end), step(two.id, 1, end)]);
    const { steps, voice } = await toldOf(chair, concernId);
    expect(voice.state).toBe('answered');
    expect(steps.filter(({ kind }) => kind === 'answered')).toHaveLength(1);
  }
});
