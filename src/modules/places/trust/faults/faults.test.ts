import { randomBytes } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Request } from '#kernel/contract';
import { inTx } from '#kernel/ctx';
import {
  dropTestApp,
  expectProblem,
  nextPhone,
  openTestApp,
  testApp,
  type Client,
  type TestApp,
} from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { getPlace, listPlaces } from '../../contract.ts';
import { newPlace } from '../../factory.ts';
import { getPlaceTrust } from '../contract.ts';
import { ALWAYS_OPEN } from '../factory.ts';
import { stepAsKeeper } from './actions.ts';
import * as contract from './contract.ts';
import { publicFaults } from './queries.ts';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-24T04:00:00Z');

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

const at = (hours: number) => t.setNow(new Date(NOON + hours * HOUR));

async function station(app = t) {
  app.setNow(new Date(NOON));
  const { street, primary } = await newDistrict(app);
  const chair = await app.officer('chair', street);
  const place = await newPlace(chair, street, { hours: ALWAYS_OPEN });
  return { street, primary, chair, ...place };
}

type Station = Awaited<ReturnType<typeof station>>;

type Given = Partial<Request<typeof contract.reportFault>>;

async function report({ code }: Pick<Station, 'code'>, given: Given, by: Client = t.guest()) {
  const answer = await by.call(contract.reportFault, { code, kind: 'no_water', ...given });
  expect(answer.status).toBe(201);
  return { by, token: answer.body.token!, result: answer.body.result };
}

async function faultsOf({ chair, id }: Pick<Station, 'chair' | 'id'>) {
  return (await chair.call(getPlaceTrust, { id })).body.faults;
}

async function theFault(place: Pick<Station, 'chair' | 'id'>) {
  const [fault] = await faultsOf(place);
  return fault!;
}

async function step(
  place: Station,
  to: 'acked' | 'fixing' | 'fixed' | 'confirmed' | 'refused',
  reason?: string,
) {
  const { id } = await theFault(place);
  return place.chair.call(contract.stepFault, { id, to, ...(reason ? { reason } : {}) });
}

const track = async (token: string) => (await t.guest().call(contract.trackFault, { token })).body;
const water = async ({ chair, id }: Station) =>
  (await chair.call(getPlace, { id })).body.equipment.find(({ code }) => code === 'water')?.state;

describe('a fault', () => {
  test('is reported without an account, taken up, mended, and confirmed by who reported it', async () => {
    const place = await station();
    const { token, result } = await report(place, { note: ' 水龙头拧不开 ' });
    expect(result).toBe('reported');
    expect(await track(token)).toMatchObject({
      place: { code: place.code },
      kind: 'no_water',
      facility: '热水',
      state: 'reported',
      reports: 1,
      asked: false,
      note: '水龙头拧不开',
      phone: null,
    });
    expect(await water(place)).toBe('ok');
    at(1);
    expect((await step(place, 'acked')).body).toEqual({ state: 'acked' });
    expect(await water(place)).toBe('out');
    at(2);
    await step(place, 'fixing');
    at(3);
    await step(place, 'fixed');
    expect(await water(place)).toBe('ok');
    expect((await place.chair.call(getPlace, { id: place.id })).body.freshness).toMatchObject({
      trust: 'verified',
      confirmedBy: 'officer',
    });
    expect(await track(token)).toMatchObject({ state: 'fixed', asked: true });
    at(4);
    const answer = await t.guest().call(contract.answerFixed, { token, works: true });
    expect(answer.body).toEqual({ state: 'confirmed' });
    const { history, ...told } = await track(token);
    expect(told).toMatchObject({ state: 'confirmed', asked: false, works: true });
    expect(history.map(({ to }) => to)).toEqual(['reported', 'acked', 'fixing', 'fixed', 'confirmed']);
    expect(await theFault(place)).toMatchObject({ state: 'confirmed', next: [], notes: ['水龙头拧不开'] });
  });

  test('that does not work after all is opened again, and is a new one after that', async () => {
    const place = await station();
    const { token } = await report(place, {});
    await step(place, 'fixed');
    const answer = await t.guest().call(contract.answerFixed, { token, works: false, note: '还是没有热水' });
    expect(answer.body).toEqual({ state: 'reopened' });
    expect(await theFault(place)).toMatchObject({ state: 'reopened', notes: ['还是没有热水'] });
    // What a reporter writes stands in no history, which is never deleted.
    expect(JSON.stringify((await theFault(place)).history)).not.toContain('还是没有热水');
    expectProblem(
      await t.guest().call(contract.answerFixed, { token, works: true }),
      409,
      'places.fault_not_fixed',
    );
    await step(place, 'fixed');
    await t.guest().call(contract.answerFixed, { token, works: true });
    expect((await report(place, {})).result).toBe('reported');
    expect(await faultsOf(place)).toHaveLength(2);
  });

  test('that somebody else reports a day after it was mended is opened again; two weeks after, it is another', async () => {
    const place = await station();
    await report(place, {});
    await step(place, 'fixed');
    at(24);
    expect((await report(place, {})).result).toBe('joined');
    expect(await theFault(place)).toMatchObject({ state: 'reopened', reports: 2 });
    await step(place, 'fixed');
    at(24 * 15);
    expect((await report(place, {})).result).toBe('reported');
  });

  test('is refused with a reason, which the reporter reads', async () => {
    const place = await station();
    const { token } = await report(place, {});
    await step(place, 'acked');
    expectProblem(await step(place, 'refused'), 422, 'places.fault_reason_missing', 'reason');
    expect((await step(place, 'refused', '饮水机已经撤掉')).status).toBe(200);
    expect(await track(token)).toMatchObject({ state: 'refused', reason: '饮水机已经撤掉' });
    expect(await water(place)).toBe('ok');
    expectProblem(await step(place, 'fixed'), 409, 'places.fault_bad_step');
    expectProblem(
      await t.guest().call(contract.addToReport, { token, note: '再说一句' }),
      409,
      'places.fault_settled',
    );
  });

  test('of somebody else’s union is nobody’s', async () => {
    const place = await station();
    await report(place, {});
    const { id } = await theFault(place);
    const stranger = await t.officer('chair', (await newDistrict(t)).district);
    expectProblem(
      await stranger.call(contract.stepFault, { id, to: 'acked' }),
      404,
      'places.fault_not_found',
    );
    expect((await stranger.call(contract.ackFaults, { ids: [id] })).body).toEqual({ acked: 0, left: 1 });
  });

  test('marks no facility while another says that it is out of order', async () => {
    const place = await station();
    await report(place, {});
    await report(place, { kind: 'broken', facility: 'water' });
    const [one, other] = await faultsOf(place);
    const call = (id: string, to: 'acked' | 'fixed') => place.chair.call(contract.stepFault, { id, to });
    await call(one!.id, 'acked');
    await call(other!.id, 'acked');
    await call(one!.id, 'fixed');
    expect(await water(place)).toBe('out');
    await call(other!.id, 'fixed');
    expect(await water(place)).toBe('ok');
  });

  test('may be mended by the host of the place', async () => {
    const place = await station();
    const { token } = await report(place, {});
    const { id } = await theFault(place);
    await inTx(t.ctx(), async (ctx) => {
      const row = await ctx.db
        .selectFrom('places.fault')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirstOrThrow();
      await stepAsKeeper(ctx, { ...row, org_id: place.street }, { to: 'fixed', keeper: 'host' });
    });
    expect(await track(token)).toMatchObject({ state: 'fixed' });
    expect((await place.chair.call(getPlace, { id: place.id })).body.freshness.confirmedBy).toBe('host');
  });
});

describe('a report', () => {
  test.each([
    ['of nothing in particular', { kind: 'other' }, 422, 'places.report_note', 'note'],
    ['of what is not there', { kind: 'broken', facility: 'aed' }, 422, 'places.report_facility', 'facility'],
    ['in too many words', { kind: 'other', note: '长'.repeat(101) }, 400, 'kernel.bad_request', 'note'],
  ] as const)('%s is not taken', async (_what, given, status, code, field) => {
    const place = await station();
    expectProblem(
      await t.guest().call(contract.reportFault, { code: place.code, ...given }),
      status,
      code,
      field,
    );
  });

  test('joins the open ticket for the same thing, each with a link of its own', async () => {
    const place = await station();
    const [one, other, third] = [
      await report(place, { note: '甲说' }),
      await report(place, { note: '乙说' }),
      await report(place, { kind: 'broken', facility: 'toilet' }),
    ];
    expect([one.result, other.result, third.result]).toEqual(['reported', 'joined', 'reported']);
    expect(one.token).not.toBe(other.token);
    // Each reads their own words only.
    expect((await track(one.token)).note).toBe('甲说');
    expect(JSON.stringify(await track(other.token))).not.toContain('甲说');
    expect(await track(other.token)).toMatchObject({ reports: 2, note: '乙说' });
    expect(await faultsOf(place)).toHaveLength(2);
  });

  test('sent twice is one', async () => {
    const place = await station();
    const key = randomBytes(16).toString('hex');
    const guest = t.guest();
    const input = { code: place.code, kind: 'no_water' as const };
    const [first, second] = [
      await guest.call(contract.reportFault, input, { key }),
      await guest.call(contract.reportFault, input, { key }),
    ];
    expect(second.body).toEqual(first.body);
    expect(await theFault(place)).toMatchObject({ reports: 1 });
  });

  test('is one of at most twenty an hour from one network, and others still get through', async () => {
    const place = await station();
    const script = t.guest();
    for (let nth = 0; nth < 20; nth++) await report(place, {}, script);
    const last = await script.call(contract.reportFault, { code: place.code, kind: 'no_water' });
    expectProblem(last, 429, 'places.report_flood');
    expect((await report(place, {})).result).toBe('joined');
    at(1.1);
    expect((await report(place, {}, script)).result).toBe('joined');
  });

  test('made while signed in is found again by the account, and by nobody else', async () => {
    const place = await station();
    const [me, other] = [await t.worker(nextPhone()), await t.worker(nextPhone())];
    await report(place, { note: '灯坏了', kind: 'other' }, me);
    const { items } = (await me.call(contract.listMyFaults, {})).body;
    expect(items).toMatchObject([{ note: '灯坏了', state: 'reported' }]);
    expect((await other.call(contract.listMyFaults, {})).body.items).toEqual([]);
    const { id } = items[0]!;
    const { token } = (await me.call(contract.openMyFault, { id })).body;
    expect(await track(token)).toMatchObject({ note: '灯坏了' });
    expectProblem(await other.call(contract.openMyFault, { id }), 404, 'places.fault_not_found');
  });

  test('is opened by its token alone', async () => {
    const unknown = { token: 'x'.repeat(43) };
    for (const answer of [
      await t.guest().call(contract.trackFault, unknown),
      await t.guest().call(contract.addToReport, unknown),
      await t.guest().call(contract.answerFixed, { ...unknown, works: true }),
    ])
      expectProblem(answer, 404, 'kernel.link_unknown');
    const place = await station();
    const { token } = await report(place, {});
    await t.pool.query(
      `update kernel.link set revoked_at = now() where kind = 'places.fault' and subject in (
      select r.id::text from places.fault_report r join places.fault f on f.id = r.fault_id where f.place_id = $1)`,
      [place.id],
    );
    for (const answer of [
      await t.guest().call(contract.trackFault, { token }),
      await t.guest().call(contract.addToReport, { token }),
      await t.guest().call(contract.answerFixed, { token, works: true }),
    ])
      expectProblem(answer, 410, 'kernel.link_over');
  });
});

describe('a phone left with a report', () => {
  test('gets one SMS when it is mended, with a link; nobody reads it', async () => {
    const place = await station();
    const phone = nextPhone();
    for (let nth = 0; nth < 2; nth++) {
      const { token } = await report(place, {});
      expect((await t.guest().call(contract.addToReport, { token, phone })).status).toBe(200);
      expect((await track(token)).phone).toBe(`${phone.slice(0, 3)}****${phone.slice(-4)}`);
    }
    await step(place, 'fixed');
    const sent = await t.messagesTo(phone);
    expect(sent).toMatchObject([{ template: 'places.fault_fixed', params: { link: expect.any(String) } }]);
    const [, token = ''] = sent[0]!.params['link']!.split('/fault#');
    expect(await track(token)).toMatchObject({ state: 'fixed', asked: true });
    const { raw } = await place.chair.call(getPlaceTrust, { id: place.id });
    expect(raw.toString()).not.toContain(phone);
    expect(await theFault(place)).toMatchObject({ phones: 2 });
    const { rows } = await t.pool.query<{ row: string }>(
      'select r::text as row from places.fault_report r join places.fault f on f.id = r.fault_id where place_id = $1',
      [place.id],
    );
    for (const { row } of rows) expect(row).not.toContain(phone);
  });

  test('may be taken back, and is then not written to', async () => {
    const place = await station();
    const phone = nextPhone();
    const { token } = await report(place, {});
    await t.guest().call(contract.addToReport, { token, phone });
    await t.guest().call(contract.addToReport, { token, phone: '' });
    expect((await track(token)).phone).toBeNull();
    await step(place, 'fixed');
    expect(await t.messagesTo(phone)).toEqual([]);
  });

  test('is deleted thirty days after the fault is settled, with the account; the words and the link a year after', async () => {
    const place = await station();
    const me = await t.worker(nextPhone());
    const { token } = await report(place, { note: '没有热水' }, me);
    await t.guest().call(contract.addToReport, { token, phone: nextPhone() });
    at(24 * 40);
    const kept = async () => {
      await t.app.jobs.send(t.owner, 'places.forget_witnesses', {});
      await t.drain('places.forget_witnesses');
      const { note, phone } = await track(token);
      const mine = (await me.call(contract.listMyFaults, {})).body.items.length;
      return { note, phone: phone !== null, mine };
    };
    // Nobody has mended it yet.
    expect(await kept()).toEqual({ note: '没有热水', phone: true, mine: 1 });
    await step(place, 'fixed');
    at(24 * 69);
    expect(await kept()).toEqual({ note: '没有热水', phone: true, mine: 1 });
    at(24 * 71);
    expect(await kept()).toEqual({ note: '没有热水', phone: false, mine: 0 });
    at(24 * (40 + 366));
    await t.app.jobs.send(t.owner, 'places.forget_witnesses', {});
    await t.drain('places.forget_witnesses');
    expectProblem(await t.guest().call(contract.trackFault, { token }), 404, 'kernel.link_unknown');
    const { rows } = await t.pool.query(
      `select note from places.fault_report where fault_id in (select id from places.fault where place_id = $1)`,
      [place.id],
    );
    expect(rows).toEqual([{ note: null }]);
  });
});

describe('the list of faults', () => {
  test('has those that wait longest first, and can be narrowed', async () => {
    const place = await station();
    await report(place, {});
    at(24);
    await report(place, { kind: 'locked_out' });
    at(24 * 8);
    await report(place, { kind: 'broken', facility: 'toilet' });
    const listed = async (input: object) => {
      const { body } = await place.chair.call(contract.listFaults, input);
      return body.items.map(({ kind, urgency }) => `${kind} ${urgency}`);
    };
    expect(await listed({})).toEqual(['no_water late', 'locked_out late', 'broken new']);
    expect(await listed({ kind: 'broken' })).toEqual(['broken new']);
    expect(await listed({ days: '8' })).toEqual(['no_water late']);
    expect(await listed({ under: place.primary })).toEqual([]);
    expect(await listed({ state: 'fixed' })).toEqual([]);
    const nowhere = await place.chair.call(contract.listFaults, { under: 2_000_000_000 });
    expectProblem(nowhere, 404, 'orgs.not_found');
    const { body } = await place.chair.call(contract.listFaults, { limit: 1 });
    const next = await place.chair.call(contract.listFaults, { limit: 1, cursor: body.next! });
    expect(next.body.items).toMatchObject([{ kind: 'locked_out', place: { id: place.id } }]);
    expectProblem(await place.chair.call(contract.listFaults, { cursor: 'x' }), 400, 'kernel.bad_cursor');
    const ids = (await faultsOf(place)).map(({ id }) => id);
    expect((await place.chair.call(contract.ackFaults, { ids })).body).toEqual({ acked: 3, left: 0 });
    expect((await place.chair.call(contract.ackFaults, { ids })).body).toEqual({ acked: 0, left: 3 });
    const { items } = (await place.chair.call(listPlaces, {})).body;
    expect(items).toMatchObject([{ faults: { open: 3, oldest: new Date(NOON).toISOString() } }]);
  });

  test('tells anyone what waits to be mended, and no word of a reporter', async () => {
    const place = await station();
    await report(place, { note: '甲说的话' });
    at(1);
    await report(place, { kind: 'broken', facility: 'toilet' });
    expect(await publicFaults(t.ctx(), place.id)).toEqual([
      { kind: 'no_water', facility: 'water', state: 'reported', since: new Date(NOON).toISOString() },
      { kind: 'broken', facility: 'toilet', state: 'reported', since: new Date(NOON + HOUR).toISOString() },
    ]);
  });
});

describe('many reports at once', () => {
  const all = async (app: TestApp) => {
    const place = await station(app);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        app.guest().call(contract.reportFault, { code: place.code, kind: 'no_water' }),
      ),
    );
    return { place, statuses: new Set(answers.map(({ status }) => status)) };
  };

  test('make one ticket', async () => {
    // The first round finds few connections open, and so little happens at once.
    for (let round = 0; round < 3; round++) {
      const { place, statuses } = await all(t);
      expect([...statuses]).toEqual([201]);
      expect(await faultsOf(place)).toMatchObject([{ reports: 6 }]);
    }
  });

  test('would make several without the index that holds them together', async () => {
    const bare = await openTestApp(`bare_faults_${process.pid}`);
    await bare.pool.query('drop index places.fault_open');
    let most = 0;
    for (let round = 0; round < 5 && most < 2; round++) {
      const { place } = await all(bare);
      most = Math.max(most, (await faultsOf(place)).length);
    }
    await dropTestApp(bare);
    expect(most).toBeGreaterThan(1);
  });

  test('answers at once: one counts, the others are told', async () => {
    const place = await station();
    const { token } = await report(place, {});
    await step(place, 'fixed');
    const answers = await Promise.all(
      [true, false, true, false].map((works) => t.guest().call(contract.answerFixed, { token, works })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expectProblem(answer, 409, 'places.fault_not_fixed');
  });
});
