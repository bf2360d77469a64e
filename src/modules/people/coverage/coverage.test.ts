import { expect, test } from 'vitest';
import { expectProblem, nextIdNumber, nextPhone, testApp } from '#kernel/testing';
import type { Request } from '#kernel/contract';
import { changeOrgState, createOrg } from '#orgs/contract';
import { newDistrict } from '#orgs/factory';
import { newMember, reconcileCsv, rosterCsv } from '../factory.ts';
import { countMembers, listPeopleTodos } from '../contract.ts';
import { listPeople } from '../find/contract.ts';
import { retainMember } from '../moves/contract.ts';
import { getCoverage, getCoverageTrend, type CoverageFigures } from './contract.ts';

/** A district with members, people not reached of several kinds, one retained, one who left. */
async function populated() {
  const app = await testApp();
  const made = await newDistrict(app);
  const chair = await app.officer('chair', made.district);
  const line = (name: string, work: string, id = nextIdNumber(), phone = nextPhone()) => [
    name,
    id,
    phone,
    work,
    '',
  ];
  const left = await newMember(app, chair, made.primary, { name: '离人' });
  const kept = await newMember(app, chair, made.primary, { name: '退人' });
  await newMember(app, chair, made.street, { name: '街人' });
  const staff = [
    line('快递甲', '快递员'),
    line('骑手乙', '外卖骑手'),
    line('编外丙', '编外'),
    line('派遣丁', '劳务派遣'),
  ];
  await reconcileCsv(app, chair, made.employer, rosterCsv(staff));
  const first = rosterCsv([line('离人', '合同制', left.idNo, left.phone), line('货车戊', '货车司机')]);
  await reconcileCsv(app, chair, made.primary, first);
  await reconcileCsv(
    app,
    chair,
    made.primary,
    rosterCsv([line('货车己', '货车司机'), line('退人', '合同制', kept.idNo, kept.phone)]),
  );
  const on = new Date().toISOString().slice(0, 10);
  await chair.call(retainMember, { id: kept.personId, as: 'retired', on });
  return { app, chair, ...made };
}

/** The filters of the list that each figure opens. */
const OPENS: Readonly<Record<keyof CoverageFigures, object>> = {
  known: { group: 'known' },
  members: { group: 'members' },
  retained: { group: 'retained' },
  notReached: { group: 'not_reached' },
  offEstablishment: { group: 'known', employment: 'off' },
  nef: { group: 'known', occupation: 'nef' },
  courier: { group: 'known', occupation: 'courier' },
  deliveryRider: { group: 'known', occupation: 'delivery_rider' },
  rideHailingDriver: { group: 'known', occupation: 'ride_hailing_driver' },
  truckDriver: { group: 'known', occupation: 'truck_driver' },
  left: { group: 'left' },
};

test('every figure is the length of the list that it opens: by union, by employer, in total', async () => {
  const { chair, district, street } = await populated();
  const check = async (figures: CoverageFigures, place: object) => {
    for (const [name, filters] of Object.entries(OPENS)) {
      const { body } = await chair.call(listPeople, { ...filters, ...place });
      expect({ name, place, count: figures[name as keyof CoverageFigures] }).toEqual({
        name,
        place,
        count: body.total,
      });
    }
  };
  const top = (await chair.call(getCoverage, {})).body;
  expect(top.items.map(({ org }) => org.id)).toEqual([district]);
  await check(top.total, {});
  for (const orgId of [district, street])
    for (const row of (await chair.call(getCoverage, { orgId })).body.items)
      await check(row, { orgId: row.org.id });
  const employers = (await chair.call(getCoverage, { orgId: district, by: 'employer' })).body.items;
  for (const row of employers) await check(row, { orgId: district, employerId: row.org.id });
  // Not one figure is nought everywhere: a count that finds nobody would agree with a list that finds nobody.
  expect(top.total).toMatchObject({
    known: 7,
    members: 2,
    retained: 1,
    notReached: 5,
    offEstablishment: 2,
    left: 1,
  });
  expect(top.total).toMatchObject({ nef: 5, courier: 3, deliveryRider: 1, truckDriver: 1 });
});

test('says how old each roster is, where people join, and what lies deeper', async () => {
  const { app, chair, district, street, primary, employer } = await populated();
  await app.pool.query(
    `update people.roster set reconciled_at = reconciled_at - interval '210 days' where org_id = $1`,
    [employer],
  );
  const unions = (await chair.call(getCoverage, { orgId: street })).body;
  expect(unions.items).toMatchObject([
    { org: { id: primary }, deeper: false, days: 0, stale: false, joinPath: `/join?u=${primary}` },
  ]);
  expect(unions.org).toMatchObject({ id: street });
  const employers = (await chair.call(getCoverage, { orgId: district, by: 'employer', sort: 'stale' })).body;
  expect(employers.items[0]).toMatchObject({
    org: { id: employer },
    days: 210,
    stale: true,
    joinPath: `/join?u=${district}`,
  });
  for (const sort of ['known', 'name', 'not_reached'] as const) {
    const { body } = await chair.call(getCoverage, { orgId: district, sort, limit: 1 });
    const rest = await chair.call(getCoverage, { orgId: district, sort, limit: 1, cursor: body.next! });
    expect(rest.body.items[0]!.org.id).not.toBe(body.items[0]!.org.id);
  }
  expect((await chair.call(getCoverage, { orgId: district, q: '没有这个' })).body.items).toEqual([]);
});

test('keeps a point a week, and today’s is counted now', async () => {
  const { app, chair, district, employer } = await populated();
  await app.app.jobs.send(app.app.db, 'people.coverage_day', {});
  await app.drain('people.coverage_day');
  await app.pool.query(
    `update people.coverage_day set day = day - 7 where org_id in
       (select id from orgs.organisation where path <@ (select path from orgs.organisation where id = $1))`,
    [district],
  );
  const { points } = (await chair.call(getCoverageTrend, { orgId: district })).body;
  expect(points).toHaveLength(2);
  expect(points.map(({ known, members, notReached }) => [known, members, notReached])).toEqual([
    [7, 2, 5],
    [7, 2, 5],
  ]);
  const ofEmployer = (await chair.call(getCoverageTrend, { orgId: district, employerId: employer })).body
    .points;
  expect(ofEmployer.map(({ known }) => known)).toEqual([4, 4]);
});

test('keeps no figure of a union or employer that a day no longer has', async () => {
  const { app, chair, district, street, primary } = await populated();
  const record = async () => {
    await app.app.jobs.send(app.app.db, 'people.coverage_day', {});
    await app.drain('people.coverage_day');
  };
  const pointsOf = async (orgId: number) => {
    const { points } = (await chair.call(getCoverageTrend, { orgId })).body;
    // The day of the test before this one is a week ago.
    const weekAgo = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10);
    return points.filter(({ day }) => day < weekAgo).map(({ known }) => known);
  };
  const back = (days: number) =>
    app.pool.query(`update people.coverage_day set day = day - $1::integer where day > current_date - 3`, [
      days,
    ]);
  await record();
  // Counted a second time on the same day, when everybody of the primary union has gone: nothing of the first is left.
  const { rows } = await app.pool.query<{ id: string }>(
    `update people.person set org_id = $2 where org_id = $1 returning id`,
    [primary, street],
  );
  expect(rows.length).toBeGreaterThan(0);
  await record();
  const stored = await app.pool.query(`select from people.coverage_day where org_id = $1`, [primary]);
  expect(stored.rowCount).toBe(0);
  // Ten weeks ago there were some, and a week later nobody: that is a point as well, and the weeks before are none.
  await app.pool.query(`update people.person set org_id = $2 where id = any($1)`, [
    rows.map(({ id }) => id),
    primary,
  ]);
  await back(77);
  await record();
  await back(70);
  await app.pool.query(`update people.person set org_id = $2 where id = any($1)`, [
    rows.map(({ id }) => id),
    street,
  ]);
  await record();
  await back(63);
  expect(await pointsOf(primary)).toEqual([expect.any(Number), 0]);
  expect((await pointsOf(primary))[0]).toBeGreaterThan(0);
  expect(await pointsOf(district)).toEqual([7, 7, 7]);
});

test('is of unions: what lies deeper are unions, those that are gone and empty are left out', async () => {
  const { chair, district, street, primary, pool, employer } = await populated();
  for (const orgId of [employer, 2_000_000_000]) {
    expectProblem(await chair.call(getCoverage, { orgId }), 404, 'orgs.not_found');
    expectProblem(await chair.call(getCoverageTrend, { orgId }), 404, 'orgs.not_found');
  }
  // An employer below it makes a primary union no deeper.
  const own = { parentId: primary, kind: 'employer' as const, name: '下属公司' };
  const { id: below } = (await chair.call(createOrg, own)).body;
  const rows = async (input: Request<typeof getCoverage>) =>
    (await chair.call(getCoverage, input)).body.items;
  expect(await rows({ orgId: street })).toMatchObject([{ org: { id: primary }, deeper: false }]);
  const ofDistrict = await rows({ orgId: district });
  expect(ofDistrict).toMatchObject([
    { org: { id: street }, deeper: true },
    { org: { id: pool }, deeper: false, known: 0, joinPath: `/join?u=${pool}` },
  ]);
  // An employer with nobody stands there too; its workers join the union in charge.
  const employers = await rows({ orgId: street, by: 'employer' });
  expect(employers).toMatchObject([{ org: { id: below }, known: 0, joinPath: `/join?u=${primary}` }]);
  await chair.call(changeOrgState, { id: pool, to: 'dissolved', reason: '并入街道' });
  expect((await rows({ orgId: district })).map(({ org }) => org.id)).toEqual([street]);
  // A union that is not there yet takes nobody in.
  const planned = {
    parentId: street,
    kind: 'union' as const,
    level: 'primary' as const,
    formation: 'single' as const,
  };
  const { id } = (await chair.call(createOrg, { ...planned, name: '筹建中的工会' })).body;
  expect((await rows({ orgId: street })).find(({ org }) => org.id === id)).toMatchObject({ joinPath: null });
  const cursor = Buffer.from('[-3]').toString('base64url');
  expect((await chair.call(getCoverage, { orgId: street, cursor })).status).toBe(200);
});

test('counts the members that the tree of unions shows', async () => {
  const { chair, district } = await populated();
  const [row] = (await chair.call(getCoverage, {})).body.items;
  const [counts] = (await chair.call(countMembers, {})).body.items;
  expect(counts).toMatchObject({ orgId: district, members: row!.members });
});

test('is kept to one’s scope', async () => {
  const { app, district } = await populated();
  const far = await newDistrict(app);
  const sibling = await app.officer('viewer', far.district);
  expectProblem(await sibling.call(getCoverage, { orgId: district }), 404, 'orgs.not_found');
  expectProblem(await sibling.call(getCoverageTrend, { orgId: district }), 404, 'orgs.not_found');
  expect((await sibling.call(getCoverage, {})).body.total.known).toBe(0);
  expectProblem(await sibling.call(getCoverage, { cursor: 'x' }), 400, 'kernel.bad_cursor');
});

test('what is to be done about it stands among the things to do', async () => {
  const { app, chair, employer } = await populated();
  const todos = async () =>
    (await chair.call(listPeopleTodos, {})).body.items.map(({ code, count, href }) => ({
      code,
      count,
      href,
    }));
  expect(await todos()).toEqual([
    { code: 'people.left_unsettled', count: 1, href: '/staff/people?group=left' },
    { code: 'people.not_reached', count: 5, href: '/staff/people?group=not_reached' },
  ]);
  await app.pool.query(
    `update people.roster set reconciled_at = reconciled_at - interval '31 days' where org_id = $1`,
    [employer],
  );
  expect((await todos())[0]).toEqual({
    code: 'people.rosters_stale',
    count: 1,
    href: '/staff/rosters?stale=yes',
  });
});
