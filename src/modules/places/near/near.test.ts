import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Output, Request } from '#kernel/contract';
import { expectProblem, openTestApp, type Client, type TestApp } from '#kernel/testing';
import { logOf } from '#kernel/testing/personal';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { changePlaceState, setEquipment, type PlaceState } from '../contract.ts';
import { newPlace } from '../factory.ts';
import type { Span } from '../hours/contract.ts';
import { nearPlaces, publicPlace } from './contract.ts';
import { mercator } from './rules.ts';

let t: TestApp;
let d: TestDistrict;
let chair: Client;
const NOW = new Date('2026-11-24T03:00:00Z'); // a Tuesday, 11:00 in Shanghai
const HERE = { lat: '39.47', lng: '75.99' } as const;

interface Made {
  readonly code: string;
  readonly spans: readonly Span[] | null;
  readonly position: { lat: number; lng: number } | null;
  readonly facilities: readonly string[];
  readonly area: string;
  readonly role: 'station' | 'venue';
  readonly state: PlaceState;
  readonly confirmed: number | null;
  readonly doubted: number | null;
}
const made: Made[] = [];

const HOURS: readonly (readonly Span[] | null)[] = [
  null,
  [{ from: '08:00', to: '18:00' }],
  [{ from: '18:00', to: '02:00' }],
  [{ from: '00:00', to: '24:00' }],
  [
    { from: '06:00', to: '10:30' },
    { from: '13:00', to: '22:00' },
  ],
  [],
];
const AREAS = ['110119001', '110119002', '110116001'] as const;
const FACILITIES = ['water', 'toilet', 'parking'] as const;
const STATES: readonly PlaceState[] = [
  'open',
  'open',
  'open',
  'open',
  'temp_closed',
  'suspended',
  'delisted',
  'proposed',
];

// A database of its own: lists are compared whole.
beforeAll(async () => {
  t = await openTestApp(`near_${process.pid}`);
  t.setNow(NOW);
  d = await newDistrict(t);
  chair = await t.officer('chair', d.street);
  for (let n = 0; n < 150; n++) made.push(await make(n));
}, 120_000);
afterAll(() => t.stop());

/** So many different ones that each combination of what is asked for occurs; the same in each run. */
async function make(n: number): Promise<Made> {
  const of = <T>(list: readonly T[], salt: number): T =>
    list[(n * 7 + salt * n * n + (n >> 3)) % list.length]!;
  const spans = of(HOURS, 1);
  const state = STATES[(n * 5 + (n >> 3)) % STATES.length]!;
  const facilities = FACILITIES.filter((_code, bit) => (n >> bit) & 1);
  const position =
    n % 17 === 16 ? null : { lat: 39.47 + ((n * 37) % 101) / 2_000, lng: 75.95 + ((n * 53) % 97) / 1_500 };
  const role = n % 11 === 10 ? 'venue' : 'station';
  const area = of(AREAS, 2);
  const { id, code } = await newPlace(chair, d.street, {
    roles: [role],
    areaCode: area,
    facilities: [...facilities],
    position: position && { ...position, datum: 'wgs84' },
    hours: spans && { week: Array.from({ length: 7 }, () => [...spans]) },
    state: state === 'proposed' ? 'proposed' : 'open',
    name: `驿站${n}`,
  });
  if (state !== 'open' && state !== 'proposed')
    await chair.call(changePlaceState, { id, to: state, reason: '装修' });
  // What visitors and hosts will have said.
  const confirmed = n % 5 === 4 ? null : NOW.getTime() - ((n * 29) % 60) * 86_400_000;
  const doubted = n % 7 === 6 ? NOW.getTime() - ((n * 13) % 96) * 3_600_000 : null;
  await t.pool.query(
    `update places.place set confirmed_at = $2, confirmed_by = $3, doubted_at = $4 where id = $1`,
    [id, confirmed && new Date(confirmed), confirmed && 'host', doubted && new Date(doubted)],
  );
  return { code, spans, position, facilities, area, role, state, confirmed, doubted };
}

/** Minutes of the week are enough for hours that are the same every day and no longer than one. */
function isOpen({ spans, state }: Made, at: Date): boolean {
  if (spans === null || state !== 'open') return false;
  const minute = (Math.floor(at.getTime() / 60_000) + 480) % 1440;
  const of = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  return spans.some(({ from, to }) => {
    const [a, b] = [of(from), of(to) <= of(from) ? of(to) + 1440 : of(to)];
    return (a <= minute && minute < b) || minute + 1440 < b;
  });
}

function isOpenAtNight(place: Made): boolean {
  const ten = Date.parse('2026-11-24T14:00:00Z');
  return Array.from({ length: 480 }, (_, n) => new Date(ten + n * 60_000)).some((at) => isOpen(place, at));
}

type Asked = Request<typeof nearPlaces>;
type Answered = Output<typeof nearPlaces>;

function expected({ open, night, with: codes, area, role = 'station' }: Asked, at: Date): Made[] {
  return made.filter(
    (place) =>
      ['open', 'temp_closed'].includes(place.state) &&
      place.role === role &&
      (!open || isOpen(place, at)) &&
      (!night || isOpenAtNight(place)) &&
      (codes?.split(',') ?? []).every((code) => place.facilities.includes(code)) &&
      (area === undefined || place.area.startsWith(area === '110000' ? '11' : area)),
  );
}

/** Every page from the first on. */
async function pages(asked: Asked): Promise<Answered[]> {
  const all: Answered[] = [];
  for (let cursor: string | undefined; ; cursor = all.at(-1)!.next ?? undefined) {
    const { status, body } = await t.guest().call(nearPlaces, { ...asked, ...(cursor ? { cursor } : {}) });
    expect(status).toBe(200);
    all.push(body);
    if (body.next === null) return all;
  }
}
const codesOf = (answers: readonly Answered[]) =>
  answers.flatMap(({ items }) => items.map(({ code }) => code));

const FILTERS: readonly Asked[] = [
  {},
  { open: 'yes' },
  { night: 'yes' },
  { with: 'water' },
  { with: 'water,toilet', open: 'yes' },
  { role: 'venue' },
  { area: '110119', open: 'yes' },
  { area: '110119002' },
  { area: '110000', night: 'yes', with: 'parking' },
];

describe('near a position', () => {
  test.each(FILTERS)('the nearest come first, page after page, none left out: %j', async (filter) => {
    const want = expected(filter, NOW)
      .filter(({ position }) => position !== null)
      .map(({ code, position, doubted }) => ({
        code,
        doubted: doubted !== null,
        far: Math.hypot(
          position!.lng - Number(HERE.lng),
          mercator(position!.lat) - mercator(Number(HERE.lat)),
        ),
      }))
      .sort((a, b) => a.far - b.far);
    const answers = await pages({ ...HERE, ...filter, limit: 7 });
    // Within each page, those in doubt at the end.
    const sunk = answers.flatMap((_page, n) => {
      const here = want.slice(n * 7, n * 7 + 7);
      return [...here.filter(({ doubted }) => !doubted), ...here.filter(({ doubted }) => doubted)];
    });
    expect(codesOf(answers)).toEqual(sunk.map(({ code }) => code));
    expect(want.length).toBeGreaterThan(2);
  });

  test('nobody has to choose an area', async () => {
    const { body } = await t.guest().call(nearPlaces, HERE);
    expect(body).toMatchObject({ area: null, areas: [] });
  });
});

describe('without a position', () => {
  const rank = ({ confirmed, doubted }: Made): number => {
    if (doubted !== null) return NOW.getTime() - doubted < 48 * 3_600_000 ? 2 : 3;
    return confirmed !== null && NOW.getTime() - confirmed <= 30 * 86_400_000 ? 0 : 1;
  };

  test.each(FILTERS)('the trusted come first, those confirmed last before others: %j', async (filter) => {
    const want = expected(filter, NOW);
    const answers = await pages({ ...filter, limit: 6 });
    const codes = codesOf(answers);
    expect([...codes].sort()).toEqual(want.map(({ code }) => code).sort());
    const byCode = new Map(want.map((place) => [place.code, place]));
    const keys = codes.map((code) => {
      const place = byCode.get(code)!;
      return rank(place) * 1e14 - (place.confirmed ?? 0);
    });
    expect(keys).toEqual([...keys].sort((a, b) => a - b));
  });

  test('areas are told with how many places they have, those below the federation’s or below the one asked for', async () => {
    await t.pool.query(`update orgs.organisation set area_code = '110000' where parent_id is null`);
    const count = (prefix: string) => expected({}, NOW).filter(({ area }) => area.startsWith(prefix)).length;
    const { body } = await t.guest().call(nearPlaces, { limit: 1 });
    expect(body.area).toBeNull();
    expect(body.areas).toEqual([
      { code: '110116', name: '怀柔区', count: count('110116') },
      { code: '110119', name: '延庆区', count: count('110119') },
    ]);
    const below = (await t.guest().call(nearPlaces, { area: '110119' })).body;
    expect(below.area).toEqual({ code: '110119', name: '延庆区' });
    expect(below.areas.map(({ code, count: told }) => [code, told])).toEqual([
      ['110119001', count('110119001')],
      ['110119002', count('110119002')],
    ]);
    expect((await t.guest().call(nearPlaces, { area: '110119001' })).body.areas).toEqual([]);
  });
});

test.each(['2026-11-24T17:30:00Z', '2026-11-24T18:00:00Z', '2026-11-24T02:29:59Z', '2026-11-24T02:30:00Z'])(
  'what is open is so to the minute, over midnight too: %s',
  async (instant) => {
    t.setNow(new Date(instant));
    const answers = await pages({ open: 'yes' });
    expect(codesOf(answers).sort()).toEqual(
      expected({ open: 'yes' }, new Date(instant))
        .map(({ code }) => code)
        .sort(),
    );
    for (const { opening } of answers.flatMap(({ items }) => items)) expect(opening.now).toBe('open');
    t.setNow(NOW);
  },
);

test('unknown hours are said to be unknown, and a phone gets the times to tell by itself', async () => {
  const cards = new Map((await pages({})).flatMap(({ items }) => items.map((card) => [card.code, card])));
  for (const place of expected({}, NOW)) {
    const { opening, times, state } = cards.get(place.code)!;
    if (state === 'open')
      expect(opening.now).toBe(place.spans === null ? 'unknown' : isOpen(place, NOW) ? 'open' : 'closed');
    const minute = NOW.getTime() / 60_000;
    expect(times.known).toBe(place.spans !== null);
    expect(times.open.some(([from, to]) => from <= minute && minute < to)).toBe(isOpen(place, NOW));
    expect(times.until).toBe(Date.parse('2026-12-09T00:00:00+08:00') / 60_000);
  }
});

test('a word finds a place by its name, its address or its code, and a sign of SQL is a letter', async () => {
  const { code } = await newPlace(chair, d.street, { name: '百分之%的站', address: '回龙观东大街9号' });
  const found = async (q: string) => codesOf(await pages({ q }));
  expect(await found('之%')).toEqual([code]);
  expect(await found('东大街9')).toEqual([code]);
  expect(await found(code.toLowerCase())).toEqual([code]);
  expect(await found('%')).toEqual([code]);
  expect(await found('没有这样的地方')).toEqual([]);
  await t.pool.query('delete from places.place where code = $1', [code]);
});

describe('what is asked wrongly', () => {
  test.each<[Asked, number, string, string | undefined]>([
    [{ lat: '40.07' }, 422, 'places.half_position', 'lng'],
    [{ lng: '116.33' }, 422, 'places.half_position', 'lat'],
    [{ area: '999999' }, 422, 'places.unknown_area', 'area'],
    [{ cursor: 'x' }, 400, 'kernel.bad_cursor', undefined],
    [{ ...HERE, cursor: 'WzEsImEiXQ' }, 400, 'kernel.bad_cursor', undefined],
    [{ lat: '40.071', lng: '116.33' }, 400, 'kernel.bad_request', 'lat'],
    [{ lat: '40.07', lng: '116.3312345' }, 400, 'kernel.bad_request', 'lng'],
    [{ lat: '86', lng: '116.33' }, 400, 'kernel.bad_request', 'lat'],
    [{ with: 'water;drop' }, 400, 'kernel.bad_request', 'with.0'],
  ])('%j', async (asked, status, code, field) => {
    expectProblem(await t.guest().call(nearPlaces, asked), status, code, field);
  });

  test('a position, coarse or precise, stands in no log', async () => {
    const [lat, lng] = ['43.17', '87.29'];
    expect((await t.guest().call(nearPlaces, { lat, lng })).status).toBe(200);
    expect((await t.guest().call(nearPlaces, { lat: `${lat}345`, lng })).status).toBe(400);
    expect((await t.guest().call(nearPlaces, { lng })).status).toBe(422);
    await t.pool.query('alter table places.place rename to hidden');
    const failed = await t.guest().call(nearPlaces, { lat, lng });
    await t.pool.query('alter table places.hidden rename to place');
    expectProblem(failed, 500, 'kernel.internal');
    const log = readFileSync(logOf(inject('runDir')), 'utf8');
    expect(log).toContain('places.place');
    expect(log).not.toMatch(/43\.17|87\.29|[?&]lat=/);
  });
});

describe('the page of one place', () => {
  test('tells what a visitor has to know, the host’s word until it ends, and what is out', async () => {
    const { id, code } = await newPlace(chair, d.street, {
      buildMode: 'cohosted',
      hostName: '白坊烩面馆',
      entryMode: 'ask_staff',
      entryNote: '进门左手边',
      areaM2: 12.5,
      seats: 6,
      facilities: ['water', 'toilet'],
    });
    await chair.call(setEquipment, {
      id,
      items: [{ code: 'water', state: 'out', note: '停水' }, { code: 'toilet' }],
    });
    await t.pool.query(`update places.place set note = '今天有绿豆汤', note_until = $2 where id = $1`, [
      id,
      new Date(NOW.getTime() + 3_600_000),
    ]);
    const { body } = await t.guest().call(publicPlace, { code: code.toLowerCase() });
    expect(body).toMatchObject({
      code,
      at: NOW.toISOString(),
      opening: { now: 'open', until: '2026-11-24T10:00:00.000Z' },
      org: { id: d.street },
      orgPhone: '010-60000000',
      hostName: '白坊烩面馆',
      entryMode: 'ask_staff',
      entryNote: '进门左手边',
      areaM2: 12.5,
      seats: 6,
      facilities: ['toilet'],
      out: ['water'],
      note: '今天有绿豆汤',
      closedWhy: null,
      equipment: [
        { code: 'toilet', state: 'ok', note: null },
        { code: 'water', state: 'out', note: '停水' },
      ],
      faults: [],
      photos: [],
      events: [],
      titles: [],
    });
    t.setNow(new Date(NOW.getTime() + 3_600_000));
    expect((await t.guest().call(publicPlace, { code })).body.note).toBeNull();
    t.setNow(NOW);
    await chair.call(changePlaceState, { id, to: 'delisted', reason: '搬走了' });
    const gone = (await t.guest().call(publicPlace, { code })).body;
    expect(gone).toMatchObject({ state: 'delisted', closedWhy: '搬走了', opening: { now: 'closed' } });
  });

  test('is there for every sign that may hang on a wall, and for no other code', async () => {
    for (const { code, state } of made.slice(0, 40)) {
      const answer = await t.guest().call(publicPlace, { code });
      if (state === 'proposed') expectProblem(answer, 404, 'places.not_found');
      else expect([answer.status, answer.body.state]).toEqual([200, state]);
    }
    expectProblem(await t.guest().call(publicPlace, { code: '222222' }), 404, 'places.not_found');
  });

  test('names a host that is on our records', async () => {
    const { code } = await newPlace(chair, d.street, { buildMode: 'cohosted', hostOrgId: d.employer });
    const { body } = await t.guest().call(publicPlace, { code });
    expect(body.hostName).toBe(`测试公司${d.tag}`);
  });
});
