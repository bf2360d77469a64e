import { beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '#kernel/testing';
import { done } from '#kernel/testing/matrix';
import { newDistrict } from '#orgs/factory';
import { newBody, newMeeting, newTopic } from '../../factory.ts';
import { answerErrand, openErrand } from '../../errands/contract.ts';
import { confirmAnswers } from '../../errands/desk/contract.ts';
import {
  beginMinutes,
  circulateMinutes,
  getMinutes,
  issueMinutes,
  moveSection,
  reopenMinutes,
  setConsensus,
} from '../contract.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

async function circulated() {
  const { district } = await newDistrict(t);
  const chair = await t.officer('chair', district);
  const meeting = await newMeeting(t, await newBody(t, district, { members: 2 }), 'held');
  await newTopic(t, meeting, { title: '智慧工会建设' });
  await newTopic(t, meeting, { title: '没有讨论的议题' });
  const { id } = meeting;
  await done(chair, beginMinutes, { id });
  const said = { consensus: 'preliminary', conclusion: '继续研究' } as const;
  await done(chair, setConsensus, { id, ...said, was: { consensus: null, conclusion: null } });
  const { sections } = await done(chair, getMinutes, { id });
  const unheard = sections.find(({ heading }) => heading === '没有讨论的议题')!;
  await done(chair, moveSection, { id: unheard.id, to: 'out' });
  const { links } = await done(chair, circulateMinutes, { id });
  const tokens = links.map(({ url }) => url.split('#')[1]!);
  return { chair, id, sections, links, tokens, read: () => done(chair, getMinutes, { id }) };
}

test('each unit reads the draft by its own link, without what was taken out, and its answer stands beside it', async () => {
  const { links, tokens, sections, read } = await circulated();
  expect(links).toHaveLength(3);
  const { meeting } = await done(t.guest(), openErrand, { token: tokens[0]! });
  expect(meeting!.sections.map(({ heading }) => heading)).toEqual(
    sections.map(({ heading }) => heading).filter((heading) => heading !== '没有讨论的议题'),
  );
  const topic = sections.find(({ heading }) => heading === '智慧工会建设')!;
  const comments = [{ section: topic.id, text: '请写明牵头单位' }];
  await done(t.guest(), answerErrand, {
    token: tokens[0]!,
    signer: '周会签',
    said: { kind: 'comments', comments },
  });
  await done(t.guest(), answerErrand, { token: tokens[1]!, signer: '吴会签', said: { kind: 'agree' } });
  const { remarks } = await read();
  expect(remarks).toHaveLength(2);
  expect(remarks.find(({ agrees }) => !agrees)).toMatchObject({
    unit: links[0]!.unit,
    sectionId: topic.id,
    text: '请写明牵头单位',
    state: 'submitted',
  });
  expect(remarks.find(({ agrees }) => agrees)).toMatchObject({ unit: links[1]!.unit, sectionId: null });
});

test('taken back, nobody answers to the old draft; circulated again, everybody is asked anew', async () => {
  const { chair, id, tokens, read } = await circulated();
  const signed = { signer: '周会签', said: { kind: 'agree' } } as const;
  const { answers } = await done(t.guest(), answerErrand, { token: tokens[1]!, ...signed });
  await done(chair, confirmAnswers, { ids: [answers[0]!.id], how: 'phone' });
  await done(chair, reopenMinutes, { id, reason: '有一处要改' });
  expect((await t.guest().call(openErrand, { token: tokens[0]! })).status).toBe(410);
  const { links } = await done(chair, circulateMinutes, { id });
  const { may } = await done(t.guest(), openErrand, { token: links[0]!.url.split('#')[1]! });
  expect(may).toEqual(['agree', 'comments']);
  // What was said of the old draft is not taken for the new one.
  expect((await read()).remarks).toEqual([]);
});

test('once issued, the links of those who have not answered end', async () => {
  const { chair, id, tokens } = await circulated();
  await done(t.guest(), answerErrand, { token: tokens[1]!, signer: '吴会签', said: { kind: 'agree' } });
  await done(chair, issueMinutes, { id });
  expect((await t.guest().call(openErrand, { token: tokens[0]! })).status).toBe(410);
  const { may } = await done(t.guest(), openErrand, { token: tokens[1]! });
  expect(may).toEqual([]);
});
