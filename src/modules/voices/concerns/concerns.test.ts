import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { expectProblem, nextPhone, testApp, type Client, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { answerVoice, listVoices, listVoiceTodos, makeVoice } from '../contract.ts';
import { answerFromMeeting, concernRefs, concernsForTopics, tellStep } from '../index.ts';
import * as contract from './contract.ts';

const UNKNOWN = '01890000-0000-7000-8000-000000000000';

async function chaired() {
  const t = await testApp();
  const made = await newDistrict(t);
  return { t, ...made, chair: await t.officer('chair', made.district) };
}

async function say(t: TestApp, orgId: number, text = '夜里没有地方休息', contact?: string): Promise<string> {
  const said = { text, page: '/', orgId, ...(contact === undefined ? {} : { contact }) };
  const answer = await t.guest().call(makeVoice, said);
  expect(answer.status).toBe(201);
  return answer.body.id;
}

async function group(chair: Client, orgId: number, voiceIds: string[], title = '夜里休息') {
  const answer = await chair.call(contract.makeConcern, { orgId, title, voiceIds });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

const trailOf = async (by: Client, id: string) => (await by.call(contract.getConcern, { id })).body;
const stateOf = async (chair: Client, id: string) =>
  (await chair.call(listVoices, { state: 'all' })).body.items.find((one) => one.id === id)!.state;

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
    expect((await release(b, c)).body).toEqual({ voices: 0, state: 'dissolved' });
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

describe('what seems to say the same', () => {
  test('is suggested with why, open voices and concerns', async () => {
    const { t, chair, district, street, primary } = await chaired();
    const [a, b] = [await say(t, street, '夜里没有地方休息'), await say(t, primary, '夜里没地方休息')];
    const other = await say(t, street, '充电桩太少');
    const taken = await say(t, street, '夜里没有地方可以休息');
    const id = await group(chair, district, [taken]);
    const { body } = await chair.call(contract.suggestLike, { voiceId: a });
    expect(body.voices).toMatchObject([{ id: b, why: { words: expect.closeTo(0.77, 1), samePlace: false } }]);
    expect(body.concerns).toMatchObject([{ id, voices: 1 }]);
    const heaps = (await chair.call(contract.listAlike, {})).body;
    expect(heaps.compared).toBe(3);
    expect(heaps.items.map(({ voices }) => voices.map((voice) => voice.id))).toEqual([[a, b]]);
    expect(heaps.items[0]!.org).toMatchObject({ id: street });
    expect((await chair.call(contract.suggestLike, { voiceId: other })).body).toEqual({
      voices: [],
      concerns: [],
    });
    expectProblem(await chair.call(contract.suggestLike, { voiceId: UNKNOWN }), 404, 'voices.not_found');
    const viewer = await t.officer('viewer', district);
    expect((await viewer.call(contract.listAlike, {})).body.items[0]!.org).toBeNull();
    const sibling = await t.officer('chair', (await newDistrict(t)).district);
    expectProblem(await sibling.call(contract.getConcern, { id }), 404, 'voices.concern_not_found');
  });
});
