import { sql, type Selectable, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { definePolicy, policyAt } from '#kernel/policy';
import { escapeLike, findOrg, orgFor, orgInScope, orgRefs, orgWithin } from '#orgs';
import type { ConcernTable } from '../tables.ts';
import type * as contract from './contract.ts';
import { concernError } from './errors.ts';
import { themeNames } from './themes/queries.ts';

export const CONCERN = 'voices.concern';

export type Concern = Selectable<ConcernTable>;

const DAY_MS = 86_400_000;

export const concernDays = definePolicy<number>({
  key: 'voices.concern_days',
  about: 'Days after which a concern that has no answer yet counts as late, by the oldest of its voices',
  schema: z.number().int().min(1).max(365),
  fallback: 30,
  source: 'inference: no rule found; a month is how long a promise to look into it holds',
});

/**
 * One concern where the actor holds `permission`; elsewhere it does not exist for them. `lock`: held until the
 * transaction ends. Concerns are locked before voices, several of either by their ids.
 */
export async function concernFor(
  ctx: Ctx,
  permission: string,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Concern> {
  let query = ctx.db.selectFrom('voices.concern as c').selectAll('c').where('c.id', '=', id);
  if (ctx.actor.kind !== 'system') query = query.where(orgInScope(ctx, permission, 'c.org_id'));
  if (lock) query = query.forUpdate();
  const concern = await query.executeTakeFirst();
  if (!concern) throw concernError('concern_not_found');
  return concern;
}

/** Concerns with what their voices add up to. `org_id`, `state` and the like are of `c`, the sums of `s`. */
export function concernRows(ctx: Ctx) {
  return ctx.db
    .selectFrom('voices.concern as c')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('voices.voice as v')
          .whereRef('v.concern_id', '=', 'c.id')
          .select([
            sql<number>`count(*)::integer`.as('voices'),
            sql<Date | null>`min(v.at)`.as('oldest'),
            sql<number>`(count(*) filter (where v.state = 'open'))::integer`.as('reopened'),
          ])
          .as('s'),
      (join) => join.onTrue(),
    )
    .select(['c.id', 'c.org_id', 'c.title', 'c.theme', 'c.state', 'c.opened_at'])
    .select([
      sql<number>`coalesce(s.voices, 0)`.as('voices'),
      sql<Date>`coalesce(s.oldest, c.opened_at)`.as('oldest'),
      sql<number>`coalesce(s.reopened, 0)`.as('reopened'),
    ]);
}

export type ConcernRow = Awaited<ReturnType<ReturnType<typeof concernRows>['execute']>>[number];

/** Before this an oldest voice makes a concern late. */
export async function lateBefore(ctx: Ctx): Promise<{ readonly days: number; readonly before: Date }> {
  const days = await policyAt(ctx, concernDays);
  return { days, before: new Date(ctx.now.getTime() - days * DAY_MS) };
}

/** Rows as lists show them. */
export async function toViews(ctx: Ctx, rows: readonly ConcernRow[], before: Date) {
  const [orgs, nameOf] = [
    await orgRefs(ctx, [...new Set(rows.map(({ org_id }) => org_id))]),
    await themeNames(ctx),
  ];
  const waits = await ctx.db
    .selectFrom('voices.referral')
    .select(['concern_id', 'lane', 'made_at'])
    .where(sql<SqlBool>`concern_id = any(${rows.map(({ id }) => id)}::uuid[])`)
    .where('ended_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    org: orgs.get(row.org_id)!,
    title: row.title,
    theme: nameOf(row.theme),
    state: row.state,
    voices: row.voices,
    oldest: row.oldest.toISOString(),
    late: (row.state === 'open' || row.state === 'referred') && row.oldest <= before,
    waits: waits
      .filter(({ concern_id }) => concern_id === row.id)
      .map(({ lane, made_at }) => ({ lane, since: made_at.toISOString() })),
    reopened: row.state === 'answered' ? row.reopened : 0,
  }));
}

const WAITING = sql<SqlBool>`c.state in ('open', 'referred')`;
const OLDEST = sql`coalesce(s.oldest, c.opened_at)`;

type Filters = Omit<Input<typeof contract.exportConcerns>, 'order'>;

/** SQL of the filters, over {@link concernRows}. */
export async function matchingConcerns(ctx: Ctx, given: Filters, before: Date) {
  const under = given.under === undefined ? undefined : await orgFor(ctx, 'voices.read', given.under);
  const { q, state, theme, lane } = given;
  const like = `%${escapeLike(q ?? '')}%`;
  const states = {
    waiting: WAITING,
    open: sql`c.state = 'open'`,
    referred: sql`c.state = 'referred'`,
    answered: sql`c.state = 'answered'`,
    all: sql`c.state not in ('merged', 'dissolved')`,
  };
  return sql<SqlBool>`${orgInScope(ctx, 'voices.read', 'c.org_id')} and ${states[state]}
    and ${q ? sql`(c.title ilike ${like} or c.summary ilike ${like})` : sql`true`}
    and ${theme ? sql`c.theme = ${theme}` : sql`true`}
    and ${lane ? sql`exists (select from voices.referral as r where r.concern_id = c.id and r.lane = ${lane} and r.ended_at is null)` : sql`true`}
    and ${given.late ? sql`${WAITING} and ${OLDEST} <= ${before}` : sql`true`}
    and ${under ? orgWithin('c.org_id', [under.path]) : sql`true`}`;
}

export async function listConcerns(
  ctx: Ctx,
  input: Input<typeof contract.listConcerns>,
): Promise<Output<typeof contract.listConcerns>> {
  const { days, before } = await lateBefore(ctx);
  const matching = await matchingConcerns(ctx, input, before);
  const byAge = input.order === 'age';
  const after = readCursor(input.cursor, byAge ? ['time', 'uuid'] : ['int', 'uuid']);
  let query = concernRows(ctx).where(matching);
  if (after && byAge)
    query = query.where(sql<SqlBool>`(${OLDEST}, c.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  if (after && !byAge)
    query = query.where(
      sql<SqlBool>`(-coalesce(s.voices, 0), c.id) > (-${after[0]}::integer, ${after[1]}::uuid)`,
    );
  const found = await query
    .orderBy(byAge ? OLDEST : sql`coalesce(s.voices, 0) desc`)
    .orderBy('c.id')
    .limit(input.limit + 1)
    .execute();
  const { total } = await concernRows(ctx)
    .clearSelect()
    .where(matching)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { items, next } = page(found, input.limit, (row) => [
    byAge ? row.oldest.toISOString() : row.voices,
    row.id,
  ]);
  return {
    items: await toViews(ctx, items, before),
    next,
    total,
    counts: await countsOf(ctx, before),
    lateDays: days,
  };
}

async function countsOf(ctx: Ctx, before: Date) {
  return concernRows(ctx)
    .clearSelect()
    .where(orgInScope(ctx, 'voices.read', 'c.org_id'))
    .select([
      sql<number>`(count(*) filter (where ${WAITING}))::integer`.as('waiting'),
      sql<number>`(count(*) filter (where ${WAITING} and ${OLDEST} <= ${before}))::integer`.as('late'),
      sql<number>`(count(*) filter (where c.state = 'answered' and s.reopened > 0))::integer`.as('reopened'),
    ])
    .executeTakeFirstOrThrow();
}

/** A concern as other modules mention it. */
export interface ConcernRef {
  readonly id: string;
  readonly title: string;
  /** In the language of the caller. */
  readonly theme: string | null;
  readonly voices: number;
  /** Since when the oldest of its voices has waited; ISO 8601. */
  readonly oldest: string;
  readonly state: Concern['state'];
}

async function toRefs(ctx: Ctx, rows: readonly ConcernRow[]): Promise<ConcernRef[]> {
  const nameOf = await themeNames(ctx);
  return rows.map(({ id, title, theme, voices, oldest, state }) => ({
    id,
    title,
    theme: nameOf(theme),
    voices,
    oldest: oldest.toISOString(),
    state,
  }));
}

/** What is offered to a joint meeting at the union `orgId`: referred to it, open, from there and below; the oldest first, 200 at most. */
export async function concernsForTopics(
  ctx: Ctx,
  { orgId, q }: { readonly orgId: number; readonly q?: string },
): Promise<ConcernRef[]> {
  const org = await findOrg(ctx, orgId);
  if (!org) return [];
  const rows = await concernRows(ctx)
    .innerJoin('voices.referral as r', 'r.concern_id', 'c.id')
    .where('r.lane', '=', 'joint_topic')
    .where('r.ended_at', 'is', null)
    .where((eb) => eb.or([eb('r.to_org', 'is', null), orgWithin('r.to_org', [org.path])]))
    .where(orgWithin('c.org_id', [org.path]))
    .where(q ? sql<SqlBool>`c.title ilike ${`%${escapeLike(q)}%`}` : sql<SqlBool>`true`)
    .orderBy(OLDEST)
    .orderBy('c.id')
    .limit(200)
    .execute();
  return toRefs(ctx, rows);
}

/** Concerns by their ids, as far as the caller sees them; a merged one is the one that it went into. */
export async function concernRefs(ctx: Ctx, ids: readonly string[]): Promise<Map<string, ConcernRef>> {
  const heirs = await heirsOf(ctx, ids);
  const rows = await concernRows(ctx)
    .where(sql<SqlBool>`c.id = any(${[...new Set(heirs.values())]}::uuid[])`)
    .execute();
  const refs = new Map((await toRefs(ctx, rows)).map((ref) => [ref.id, ref]));
  return new Map(
    [...heirs].flatMap(([id, heir]) => {
      const ref = refs.get(heir);
      return ref ? [[id, ref] as const] : [];
    }),
  );
}

/** For each id that the caller sees, the concern that it went into in the end. */
export async function heirsOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; heir: string }>`
    with recursive way as (
      select id, id as heir, merged_into from voices.concern where id = any(${ids}::uuid[])
      union select w.id, c.id, c.merged_into from way as w join voices.concern as c on c.id = w.merged_into)
    select id, heir from way where merged_into is null`.execute(ctx.db);
  return new Map(rows.map(({ id, heir }) => [id, heir]));
}

/** Ids of the concerns that have gone into this one, at once or by another. */
export async function mergedInto(ctx: Ctx, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive gone as (
      select id from voices.concern where merged_into = ${id}
      union select c.id from voices.concern as c join gone as g on c.merged_into = g.id)
    select id from gone order by id`.execute(ctx.db);
  return rows.map((row) => row.id);
}

/** What waits for an officer about concerns. */
export async function concernTodos(ctx: Ctx) {
  const waiting = await concernRows(ctx)
    .clearSelect()
    .select([sql<number>`count(*)::integer`.as('count'), sql<Date | null>`min(${OLDEST})`.as('oldest')])
    .where(orgInScope(ctx, 'voices.answer', 'c.org_id'))
    .where(sql<SqlBool>`c.state = 'open' or (c.state = 'answered' and s.reopened > 0)`)
    .executeTakeFirstOrThrow();
  const referred = await ctx.db
    .selectFrom('voices.referral as r')
    .innerJoin('voices.concern as c', 'c.id', 'r.concern_id')
    .select([sql<number>`count(*)::integer`.as('count'), sql<Date | null>`min(r.made_at)`.as('oldest')])
    .where(orgInScope(ctx, 'voices.answer', 'c.org_id'))
    .where('r.ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return [
    { code: 'voices.concerns_waiting', href: '/staff/concerns?state=open', ...waiting },
    { code: 'voices.referrals_waiting', href: '/staff/concerns?state=referred', ...referred },
  ]
    .filter(({ count }) => count > 0)
    .map(({ code, count, oldest, href }) => ({
      code,
      count,
      oldest: oldest?.toISOString() ?? null,
      minutes: Math.min(10, count * 2),
      href,
    }));
}
