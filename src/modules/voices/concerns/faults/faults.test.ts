import { afterEach, expect, test } from 'vitest';
import { inTx } from '#kernel/ctx';
import { testApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newPlace } from '#places/factory';
import { listVoices, makeVoice } from '../../contract.ts';
import * as contract from '../contract.ts';
import { hearStaleFaults } from '../jobs.ts';

const NOON = Date.parse('2026-11-24T04:00:00Z');
const DAY = 86_400_000;

afterEach(async () => (await testApp()).setNow(null));

async function stationWithFault() {
  const t = await testApp();
  t.setNow(new Date(NOON));
  const { street, district } = await newDistrict(t);
  const chair = await t.officer('chair', district);
  const place = await newPlace(chair, street);
  const fault = (
    await t.pool.query(
      `insert into places.fault (id, place_id, kind, facility, state, reports, reported_at, changed_at)
     values (gen_random_uuid(), $1, 'no_water', 'water', 'acked', 3, $2, $2) returning id`,
      [place.id, new Date(NOON)],
    )
  ).rows[0]!.id as string;
  const settle = (state: string, reason: string | null, day: number) =>
    t.pool.query('update places.fault set state = $2, reason = $3, settled_at = $4 where id = $1', [
      fault,
      state,
      reason,
      new Date(NOON + day * DAY),
    ]);
  const after = async (days: number) => {
    t.setNow(new Date(NOON + days * DAY));
    await inTx(t.ctx(), (tx) => hearStaleFaults.run(tx, {}));
  };
  const said = async () => (await chair.call(listVoices, { state: 'all' })).body.items;
  return { t, chair, street, place, fault, settle, after, said };
}

test('a fault that nobody mends becomes a voice once, and is answered by itself when it is mended', async () => {
  const { street, place, after, said, settle } = await stationWithFault();
  await after(13);
  expect(await said()).toEqual([]);
  await after(15);
  await after(16);
  const [voice, ...more] = await said();
  expect(more).toEqual([]);
  expect(voice).toMatchObject({
    kind: 'fault',
    state: 'open',
    theme: 'places',
    org: { id: street },
    place: { id: place.id },
    hasContact: false,
  });
  expect(voice!.text).toMatch(/没有水.*2026-11-24 报修，15 天了还没有修好，共有 3 次报告。/);
  await settle('fixed', null, 17);
  await after(18);
  expect(await said()).toMatchObject([{ state: 'answered', note: '2026-12-11 已经修好。' }]);
  await after(19);
  expect(await said()).toHaveLength(1);
});

test('one that is not mended after all is said again, with what was answered', async () => {
  const { t, after, said, settle, fault } = await stationWithFault();
  await after(15);
  await settle('fixed', null, 16);
  await after(17);
  await t.pool.query(
    `update places.fault set state = 'reopened', settled_at = null, changed_at = $2 where id = $1`,
    [fault, new Date(NOON + 18 * DAY)],
  );
  for (const day of [19, 20]) {
    await after(day);
    const [voice, ...more] = await said();
    expect(more).toEqual([]);
    expect(voice).toMatchObject({ state: 'open', since: new Date(NOON + 19 * DAY).toISOString() });
    expect(voice!.additions).toMatchObject([
      { text: '2026-12-12 又有人说没有修好。', helped: false, answer: '2026-12-10 已经修好。' },
    ]);
  }
});

test('a refused one tells why', async () => {
  const { after, said, settle } = await stationWithFault();
  await after(15);
  await settle('refused', '楼里停水改造到年底', 16);
  await after(17);
  expect((await said())[0]!.note).toContain('没有办：楼里停水改造到年底');
});

test('a concern with it in it goes to the ticket that nobody mends', async () => {
  const { chair, street, after, said, fault } = await stationWithFault();
  await after(15);
  const voiceIds = (await said()).map(({ id }) => id);
  const made = await chair.call(contract.makeConcern, { orgId: street, title: '没有水', voiceIds });
  const { id } = made.body;
  expect((await chair.call(contract.referConcern, { id, lane: 'station_fault' })).status).toBe(201);
  const { referrals } = (await chair.call(contract.getConcern, { id })).body;
  expect(referrals).toMatchObject([{ faultId: fault, how: null }]);
});

test.each([
  ['fixed', null, 'solved'],
  ['refused', '楼里停水', 'not_possible'],
] as const)('a referral to the keeper of the place ends when its fault is %s', async (state, reason, how) => {
  const { t, chair, street, place, after } = await stationWithFault();
  const told = { text: '水龙头不出水', placeCode: place.code };
  const voice = (await t.guest().call(makeVoice, told)).body.id;
  const words = { orgId: street, title: '没有水', voiceIds: [voice] };
  const { id } = (await chair.call(contract.makeConcern, words)).body;
  const refer = { id, lane: 'station_fault', note: '三个人说' } as const;
  expect((await chair.call(contract.referConcern, refer)).status).toBe(201);
  const before = (await chair.call(contract.getConcern, { id })).body;
  expect(before.steps[0]!.href).toBe(`/staff/places/${place.id}?tab=faults`);
  await t.pool.query('update places.fault set state = $2, reason = $3, settled_at = $4 where id = $1', [
    before.referrals[0]!.faultId,
    state,
    reason,
    new Date(NOON + DAY),
  ]);
  await after(2);
  const now = (await chair.call(contract.getConcern, { id })).body;
  expect(now.referrals).toMatchObject([{ how }]);
  expect(now).toMatchObject({ state: 'open', waits: [] });
  expect(now.steps.map(({ kind }) => kind)).toEqual(['referred', 'outcome']);
});
