import { inkOf } from '#kernel/docs/ink';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, testApp, type Client, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { changePlaceState, getPlace } from '../contract.ts';
import { newPlace } from '../factory.ts';
import { publicPlace } from '../near/contract.ts';
import { reportFault, trackFault } from '../trust/faults/contract.ts';
import { addSupply, listSupplies } from '../supplies/contract.ts';
import * as host from './contract.ts';
import type { Said } from './contract.ts';
import { clearHostWords } from './clear/actions.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

/** A Tuesday, 11:00 in Beijing; the places of the factory are open until 18:00. */
const TUESDAY = Date.parse('2026-11-24T03:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const iso = (at: number) => new Date(at).toISOString();
const at = (ms: number) => t.setNow(new Date(ms));

async function hosted(given: Parameters<typeof newPlace>[2] = {}) {
  at(TUESDAY);
  const d = await newDistrict(t);
  const chair = await t.officer('chair', d.street);
  const place = await newPlace(chair, d.street, given);
  const { body } = await chair.call(host.makeHostLink, { id: place.id, label: '营业厅' });
  const phone = t.guest();
  const say = (said: Said) => phone.call(host.sayAsHost, { token: body.token, said });
  const looks = async () => (await chair.call(getPlace, { id: place.id })).body;
  const publicly = async () => (await phone.call(publicPlace, { code: place.code })).body;
  return { ...d, chair, place, link: body, phone, say, looks, publicly };
}

const look = (by: Client, token: string) => by.call(host.openHostPage, { token });

describe('a link', () => {
  test('opens the page of one place, lasts as the setting says, and is listed without its secret', async () => {
    const { chair, place, link, phone } = await hosted();
    expect(link.expiresAt).toBe(iso(TUESDAY + 365 * 24 * HOUR));
    const { body } = await look(phone, link.token);
    expect(body).toMatchObject({ place: { code: place.code, state: 'open' }, label: '营业厅', last: null });
    expect(body.opening).toEqual({ now: 'open', until: '2026-11-24T10:00:00.000Z' });
    expect(body.facilities.map(({ code, state }) => [code, state])).toEqual([
      ['toilet', 'ok'],
      ['water', 'ok'],
    ]);
    const listed = await chair.call(host.getPlaceHost, { id: place.id });
    expect(listed.body.links).toMatchObject([{ id: link.id, label: '营业厅', live: true, usedAt: null }]);
    expect(listed.raw.toString()).not.toContain(link.token);
  });

  test('ends with its last day, in Beijing', async () => {
    const { chair, place, phone } = await hosted();
    const made = await chair.call(host.makeHostLink, { id: place.id, label: '夜班', lastDay: '2026-11-25' });
    expect(made.body.expiresAt).toBe('2026-11-25T16:00:00.000Z');
    at(Date.parse('2026-11-25T15:59:59Z'));
    expect((await look(phone, made.body.token)).status).toBe(200);
    at(Date.parse('2026-11-25T16:00:00Z'));
    expectProblem(await look(phone, made.body.token), 410, 'kernel.link_over');
    for (const lastDay of ['2026-11-24', '2029-01-01'])
      expectProblem(
        await chair.call(host.makeHostLink, { id: place.id, label: '夜班', lastDay }),
        422,
        'places.host_bad_last_day',
        'lastDay',
      );
    expectProblem(
      await chair.call(host.printHostPack, { id: place.id, label: '夜班', lastDay: '2026-11-24' }),
      422,
      'places.host_bad_last_day',
      'lastDay',
    );
  });

  test('that was called back opens nothing and does nothing, the others go on', async () => {
    const { chair, place, link, phone, say } = await hosted();
    const other = await chair.call(host.makeHostLink, { id: place.id, label: '保安亭' });
    const revoke = { id: place.id, linkId: link.id, use: 'host' as const };
    expect((await chair.call(host.revokeHostLink, revoke)).body).toEqual({ revoked: true });
    expect((await chair.call(host.revokeHostLink, revoke)).body).toEqual({ revoked: false });
    expectProblem(await look(phone, link.token), 410, 'kernel.link_over');
    expectProblem(await say({ kind: 'close' }), 410, 'kernel.link_over');
    expectProblem(
      await phone.call(host.undoAsHost, { token: link.token, id: place.id }),
      410,
      'kernel.link_over',
    );
    expect((await look(phone, other.body.token)).status).toBe(200);
    const strange = { ...revoke, linkId: place.id };
    expectProblem(await chair.call(host.revokeHostLink, strange), 404, 'kernel.link_unknown');
    // The key of a sign is no host.
    expectProblem(
      await chair.call(host.revokeHostLink, { ...revoke, use: 'sign' }),
      404,
      'kernel.link_unknown',
    );
  });

  test('of one place does nothing to another', async () => {
    const [one, two] = [await hosted(), await hosted()];
    const lot = { item: '面包', quantity: 3, unit: '袋', placedOn: '2026-11-20', expiresOn: '2026-11-30' };
    const { id } = (await two.chair.call(addSupply, { id: two.place.id, ...lot })).body;
    expectProblem(await one.say({ kind: 'supply', id, how: 'used_up' }), 404, 'places.supply_not_found');
    await one.say({ kind: 'close' });
    expect((await two.looks()).opening.now).toBe('open');
    expect((await look(one.phone, two.link.token)).body.place.code).toBe(two.place.code);
  });

  test('is looked at without a trace', async () => {
    const { link, phone, chair, place } = await hosted();
    const count = async () =>
      (await t.pool.query('select count(*)::int as n from kernel.audit_entry')).rows[0]!.n as number;
    const before = await count();
    for (let i = 0; i < 3; i++) await look(phone, link.token);
    expect(await count()).toBe(before);
    expect((await chair.call(host.getPlaceHost, { id: place.id })).body.links[0]!.usedAt).toBeNull();
  });
});

describe('closed today', () => {
  test('lasts as long as today’s opening, says why, and ends with “open now”', async () => {
    const { say, looks, chair, place, publicly } = await hosted();
    const closed = (await say({ kind: 'close', reason: 'repair' })).body;
    expect(closed.opening).toEqual({ now: 'closed', until: '2026-11-25T00:00:00.000Z' });
    expect(closed.closing).toEqual({ until: '2026-11-24T10:00:00.000Z', reason: '正在维修' });
    expect((await looks()).opening.now).toBe('closed');
    expect(await publicly()).toMatchObject({ closedWhy: '正在维修', opening: { now: 'closed' } });
    at(TUESDAY + 2 * HOUR);
    const open = (await say({ kind: 'open' })).body;
    expect(open).toMatchObject({
      opening: { now: 'open' },
      closing: null,
      freshness: { confirmedBy: 'host' },
    });
    expect((await looks()).freshness).toMatchObject({ trust: 'verified', confirmedBy: 'host' });
    const { words } = (await chair.call(host.getPlaceHost, { id: place.id })).body;
    expect(words.map(({ kind, by }) => [kind, by])).toEqual([
      ['open', '营业厅'],
      ['close', '营业厅'],
    ]);
    expect(words[1]!.detail).toEqual({ until: '2026-11-24T10:00:00.000Z', reason: 'repair' });
    const kept = await t.pool.query('select made_by, reason from places.exception where place_id = $1', [
      place.id,
    ]);
    expect(kept.rows).toEqual([{ made_by: 'host', reason: '正在维修' }]);
  });

  test('may last until a chosen day, and no longer than the setting lets', async () => {
    const { say } = await hosted();
    const until = '2026-11-26T16:00:00.000Z';
    expect((await say({ kind: 'close', until })).body.opening.until).toBe('2026-11-27T00:00:00.000Z');
    // Closing anew replaces the former.
    expect((await say({ kind: 'close' })).body.opening.until).toBe('2026-11-25T00:00:00.000Z');
    for (const wrong of [iso(TUESDAY), iso(TUESDAY + 32 * 24 * HOUR)])
      expectProblem(await say({ kind: 'close', until: wrong }), 422, 'places.host_bad_until', 'said.until');
  });

  test('of a place that nobody knows the hours of lasts until midnight', async () => {
    const { say, looks } = await hosted({ hours: null });
    const { body } = await say({ kind: 'close' });
    // What comes after is unknown, not an opening: no screen may say that it opens at midnight.
    expect(body.opening).toEqual({ now: 'closed', until: null });
    at(Date.parse('2026-11-24T15:59:59Z'));
    expect((await looks()).opening.now).toBe('closed');
    at(Date.parse('2026-11-24T16:00:00Z'));
    expect((await looks()).opening.now).toBe('unknown');
    at(TUESDAY);
    expect((await say({ kind: 'open' })).body.opening.now).toBe('unknown');
  });

  test('tapped by several at once leaves one closing', async () => {
    const { say, place } = await hosted();
    const all = await Promise.all(Array.from({ length: 6 }, () => say({ kind: 'close' })));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const live = await t.pool.query(
      'select count(*)::int as n from places.exception where place_id = $1 and withdrawn_at is null',
      [place.id],
    );
    expect(live.rows[0]!.n).toBe(1);
  });

  test('sent twice with one key is said once', async () => {
    const { link, phone, chair, place } = await hosted();
    const once = { token: link.token, said: { kind: 'close' as const } };
    const key = 'a-key-of-a-phone-in-the-lift';
    const [one, two] = [
      await phone.call(host.sayAsHost, once, { key }),
      await phone.call(host.sayAsHost, once, { key }),
    ];
    expect(two.body).toEqual(one.body);
    expect((await chair.call(host.getPlaceHost, { id: place.id })).body.words).toHaveLength(1);
  });
});

describe('open', () => {
  test('outside the hours needs to know until when', async () => {
    const { say } = await hosted();
    at(TUESDAY + 9 * HOUR);
    expectProblem(await say({ kind: 'open' }), 422, 'places.host_until_missing', 'said.until');
    const until = iso(TUESDAY + 11 * HOUR);
    expect((await say({ kind: 'open', until })).body).toMatchObject({
      opening: { now: 'open', until },
      freshness: { trust: 'verified', confirmedBy: 'host' },
    });
  });

  test('a while longer today, from the end of the hours on', async () => {
    const { say } = await hosted();
    const until = '2026-11-24T12:00:00.000Z';
    expect((await say({ kind: 'longer', until })).body.opening).toEqual({ now: 'open', until });
    const later = '2026-11-24T13:00:00.000Z';
    expect((await say({ kind: 'longer', until: later })).body.opening).toEqual({ now: 'open', until: later });
    const within = '2026-11-24T09:00:00.000Z';
    expectProblem(await say({ kind: 'longer', until: within }), 422, 'places.host_bad_until', 'said.until');
  });

  test.each([
    ['temp_closed', '管道抢修'],
    ['suspended', '整改'],
  ] as const)('does not undo that the union has made it %s', async (to, reason) => {
    const { say, chair, place } = await hosted();
    await chair.call(changePlaceState, { id: place.id, to, reason });
    expectProblem(await say({ kind: 'open' }), 409, 'places.host_shut_by_union');
    expectProblem(await say({ kind: 'close' }), 409, 'places.host_shut_by_union');
    const until = iso(TUESDAY + HOUR);
    expectProblem(await say({ kind: 'longer', until }), 409, 'places.host_shut_by_union');
  });
});

describe('what is there', () => {
  test('runs out and comes back with one tap', async () => {
    const { say, looks } = await hosted();
    const out = await say({ kind: 'facility', code: 'water', state: 'out' });
    expect(out.body.facilities).toContainEqual(expect.objectContaining({ code: 'water', state: 'out' }));
    expect((await looks()).facilities).toEqual(['toilet']);
    await say({ kind: 'facility', code: 'water', state: 'ok' });
    expect((await looks()).facilities).toEqual(['toilet', 'water']);
    const unknown = await say({ kind: 'facility', code: 'aed', state: 'ok' });
    expectProblem(unknown, 422, 'places.host_no_facility', 'said.code');
  });

  test('and a note goes away at midnight, its words too', async () => {
    const { say, looks, place } = await hosted();
    const { body } = await say({ kind: 'note', text: '今天热水在二楼' });
    expect(body).toMatchObject({ note: '今天热水在二楼', noteUntil: '2026-11-24T16:00:00.000Z' });
    expect((await looks()).note).toBe('今天热水在二楼');
    at(TUESDAY + 24 * HOUR);
    expect((await looks()).note).toBeNull();
    await clearHostWords({ ...t.ctx(), db: t.owner } as unknown as Parameters<typeof clearHostWords>[0]);
    const { rows } = await t.pool.query(
      `select p.note, w.before, w.detail::text as detail from places.place p, places.host_word w
       where p.id = $1 and w.place_id = p.id`,
      [place.id],
    );
    expect(rows).toMatchObject([{ note: null, before: null, detail: expect.not.stringContaining('热水') }]);
  });

  test('and an empty note takes it away', async () => {
    const { say } = await hosted();
    await say({ kind: 'note', text: '今天热水在二楼' });
    expect((await say({ kind: 'note', text: '' })).body).toMatchObject({ note: null, noteUntil: null });
  });
});

describe('the last tap', () => {
  const taps: readonly (readonly [string, Said])[] = [
    ['open', { kind: 'open' }],
    ['close', { kind: 'close', reason: 'staff' }],
    ['longer', { kind: 'longer', until: '2026-11-24T12:00:00.000Z' }],
    ['facility', { kind: 'facility', code: 'water', state: 'out' }],
    ['note', { kind: 'note', text: '走后门' }],
  ];

  test.each(taps)('“%s” is taken back, and all is as before', async (_kind, said) => {
    const { link, phone, say, looks } = await hosted();
    const facts = async () => {
      const { opening, freshness, equipment, note, noteUntil } = await looks();
      return { opening, freshness, equipment, note, noteUntil };
    };
    await say({ kind: 'note', text: '先前的话' });
    const before = await facts();
    at(TUESDAY + 5 * MINUTE);
    const { body } = await say(said);
    expect(await facts()).not.toEqual(before);
    const undo = { token: link.token, id: body.last!.id };
    at(TUESDAY + 6 * MINUTE);
    expect((await phone.call(host.undoAsHost, undo)).body.last).toBeNull();
    expect(await facts()).toEqual(before);
    // Once more, as after a lost answer.
    expect((await phone.call(host.undoAsHost, undo)).status).toBe(200);
    expect(await facts()).toEqual(before);
  });

  test('on a closing lets the former closing hold again', async () => {
    const { link, phone, say } = await hosted();
    await say({ kind: 'close', reason: 'power' });
    at(TUESDAY + MINUTE);
    const { body } = await say({ kind: 'open' });
    const undone = await phone.call(host.undoAsHost, { token: link.token, id: body.last!.id });
    expect(undone.body.closing).toMatchObject({ reason: '停水或停电' });
  });

  test('stays after a minute, and once another tap has followed', async () => {
    const { link, phone, say, chair, place } = await hosted();
    const first = (await say({ kind: 'facility', code: 'water', state: 'out' })).body.last!;
    const other = (await chair.call(host.makeHostLink, { id: place.id, label: '保安亭' })).body;
    at(TUESDAY + 10_000);
    await phone.call(host.sayAsHost, { token: other.token, said: { kind: 'open' } });
    const undo = (id: string) => phone.call(host.undoAsHost, { token: link.token, id });
    expectProblem(await undo(first.id), 409, 'places.host_undo_late');
    const last = (await say({ kind: 'close' })).body.last!;
    at(TUESDAY + 2 * MINUTE);
    expectProblem(await undo(last.id), 409, 'places.host_undo_late');
    expect((await look(phone, link.token)).body.last).toBeNull();
  });
});

describe('supplies', () => {
  const lot = {
    item: '藿香正气水',
    quantity: 20,
    unit: '盒',
    placedOn: '2026-06-01',
    expiresOn: '2026-12-01',
  };

  test('that expire soon are on the host’s page, and go with one tap that can be taken back', async () => {
    const { chair, place, link, phone, say } = await hosted();
    const { id } = (await chair.call(addSupply, { id: place.id, ...lot })).body;
    await chair.call(addSupply, { id: place.id, ...lot, item: '口罩', expiresOn: '2027-12-01' });
    expect((await look(phone, link.token)).body.supplies).toEqual([
      { id, item: '藿香正气水', quantity: 20, unit: '盒', expiresOn: '2026-12-01' },
    ]);
    const { body } = await say({ kind: 'supply', id, how: 'expired' });
    expect(body.supplies).toEqual([]);
    expectProblem(await say({ kind: 'supply', id, how: 'used_up' }), 409, 'places.supply_gone');
    await phone.call(host.undoAsHost, { token: link.token, id: body.last!.id });
    expect((await look(phone, link.token)).body.supplies).toHaveLength(1);
    await say({ kind: 'supply', id, how: 'used_up' });
    const { gone } = (await chair.call(listSupplies, { id: place.id })).body;
    expect(gone).toMatchObject([{ id, gone: { how: 'used_up', by: 'host' } }]);
  });
});

describe('a fault that visitors found', () => {
  test('is seen and mended with a tap each, and its reporter sees it; the visitor’s words stay with the union', async () => {
    const { place, link, phone, say, looks, chair } = await hosted();
    const report = { code: place.code, kind: 'no_water' as const, note: '问过前台' };
    const { token } = (await t.guest().call(reportFault, report)).body;
    const seen = await look(phone, link.token);
    expect(seen.raw.toString()).not.toContain('前台');
    const [fault] = seen.body.faults;
    expect(fault).toMatchObject({
      kind: 'no_water',
      facility: { zh: '热水' },
      state: 'reported',
      reports: 1,
      next: ['acked', 'fixed'],
    });
    const acked = (await say({ kind: 'fault', id: fault!.id, to: 'acked' })).body;
    expect(acked.faults).toMatchObject([{ state: 'acked', next: ['fixed'] }]);
    expect(acked.last).toBeNull();
    expect((await looks()).facilities).toEqual(['toilet']);
    expectProblem(await say({ kind: 'fault', id: fault!.id, to: 'acked' }), 409, 'places.fault_bad_step');
    expect((await say({ kind: 'fault', id: fault!.id, to: 'fixed' })).body.faults).toEqual([]);
    expect((await looks()).facilities).toEqual(['toilet', 'water']);
    expect((await t.guest().call(trackFault, { token: token! })).body).toMatchObject({
      state: 'fixed',
      asked: true,
    });
    const { words } = (await chair.call(host.getPlaceHost, { id: place.id })).body;
    expect(words.map(({ kind, detail }) => [kind, detail.about, detail.state])).toEqual([
      ['fault', 'water', 'fixed'],
      ['fault', 'water', 'acked'],
    ]);
    const other = await hosted();
    expectProblem(
      await other.say({ kind: 'fault', id: fault!.id, to: 'fixed' }),
      404,
      'places.fault_not_found',
    );
  });

  test('of being closed is answered by “open now”', async () => {
    const { place, say, looks } = await hosted();
    for (let i = 0; i < 2; i++) await t.guest().call(reportFault, { code: place.code, kind: 'closed' });
    expect((await looks()).freshness.trust).toBe('disputed');
    expect((await say({ kind: 'open' })).body.freshness.trust).toBe('verified');
  });
});

describe('on paper', () => {
  test('the pack holds the sign, a key of its own, and a link that works', async () => {
    const { chair, place } = await hosted();
    const { raw, status, headers } = await chair.call(host.printHostPack, { id: place.id, label: '收银台' });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/pdf');
    const ink = await inkOf(raw);
    expect(new Set(ink.glyphs.map(({ page }) => page)).size).toBe(2);
    const { links, signs } = (await chair.call(host.getPlaceHost, { id: place.id })).body;
    expect(links.map(({ label }) => label)).toEqual(['收银台', '营业厅']);
    expect(signs).toMatchObject([{ live: true, expiresAt: null, label: null }]);
  });

  test('signs come a page each, and none where one place is not ours', async () => {
    const { chair, street, place, district } = await hosted();
    const second = await newPlace(chair, street);
    const { raw } = await chair.call(host.printSigns, { ids: [place.id, second.id, place.id] });
    expect(new Set((await inkOf(raw)).glyphs.map(({ page }) => page)).size).toBe(2);
    const other = await hosted();
    expectProblem(
      await other.chair.call(host.printSigns, { ids: [other.place.id, place.id] }),
      404,
      'places.not_found',
    );
    expect((await other.chair.call(host.getPlaceHost, { id: other.place.id })).body.signs).toEqual([]);
    expect(district).toBeGreaterThan(0);
  });
});
