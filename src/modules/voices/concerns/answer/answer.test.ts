import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, nextPhone } from '#kernel/testing';
import { done } from '#kernel/testing/matrix';
import { newDistrict } from '#orgs/factory';
import { answerVoice, listVoiceTodos, makeVoice } from '../../contract.ts';
import { answerFromMeeting, tellStep } from '../../index.ts';
import { addSaid } from '../../said/contract.ts';
import * as contract from '../contract.ts';
import { chairedIn, group, say, trailOf } from '../factory.ts';

const UNKNOWN = '01890000-0000-7000-8000-000000000000';
const chaired = () => chairedIn(newDistrict);

describe('an answer', () => {
  test('reaches everybody whose voice is in it, and those who left a phone by SMS', async () => {
    const { t, chair, district, street } = await chaired();
    const phone = nextPhone();
    // A contact that no message goes to is for the officer to use.
    const voices = [
      await say(t, street, '夜里', phone),
      await say(t, district, '夜里', '微信 yeli'),
      await say(t, district),
    ];
    const id = await group(chair, district, voices);
    const answer = () => chair.call(contract.answerConcern, { id, text: '下月起夜里也开门' });
    expect((await answer()).body).toEqual({ answered: 3, sent: 1 });
    expect(await t.messagesTo(phone)).toMatchObject([{ params: { note: '下月起夜里也开门' } }]);
    const trail = await trailOf(chair, id);
    expect(trail).toMatchObject({ state: 'answered', answer: '下月起夜里也开门', reopened: 0 });
    expect(trail.said.map(({ state, note }) => [state, note])).toEqual(
      voices.map(() => ['answered', '下月起夜里也开门']),
    );
    expect(trail.steps.map(({ kind }) => kind)).toEqual(['answered']);
    expectProblem(await answer(), 409, 'voices.concern_settled');
    const late = await say(t, district);
    expectProblem(
      await chair.call(contract.addVoices, { id, voiceIds: [late] }),
      409,
      'voices.concern_settled',
    );
    expectProblem(
      await chair.call(contract.answerConcern, { id: UNKNOWN, text: '好' }),
      404,
      'voices.concern_not_found',
    );
  });

  const unhelped = async () => {
    const { t, chair, district } = await chaired();
    const said = await done(t.guest(), makeVoice, { text: '夜里', page: '/', orgId: district });
    const other = await say(t, district);
    const id = await group(chair, district, [said.id, other]);
    await done(chair, contract.answerConcern, { id, text: '夜里开门' });
    await done(t.guest(), addSaid, { token: said.token, helped: false, text: '没有开' });
    return { t, chair, district, id, a: said.id, b: other };
  };

  test('is given again to those who said that it does not help', async () => {
    const { chair, id } = await unhelped();
    const reopened = await trailOf(chair, id);
    expect(reopened.reopened).toBe(1);
    expect(reopened.said.map((one) => one.reopened)).toEqual([true, false]);
    const { items } = (await chair.call(listVoiceTodos, {})).body;
    const todo = items.find(({ code }) => code === 'voices.concerns_reopened');
    expect(todo).toMatchObject({ count: 1, href: '/staff/concerns?state=reopened' });
    const list = await done(chair, contract.listConcerns, { state: 'reopened' });
    expect(list.items.map((one) => one.id)).toEqual([id]);
    const again = await chair.call(contract.answerConcern, { id, text: '已经和站点说好' });
    expect(again.body).toEqual({ answered: 1, sent: 0 });
    expect((await trailOf(chair, id)).said.map(({ note }) => note)).toEqual(['已经和站点说好', '夜里开门']);
    expect((await done(chair, contract.listConcerns, { state: 'reopened' })).total).toBe(0);
  });

  test('that does not help may be handed on: only those who wait are in it again', async () => {
    const { chair, id } = await unhelped();
    await done(chair, contract.referConcern, { id, lane: 'legal' });
    const trail = await trailOf(chair, id);
    expect(trail).toMatchObject({ state: 'referred', answer: null, reopened: 0 });
    expect(trail.said.map(({ state }) => state)).toEqual(['grouped', 'answered']);
    expect(trail.steps.map(({ kind }) => kind)).toEqual(['answered', 'referred']);
    const again = await done(chair, contract.answerConcern, { id, text: '律师去过了' });
    expect(again).toEqual({ answered: 1, sent: 0 });
  });

  test('that does not help one of them lets that one go, and into another concern', async () => {
    const { t, chair, district, id, a, b } = await unhelped();
    const release = (...voiceIds: string[]) => chair.call(contract.releaseVoices, { id, voiceIds });
    expectProblem(await release(b), 404, 'voices.concern_voice_missing');
    expect((await release(a)).body).toEqual({ voices: 1, state: 'answered' });
    expectProblem(await release(a), 409, 'voices.concern_settled');
    const next = await group(chair, district, [a, await say(t, district)]);
    await done(chair, contract.answerConcern, { id: next, text: '这次开了' });
    expect((await trailOf(chair, next)).said.map(({ note }) => note)).toEqual(['这次开了', '这次开了']);
    // What was answered first stays as it was.
    expect(await trailOf(chair, id)).toMatchObject({ voices: 1, state: 'answered', answer: '夜里开门' });
  });

  test('from a meeting answers all, and is one more step where all have one', async () => {
    const { t, chair, district } = await chaired();
    const phone = nextPhone();
    const voices = [await say(t, district, '夜里', phone), await say(t, district, '夜里', '微信 yeli')];
    const id = await group(chair, district, voices);
    await chair.call(contract.referConcern, { id, lane: 'joint_topic' });
    await chair.call(contract.referConcern, { id, lane: 'legal' });
    const close = (how: 'solved' | 'not_possible', text: string) =>
      inTx(t.ctx(), (tx) => answerFromMeeting(tx, { concernId: id, how, text }));
    await close('solved', '新开两处夜间驿站');
    await close('not_possible', '第二处没有谈成');
    const trail = await trailOf(chair, id);
    expect(trail).toMatchObject({ state: 'answered', answer: '新开两处夜间驿站' });
    expect(trail.referrals.map(({ lane, how }) => [lane, how])).toEqual([
      ['joint_topic', 'solved'],
      ['legal', null],
    ]);
    expect(trail.steps.slice(2).map(({ kind }) => kind)).toEqual(['answered', 'failed']);
    // Who left a phone is sent what came of it, also the second time.
    expect((await t.messagesTo(phone)).map(({ params }) => params['note'])).toEqual([
      '新开两处夜间驿站',
      '第二处没有谈成',
    ]);
    const inHands = await done(chair, contract.listConcerns, { state: 'referred' });
    expect(inHands.items).toMatchObject([{ id, state: 'answered', waits: [{ lane: 'legal' }] }]);
    // What lies in other hands is still told when it ends.
    await chair.call(contract.endReferral, { id: trail.referrals[1]!.id, how: 'solved', text: '有律师了' });
    expect((await trailOf(chair, id)).state).toBe('answered');
    await expect(
      inTx(t.ctx(), (tx) => answerFromMeeting(tx, { concernId: UNKNOWN, how: 'solved', text: '好' })),
    ).rejects.toThrow('voices.concern_not_found');
    await expect(
      inTx(t.ctx(), (tx) => tellStep(tx, { concernId: UNKNOWN, kind: 'topic', text: '好' })),
    ).rejects.toThrow('voices.concern_not_found');
  });

  test('misses no voice, whatever is grouped and taken out at the same time', async () => {
    const { t, chair, district } = await chaired();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('add', 'release', 'answer'), { maxLength: 4 }),
        async (what) => {
          const [a, b] = [await say(t, district), await say(t, district)];
          const id = await group(chair, district, [a, b]);
          const fresh = await Promise.all(what.map(() => say(t, district)));
          await Promise.all([
            chair.call(contract.answerConcern, { id, text: '好的' }),
            ...what.map((kind, nth) => {
              if (kind === 'add') return chair.call(contract.addVoices, { id, voiceIds: [fresh[nth]!] });
              if (kind === 'release') return chair.call(contract.releaseVoices, { id, voiceIds: [a] });
              return chair.call(answerVoice, { id: b, note: '先回一句' });
            }),
          ]);
          const trail = await trailOf(chair, id);
          expect(trail.state).toBe('answered');
          expect(trail.said.map(({ state }) => state).filter((state) => state !== 'answered')).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
  });
});
