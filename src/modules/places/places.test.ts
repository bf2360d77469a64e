import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#kernel/ids';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import {
  changePlaceState,
  createPlace,
  getPlace,
  listPlaces,
  listPlaceTodos,
  setEquipment,
  updatePlace,
} from './contract.ts';
import { newPlace, OFFICE_HOURS } from './factory.ts';

let t: TestApp;
let d: TestDistrict;
let chair: Awaited<ReturnType<TestApp['officer']>>;
/** Tuesday, 24 November 2026, eleven in the morning in Beijing. */
const NOW = new Date('2026-11-24T03:00:00Z');
const NOWHERE = newId();

beforeAll(async () => {
  t = await testApp();
});
beforeEach(async () => {
  t.setNow(NOW);
  d = await newDistrict(t);
  chair = await t.officer('chair', d.district);
});
afterAll(() => t.setNow(null));

const station = {
  name: '白坊家园驿站',
  kind: 'warm_station',
  roles: ['station' as const],
  buildMode: 'own' as const,
};
const place = async (id: string) => (await chair.call(getPlace, { id })).body;

describe('a place that is put on record', () => {
  test('is found, in both systems of coordinates', async () => {
    const { id } = await newPlace(chair, d.street, { position: { lat: 40.07, lng: 116.33, datum: 'wgs84' } });
    const { body } = await chair.call(getPlace, { id });
    expect(body.position?.gcj02.lat).toBeCloseTo(40.0713, 3);
    expect(body.position?.gcj02.lng).toBeCloseTo(116.3362, 3);
    expect(body.opening).toEqual({ now: 'open', until: '2026-11-24T10:00:00.000Z' });
    const listed = await chair.call(listPlaces, {});
    expect(listed.body.items.map((one) => one.id)).toEqual([id]);
  });

  test('from a map of China comes out within a metre of where it was taken', async () => {
    const { id } = await newPlace(chair, d.street, {
      position: { lat: 40.0713, lng: 116.3362, datum: 'gcj02' },
    });
    const { position } = await place(id);
    expect(position).toMatchObject({ datum: 'gcj02', gcj02: { lat: 40.0713, lng: 116.3362 } });
    expect(position!.wgs84.lat).toBeCloseTo(40.07, 4);
    expect(position!.wgs84.lng).toBeCloseTo(116.33, 4);
  });

  test('is proposed unless it is said to be open, and says so in its history', async () => {
    const { body } = await chair.call(createPlace, { orgId: d.street, ...station });
    expect(body.code).toMatch(/^[2-9A-HJ-NP-Z]{6}$/);
    expect(await place(body.id)).toMatchObject({
      state: 'proposed',
      next: ['surveyed', 'open', 'delisted'],
      history: [{ from: null, to: 'proposed', reason: null }],
      located: false,
      may: { manage: true, award: true },
    });
  });

  test.each([
    ['a kind of its own', { kind: 'teahouse' }, 422, 'places.unknown_kind', 'kind'],
    ['a facility of its own', { facilities: ['sauna'] }, 422, 'places.unknown_facility', 'items'],
    ['a street that is none', { areaCode: '999999999' }, 422, 'places.unknown_area', 'areaCode'],
    ['a host, though it is the union’s own', { hostName: '邮局' }, 422, 'places.bad_host', 'hostOrgId'],
    [
      'a host that is nobody',
      { buildMode: 'cohosted', hostOrgId: 2_000_000_000 },
      422,
      'places.bad_host',
      'hostOrgId',
    ],
    [
      'its two numbers swapped',
      { position: { lat: 16.33, lng: 40.07, datum: 'wgs84' } },
      422,
      'places.outside_china',
      'position',
    ],
    ['hours that overlap', { hours: twiceOnWednesday() }, 422, 'places.bad_hours', 'hours'],
  ] as const)('with %s is refused', async (_what, given, status, code, field) => {
    const answer = await chair.call(createPlace, { orgId: d.street, ...station, ...given } as never);
    expectProblem(answer, status, code, field);
  });

  test('belongs to a union, in reach and still there', async () => {
    const elsewhere = await newDistrict(t);
    for (const orgId of [elsewhere.street, d.employer])
      expectProblem(await chair.call(createPlace, { orgId, ...station }), 404, 'orgs.not_found');
  });
});

function twiceOnWednesday() {
  const week = OFFICE_HOURS.week.map((spans, at) =>
    at === 2 ? [...spans, { from: '09:00', to: '10:00' }] : spans,
  );
  return { week };
}

describe('a correction', () => {
  test('changes what is named and leaves the rest', async () => {
    const { id } = await newPlace(chair, d.street, {
      address: '龙锦一街 1 号',
      phone: '010-60000000',
      seats: 8,
    });
    await chair.call(updatePlace, { id, phone: '010-69740000', directions: '', seats: null });
    expect(await place(id)).toMatchObject({
      address: '龙锦一街 1 号',
      phone: '010-69740000',
      directions: null,
      seats: null,
      located: true,
    });
  });

  test('is on record with the fields that really changed', async () => {
    const { id } = await newPlace(chair, d.street, { address: '龙锦一街 1 号', areaM2: 20.5 });
    await chair.call(updatePlace, {
      id,
      address: '龙锦一街 2 号',
      areaM2: 20.5,
      roles: ['station'],
      position: null,
    });
    await chair.call(updatePlace, { id, address: '龙锦一街 2 号' });
    const { rows } = await t.pool.query(
      `select detail from kernel.audit_entry where action = 'places.update' and entity_id = $1`,
      [id],
    );
    expect(rows).toEqual([
      { detail: { fields: ['address', 'wgs_lat', 'wgs_lng', 'gcj_lat', 'gcj_lng', 'datum'] } },
    ]);
  });

  test('can hand it over to another union in reach, and to no other', async () => {
    const { id } = await newPlace(chair, d.street);
    expect((await chair.call(updatePlace, { id, orgId: d.primary })).status).toBe(200);
    expect((await place(id)).org.id).toBe(d.primary);
    const elsewhere = await newDistrict(t);
    expectProblem(await chair.call(updatePlace, { id, orgId: elsewhere.street }), 404, 'orgs.not_found');
    const street = await t.officer('chair', d.street);
    expectProblem(await street.call(updatePlace, { id, orgId: d.district }), 404, 'orgs.not_found');
  });

  test.each([
    ['kind', { kind: 'teahouse' }, 'places.unknown_kind', 'kind'],
    ['area', { areaCode: '999999999' }, 'places.unknown_area', 'areaCode'],
    ['host', { hostName: '邮局' }, 'places.bad_host', 'hostOrgId'],
    [
      'position',
      { position: { lat: 16.33, lng: 40.07, datum: 'gcj02' } },
      'places.outside_china',
      'position',
    ],
  ] as const)('of its %s to something impossible is refused', async (_what, given, code, field) => {
    const { id } = await newPlace(chair, d.street);
    expectProblem(await chair.call(updatePlace, { id, ...given }), 422, code, field);
  });

  test('of a place that is nobody’s, or somebody else’s, finds nothing', async () => {
    const elsewhere = await newDistrict(t);
    const { id: other } = await newPlace(await t.officer('chair', elsewhere.district), elsewhere.street);
    for (const id of [NOWHERE, other]) {
      expectProblem(await chair.call(getPlace, { id }), 404, 'places.not_found');
      expectProblem(await chair.call(updatePlace, { id, seats: 1 }), 404, 'places.not_found');
      expectProblem(await chair.call(setEquipment, { id, items: [] }), 404, 'places.not_found');
      const step = { id, to: 'suspended', reason: '装修' } as const;
      expectProblem(await chair.call(changePlaceState, step), 404, 'places.not_found');
    }
  });
});

describe('a step', () => {
  test('that closes it says why and until when, and it opens again by itself', async () => {
    const { id } = await newPlace(chair, d.street);
    const until = '2026-11-24T05:00:00.000Z';
    await chair.call(changePlaceState, { id, to: 'temp_closed', reason: '水管维修', until });
    expect(await place(id)).toMatchObject({
      state: 'temp_closed',
      stateReason: '水管维修',
      closedUntil: until,
      opening: { now: 'closed', until },
    });
    t.setNow(new Date('2026-11-24T05:00:01Z'));
    expect((await place(id)).opening.now).toBe('open');
  });

  test('back leaves no reason behind', async () => {
    const { id } = await newPlace(chair, d.street);
    await chair.call(changePlaceState, { id, to: 'delisted', reason: '拆迁' });
    await chair.call(changePlaceState, { id, to: 'open' });
    expect(await place(id)).toMatchObject({
      state: 'open',
      stateReason: null,
      history: [
        { to: 'open' },
        { from: 'open', to: 'delisted', reason: '拆迁' },
        { from: 'delisted', to: 'open' },
      ],
    });
  });

  test.each([
    ['that is none from here', { to: 'building' }, 409, 'places.bad_step', undefined],
    ['without a reason', { to: 'temp_closed' }, 422, 'places.reason_missing', 'reason'],
    [
      'with an end that has passed',
      { to: 'temp_closed', reason: '检修', until: '2026-11-24T02:59:00Z' },
      422,
      'places.bad_until',
      'until',
    ],
    [
      'with an end, for good',
      { to: 'delisted', reason: '拆迁', until: '2026-12-24T03:00:00Z' },
      422,
      'places.bad_until',
      'until',
    ],
  ] as const)('%s is refused', async (_what, step, status, code, field) => {
    const { id } = await newPlace(chair, d.street);
    expectProblem(await chair.call(changePlaceState, { id, ...step }), status, code, field);
  });

  test('off the list is an officer’s alone', async () => {
    const { id } = await newPlace(chair, d.street);
    const viewer = await t.officer('viewer', d.district);
    const step = { id, to: 'delisted', reason: '拆迁' } as const;
    expectProblem(await viewer.call(changePlaceState, step), 403, 'kernel.forbidden');
    expectProblem(await t.guest().call(changePlaceState, step), 401, 'kernel.unauthenticated');
    expect(await viewer.call(getPlace, { id })).toMatchObject({
      body: { may: { manage: false, award: false } },
    });
  });
});

describe('what a place has', () => {
  test('keeps the order it was put in, and since when each has been so', async () => {
    const { id } = await newPlace(chair, d.street, { facilities: ['water', 'toilet'] });
    t.setNow(new Date('2026-11-25T03:00:00Z'));
    const items = [
      { code: 'toilet' },
      { code: 'wifi', note: '密码在墙上' },
      { code: 'water', state: 'out' as const, note: '' },
    ];
    expect((await chair.call(setEquipment, { id, items })).body).toEqual({ count: 3 });
    const { equipment, facilities } = await place(id);
    expect(equipment).toEqual([
      { code: 'toilet', state: 'ok', note: null, since: NOW.toISOString() },
      { code: 'wifi', state: 'ok', note: '密码在墙上', since: '2026-11-25T03:00:00.000Z' },
      { code: 'water', state: 'out', note: null, since: '2026-11-25T03:00:00.000Z' },
    ]);
    expect(facilities).toEqual(['toilet', 'wifi']);
    await chair.call(setEquipment, { id, items: [] });
    expect((await place(id)).equipment).toEqual([]);
  });

  test.each([
    ['one that is on no list', [{ code: 'sauna' }], 'places.unknown_facility'],
    ['one twice', [{ code: 'water' }, { code: 'water', state: 'out' as const }], 'places.facility_twice'],
  ])('cannot hold %s', async (_what, items, code) => {
    const { id } = await newPlace(chair, d.street);
    expectProblem(await chair.call(setEquipment, { id, items }), 422, code, 'items');
  });
});

test('places without coordinates wait to be located, until they are or are taken off', async () => {
  expect((await chair.call(listPlaceTodos, {})).body.items).toEqual([]);
  const ids = [];
  for (let made = 0; made < 3; made += 1) ids.push((await newPlace(chair, d.street, { position: null })).id);
  await chair.call(changePlaceState, { id: ids[0]!, to: 'delisted', reason: '拆迁' });
  await chair.call(updatePlace, { id: ids[1]!, position: { lat: 40, lng: 116, datum: 'wgs84' } });
  const { body } = await chair.call(listPlaceTodos, {});
  expect(body.items).toEqual([
    {
      code: 'places.unlocated',
      count: 1,
      oldest: NOW.toISOString(),
      minutes: 1,
      href: '/staff/places?unlocated=yes',
    },
  ]);
  const listed = await chair.call(listPlaces, { unlocated: 'yes' });
  expect(listed.body.items.map(({ id }) => id)).toEqual([ids[2]]);
});
