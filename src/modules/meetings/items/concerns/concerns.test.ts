import { expect, test } from 'vitest';
import { done } from '#kernel/testing/matrix';
import { expectProblem, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { endReferral, getConcern, makeConcern, mergeConcern } from '#voices/concerns/contract';
import { makeVoice } from '#voices/contract';
import { newBody, newItem, newMeeting, newTopic } from '../../factory.ts';
import { addItem, editItem, undoItem } from '../contract.ts';
import { newReferred, toldOf } from '../factory.ts';
import { stepItem } from '../steps/contract.ts';
import { linkItemConcerns, listItemConcerns } from './contract.ts';

async function begun() {
  const t = await testApp();
  const { district, street } = await newDistrict(t);
  const chair = await t.officer('chair', district);
  const body = await newBody(t, district);
  const meeting = await newMeeting(t, body, 'held');
  const referred = () => newReferred(t, chair, street);
  const item = (given = {}) => newItem(t, meeting, body.units[1]!, given);
  const link = (id: string, ...concernIds: string[]) => chair.call(linkItemConcerns, { id, concernIds });
  const fail = (id: string, version = 1) =>
    done(chair, stepItem, { id, version, to: 'failed', reason: '无用地', outcome: '不新建' });
  return { t, chair, street, body, meeting, referred, item, link, fail };
}

type Begun = Awaited<ReturnType<typeof begun>>;
const kindsOf = async (chair: Begun['chair'], id: string) =>
  (await toldOf(chair, id)).steps.map(({ kind }) => kind);

test('an item of no topic answers the concerns that an officer links to it', async () => {
  const { chair, referred, item, link, fail } = await begun();
  const [{ id }, concern] = [await item(), await referred()];
  expect(await done(chair, listItemConcerns, { id })).toMatchObject({
    linked: [],
    offered: [{ id: concern }],
  });
  expect((await link(id, concern)).body).toEqual({ linked: 1 });
  const links = await done(chair, listItemConcerns, { id });
  expect(links).toMatchObject({ linked: [{ id: concern, voices: 1, byTopic: false }], offered: [] });
  const { steps } = await toldOf(chair, concern);
  expect(steps).toMatchObject([{ kind: 'agreed', href: `/staff/items/${id}` }]);
  // Saved once more it says nothing twice.
  await link(id, concern);
  await fail(id);
  expect(await toldOf(chair, concern)).toMatchObject({
    steps: [{ kind: 'agreed' }, { kind: 'answered' }],
    voice: { state: 'answered', note: '不新建' },
  });
  expectProblem(await link(id), 409, 'meetings.item_concern_told', 'concernIds');
});

test('what an item had come to before it was linked is the answer at once', async () => {
  const { chair, referred, item, link, fail } = await begun();
  const [{ id }, concern] = [await item(), await referred()];
  await fail(id);
  await link(id, concern);
  expect(await kindsOf(chair, concern)).toEqual(['agreed', 'answered']);
});

test('only what was referred to the joint meeting of the union is linked', async () => {
  const { t, chair, street, item, link } = await begun();
  const { id } = await item();
  const said = await done(t.guest(), makeVoice, { text: '没处休息', page: '/', orgId: street });
  const concern = await done(chair, makeConcern, { orgId: street, title: '休息', voiceIds: [said.id] });
  expectProblem(await link(id, concern.id), 422, 'meetings.item_concern_unknown', 'concernIds');
  const foreign = await begun();
  expectProblem(await link(id, await foreign.referred()), 422, 'meetings.item_concern_unknown', 'concernIds');
});

test('what goes out of an item is told so, waits again, and is offered again', async () => {
  const { chair, referred, item, link } = await begun();
  const [{ id }, concern] = [await item(), await referred()];
  await link(id, concern);
  await link(id);
  const { steps } = await toldOf(chair, concern);
  expect(steps.map(({ kind }) => kind)).toEqual(['agreed', 'topic']);
  expect(steps[1]!.text).toMatch(/^更正/);
  expect((await done(chair, listItemConcerns, { id })).offered).toMatchObject([{ id: concern }]);
});

test('what goes out of the last item that is open is answered with what the others came to', async () => {
  const { chair, referred, item, link, fail } = await begun();
  const [one, other, concern] = [await item(), await item(), await referred()];
  await link(one.id, concern);
  await link(other.id, concern);
  await fail(one.id);
  expect((await toldOf(chair, concern)).voice.state).toBe('grouped');
  await link(other.id);
  expect((await toldOf(chair, concern)).voice).toMatchObject({ state: 'answered', note: '不新建' });
});

test('an item that moves to another topic, or is taken back, tells those of both', async () => {
  const { t, chair, body, meeting, referred } = await begun();
  const topics = [await newTopic(t, meeting), await newTopic(t, meeting)] as const;
  const concerns = [await referred(), await referred()] as const;
  for (const at of [0, 1] as const)
    await t.pool.query(`insert into meetings.topic_concern values ($1, $2)`, [topics[at].id, concerns[at]]);
  const facts = { text: '建驿站', measure: '年内开放', leadUnit: body.units[1]!.id, dueOn: '2027-06-30' };
  const { id } = await done(chair, addItem, { id: meeting.id, ...facts, topicId: topics[0].id });
  const { linked } = await done(chair, listItemConcerns, { id });
  expect(linked).toMatchObject([{ id: concerns[0], byTopic: true }]);
  const moved = { id, version: 1, reason: '记错议题', consensus: 'full', topicId: topics[1].id } as const;
  await done(chair, editItem, { ...facts, ...moved });
  expect(await kindsOf(chair, concerns[0])).toEqual(['agreed', 'topic']);
  expect(await kindsOf(chair, concerns[1])).toEqual(['agreed']);
  const last = await done(chair, addItem, { id: meeting.id, ...facts, topicId: topics[1].id });
  await done(chair, undoItem, { id: last.id });
  expect(await kindsOf(chair, concerns[1])).toEqual(['agreed', 'agreed', 'topic']);
});

test('a concern that another went into waits for the items of both', async () => {
  const { chair, referred, item, link, fail } = await begun();
  const [one, other] = [await item(), await item()];
  const [gone, heir] = [await referred(), await referred()];
  await link(one.id, gone);
  await link(other.id, heir);
  const { referrals } = await done(chair, getConcern, { id: gone });
  await done(chair, endReferral, { id: referrals[0]!.id, how: 'passed_on', text: '与另一件一起办' });
  await done(chair, mergeConcern, { id: gone, into: heir });
  await fail(other.id);
  expect((await toldOf(chair, heir)).voice.state).toBe('grouped');
  expect((await done(chair, listItemConcerns, { id: one.id })).linked).toMatchObject([
    { id: heir, voices: 2 },
  ]);
  await fail(one.id);
  expect((await toldOf(chair, heir)).voice.state).toBe('answered');
});

test('an item linked while another one ends leaves nobody without an answer, and answers nobody too soon', async () => {
  for (let n = 0; n < 4; n += 1) {
    const { chair, referred, item, link, fail } = await begun();
    const [one, other, concern] = [await item(), await item(), await referred()];
    await link(one.id, concern);
    const [linked] = await Promise.all([link(other.id, concern), fail(one.id)]);
    const { voice } = await toldOf(chair, concern);
    // Whoever came second saw the first.
    expect(voice.state).toBe(linked.status === 200 ? 'grouped' : 'answered');
  }
});
