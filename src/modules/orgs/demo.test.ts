import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCtx, type TxCtx } from '#kernel/ctx';
import { testApp } from '#kernel/testing';
import { addDays, civilDate } from '#kernel/time';
import { demoOrgs, seeded, type DemoOrgs } from './demo.ts';
import { isUscc } from './rules.ts';
import { HUITIAN } from './texts/demo-names.ts';

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
  return demoOrgs(ctx, seeded(seed));
}

function organisations() {
  return ctx.db
    .selectFrom('orgs.organisation')
    .select(['id', 'kind', 'name', 'level', 'formation', 'state', 'parent_id', 'uscc', 'term_ends_on'])
    .select(sql<string>`path::text`.as('path'))
    .orderBy('id')
    .execute();
}

it('holds the organisations that the source page names, in their numbers', async () => {
  const { bda, haidian, changping, railway } = demo;
  const orgs = await organisations();
  const below = (parent: number) => orgs.filter(({ parent_id }) => parent_id === parent);
  const served = await ctx.db
    .selectFrom('orgs.served_area as s')
    .innerJoin('orgs.organisation as o', 'o.id', 's.org_id')
    .select(['s.area_code', 'o.name', 'o.level', 'o.parent_id'])
    .where('s.area_code', 'in', HUITIAN)
    .execute();
  expect(served).toHaveLength(7);
  expect(served.every((row) => row.level === 'township' && row.parent_id === changping)).toBe(true);
  expect(served.filter(({ name }) => name.includes('镇')).map(({ name }) => name)).toEqual([
    '东小口镇总工会',
  ]);
  expect(
    below(bda).filter(({ level, state }) => level === 'primary' && state === 'active').length,
  ).toBeGreaterThan(178);
  expect(below(haidian).filter(({ kind }) => kind === 'government_office')).toHaveLength(13);
  expect(below(railway).some(({ kind }) => kind === 'youth_league')).toBe(true);
  const federation = orgs.find(({ kind }) => kind === 'enterprise_federation')!;
  const members = await ctx.db
    .selectFrom('orgs.relation')
    .select('from_id')
    .where('kind', '=', 'member_of')
    .where('to_id', '=', federation.id)
    .execute();
  expect(members.length).toBeGreaterThanOrEqual(100);
});

it('has unions in every state, terms that are over and terms that soon will be', async () => {
  const { huilongguan } = demo;
  const orgs = await organisations();
  const states = new Set(orgs.filter(({ kind }) => kind === 'union').map(({ state }) => state));
  expect(states).toEqual(new Set(['active', 'planning', 'approved_by_upper', 'founded', 'dissolved']));
  const today = civilDate(ctx.now);
  const ends = orgs.flatMap(({ state, term_ends_on }) =>
    state === 'active' && term_ends_on ? [term_ends_on] : [],
  );
  expect(ends.filter((end) => end < today).length).toBeGreaterThan(5);
  expect(ends.filter((end) => end >= today && end <= addDays(today, 180)).length).toBeGreaterThan(5);
  const overdue = orgs.filter(
    ({ parent_id, term_ends_on }) => parent_id === huilongguan && (term_ends_on ?? today) < today,
  );
  expect(overdue.length).toBeGreaterThan(0);
});

it('gives each employer a code that passes and belongs to nobody', async () => {
  const codes = (await organisations()).flatMap(({ uscc }) => uscc ?? []);
  expect(codes.length).toBeGreaterThan(500);
  expect(codes.filter((code) => !isUscc(code) || !code.startsWith('91990000'))).toEqual([]);
});

it('is the same from the same seed, and another from another', async () => {
  const first = await organisations();
  await load(1);
  expect(await organisations()).toEqual(first);
  await load(2);
  expect(await organisations()).not.toEqual(first);
});
