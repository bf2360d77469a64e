import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changesOf } from '#kernel/audit';
import { makeCtx, type Ctx, type TxCtx } from '#kernel/ctx';
import { testApp } from '#kernel/testing';
import { civilDate } from '#kernel/time';
import { demoOrgs, findOrg, joinRoutes, seeded, type DemoOrgs } from '#orgs';
import { MEMBERSHIP } from './actions.ts';
import { getCoverage, getCoverageTrend } from './coverage/queries.ts';
import { demoCrowd } from './crowd/demo.ts';
import { demoMember, demoPeople } from './demo.ts';
import { FLAGS } from './review/contract.ts';
import { listApplications } from './review/queries.ts';
import { birthDateOf, checkIdNumber, OPEN_STATES, routeOf, sexOf } from './join/rules.ts';
import { TRANSFER_STATES } from './moves/contract.ts';
import { demoMover } from './moves/demo.ts';
import { listTransfers } from './moves/queries.ts';
import { getMe, listPeopleTodos } from './queries.ts';
import { demoApplicant } from './review/demo.ts';
import { weigh } from './standing/rules.ts';

let demo: DemoOrgs;
let ctx: TxCtx;
let undo: () => Promise<unknown>;

/** In a transaction that is undone in the end: the shared database has a root of its own. */
beforeAll(async () => {
  const t = await testApp();
  const tx = await t.owner.startTransaction().execute();
  undo = () => tx.rollback().execute();
  ctx = makeCtx({ ...t.ctx(), db: tx });
  demo = await load(1);
});

afterAll(() => undo());

async function load(seed: number): Promise<DemoOrgs> {
  await sql`truncate orgs.organisation restart identity cascade`.execute(ctx.db);
  await sql`alter sequence people.member_number restart`.execute(ctx.db);
  const rng = seeded(seed);
  const orgs = await demoOrgs(ctx, rng);
  await demoPeople(ctx, rng, orgs, 900);
  return orgs;
}

/** The same transaction, seen by somebody with a role at `orgId`. */
async function asChair(orgId: number): Promise<Ctx> {
  const { path } = (await findOrg(ctx, orgId))!;
  const grants = [{ role: 'chair' as const, orgId, path }];
  return makeCtx({ ...ctx, actor: { kind: 'account', userId: 'u', sessionId: 's', phone: null, grants } });
}

it('leaves twelve applications to the street of Huilongguan and every warning to the district', async () => {
  const { huilongguan, changping } = demo;
  const { items } = await listPeopleTodos(await asChair(huilongguan));
  expect(items.map(({ code, count }) => [code, count])).toEqual([['people.applications_waiting', 12]]);
  const all = await listApplications(await asChair(changping), { state: 'open', limit: 100 });
  expect(all.total).toBe(60);
  expect(new Set(all.items.flatMap(({ flags }) => flags))).toEqual(new Set(FLAGS));
});

it('puts each open application where routing would send it', async () => {
  const { huilongguan } = demo;
  const open = await ctx.db
    .selectFrom('people.application')
    .selectAll()
    .where('state', 'in', OPEN_STATES)
    .execute();
  for (const row of open.filter(({ state }) => state !== 'offered')) {
    const near = row.qr_org_id === null ? undefined : await findOrg(ctx, row.qr_org_id);
    const facts = {
      employerId: row.employer_id,
      occupation: row.occupation,
      areaCode: row.area_code,
      near,
    };
    const qrUnion = row.qr_org_id === huilongguan ? near : undefined;
    const route = routeOf({ ...(await joinRoutes(ctx, facts)), qrUnion });
    expect({ id: route?.union.id, reason: route?.reason }).toEqual({
      id: row.org_id,
      reason: row.route_reason,
    });
  }
});

it('has people who cannot be: a valid ID of no province, a phone of one block', async () => {
  const people = await ctx.db.selectFrom('people.person').selectAll().execute();
  const { crypto } = ctx.app;
  expect(people).toHaveLength(900 + 54); // and six of a hundred who are known and not reached
  for (const person of people) {
    const idNo = crypto.open(person.id_sealed);
    const birth = birthDateOf(person.id_type, idNo);
    expect(checkIdNumber(person.id_type, idNo)).toBe('ok');
    expect(idNo).toMatch(/^(99|DEMO)/);
    expect(person.sex).toBe(sexOf(person.id_type, idNo));
    expect(person.birth_year).toBe(birth === null ? null : Number(birth.slice(0, 4)));
    expect(person.id_hash.equals(crypto.hash('id', `${person.id_type}:${idNo}`))).toBe(true);
    expect(crypto.open(person.phone_sealed!)).toMatch(/^1390000\d{4}$/);
  }
});

it('lets no period begin before its resolution, nor a resolution be of the future', async () => {
  const rows = await ctx.db
    .selectFrom('people.membership as m')
    .innerJoin('people.resolution as r', 'r.id', 'm.resolution_id')
    .select([
      'm.state',
      'r.held_on',
      sql<string>`lower(m.during)`.as('from'),
      sql<boolean>`m.org_id = r.org_id`.as('own'),
    ])
    .execute();
  expect(rows.filter(({ from, held_on }) => from !== held_on || from > civilDate(ctx.now))).toEqual([]);
  // Only what a dissolved union leaves behind is kept by another (工会法 §13).
  expect(rows.filter(({ own, state }) => !own && state !== 'retained')).toEqual([]);
  expect(new Set(rows.map(({ state }) => state))).toContain('resigned');
});

it('knows a courier who is a member and an applicant whose form came back', async () => {
  const { courierAssociation } = demo;
  const hashOf = (phone: string) => ctx.app.crypto.hash('phone', phone);
  const member = await ctx.db
    .selectFrom('people.person as p')
    .innerJoin('people.membership as m', 'm.person_id', 'p.id')
    .select(['p.name', 'p.occupation', 'm.org_id', 'm.state'])
    .where('p.phone_hash', '=', hashOf(demoMember.phone))
    .execute();
  const { name } = demoMember;
  expect(member).toEqual([{ name, occupation: 'courier', org_id: courierAssociation, state: 'active' }]);
  const applicant = await ctx.db
    .selectFrom('people.application')
    .select(['name', 'state', 'reason'])
    .where('phone_hash', '=', hashOf(demoApplicant.phone))
    .execute();
  expect(applicant).toEqual([{ name: demoApplicant.name, state: 'returned', reason: expect.any(String) }]);
});

it('has transfers in every state: one waits for Changping, one for a rider who is known', async () => {
  const { changping, huilongguan } = demo;
  const { items } = await listTransfers(await asChair(demo.root), { state: 'all', limit: 50 });
  expect(items).toHaveLength(12);
  expect(new Set(items.map(({ state }) => state))).toEqual(new Set(TRANSFER_STATES));
  expect(items.filter(({ byItself }) => byItself)).toHaveLength(1);
  const waiting = await listTransfers(await asChair(changping), { state: 'mine', limit: 50 });
  expect(waiting.items).toMatchObject([{ state: 'confirmed', may: { accept: true } }]);
  expect(waiting.items[0]!.dueOn! >= civilDate(ctx.now)).toBe(true);
  const phone = ctx.app.crypto.hash('phone', demoMover.phone).toString('base64');
  const me = makeCtx({
    ...ctx,
    actor: { kind: 'account', userId: 'u', sessionId: 's', phone, grants: [] },
  });
  expect(await getMe(me)).toMatchObject({
    person: { name: demoMover.name, occupation: 'delivery_rider' },
    membership: { state: 'transferring' },
    transfer: { state: 'requested', to: { id: huilongguan } },
  });
});

it('has nobody with a gap, two memberships or a transfer of nowhere', async () => {
  const { rows } = await sql`
    select p.id from people.person as p where
      (select bool_or(until <> next) from (select upper(during) as until,
          lead(lower(during)) over (order by lower(during)) as next, state
        from people.membership where person_id = p.id) as chain where state = 'transferred')
      or (p.standing = 'transferring')
        <> exists (select from people.transfer where person_id = p.id and closed_at is null)`.execute(ctx.db);
  expect(rows).toEqual([]);
  const deemed = await ctx.db
    .selectFrom('people.membership as m')
    .innerJoin('people.resolution as r', 'r.id', 'm.ended_by')
    .innerJoin('people.warning as w', 'w.person_id', 'm.person_id')
    .select(['m.evidence', 'r.held_on', 'w.given_on', 'w.id', sql<string>`lower(m.during)`.as('from')])
    .where('m.state', '=', 'deemed_resigned')
    .execute();
  expect(deemed.length).toBeGreaterThan(0);
  for (const { evidence, held_on, given_on, id, from } of deemed) {
    expect(evidence!.warningId).toBe(id);
    const { unpaidSince, absentSince } = evidence!;
    const facts = { memberSince: from, unpaidSince, absentSince, warnedOn: given_on, resolvedOn: held_on };
    expect(weigh(facts, 6)).toBe('ok');
  }
});

/** What people.settle would change: nothing, or somebody is not what their memberships and rosters say. */
async function unsettled(): Promise<unknown[]> {
  const versions = async () => {
    const { rows } = await sql<{ id: string; version: number }>`
      select id, version from people.person order by id`.execute(ctx.db);
    return rows;
  };
  const before = new Map((await versions()).map(({ id, version }) => [id, version]));
  await sql`select people.settle(array(select id from people.person))`.execute(ctx.db);
  return (await versions()).filter(({ id, version }) => before.get(id) !== version);
}

it('has rosters of this month, of two months and one of seven; people not reached, and who left', async () => {
  const now = ctx.now.getTime();
  const rosters = await ctx.db.selectFrom('people.roster').select('reconciled_at').execute();
  const ages = rosters.map(({ reconciled_at }) => Math.floor((now - reconciled_at!.getTime()) / 86_400_000));
  expect(ages.filter((days) => days <= 30).length).toBeGreaterThan(20);
  expect(ages.filter((days) => days > 50 && days < 70).length).toBeGreaterThan(5);
  expect(ages.filter((days) => days > 200)).toHaveLength(1);
  const chair = await asChair(demo.root);
  const { total } = await getCoverage(chair, { by: 'union', sort: 'name', limit: 20 });
  expect(total.notReached).toBe(54);
  expect(
    Math.min(
      ...['courier', 'deliveryRider', 'rideHailingDriver', 'truckDriver'].map(
        (key) => total[key as 'courier'],
      ),
    ),
  ).toBeGreaterThan(0);
  expect(total.offEstablishment).toBeGreaterThan(10);
  expect(total.left).toBe(15);
  const employers = await getCoverage(chair, { by: 'employer', sort: 'not_reached', limit: 20 });
  expect(
    employers.items.filter(({ notReached, days }) => notReached > 0 && days !== null).length,
  ).toBeGreaterThan(5);
  const left = await sql`
    select p.id from people.person as p join people.roster_entry as e on e.person_id = p.id
    where p.left_on is not null and p.left_on is distinct from e.until`.execute(ctx.db);
  expect(left.rows).toEqual([]);
  expect(await unsettled()).toEqual([]);
});

it('tells how coverage came to be, week by week', async () => {
  const { points } = await getCoverageTrend(await asChair(demo.root), {});
  expect(points.length).toBeGreaterThan(50);
  const [lastWeek, today] = points.slice(-2);
  expect(Math.abs(today!.known - lastWeek!.known)).toBeLessThan(40);
  expect(points[0]!.members).toBeLessThan(today!.members);
  expect(points.every(({ known, members, notReached }) => known === members + notReached)).toBe(true);
  // The same days counted one by one, a person at a time.
  const { rows } = await sql`
    select c.day from (select day, sum(members) as members, sum(not_reached) as not_reached
      from people.coverage_day group by day) as c
    where c.members <> (select count(*) from people.membership where during @> c.day and state <> 'retained')
      or c.not_reached <> (select count(*) from people.roster_entry as e
        where daterange(e.since, e.until) @> c.day and not exists (
          select from people.membership as m where m.person_id = e.person_id and m.during @> c.day))`.execute(
    ctx.db,
  );
  expect(rows).toEqual([]);
});

it('is the same from the same seed', async () => {
  const look = async () => {
    const { rows } = await sql`
      select p.name, p.sex, p.birth_year, p.occupation, m.org_id, m.state, m.number, m.during::text,
        r.number as resolution
      from people.membership m
      join people.person p on p.id = m.person_id
      join people.resolution r on r.id = m.resolution_id
      order by m.number`.execute(ctx.db);
    const applications = await ctx.db
      .selectFrom('people.application')
      .select(['name', 'occupation', 'org_id', 'route_reason', 'state', 'reason'])
      .orderBy('org_id')
      .orderBy('name')
      .execute();
    return { rows, applications };
  };
  const first = await look();
  await load(1);
  expect(await look()).toEqual(first);
});

it('has a crowd, with what triggers would have derived, and every index and constraint as before', async () => {
  const definitions = async () => {
    const { rows } = await sql`
      select indexdef as text from pg_indexes where schemaname = 'people'
      union all select conname || pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'people'::regnamespace
      union all select tgname || tgenabled::text from pg_trigger where not tgisinternal order by 1`.execute(
      ctx.db,
    );
    return rows;
  };
  const before = await definitions();
  const told: string[] = [];
  await demoCrowd(ctx, demo, 3_000, (line) => told.push(line));
  expect(await definitions()).toEqual(before);
  expect(told.join()).toContain('person_name_sort');
  const { rows } = await sql`
    select count(*)::integer as people, count(*) filter (where on_roster and standing = 'known') > 200 as not_reached,
      count(*) filter (where standing = 'retained') > 30 as retained, count(*) filter (where pinyin = '') as unspelt,
      count(*) filter (where employment = 'dispatched') > 30 as dispatched
    from people.person`.execute(ctx.db);
  expect(rows).toEqual([{ people: 3_000, not_reached: true, retained: true, unspelt: 0, dispatched: true }]);
  const some = await sql<{ id: string; states: string[] }>`
    select person_id as id, array_agg(state) as states from people.membership where number > '0000001500'
    group by 1 order by 1 limit 20`.execute(ctx.db);
  for (const { id, states } of some.rows) {
    const history = (await changesOf(ctx, MEMBERSHIP, id)).map(({ to }) => to);
    expect(history).toEqual(expect.arrayContaining(states));
  }
  expect(await unsettled()).toEqual([]);
});
