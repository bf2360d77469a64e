import { afterEach, beforeAll, expect, test } from 'vitest';
import { expectProblem, testApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { changePlaceState, getPlace, listPlaces } from '../contract.ts';
import { newPlace, OFFICE_HOURS } from '../factory.ts';
import { addException, listExceptions, setHours, withdrawException, type Differing } from './contract.ts';
import { keepTimes } from './jobs.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterEach(() => t.setNow(null));

/** A wall clock in Shanghai of the week of Monday 2026-11-23. */
const at = (day: number, clock = '00:00') => new Date(`2026-11-${day}T${clock}:00+08:00`);
const iso = (day: number, clock?: string) => at(day, clock).toISOString();
const NIGHTS = { week: Array.from({ length: 7 }, () => [{ from: '20:00', to: '02:00' }]) };

async function aStation(now: Date, hours: typeof NIGHTS | typeof OFFICE_HOURS | null = OFFICE_HOURS) {
  t.setNow(now);
  const { street } = await newDistrict(t);
  const chair = await t.officer('chair', street);
  const { id } = await newPlace(chair, street, { hours });
  return {
    chair,
    id,
    opening: async () => (await chair.call(getPlace, { id })).body.opening,
    add: (what: Differing, reason = '水管维修') => chair.call(addException, { id, what, reason }),
  };
}

const day = (from: string, to = from, spans: { from: string; to: string }[] = []): Differing => ({
  kind: 'day',
  from,
  to,
  spans,
});

test('hours that are set count at once, over midnight too, and can be said to be unknown', async () => {
  const { chair, id, opening } = await aStation(at(25, '01:30'), null);
  expect(await opening()).toEqual({ now: 'unknown', until: null });
  const set = await chair.call(setHours, { id, hours: NIGHTS });
  expect(set.body).toEqual({ opening: { now: 'open', until: iso(25, '02:00') } });
  t.setNow(at(25, '02:00'));
  expect(await opening()).toEqual({ now: 'closed', until: iso(25, '20:00') });
  await chair.call(setHours, { id, hours: null });
  expect(await opening()).toEqual({ now: 'unknown', until: null });
  expect((await chair.call(getPlace, { id })).body.hours).toBeNull();
});

test('hours that overlap are refused with the day, seasons with their names', async () => {
  const { chair, id } = await aStation(at(25, '12:00'));
  const week = OFFICE_HOURS.week.map((spans, nth) =>
    nth === 2 ? [...spans, { from: '17:00', to: '19:00' }] : spans,
  );
  const overlap = await chair.call(setHours, { id, hours: { week } });
  expectProblem(overlap, 422, 'places.bad_hours', 'hours');
  expect(overlap.problem.hint).toContain('周三');
  const season = (name: string, from: string, to: string) => ({ name, from, to, week: OFFICE_HOURS.week });
  const seasons = [season('夏季', '06-01', '09-15'), season('秋季', '09-15', '11-30')];
  const twice = await chair.call(setHours, { id, hours: { ...OFFICE_HOURS, seasons } });
  expectProblem(twice, 422, 'places.hours_seasons_overlap', 'hours.seasons');
  expect(twice.problem.message).toContain('夏季');
  const never = { ...OFFICE_HOURS, seasons: [season('冬季', '11-15', '02-30')] };
  expect((await chair.call(setHours, { id, hours: never })).status).toBe(400);
  expectProblem(
    await chair.call(setHours, { id: '01890000-0000-7000-8000-000000000000', hours: null }),
    404,
    'places.not_found',
  );
});

test('closed for a day, opened for an hour of it, and all of it taken back', async () => {
  const { chair, id, opening, add } = await aStation(at(25, '10:00'));
  const closed = await add(day('2026-11-25', '2026-11-26'));
  expect(closed.status).toBe(201);
  expect(closed.body.opening).toEqual({ now: 'closed', until: iso(27, '08:00') });
  const opened = await add({ kind: 'extra', from: iso(25, '10:00'), to: iso(25, '11:00') }, '');
  expect(opened.body.opening).toEqual({ now: 'open', until: iso(25, '11:00') });
  const again = await add(day('2026-11-25'));
  expect(again.body.opening.now).toBe('closed');
  for (const { body } of [again, opened, closed])
    await chair.call(withdrawException, { id, exceptionId: body.id });
  expect(await opening()).toEqual({ now: 'open', until: iso(25, '18:00') });
  // Taken back twice is taken back.
  expect((await chair.call(withdrawException, { id, exceptionId: closed.body.id })).status).toBe(200);
  const { items } = (await chair.call(listExceptions, { id })).body;
  expect(items.map(({ kind, reason, madeBy, withdrawnAt }) => [kind, reason, madeBy, withdrawnAt])).toEqual([
    ['day', '水管维修', 'officer', iso(25, '10:00')],
    ['extra', null, 'officer', iso(25, '10:00')],
    ['day', '水管维修', 'officer', iso(25, '10:00')],
  ]);
  t.setNow(new Date(at(26).getTime() + 31 * 86_400_000));
  expect((await chair.call(listExceptions, { id })).body.items).toEqual([]);
});

test('a station whose hours nobody knows is closed while somebody says so, and unknown again after', async () => {
  const { add, opening } = await aStation(at(25, '10:00'), null);
  await add({ kind: 'cut', from: iso(25, '10:00'), to: iso(25, '12:00') });
  expect(await opening()).toEqual({ now: 'closed', until: null });
  t.setNow(at(25, '12:00'));
  expect(await opening()).toEqual({ now: 'unknown', until: null });
});

test.each<[string, Differing, number, string, string]>([
  ['a day before the other', day('2026-11-28', '2026-11-27'), 422, 'places.exception_backwards', 'what.to'],
  ['a day that is over', day('2026-11-24'), 422, 'places.exception_over', 'what.to'],
  ['more than a year', day('2026-11-28', '2027-11-29'), 422, 'places.exception_long', 'what.to'],
  [
    'hours of a day that overlap',
    day('2026-11-28', '2026-11-28', [
      { from: '08:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
    ]),
    422,
    'places.bad_hours',
    'what.spans',
  ],
  [
    'an end at its beginning',
    { kind: 'extra', from: iso(28), to: iso(28) },
    422,
    'places.exception_backwards',
    'what.to',
  ],
  [
    'hours that are over',
    { kind: 'cut', from: iso(24), to: iso(25) },
    422,
    'places.exception_over',
    'what.to',
  ],
  [
    'more than a year of hours',
    { kind: 'cut', from: iso(28), to: '2027-11-30T00:00:00Z' },
    422,
    'places.exception_long',
    'what.to',
  ],
])('an exception is refused: %s', async (_, what, status, code, field) => {
  const { add } = await aStation(at(25, '10:00'));
  expectProblem(await add(what), status, code, field);
});

test('a closing says why; the longest lasts 366 days; there are not more than one can look through', async () => {
  const { chair, id, add } = await aStation(at(25, '10:00'));
  expectProblem(await add(day('2026-11-28'), ''), 422, 'places.reason_missing', 'reason');
  const longest = await add(day('2026-11-28', '2027-11-28'));
  expect(longest.status).toBe(201);
  await t.pool.query(
    `insert into places.exception (id, place_id, kind, days, spans, made_by, made_at)
     select gen_random_uuid(), $1, 'day', '[2026-12-01,2026-12-02)', '[]', 'officer', now() from generate_series(1, 199)`,
    [id],
  );
  expectProblem(await add(day('2026-11-29')), 409, 'places.exception_many');
  expectProblem(
    await chair.call(withdrawException, { id, exceptionId: id }),
    404,
    'places.exception_not_found',
  );
});

const runJob = (data: unknown = {}) =>
  keepTimes.transaction === false ? keepTimes.run(t.ctx(), data) : Promise.reject(new Error('it needs none'));

test('a temporary closing ends by itself at its time: open by its hours at once, by its state soon after', async () => {
  const { chair, id, opening } = await aStation(at(25, '10:00'));
  await chair.call(changePlaceState, { id, to: 'temp_closed', reason: '水管维修', until: iso(26, '12:00') });
  expect(await opening()).toEqual({ now: 'closed', until: iso(26, '12:00') });
  t.setNow(at(26, '11:59'));
  await runJob();
  expect((await chair.call(getPlace, { id })).body.state).toBe('temp_closed');
  t.setNow(at(26, '12:00'));
  expect((await opening()).now).toBe('open');
  await runJob();
  const { body } = await chair.call(getPlace, { id });
  expect(body).toMatchObject({ state: 'open', stateReason: null, closedUntil: null });
  expect(body.opening).toEqual({ now: 'open', until: iso(26, '18:00') });
  expect(body.history.at(-1)).toMatchObject({ from: 'temp_closed', to: 'open', by: 'system:test' });
});

test('a closing without an end stays, and so does one whose end was put off meanwhile', async () => {
  const { chair, id } = await aStation(at(25, '10:00'));
  await chair.call(changePlaceState, { id, to: 'temp_closed', reason: '装修' });
  t.setNow(at(28, '10:00'));
  await runJob();
  expect((await chair.call(getPlace, { id })).body).toMatchObject({
    state: 'temp_closed',
    stateReason: '装修',
  });
});

test('after weeks without a server the first run tells all places anew; until then nothing false is told', async () => {
  const { chair, opening } = await aStation(at(25, '10:00'));
  t.setNow(new Date('2027-01-06T10:00:00+08:00'));
  expect(await opening()).toEqual({ now: 'unknown', until: null });
  await runJob();
  expect(await opening()).toEqual({ now: 'open', until: '2027-01-06T10:00:00.000Z' });
  expect((await chair.call(listPlaces, {})).body.items[0]!.opening.now).toBe('open');
});

test('a run that has nothing to do writes nothing', async () => {
  const { id } = await aStation(at(25, '10:00'));
  await runJob();
  const version = async () =>
    (await t.pool.query('select xmin::text from places.place where id = $1', [id])).rows[0];
  const before = await version();
  await runJob();
  expect(await version()).toEqual(before);
  await runJob({ all: true });
  expect(await version()).not.toEqual(before);
});

test('more places than go into one chunk are all worked out', async () => {
  t.setNow(at(25, '10:00'));
  const { street } = await newDistrict(t);
  const chair = await t.officer('chair', street);
  const { id } = await newPlace(chair, street);
  await t.pool.query(
    `insert into places.place (id, code, org_id, name, kind, roles, build_mode, state, entry_mode, hours, created_at, updated_at)
     select gen_random_uuid(), translate(substr(md5(random()::text || n), 1, 6), '01abcdef', 'QRSTUVWX'), org_id, name || n, kind,
       roles, build_mode, state, entry_mode, hours, created_at, updated_at
     from places.place, generate_series(1, 600) as n where id = $1`,
    [id],
  );
  await runJob();
  const { rows } = await t.pool.query(
    'select count(*)::integer as left from places.place where org_id = $1 and spans_until is null',
    [street],
  );
  expect(rows).toEqual([{ left: 0 }]);
});
