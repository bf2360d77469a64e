import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCtx, type Ctx, type TxCtx } from '#kernel/ctx';
import { testApp } from '#kernel/testing';
import { civilDate } from '#kernel/time';
import { demoOrgs, findOrg, joinRoutes, seeded, type DemoOrgs } from '#orgs';
import { demoMember, demoPeople } from './demo.ts';
import { FLAGS } from './review/contract.ts';
import { listApplications } from './review/queries.ts';
import { birthDateOf, checkIdNumber, OPEN_STATES, routeOf, sexOf } from './join/rules.ts';
import { listPeopleTodos } from './queries.ts';
import { demoApplicant } from './review/demo.ts';

let demo: DemoOrgs;
let ctx: TxCtx;
let undo: () => Promise<unknown>;

/** In a transaction that is undone in the end: the shared database has a root of its own. */
beforeAll(async () => {
  const outside = (await testApp()).ctx();
  const tx = await outside.db.startTransaction().execute();
  undo = () => tx.rollback().execute();
  ctx = makeCtx({ ...outside, db: tx });
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
  expect(people).toHaveLength(900);
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
