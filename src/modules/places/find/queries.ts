import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor, type KeyKind } from '#kernel/paging';
import { policyAt } from '#kernel/policy';
import { escapeLike, orgFor, orgInScope, orgWithin } from '#orgs';
import { TRUSTS, type listPlaces as listContract } from '../contract.ts';
import { doubtRank, freshnessLimits, toRows, type Place } from '../queries.ts';
import type { FreshnessLimits } from '../rules.ts';
import type * as contract from './contract.ts';

type Filters = Omit<Input<typeof listContract>, 'order' | 'cursor' | 'limit'>;

/** The ranks of {@link doubtRank}. */
const RANKS = ['sunk', 'disputed', 'stale', 'verified'] as const satisfies readonly (typeof TRUSTS)[number][];

/** SQL: people are sent there, so that it can be in doubt. */
const IN_USE = sql<SqlBool>`p.state in ('open', 'temp_closed')`;

/** SQL: the places in the actor's scope that `filters` leave. Throws orgs.not_found for a union elsewhere. */
export async function matchingPlaces(ctx: Ctx, filters: Filters, limits: FreshnessLimits) {
  const { q, role, state, trust, under, unlocated } = filters;
  const branch = under === undefined ? undefined : await orgFor(ctx, 'places.read', under);
  const part = q ? `%${escapeLike(q)}%` : undefined;
  const parts: RawBuilder<SqlBool>[] = [orgInScope(ctx, 'places.read', 'p.org_id')];
  if (branch) parts.push(orgWithin('p.org_id', [branch.path]));
  if (part)
    parts.push(sql`(p.name ilike ${part} or p.address ilike ${part} or p.code like upper(${part.slice(1)}))`);
  if (role) parts.push(sql`${role} = any(p.roles)`);
  if (state) parts.push(sql`p.state = ${state}`);
  if (trust) parts.push(sql`${IN_USE} and ${doubtRank(ctx, limits)} = ${RANKS.indexOf(trust)}`);
  if (unlocated) parts.push(sql`p.spot is null and p.state <> 'delisted'`);
  return sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}

type Row = Place & { readonly doubt: number };

/** An order of the list: by which columns, how a cursor names the last row, and which way it goes. */
interface Order {
  readonly columns: readonly RawBuilder<unknown>[];
  readonly kinds: readonly KeyKind[];
  readonly casts: readonly string[];
  readonly keysOf: (row: Row) => readonly (string | number)[];
  readonly way: 'asc' | 'desc';
}

/** SQL: how doubtful, the most first; what is not in use is in no doubt, and comes last. */
function doubtOf(ctx: Ctx, limits: FreshnessLimits): RawBuilder<number> {
  return sql<number>`case when ${IN_USE} then ${doubtRank(ctx, limits)} else 9 end`;
}

function ordersOf(doubt: RawBuilder<number>): Readonly<Record<Input<typeof listContract>['order'], Order>> {
  const id = sql`p.id`;
  return {
    doubt: {
      columns: [doubt, sql`coalesce(p.confirmed_at, p.created_at)`, id],
      kinds: ['int', 'time', 'uuid'],
      casts: ['integer', 'timestamptz', 'uuid'],
      keysOf: (row) => [row.doubt, (row.confirmed_at ?? row.created_at).toISOString(), row.id],
      way: 'asc',
    },
    name: {
      columns: [sql`p.name collate "zh-x-icu"`, id],
      kinds: ['text', 'uuid'],
      casts: ['text', 'uuid'],
      keysOf: (row) => [row.name, row.id],
      way: 'asc',
    },
    // Ids begin with the time they were made at.
    newest: { columns: [id], kinds: ['uuid'], casts: ['uuid'], keysOf: (row) => [row.id], way: 'desc' },
  };
}

/** SQL: behind the row that a cursor names. */
function behind({ columns, casts, way }: Order, keys: readonly unknown[]): RawBuilder<SqlBool> {
  const given = keys.map((key, at) => sql`${key}::${sql.raw(casts[at]!)}`);
  return sql`(${sql.join(columns)}) ${sql.raw(way === 'asc' ? '>' : '<')} (${sql.join(given)})`;
}

interface Part {
  readonly order: Input<typeof listContract>['order'];
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** One page of the places that match, with what each is in doubt by. Throws kernel.bad_cursor. */
export async function placesInOrder(
  ctx: Ctx,
  matching: RawBuilder<SqlBool>,
  limits: FreshnessLimits,
  { order: name, cursor, limit }: Part,
) {
  const doubt = doubtOf(ctx, limits);
  const order = ordersOf(doubt)[name];
  const after = readCursor(cursor, order.kinds);
  let query = ctx.db.selectFrom('places.place as p').selectAll('p').select(doubt.as('doubt')).where(matching);
  if (after) query = query.where(behind(order, after));
  for (const column of order.columns) query = query.orderBy(column, order.way);
  return page(await query.limit(limit + 1).execute(), limit, order.keysOf);
}

export async function listPlaces(
  ctx: Ctx,
  { order, cursor, limit, ...filters }: Input<typeof listContract>,
): Promise<Output<typeof listContract>> {
  const limits = await policyAt(ctx, freshnessLimits);
  const matching = await matchingPlaces(ctx, filters, limits);
  const total = await countMatching(ctx, matching);
  const { items, next } = await placesInOrder(ctx, matching, limits, { order, cursor, limit });
  return { items: await toRows(ctx, items, limits), next, total };
}

export async function countMatching(ctx: Ctx, matching: RawBuilder<SqlBool>): Promise<number> {
  const { total } = await ctx.db
    .selectFrom('places.place as p')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(matching)
    .executeTakeFirstOrThrow();
  return total;
}

export async function countPlaces(
  ctx: Ctx,
  filters: Input<typeof contract.countPlaces>,
): Promise<Output<typeof contract.countPlaces>> {
  const limits = await policyAt(ctx, freshnessLimits);
  const rank = doubtRank(ctx, limits);
  const there = sql<SqlBool>`p.state <> 'delisted'`;
  const counted = (trust: (typeof RANKS)[number]) =>
    sql<number>`count(*) filter (where ${IN_USE} and ${rank} = ${RANKS.indexOf(trust)})`.as(trust);
  return ctx.db
    .selectFrom('places.place as p')
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      ...RANKS.map(counted),
      sql<number>`count(*) filter (where p.spot is null)`.as('unlocated'),
    ])
    .where(await matchingPlaces(ctx, filters, limits))
    .where(there)
    .executeTakeFirstOrThrow();
}
