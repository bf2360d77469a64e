import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#kernel/ids';
import { openLink } from '#kernel/links';
import { readRows } from '#kernel/sheets';
import { expectProblem, nextPhone, testApp, type Client, type TestApp } from '#kernel/testing';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { changePlaceState } from '#places/contract';
import { newPlace } from '#places/factory';
import { listVoiceTodos } from '../contract.ts';
import { takeInterview } from '../listen/contract.ts';
import { TAPS } from '../listen/factory.ts';
import * as contract from './contract.ts';
import { VISIT_LINK } from './queries.ts';

const DAY = '2027-01-05';
const NOBODY = '01890000-0000-7000-8000-000000000000';

let t: TestApp;
let d: TestDistrict;
let chair: Client;
let place: string;
beforeAll(async () => {
  t = await testApp();
  d = await newDistrict(t);
  chair = await t.officer('chair', d.district);
  place = (await newPlace(chair, d.street, { name: '白坊家圆驿站' })).id;
});
afterEach(() => t.setNow(null));
afterAll(() => t.setNow(null));

/** A planned visit of the district to its street, its primary union and a station. */
async function plan(more: object = {}, by = chair) {
  const input = {
    orgId: d.district,
    title: '新年走访',
    day: DAY,
    ledBy: '市总工会党组成员、副主席',
    stops: [{ unionId: d.street }, { unionId: d.primary }, { placeId: place }],
    ...more,
  };
  const { body, status } = await by.call(contract.planVisit, input);
  expect(status).toBe(201);
  return body;
}

type Visit = Awaited<ReturnType<typeof plan>>;

const idsOf = ({ stopList }: Visit) => stopList.map(({ id }) => id);
const namesOf = ({ stopList }: Visit) => stopList.map(({ union, place: at }) => union?.name ?? at?.name);

async function reach({ id, stopList }: Visit) {
  for (const stop of stopList)
    await chair.call(contract.setStopState, { id, stopId: stop.id, state: 'done' });
}

describe('a visit', () => {
  test('is planned with its stops in order, and put in another order, longer and shorter', async () => {
    const visit = await plan();
    expect(visit).toMatchObject({ state: 'planned', over: false, interviews: 0, needList: [] });
    expect(namesOf(visit)).toEqual([
      expect.stringContaining('街道'),
      expect.stringContaining('公司'),
      '白坊家圆驿站',
    ]);
    const { id } = visit;
    const [first, second, third] = idsOf(visit);
    const order = { id, ids: [third!, first!, second!] };
    const turned = (await chair.call(contract.orderStops, order)).body;
    expect(idsOf(turned)).toEqual([third, first, second]);
    expect((await chair.call(contract.orderStops, order)).body.changes).toEqual(turned.changes);
    const shorter = (await chair.call(contract.removeStop, { id, stopId: first! })).body;
    expect(idsOf(shorter)).toEqual([third, second]);
    const longer = (await chair.call(contract.addStop, { id, stop: { unionId: d.district } })).body;
    expect(longer.changes.map(({ field }) => field)).toEqual(['stop_added', 'stop_removed', 'order']);
    expectProblem(await chair.call(contract.orderStops, order), 409, 'voices.visit_stops_changed');
    const twice = { id, stop: { unionId: d.district } };
    expectProblem(await chair.call(contract.addStop, twice), 409, 'voices.visit_stop_twice');
    expectProblem(
      await chair.call(contract.removeStop, { id, stopId: first! }),
      404,
      'voices.visit_stop_unknown',
    );
  });

  test('has its day, title and leading office changed, each with what it was', async () => {
    const { id } = await plan();
    const { body } = await chair.call(contract.updateVisit, { id, day: '2027-01-06', ledBy: '' });
    expect(body).toMatchObject({ day: '2027-01-06', ledBy: null, title: '新年走访' });
    expect(body.changes.map(({ field, was, now }) => [field, was, now])).toEqual([
      ['led_by', '市总工会党组成员、副主席', null],
      ['day', DAY, '2027-01-06'],
    ]);
  });

  test('ends when every stop is reached or left out for a reason, and can be taken back that day', async () => {
    t.setNow(new Date(`${DAY}T02:00:00Z`));
    const by = await t.officer('chair', d.district);
    const visit = await plan({}, by);
    const { id } = visit;
    const [first, second, third] = idsOf(visit);
    const to = (stopId: string, state: 'planned' | 'done' | 'skipped', reason?: string) =>
      by.call(contract.setStopState, { id, stopId, state, ...(reason ? { reason } : {}) });
    const end = () => by.call(contract.setVisitState, { id, state: 'done' });
    await to(first!, 'done');
    expectProblem(await end(), 409, 'voices.visit_stops_open');
    expectProblem(await to(second!, 'skipped'), 422, 'voices.visit_needs_reason');
    await to(second!, 'skipped', '没开门');
    await to(third!, 'done');
    await to(third!, 'planned');
    expect((await to(third!, 'done')).body.stopList).toMatchObject([
      { state: 'done', reason: null },
      { state: 'skipped', reason: '没开门' },
      { state: 'done', doneAt: `${DAY}T02:00:00.000Z` },
    ]);
    expect((await end()).body).toMatchObject({ state: 'done', may: { undo: true } });
    expectProblem(await to(third!, 'planned'), 409, 'voices.visit_settled');
    expectProblem(await end(), 409, 'voices.visit_settled');
    expect((await by.call(contract.setVisitState, { id, state: 'planned' })).body.state).toBe('planned');
    const { history } = (await end()).body;
    expect(history.map((step) => step.to)).toEqual(['planned', 'done', 'planned', 'done']);
    t.setNow(new Date('2027-01-05T16:30:00Z'));
    expectProblem(
      await by.call(contract.setVisitState, { id, state: 'planned' }),
      409,
      'voices.visit_undo_late',
    );
  });

  test('is cancelled for a reason, and then takes nothing more', async () => {
    const visit = await plan();
    const { id } = visit;
    const [stopId] = idsOf(visit);
    const cancel = (reason?: string) =>
      chair.call(contract.setVisitState, { id, state: 'cancelled', ...(reason ? { reason } : {}) });
    const { token } = (await chair.call(contract.makeVisitLink, { id })).body;
    expectProblem(await cancel(), 422, 'voices.visit_needs_reason');
    expect((await cancel('大雪')).body).toMatchObject({ state: 'cancelled', reason: '大雪' });
    const refused = [
      await chair.call(contract.updateVisit, { id, title: '改名' }),
      await chair.call(contract.addStop, { id, stop: { unionId: d.district } }),
      await chair.call(contract.removeStop, { id, stopId: stopId! }),
      await chair.call(contract.orderStops, { id, ids: idsOf(visit) }),
    ];
    for (const answer of refused) expectProblem(answer, 409, 'voices.visit_settled');
    const need = { id, stopId: stopId!, text: '要热水' };
    expectProblem(await chair.call(contract.addNeed, need), 409, 'voices.visit_cancelled');
    expectProblem(await chair.call(contract.makeVisitLink, { id }), 409, 'voices.visit_cancelled');
    const told = await t.guest().call(takeInterview, { ...TAPS, visitToken: token });
    expectProblem(told, 410, 'kernel.link_over');
  });

  test('is copied a year later without what is gone', async () => {
    const gone = await newPlace(chair, d.street, { name: '要撤的驿站' });
    const visit = await plan({
      stops: [{ placeId: gone.id }, { unionId: d.street }, { placeId: place }],
    });
    await chair.call(changePlaceState, { id: gone.id, to: 'delisted', reason: '到期' });
    const { body, status } = await chair.call(contract.copyVisit, { id: visit.id, day: '2028-01-05' });
    expect({ status, left: body.left }).toEqual({ status: 201, left: ['要撤的驿站'] });
    const copy = (await chair.call(contract.getVisit, { id: body.id })).body;
    expect(copy).toMatchObject({ title: '新年走访', day: '2028-01-05', state: 'planned' });
    expect(namesOf(copy)).toEqual([expect.stringContaining('街道'), '白坊家圆驿站']);
  });

  test.each([
    ['a union elsewhere', async () => ({ unionId: (await newDistrict(t)).street }), 404, 'orgs.not_found'],
    ['an employer', async () => ({ unionId: d.employer }), 422, 'voices.visit_not_union'],
    ['a place that is not', async () => ({ placeId: NOBODY }), 404, 'places.not_found'],
  ] as const)('does not stop at %s', async (_what, make, status, code) => {
    const stop = await make();
    const { id } = await plan();
    expectProblem(await chair.call(contract.addStop, { id, stop }), status, code);
    const input = { orgId: d.district, title: '走访', day: DAY, stops: [stop] };
    expectProblem(await chair.call(contract.planVisit, input), status, code);
  });

  test('is planned by a union, stops once at each place, and not at more than forty', async () => {
    const input = {
      orgId: d.district,
      title: '走访',
      day: DAY,
      stops: [{ placeId: place }, { placeId: place }],
    };
    expectProblem(await chair.call(contract.planVisit, input), 409, 'voices.visit_stop_twice');
    const { id } = await plan({ stops: [] });
    await t.pool.query(
      `insert into voices.visit_stop (id, visit_id, seq, union_id, state)
       select gen_random_uuid(), $1, n, $2, 'planned' from generate_series(1, 40) as n`,
      [id, d.street],
    );
    const more = await chair.call(contract.addStop, { id, stop: { unionId: d.primary } });
    expectProblem(more, 409, 'voices.visit_too_many_stops');
  });

  test('is nobody’s elsewhere', async () => {
    const visit = await plan();
    const { id } = visit;
    const stopId = idsOf(visit)[0]!;
    const foreign = await t.officer('chair', (await newDistrict(t)).district);
    const calls = [
      foreign.call(contract.getVisit, { id }),
      foreign.call(contract.printItinerary, { id }),
      foreign.call(contract.copyVisit, { id, day: DAY }),
      foreign.call(contract.updateVisit, { id, title: '别的' }),
      foreign.call(contract.setVisitState, { id, state: 'cancelled', reason: '别的' }),
      foreign.call(contract.addStop, { id, stop: { unionId: d.primary } }),
      foreign.call(contract.removeStop, { id, stopId }),
      foreign.call(contract.orderStops, { id, ids: [] }),
      foreign.call(contract.setStopState, { id, stopId, state: 'done' }),
      foreign.call(contract.addNeed, { id, stopId, text: '别的' }),
      foreign.call(contract.makeVisitLink, { id }),
      foreign.call(contract.revokeVisitLink, { id, linkId: NOBODY }),
    ];
    for (const answer of await Promise.all(calls)) expectProblem(answer, 404, 'voices.visit_not_found');
    expect((await foreign.call(contract.listVisits, {})).body.total).toBe(0);
    const plans = { orgId: d.district, title: '走访', day: DAY, stops: [] };
    expectProblem(await foreign.call(contract.planVisit, plans), 404, 'orgs.not_found');
    for (const filter of [{ under: String(d.district) }, { at: String(d.street) }]) {
      expectProblem(await foreign.call(contract.listVisits, filter), 404, 'orgs.not_found');
      expectProblem(await foreign.call(contract.exportVisits, filter), 404, 'orgs.not_found');
    }
  });
});

test('a stop is closed once, also by several at once', async () => {
  for (let round = 0; round < 3; round += 1) {
    const visit = await plan();
    const close = { id: visit.id, stopId: idsOf(visit)[0]!, state: 'done' as const };
    const all = await Promise.all(Array.from({ length: 6 }, () => chair.call(contract.setStopState, close)));
    const refused = all.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(5);
    for (const answer of refused) expectProblem(answer, 409, 'voices.visit_stop_settled');
  }
  const visit = await plan();
  const stopId = NOBODY;
  expectProblem(
    await chair.call(contract.setStopState, { id: visit.id, stopId, state: 'done' }),
    404,
    'voices.visit_stop_unknown',
  );
});

describe('a need', () => {
  test('is a voice of the union at the stop, and shows how it stands', async () => {
    const visit = await plan();
    const { id } = visit;
    const [atUnion, , atPlace] = idsOf(visit);
    await chair.call(contract.addNeed, { id, stopId: atUnion!, text: '夜里没有地方歇脚', theme: 'places' });
    const { body, status } = await chair.call(contract.addNeed, { id, stopId: atPlace!, text: '要热水' });
    expect(status).toBe(201);
    expect(body.needList).toMatchObject([
      { text: '夜里没有地方歇脚', theme: 'places', org: { id: d.street }, place: null, state: 'open' },
      { text: '要热水', org: { id: d.street }, place, state: 'open', hasContact: false },
    ]);
    expect(body.needs).toEqual({ all: 2, open: 2, grouped: 0, answered: 0 });
    const street = await t.officer('membership_officer', d.street);
    expectProblem(await street.call(contract.getVisit, { id }), 404, 'voices.visit_not_found');
    const { rows } = await t.pool.query('select org_id, kind from voices.voice where visit_id = $1', [id]);
    expect(rows).toEqual([
      { org_id: d.street, kind: 'visit' },
      { org_id: d.street, kind: 'visit' },
    ]);
    expectProblem(
      await chair.call(contract.removeStop, { id, stopId: atUnion! }),
      409,
      'voices.visit_stop_settled',
    );
    expectProblem(
      await chair.call(contract.addNeed, { id, stopId: NOBODY, text: '要热水' }),
      404,
      'voices.visit_stop_unknown',
    );
    const strange = { id, stopId: atUnion!, text: '要热水', theme: 'astronomy' };
    expectProblem(await chair.call(contract.addNeed, strange), 422, 'voices.concern_theme', 'theme');
  });

  test('carries a contact only with consent, and sealed', async () => {
    const visit = await plan();
    const contact = nextPhone();
    const need = { id: visit.id, stopId: idsOf(visit)[0]!, text: '要热水', contact };
    expectProblem(await chair.call(contract.addNeed, need), 422, 'voices.visit_needs_consent', 'consent');
    const { body, raw } = await chair.call(contract.addNeed, { ...need, consent: true });
    expect(body.needList).toMatchObject([{ hasContact: true }]);
    expect(raw.toString()).not.toContain(contact);
    const { rows } = await t.pool.query('select v::text as row from voices.voice v where id = $1', [
      body.needList[0]!.id,
    ]);
    expect(rows[0]!.row).not.toContain(contact);
  });
});

describe('the link of a visit', () => {
  test('opens the visit until the day after it, and can be called back', async () => {
    t.setNow(new Date('2027-01-04T02:00:00Z'));
    const by = await t.officer('chair', d.district);
    const { id } = await plan({}, by);
    const link = (await by.call(contract.makeVisitLink, { id })).body;
    expect(link.areaCode).toBeNull();
    expect(link.expiresAt).toBe('2027-01-06T16:00:00.000Z');
    expect(await openLink(t.ctx(), VISIT_LINK, link.token)).toMatchObject({ subject: id });
    const seen = (await by.call(contract.getVisit, { id })).body;
    expect(seen.links).toMatchObject([{ id: link.id, live: true, revoked: false }]);
    const revoke = { id, linkId: link.id };
    expect((await by.call(contract.revokeVisitLink, revoke)).body).toEqual({ revoked: true });
    expect((await by.call(contract.revokeVisitLink, revoke)).body).toEqual({ revoked: false });
    await expect(openLink(t.ctx(), VISIT_LINK, link.token)).rejects.toThrow('kernel.link_over');
    expectProblem(
      await by.call(contract.revokeVisitLink, { id, linkId: NOBODY }),
      404,
      'kernel.link_unknown',
    );
    t.setNow(new Date('2027-01-06T16:00:00Z'));
    expectProblem(await by.call(contract.makeVisitLink, { id }), 409, 'voices.visit_link_late');
  });
});

test('a link made at a stop says which street that is, and is listed by its name', async () => {
  const at = await newPlace(chair, d.street, { name: '霍营驿站', areaCode: '110114010' });
  const visit = await plan({ stops: [{ placeId: at.id }] });
  const { id } = visit;
  const { body, status } = await chair.call(contract.makeVisitLink, { id, stopId: idsOf(visit)[0]! });
  expect({ status, area: body.areaCode }).toEqual({ status: 201, area: '110114010' });
  const { links } = (await chair.call(contract.getVisit, { id })).body;
  expect(links).toMatchObject([{ id: body.id, stop: '霍营驿站' }]);
  const elsewhere = await chair.call(contract.makeVisitLink, { id, stopId: NOBODY });
  expectProblem(elsewhere, 404, 'voices.visit_stop_unknown');
});

describe('the list', () => {
  test('is by year, state, union and words, with its numbers, in pages that meet', async () => {
    const e = await newDistrict(t);
    const by = await t.officer('chair', e.district);
    const make = (title: string, day: string, unionId = e.street) =>
      by.call(contract.planVisit, { orgId: e.district, title, day, stops: [{ unionId }] });
    const first = (await make('夏送清凉', '2026-12-08')).body;
    const second = (await make('新年走访', '2027-01-05', e.primary)).body;
    const third = (await make('新年走访二', '2027-01-06')).body;
    await by.call(contract.addNeed, { id: first.id, stopId: idsOf(first)[0]!, text: '要热水' });
    const list = async (filter: object) => (await by.call(contract.listVisits, filter)).body;
    const ids = async (filter: object) => (await list(filter)).items.map(({ id }) => id);
    expect(await ids({})).toEqual([third.id, second.id, first.id]);
    expect(await ids({ order: 'oldest' })).toEqual([first.id, second.id, third.id]);
    expect(await ids({ year: '2027' })).toEqual([third.id, second.id]);
    expect(await ids({ at: String(e.primary) })).toEqual([second.id]);
    expect(await ids({ under: String(e.street) })).toEqual([]);
    expect(await ids({ q: '走访' })).toEqual([third.id, second.id]);
    expect(await ids({ state: 'done' })).toEqual([]);
    const whole = await list({ limit: 2 });
    expect(whole).toMatchObject({
      total: 3,
      years: [2027, 2026],
      numbers: { visits: 3, stops: 3, needs: { all: 1, open: 1, grouped: 0, answered: 0 } },
    });
    expect(await ids({ limit: 2, cursor: whole.next! })).toEqual([first.id]);
    expectProblem(await by.call(contract.listVisits, { cursor: 'x' }), 400, 'kernel.bad_cursor');
    t.setNow(new Date('2027-01-05T17:00:00Z'));
    const later = await t.officer('chair', e.district);
    const over = (await later.call(contract.listVisits, { state: 'over' })).body.items;
    expect(over.map(({ id, over: late }) => [id, late])).toEqual([
      [second.id, true],
      [first.id, true],
    ]);
    const todos = (await later.call(listVoiceTodos, {})).body.items;
    expect(todos.find(({ code }) => code === 'voices.visits_over')).toMatchObject({
      count: 2,
      oldest: '2026-12-08T16:00:00.000Z',
      href: '/staff/visits?state=over',
    });
    const sheet = await by.call(contract.exportVisits, { year: '2026' });
    const rows = [];
    for await (const row of readRows(sheet.raw, '走访慰问')) rows.push(row);
    expect(rows).toHaveLength(2);
    expect(rows[1]!.cells.slice(0, 2)).toEqual(['2026-12-08', '夏送清凉']);
  });

  test('and a visit become paper', async () => {
    const visit = await plan({ title: `走访${newId().slice(-6)}` });
    await reach(visit);
    const paper = await chair.call(contract.printItinerary, { id: visit.id });
    expect(paper.status).toBe(200);
    expect(paper.raw.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
