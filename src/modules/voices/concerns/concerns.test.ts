import { describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { concernRefs, tellStep } from '../index.ts';
import * as contract from './contract.ts';
import { chairedIn, group, say, stateOf, trailOf } from './factory.ts';

const UNKNOWN = '01890000-0000-7000-8000-000000000000';
const chaired = () => chairedIn(newDistrict);

describe('grouping', () => {
  test('makes one concern of several voices, from wherever they came below its union', async () => {
    const { t, chair, district, street, primary } = await chaired();
    const [a, b] = [await say(t, street), await say(t, primary, '夜里能不能开门')];
    const id = await group(chair, district, [a, b]);
    expect(await trailOf(chair, id)).toMatchObject({
      title: '夜里休息',
      state: 'open',
      voices: 2,
      late: false,
      said: [
        { id: a, state: 'grouped', org: { id: street } },
        { id: b, state: 'grouped' },
      ],
      steps: [],
      referrals: [],
      may: { answer: true },
    });
  });

  test('takes neither what is elsewhere, nor what is above, nor what is taken', async () => {
    const { t, chair, district, street, primary } = await chaired();
    const other = await newDistrict(t);
    const [mine, above, foreign] = [
      await say(t, primary),
      await say(t, district),
      await say(t, other.district),
    ];
    const make = (orgId: number, ...voiceIds: string[]) =>
      chair.call(contract.makeConcern, { orgId, title: '夜里休息', voiceIds });
    expectProblem(await make(district, foreign), 404, 'voices.concern_voice_missing');
    expectProblem(await make(street, above), 404, 'voices.concern_voice_missing');
    expectProblem(await make(other.district, mine), 404, 'orgs.not_found');
    const id = await group(chair, district, [mine]);
    expectProblem(await make(district, mine, above), 409, 'voices.concern_voice_taken');
    expectProblem(
      await chair.call(contract.addVoices, { id, voiceIds: [mine] }),
      409,
      'voices.concern_voice_taken',
    );
    expectProblem(
      await chair.call(contract.addVoices, { id, voiceIds: [foreign] }),
      404,
      'voices.concern_voice_missing',
    );
    const odd = { orgId: district, title: '夜里', voiceIds: [above], theme: 'nonsense' };
    expectProblem(await chair.call(contract.makeConcern, odd), 422, 'voices.concern_theme', 'theme');
    expect(await stateOf(chair, above)).toBe('open');
  });

  test('can be undone: what is taken out is open again, and the last one dissolves it', async () => {
    const { t, chair, district } = await chaired();
    const [a, b, c] = [await say(t, district), await say(t, district), await say(t, district)];
    const id = await group(chair, district, [a, b]);
    expect((await chair.call(contract.addVoices, { id, voiceIds: [c] })).body).toEqual({ voices: 3 });
    const release = (...voiceIds: string[]) => chair.call(contract.releaseVoices, { id, voiceIds });
    expect((await release(a)).body).toEqual({ voices: 2, state: 'open' });
    expect(await stateOf(chair, a)).toBe('open');
    expectProblem(await release(a), 404, 'voices.concern_voice_missing');
    await chair.call(contract.referConcern, { id, lane: 'legal' });
    expectProblem(await release(b, c), 409, 'voices.concern_referred');
    const [referral] = (await trailOf(chair, id)).referrals;
    await chair.call(contract.endReferral, { id: referral!.id, how: 'passed_on', text: '已转' });
    // All at once, without naming them.
    const all = await chair.call(contract.releaseVoices, { id });
    expect(all.body).toEqual({ voices: 0, state: 'dissolved' });
    expectProblem(await release(b), 409, 'voices.concern_settled');
    expect((await chair.call(contract.listConcerns, { state: 'all' })).body.total).toBe(0);
  });

  test('of one voice by two at once goes to one of them', async () => {
    const { t, chair, district } = await chaired();
    const other = await t.officer('membership_officer', district);
    for (let round = 0; round < 3; round++) {
      const voice = await say(t, district);
      const both = await Promise.all(
        [chair, other].map((by) =>
          by.call(contract.makeConcern, { orgId: district, title: '夜里', voiceIds: [voice] }),
        ),
      );
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
      expectProblem(
        both.find(({ status }) => status === 409)!,
        409,
        'voices.concern_voice_taken',
      );
    }
  });

  test('negative control: read without the lock, one voice is taken twice', async () => {
    const { t, chair, district } = await chaired();
    const voice = await say(t, district);
    const [one, two] = [
      await group(chair, district, [await say(t, district)]),
      await group(chair, district, [await say(t, district)]),
    ];
    const [first, second] = [await t.pool.connect(), await t.pool.connect()];
    const look = async (by: typeof first) => {
      await by.query('begin');
      return (await by.query('select state from voices.voice where id = $1', [voice])).rows[0].state;
    };
    const take = async (by: typeof first, concern: string) => {
      const grouped = `update voices.voice set state = 'grouped', concern_id = $2 where id = $1`;
      const { rowCount } = await by.query(grouped, [voice, concern]);
      await by.query('commit');
      return rowCount;
    };
    try {
      expect([await look(first), await look(second)]).toEqual(['open', 'open']);
      expect([await take(first, one), await take(second, two)]).toEqual([1, 1]);
    } finally {
      first.release();
      second.release();
    }
  });

  test('goes on when two concerns turn out to be one', async () => {
    const { t, chair, district, street } = await chaired();
    const [a, b, c] = [await say(t, street), await say(t, street), await say(t, district)];
    const [low, high] = [await group(chair, street, [a]), await group(chair, street, [b])];
    const top = await group(chair, district, [c]);
    const merge = (id: string, into: string) => chair.call(contract.mergeConcern, { id, into });
    expectProblem(await merge(low, low), 422, 'voices.concern_same', 'into');
    expectProblem(await merge(low, UNKNOWN), 404, 'voices.concern_not_found');
    expectProblem(await merge(top, low), 404, 'voices.concern_voice_missing');
    await chair.call(contract.referConcern, { id: low, lane: 'joint_topic' });
    expectProblem(await merge(low, high), 409, 'voices.concern_referred');
    expect((await merge(high, low)).body).toEqual({ voices: 2 });
    expectProblem(await merge(high, low), 409, 'voices.concern_settled');
    expect((await trailOf(chair, high)).mergedInto).toEqual({ id: low, title: '夜里休息' });
    const refs = await concernRefs(t.ctx(), [high, low, UNKNOWN]);
    expect([...refs.keys()].toSorted()).toEqual([high, low].toSorted());
    expect(refs.get(high)).toMatchObject({ id: low, voices: 2, state: 'referred' });
    // What is told of the merged one is heard by those of the other.
    await inTx(t.ctx(), (tx) => tellStep(tx, { concernId: high, kind: 'topic', text: '列入议题' }));
    expect((await trailOf(chair, low)).steps.at(-1)).toMatchObject({ kind: 'topic', text: '列入议题' });
  });
});

describe('the words of a concern', () => {
  test('are not lost when two write at once: the second is told, and reads the first', async () => {
    const { t, chair, district } = await chaired();
    const id = await group(chair, district, [await say(t, district)]);
    const edit = (version: number, title: string, theme = 'hours') =>
      chair.call(contract.editConcern, { id, version, title, summary: '', theme });
    const both = await Promise.all([edit(1, '甲写的'), edit(1, '乙写的')]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expectProblem(
      both.find(({ status }) => status === 409)!,
      409,
      'voices.concern_changed',
    );
    const won = both[0].status === 200 ? '甲写的' : '乙写的';
    expect(await trailOf(chair, id)).toMatchObject({ title: won, version: 2, theme: '工时和休息' });
    expect((await edit(2, '两人商量好的')).body).toEqual({ version: 3 });
    expectProblem(await edit(3, '夜里', 'nonsense'), 422, 'voices.concern_theme', 'theme');
    const unknown = { id: UNKNOWN, version: 1, title: '夜里', summary: '', theme: '' };
    expectProblem(await chair.call(contract.editConcern, unknown), 404, 'voices.concern_not_found');
  });
});

describe('the list', () => {
  test('is by state, theme, lane, age and words, in pages that meet exactly', async () => {
    const { t, chair, district, street } = await chaired();
    const made: string[] = [];
    for (const title of ['一号', '二号', '三号'])
      made.push(await group(chair, street, [await say(t, street)], title));
    await chair.call(contract.addVoices, { id: made[2]!, voiceIds: [await say(t, street)] });
    await chair.call(contract.referConcern, { id: made[1]!, lane: 'legal' });
    const list = async (given: object) => (await chair.call(contract.listConcerns, given)).body;
    const ids = async (given: object) => (await list(given)).items.map(({ id }) => id);
    for (const order of ['age', 'voices'] as const) {
      const first = await list({ order, limit: 2 });
      const rest = await list({ order, limit: 2, cursor: first.next! });
      const seen = [...first.items, ...rest.items].map(({ id }) => id);
      expect(seen).toEqual(order === 'age' ? made : [made[2], made[0], made[1]]);
    }
    expect(await ids({ state: 'referred' })).toEqual([made[1]]);
    expect(await ids({ lane: 'legal' })).toEqual([made[1]]);
    expect(await ids({ q: '三' })).toEqual([made[2]]);
    expect(await ids({ theme: 'hours' })).toEqual([]);
    expect(await ids({ under: street })).toHaveLength(3);
    expect(await ids({ late: 'true' })).toEqual([]);
    await t.pool.query(`update voices.voice set at = at - interval '31 days' where concern_id = $1`, [
      made[0],
    ]);
    expect(await ids({ late: 'true' })).toEqual([made[0]]);
    expect((await list({})).counts).toEqual({ waiting: 3, late: 1, reopened: 0 });
    const other = await newDistrict(t);
    for (const one of [contract.listConcerns, contract.exportConcerns])
      expectProblem(await chair.call(one, { under: other.district }), 404, 'orgs.not_found');
    const { raw, headers } = await chair.call(contract.exportConcerns, { order: 'voices' });
    expect(raw.subarray(0, 2).toString()).toBe('PK');
    expect(headers['content-type']).toContain('spreadsheetml');
    expect(district).toBeGreaterThan(0);
  });

  test('of themes is for everybody', async () => {
    const t = await testApp();
    const { items } = (await t.guest().call(contract.listThemes, {})).body;
    expect(items[0]).toEqual({ code: 'pay', zh: '报酬和单价', en: 'Pay' });
  });
});
