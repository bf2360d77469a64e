import { describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { listVoiceTodos } from '../../contract.ts';
import { answerFromMeeting, concernsForTopics } from '../../index.ts';
import * as contract from '../contract.ts';
import { chairedIn, group, say, trailOf } from '../factory.ts';

const UNKNOWN = '01890000-0000-7000-8000-000000000000';
const chaired = () => chairedIn(newDistrict);

describe('a referral', () => {
  test('is told in plain words, ages in sight, and ends with what came of it', async () => {
    const { t, chair, district, street, root } = await chaired();
    const id = await group(chair, street, [await say(t, street)]);
    const refer = (given: object) =>
      chair.call(contract.referConcern, { id, lane: 'hardship', ...given } as never);
    const { body } = await refer({ note: '家里有病人', toOrg: district });
    expectProblem(await refer({}), 409, 'voices.referral_open');
    expect((await refer({ lane: 'hotline', caseNo: '20261123-17' })).status).toBe(201);
    expectProblem(await refer({ lane: 'station_fault' }), 422, 'voices.referral_place', 'lane');
    const elsewhere = (await newDistrict(t)).district;
    expectProblem(await refer({ lane: 'legal', toOrg: elsewhere }), 422, 'voices.referral_union', 'toOrg');
    expect((await refer({ lane: 'legal', toOrg: root })).status).toBe(201);
    const before = await trailOf(chair, id);
    expect(before.state).toBe('referred');
    expect(before.waits.map(({ lane }) => lane)).toEqual(['hardship', 'hotline', 'legal']);
    expect(before.steps[0]!.text).toContain('困难帮扶');
    expect(JSON.stringify(before.steps)).not.toContain('病人');
    expect((await chair.call(listVoiceTodos, {})).body.items).toMatchObject([
      { code: 'voices.referrals_waiting', count: 3, oldest: before.waits[0]!.since },
    ]);
    const end = (referral: string) =>
      chair.call(contract.endReferral, { id: referral, how: 'solved', text: '已经上门' });
    expect((await end(body.id)).body).toEqual({ state: 'referred' });
    expectProblem(await end(body.id), 409, 'voices.referral_ended');
    expectProblem(await end(UNKNOWN), 404, 'voices.referral_not_found');
    for (const { id: other, how } of (await trailOf(chair, id)).referrals) if (how === null) await end(other);
    const after = await trailOf(chair, id);
    expect(after).toMatchObject({ state: 'open', waits: [] });
    expect(after.steps.filter(({ kind }) => kind === 'outcome')).toHaveLength(3);
  });

  test('that nobody says anything of is asked after', async () => {
    const { t, chair, street } = await chaired();
    const id = await group(chair, street, [await say(t, street)]);
    const { body } = await chair.call(contract.referConcern, { id, lane: 'legal' });
    // A joint meeting is not held every fortnight.
    const meeting = await chair.call(contract.referConcern, { id, lane: 'joint_topic' });
    const stalled = async () => (await chair.call(contract.listConcerns, { state: 'stalled' })).body.items;
    expect(await stalled()).toEqual([]);
    await t.pool.query(
      `update voices.referral set made_at = made_at - interval '15 days' where id in ($1, $2)`,
      [body.id, meeting.body.id],
    );
    expect(await stalled()).toMatchObject([{ id, waits: [{ late: true }, { late: false }] }]);
    expect((await chair.call(listVoiceTodos, {})).body.items).toMatchObject([
      { code: 'voices.referrals_late', count: 1, href: '/staff/concerns?state=stalled' },
      { code: 'voices.referrals_waiting', count: 1 },
    ]);
    for (const table of ['referral set made_at = made_at', 'step set at = at'])
      await t.pool.query(`update voices.${table} - interval '90 days' where concern_id = $1`, [id]);
    expect(await stalled()).toMatchObject([{ waits: [{ late: true }, { late: true }] }]);
  });

  test.each([
    ['open', false],
    ['answered', true],
    ['dissolved', true],
  ] as const)('of a concern that is %s', async (state, refused) => {
    const { t, chair, district } = await chaired();
    const voice = await say(t, district);
    const id = await group(chair, district, [voice]);
    if (state === 'answered') await chair.call(contract.answerConcern, { id, text: '好的' });
    if (state === 'dissolved') await chair.call(contract.releaseVoices, { id, voiceIds: [voice] });
    const answer = await chair.call(contract.referConcern, { id, lane: 'legal' });
    if (refused) expectProblem(answer, 409, 'voices.concern_settled');
    else expect(answer.status).toBe(201);
  });

  test('to a joint meeting is offered to the unions it was handed to, and to nobody else', async () => {
    const { t, chair, district, street, root } = await chaired();
    const [plain, handed] = [
      await group(chair, street, [await say(t, street)]),
      await group(chair, street, [await say(t, street)], '充电太贵'),
    ];
    await chair.call(contract.referConcern, { id: plain, lane: 'joint_topic' });
    await chair.call(contract.referConcern, { id: handed, lane: 'joint_topic', toOrg: district });
    const offered = async (orgId: number, q?: string) =>
      (await concernsForTopics(t.ctx(), { orgId, ...(q ? { q } : {}) })).map(({ id }) => id);
    expect(await offered(street)).toEqual([plain]);
    expect(await offered(district)).toEqual([plain, handed]);
    expect(await offered(district, '充电')).toEqual([handed]);
    expect(await offered(root)).toEqual(expect.arrayContaining([plain, handed]));
    expect(await offered(2_000_000_000)).toEqual([]);
    await inTx(t.ctx(), (tx) =>
      answerFromMeeting(tx, { concernId: plain, how: 'solved', text: '新开两处夜间驿站' }),
    );
    expect(await offered(district)).toEqual([handed]);
  });
});
