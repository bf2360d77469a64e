import { expect, test } from 'vitest';
import { testApp } from '#kernel/testing';
import { done } from '#kernel/testing/matrix';
import { newDistrict } from '#orgs/factory';
import { newBody, newItem, newMeeting, newTopic } from '../../factory.ts';
import { newReferred, toldOf } from '../../items/factory.ts';
import { stepItem } from '../../items/steps/contract.ts';
import { stepMeeting } from '../contract.ts';
import { linkConcerns, listTopicConcerns } from './contract.ts';

test('whose voice was to be heard at a meeting that is called off hears so, and is offered to the next one', async () => {
  const t = await testApp();
  const { district, street } = await newDistrict(t);
  const chair = await t.officer('chair', district);
  const body = await newBody(t, district);
  const [meeting, next] = [await newMeeting(t, body, 'topic_call'), await newMeeting(t, body, 'topic_call')];
  const topic = await newTopic(t, meeting);
  const concern = await newReferred(t, chair, street);
  await done(chair, linkConcerns, { id: topic.id, concernIds: [concern] });
  const offered = async () => (await done(chair, listTopicConcerns, { id: next.id })).items;
  expect(await offered()).toMatchObject([{ id: concern, taken: true }]);
  await done(chair, stepMeeting, { id: meeting.id, from: 'topic_call', to: 'cancelled', reason: '改期' });
  expect(await offered()).toMatchObject([{ id: concern, taken: false }]);
  const { steps } = await toldOf(chair, concern);
  expect(steps).toMatchObject([
    { kind: 'agenda', href: `/staff/meetings/${meeting.id}?tab=agenda` },
    { kind: 'topic', text: expect.stringContaining('取消了：改期') },
  ]);
});

test('what a topic takes up after something was agreed on it is in that too', async () => {
  const t = await testApp();
  const { district, street } = await newDistrict(t);
  const chair = await t.officer('chair', district);
  const body = await newBody(t, district);
  const meeting = await newMeeting(t, body, 'held');
  const topic = await newTopic(t, meeting);
  const [open, over] = [
    await newItem(t, meeting, body.units[1]!, { topic_id: topic.id }),
    await newItem(t, meeting, body.units[1]!, { topic_id: topic.id }),
  ];
  const end = { version: 1, to: 'failed', reason: '无用地', outcome: '不新建' } as const;
  await done(chair, stepItem, { id: over.id, ...end });
  const concern = await newReferred(t, chair, street);
  await done(chair, linkConcerns, { id: topic.id, concernIds: [concern] });
  const kinds = async () => (await toldOf(chair, concern)).steps.map(({ kind }) => kind);
  expect((await kinds()).toSorted()).toEqual(['agenda', 'agreed', 'agreed', 'failed']);
  await done(chair, stepItem, { id: open.id, ...end });
  expect((await toldOf(chair, concern)).voice).toMatchObject({ state: 'answered', note: '不新建\n不新建' });
  // Taken out of the topic it is out of both, before they have ended.
  const other = await newReferred(t, chair, street);
  const next = await newTopic(t, meeting);
  const item = await newItem(t, meeting, body.units[1]!, { topic_id: next.id });
  await done(chair, linkConcerns, { id: next.id, concernIds: [other] });
  await done(chair, linkConcerns, { id: next.id, concernIds: [] });
  const texts = (await toldOf(chair, other)).steps.map(({ text }) => text).join();
  expect(texts).toContain(`更正：联席会议议题“${next.title}”`);
  expect(texts).toContain(`更正：议定事项“${item.text}”`);
});
