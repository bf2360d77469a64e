import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, nextPhone } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { answerVoice, listVoiceTodos } from '../../contract.ts';
import { answerFromMeeting, tellStep } from '../../index.ts';
import * as contract from '../contract.ts';
import { chairedIn, group, say, trailOf } from '../factory.ts';

const UNKNOWN = '01890000-0000-7000-8000-000000000000';
const chaired = () => chairedIn(newDistrict);

describe('an answer', () => {
  test('reaches everybody whose voice is in it, and those who left a phone by SMS', async () => {
    const { t, chair, district, street } = await chaired();
    const phone = nextPhone();
    const voices = [await say(t, street, '夜里', phone), await say(t, district), await say(t, district)];
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

  test('is given again to those who said that it does not help', async () => {
    const { t, chair, district } = await chaired();
    const [a, b] = [await say(t, district), await say(t, district)];
    const id = await group(chair, district, [a, b]);
    await chair.call(contract.answerConcern, { id, text: '夜里开门' });
    await t.pool.query(
      `update voices.voice set state = 'open', note = null, answered_at = null where id = $1`,
      [a],
    );
    const reopened = await trailOf(chair, id);
    expect(reopened.reopened).toBe(1);
    expect(reopened.said.map((one) => one.reopened)).toEqual([true, false]);
    expect((await chair.call(listVoiceTodos, {})).body.items).toContainEqual(
      expect.objectContaining({ code: 'voices.concerns_waiting', count: 1 }),
    );
    const again = await chair.call(contract.answerConcern, { id, text: '已经和站点说好' });
    expect(again.body).toEqual({ answered: 1, sent: 0 });
    expect((await trailOf(chair, id)).said.map(({ note }) => note)).toEqual(['已经和站点说好', '夜里开门']);
  });

  test('from a meeting answers all, and is one more step where all have one', async () => {
    const { t, chair, district } = await chaired();
    const id = await group(chair, district, [await say(t, district)]);
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
