import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inTx, type TxCtx } from '#kernel/ctx';
import { expectProblem, nextPhone, testApp, type Client, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { changePlaceState, getPlace, listPlaces, listPlaceTodos } from '../contract.ts';
import { newPlace, OFFICE_HOURS } from '../factory.ts';
import { confirmOpen, sayOpen as sayOpenAt } from './actions.ts';
import { checkPlace, getPlaceTrust, sayOpen } from './contract.ts';
import { getPlaceHost, revokeHostLink } from '../host/contract.ts';
import { aSignKey, ALWAYS_OPEN } from './factory.ts';
import { reportFault } from './faults/contract.ts';
import { reportFault as report } from './report/actions.ts';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-24T04:00:00Z');

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

const at = (hours: number) => t.setNow(new Date(NOON + hours * HOUR));

async function station(given: Parameters<typeof newPlace>[2] = {}) {
  at(0);
  const { street } = await newDistrict(t);
  const chair = await t.officer('chair', street);
  const place = await newPlace(chair, street, { hours: ALWAYS_OPEN, ...given });
  return { street, chair, ...place };
}

type Station = Awaited<ReturnType<typeof station>>;

async function freshness({ chair, id }: Pick<Station, 'chair' | 'id'>) {
  return (await chair.call(getPlaceTrust, { id })).body.freshness;
}

const sayClosed = (who: Client, code: string) => who.call(reportFault, { code, kind: 'closed' });

/** Two visitors who do not know each other find it closed. */
async function doubted(given = {}) {
  const place = await station(given);
  await sayClosed(t.guest(), place.code);
  at(1);
  await sayClosed(t.guest(), place.code);
  return place;
}

/** Whatever a request from this address does, without the limits of the door. */
function from<T>(ip: string, work: (ctx: TxCtx) => Promise<T>): Promise<T> {
  return inTx({ ...t.ctx(), ip, actor: { kind: 'guest' } }, (tx) => work({ ...tx, now: t.app.now() }));
}

describe('two visitors who find a place closed', () => {
  test('put it in doubt, and two days later it sinks; it stays on the list all the while', async () => {
    const place = await station();
    expect((await sayClosed(t.guest(), place.code)).body).toMatchObject({ result: 'reported' });
    expect((await freshness(place)).trust).toBe('stale');
    at(1);
    expect((await sayClosed(t.guest(), place.code)).body).toMatchObject({ result: 'joined' });
    expect(await freshness(place)).toMatchObject({
      trust: 'disputed',
      doubtedAt: new Date(NOON + HOUR).toISOString(),
    });
    at(49);
    expect((await freshness(place)).trust).toBe('sunk');
    at(24 * 100);
    const { body } = await place.chair.call(getPlace, { id: place.id });
    expect(body).toMatchObject({ state: 'open', freshness: { trust: 'sunk' } });
    const listed = await place.chair.call(listPlaces, { trust: 'sunk' });
    expect(listed.body.items.map(({ id }) => id)).toEqual([place.id]);
  });

  test('are one if they are one account on two networks', async () => {
    const place = await station();
    const worker = await t.worker(nextPhone());
    await sayClosed(worker, place.code);
    at(1);
    const again = await from('203.0.113.9', (ctx) =>
      report(
        {
          ...ctx,
          actor: { kind: 'account', userId: worker.userId, sessionId: 's', phone: null, grants: [] },
        },
        { code: place.code, kind: 'closed' },
      ),
    );
    expect(again.result).toBe('joined');
    expect((await freshness(place)).trust).toBe('stale');
  });

  test('say nothing new while its hours say the same, and are told so', async () => {
    // Saturday noon.
    const place = await station({ hours: OFFICE_HOURS });
    t.setNow(new Date('2026-11-28T04:00:00Z'));
    const answer = await sayClosed(t.guest(), place.code);
    expect(answer).toMatchObject({ status: 201, body: { result: 'closed_hours', token: null } });
    expect(answer.body.opening).toEqual({ now: 'closed', until: '2026-11-30T00:00:00.000Z' });
    await sayClosed(t.guest(), place.code);
    const { body } = await place.chair.call(getPlaceTrust, { id: place.id });
    expect(body).toMatchObject({
      counts: { closedOutsideHours: 2, visitorsClosed: 0 },
      faults: [],
      freshness: { trust: 'stale', doubtedAt: null },
    });
  });

  test('are believed where nobody has told the hours', async () => {
    const place = await doubted({ hours: null });
    expect((await freshness(place)).trust).toBe('disputed');
  });

  test('find nothing to report where it is not in use', async () => {
    const place = await station();
    await place.chair.call(changePlaceState, { id: place.id, to: 'suspended', reason: '装修' });
    expectProblem(await sayClosed(t.guest(), place.code), 409, 'places.report_unlisted');
    expectProblem(await t.guest().call(sayOpen, { code: place.code }), 409, 'places.report_unlisted');
    const check = { id: place.id, what: 'open' as const };
    expectProblem(await place.chair.call(checkPlace, check), 409, 'places.report_unlisted');
    expectProblem(await sayClosed(t.guest(), 'ZZZZZZ'), 404, 'places.not_found');
    expectProblem(await t.guest().call(sayOpen, { code: 'ZZZZZZ' }), 404, 'places.not_found');
  });
});

describe('a doubt ends', () => {
  test('by one use with the key of the sign', async () => {
    const place = await doubted();
    const key = await aSignKey(t, { id: place.id, orgId: place.street });
    at(60);
    const answer = await t.guest().call(sayOpen, { code: place.code, key });
    const now = new Date(NOON + 60 * HOUR).toISOString();
    expect(answer.body).toEqual({
      effect: 'confirmed',
      freshness: { trust: 'verified', confirmedAt: now, confirmedBy: 'use', usedAt: now },
    });
  });

  test('by an officer who looked; who finds it closed begins one', async () => {
    const place = await doubted();
    const check = (what: 'open' | 'closed') => place.chair.call(checkPlace, { id: place.id, what });
    expect((await check('open')).body.freshness).toMatchObject({ trust: 'verified', confirmedBy: 'officer' });
    at(2);
    expect((await check('closed')).body.freshness.trust).toBe('disputed');
  });

  test('by a host’s word', async () => {
    const place = await doubted();
    await inTx(t.ctx(), (tx) => confirmOpen(tx, place.id, 'host'));
    expect(await freshness(place)).toMatchObject({ trust: 'verified', confirmedBy: 'host', doubtedAt: null });
  });

  test('by two visitors who agree, and not by one, however often', async () => {
    const place = await doubted();
    const one = t.guest();
    at(2);
    expect((await one.call(sayOpen, { code: place.code })).body.effect).toBe('noted');
    expect((await one.call(sayOpen, { code: place.code })).body.effect).toBe('again');
    at(3);
    expect((await one.call(sayOpen, { code: place.code })).body.effect).toBe('noted');
    expect((await freshness(place)).trust).toBe('disputed');
    const answer = await t.guest().call(sayOpen, { code: place.code });
    expect(answer.body).toMatchObject({
      effect: 'confirmed',
      freshness: { confirmedBy: 'visitor', usedAt: null },
    });
  });
});

describe('the key of a sign', () => {
  test('counts at its own place only, and no more once it was called back; others stay', async () => {
    const place = await doubted();
    const [lost, kept] = [
      await aSignKey(t, { id: place.id, orgId: place.street }),
      await aSignKey(t, { id: place.id, orgId: place.street }),
    ];
    const elsewhere = await newPlace(place.chair, place.street, { hours: ALWAYS_OPEN });
    at(2);
    const stranger = await t.guest().call(sayOpen, { code: elsewhere.code, key: kept });
    expect(stranger.body.effect).toBe('noted');
    const { signs } = (await place.chair.call(getPlaceHost, { id: place.id })).body;
    expect(signs).toMatchObject([{ usedAt: null }, { usedAt: null }]);
    // The newest first.
    const revoke = { id: place.id, linkId: signs[1]!.id, use: 'sign' as const };
    expect((await place.chair.call(revokeHostLink, revoke)).body).toEqual({ revoked: true });
    expect((await place.chair.call(revokeHostLink, revoke)).body).toEqual({ revoked: false });
    expectProblem(
      await place.chair.call(revokeHostLink, { ...revoke, id: elsewhere.id, linkId: signs[0]!.id }),
      404,
      'kernel.link_unknown',
    );
    expect((await t.guest().call(sayOpen, { code: place.code, key: lost })).body.effect).toBe('noted');
    expect((await t.guest().call(sayOpen, { code: place.code, key: '没有这把' })).body.effect).toBe(
      'confirmed',
    );
    at(3);
    expect((await t.guest().call(sayOpen, { code: place.code, key: kept })).body).toMatchObject({
      effect: 'confirmed',
      freshness: { confirmedBy: 'use' },
    });
  });
});

describe('three hundred phones that report a place closed for days', () => {
  async function flooded(networks: number) {
    const place = await station();
    for (let phone = 0; phone < 300; phone++) {
      at((phone * 120) / 300);
      const ip = `198.51.100.${phone % networks}`;
      await from(ip, (ctx) => report(ctx, { code: place.code, kind: 'closed' })).catch((error: unknown) => {
        // The flood stops itself.
        expect(error).toMatchObject({ code: 'places.report_flood' });
      });
    }
    at(130);
    return place;
  }

  const stillListed = async ({ chair, id }: Station) => {
    const { body } = await chair.call(listPlaces, { state: 'open' });
    return body.items.some((place) => place.id === id);
  };

  test('on one network do not even put it in doubt', async () => {
    const place = await flooded(1);
    expect(await freshness(place)).toMatchObject({ trust: 'stale', doubtedAt: null });
    expect(await stillListed(place)).toBe(true);
    const { body } = await place.chair.call(getPlaceTrust, { id: place.id });
    expect(body.faults).toHaveLength(1);
    expect(body.counts.visitorsClosed).toBeGreaterThan(100);
  });

  test('on many networks sink and label it, and it stays on the list; one use brings it back', async () => {
    const place = await flooded(100);
    expect((await freshness(place)).trust).toBe('sunk');
    expect(await stillListed(place)).toBe(true);
    const key = await aSignKey(t, { id: place.id, orgId: place.street });
    await t.guest().call(sayOpen, { code: place.code, key });
    expect((await freshness(place)).trust).toBe('verified');
  });

  test('nor does a flood of “open” from one network bring back what two have doubted', async () => {
    const place = await doubted();
    for (let phone = 0; phone < 40; phone++) {
      at(2 + phone);
      await from('198.51.100.7', (ctx) => sayOpenAt(ctx, { code: place.code }));
    }
    expect((await freshness(place)).doubtedAt).not.toBeNull();
  });
});

test('officers read what was said, how often and when, and never who', async () => {
  const place = await doubted();
  await t.guest().call(sayOpen, { code: place.code });
  await place.chair.call(checkPlace, { id: place.id, what: 'closed' });
  const { body, raw } = await place.chair.call(getPlaceTrust, { id: place.id });
  expect(body.counts).toEqual({
    uses: 0,
    visitorsOpen: 1,
    visitorsClosed: 2,
    closedOutsideHours: 0,
    hostOpen: 0,
    hostClosed: 0,
    officerOpen: 0,
    officerClosed: 1,
  });
  expect(body.latest).toHaveLength(4);
  expect(body.limits).toEqual({ verifiedDays: 30, sinkHours: 48, reports: 2, days: 7 });
  const { rows } = await t.pool.query<{ hash: Buffer }>(
    'select network_hash as hash from places.sighting where place_id = $1 and network_hash is not null',
    [place.id],
  );
  expect(rows).toHaveLength(3);
  for (const { hash } of rows) expect(raw.toString()).not.toContain(hash.toString('base64'));
});

test('the same network looks different at every place', async () => {
  const [one, other] = [await station(), await station()];
  for (const { code } of [one, other]) await from('203.0.113.4', (ctx) => sayOpenAt(ctx, { code }));
  const { rows } = await t.pool.query<{ count: number }>(
    'select count(distinct network_hash)::int as count from places.sighting where place_id = any($1)',
    [[one.id, other.id]],
  );
  expect(rows[0]!.count).toBe(2);
});

test('a sighting cannot be changed, only its witness be forgotten', async () => {
  const { id } = await doubted();
  const change = (what: string) =>
    t.pool.query(`update places.sighting set ${what} where place_id = $1`, [id]);
  await expect(change(`what = 'open'`)).rejects.toThrow('a sighting is not changed');
  await expect(change(`network_hash = '\\x00'`)).rejects.toThrow('a sighting is not changed');
  await change('network_hash = null');
});

test('after eight days nobody knows who said it', async () => {
  const { id } = await doubted();
  const witnesses = async () => {
    await t.app.jobs.send(t.owner, 'places.forget_witnesses', {});
    await t.drain('places.forget_witnesses');
    const { rows } = await t.pool.query<{ known: number }>(
      'select count(network_hash)::int as known from places.sighting where place_id = $1',
      [id],
    );
    return rows[0]!.known;
  };
  at(7 * 24);
  expect(await witnesses()).toBe(2);
  at(8 * 24 + 0.5);
  expect(await witnesses()).toBe(1);
  at(8 * 24 + 2);
  expect(await witnesses()).toBe(0);
});

test('what is in doubt waits for whoever keeps it', async () => {
  const place = await doubted();
  const { items } = (await place.chair.call(listPlaceTodos, {})).body;
  expect(items).toEqual([
    {
      code: 'places.faults_waiting',
      count: 1,
      oldest: new Date(NOON).toISOString(),
      minutes: 2,
      href: '/staff/faults',
    },
    {
      code: 'places.in_doubt',
      count: 1,
      oldest: new Date(NOON + HOUR).toISOString(),
      minutes: 10,
      href: '/staff/places',
    },
  ]);
});
