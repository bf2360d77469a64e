import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { orgInScope } from '#orgs';
import { LISTED } from '../../rules.ts';
import { OPEN_FAULTS } from '../faults/rules.ts';

/** How many faults of these places wait, and since when the oldest; places without one are absent. */
export async function faultCounts(
  ctx: Ctx,
  placeIds: readonly string[],
): Promise<ReadonlyMap<string, { open: number; oldest: string | null }>> {
  const rows = await ctx.db
    .selectFrom('places.fault')
    .select((eb) => ['place_id', eb.fn.countAll<number>().as('open'), eb.fn.min('reported_at').as('oldest')])
    .where(sql<SqlBool>`place_id = any(${placeIds}::uuid[])`)
    .where('state', 'in', OPEN_FAULTS)
    .groupBy('place_id')
    .execute();
  return new Map(
    rows.map(({ place_id, open, oldest }) => [place_id, { open, oldest: oldest?.toISOString() ?? null }]),
  );
}

async function faultTodos(ctx: Ctx) {
  const waiting = await ctx.db
    .selectFrom('places.fault as f')
    .innerJoin('places.place as p', 'p.id', 'f.place_id')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('f.reported_at').as('oldest')])
    .where('f.state', 'in', OPEN_FAULTS)
    .where(orgInScope(ctx, 'places.read', 'p.org_id'))
    .executeTakeFirstOrThrow();
  if (waiting.count === 0) return [];
  return [
    {
      code: 'places.faults_waiting',
      count: waiting.count,
      oldest: waiting.oldest?.toISOString() ?? null,
      minutes: Math.min(30, waiting.count * 2),
      href: '/staff/faults',
    },
  ];
}

/** What waits for the officer: faults that nobody has mended, and places to go and look at. `rank`: see `doubtRank`. */
export async function listTrustTodos(ctx: Ctx, rank: RawBuilder<number>) {
  const doubted = await ctx.db
    .selectFrom('places.place as p')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('p.doubted_at').as('oldest')])
    .where('p.state', 'in', LISTED)
    .where(sql<SqlBool>`${rank} < 2`)
    .where(orgInScope(ctx, 'places.read', 'p.org_id'))
    .executeTakeFirstOrThrow();
  const faults = await faultTodos(ctx);
  if (doubted.count === 0) return faults;
  return [
    ...faults,
    {
      code: 'places.in_doubt',
      count: doubted.count,
      oldest: doubted.oldest?.toISOString() ?? null,
      minutes: Math.min(60, doubted.count * 10),
      href: '/staff/places',
    },
  ];
}
