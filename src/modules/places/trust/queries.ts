import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';
import { mayAt } from '#orgs';
import { openingOf } from '../hours/queries.ts';
import { freshnessLimits, freshnessOf, placeFor } from '../queries.ts';
import type * as contract from './contract.ts';
import { faultsOf } from './faults/queries.ts';
import type { TrustLimits } from './rules.ts';

const count = z.number().int();

export const doubtLimits = definePolicy<TrustLimits['doubt']>({
  key: 'places.doubt',
  about: 'How many visitors who do not know each other, within how many days, put a place in doubt',
  schema: z.object({ reports: count.min(2).max(20), days: count.min(1).max(30) }),
  fallback: { reports: 2, days: 7 },
  source: 'domain.md C5: two “closed” reports in 7 days',
});

export const agreeLimits = definePolicy<TrustLimits['agree']>({
  key: 'places.agree',
  about: 'How many visitors without the key of the sign, within how many hours, confirm that a place is open',
  schema: z.object({ reports: count.min(2).max(20), hours: count.min(1).max(168) }),
  fallback: { reports: 2, hours: 24 },
  source: 'inference: as many as it takes to doubt it, on one day',
});

export const repeatMinutes = definePolicy<number>({
  key: 'places.repeat_minutes',
  about: 'How long the same word from the same network or account about one place counts as one',
  schema: count.min(1).max(1_440),
  fallback: 10,
  source: 'inference: who comes back later has used it again',
});

/** The kind of the links that are printed on signs (kernel/links.ts). */
export const SIGN_KEY = 'places.sign';

const COUNTED_DAYS = 30;

export async function getPlaceTrust(
  ctx: Ctx,
  { id }: Input<typeof contract.getPlaceTrust>,
): Promise<Output<typeof contract.getPlaceTrust>> {
  const place = await placeFor(ctx, 'places.read', id);
  const freshness = await policyAt(ctx, freshnessLimits);
  const doubt = await policyAt(ctx, doubtLimits, place.area_code);
  return {
    freshness: {
      ...freshnessOf(ctx, place, freshness),
      doubtedAt: place.doubted_at?.toISOString() ?? null,
    },
    opening: openingOf(place, ctx.now),
    counts: await countsOf(ctx, id),
    latest: await latestOf(ctx, id),
    faults: await faultsOf(ctx, id),
    limits: { ...freshness, ...doubt },
    mayManage: await mayAt(ctx, 'places.manage', place.org_id),
  };
}

function countsOf(ctx: Ctx, placeId: string) {
  const since = new Date(ctx.now.getTime() - COUNTED_DAYS * 86_400_000);
  const of = (condition: ReturnType<typeof sql<SqlBool>>) =>
    sql<number>`count(*) filter (where ${condition})`;
  return ctx.db
    .selectFrom('places.sighting')
    .select([
      of(sql`source = 'use'`).as('uses'),
      of(sql`source = 'visitor' and what = 'open'`).as('visitorsOpen'),
      of(sql`source = 'visitor' and what = 'closed' and weight <> 'none'`).as('visitorsClosed'),
      of(sql`source = 'visitor' and what = 'closed' and weight = 'none'`).as('closedOutsideHours'),
      of(sql`source = 'host' and what = 'open'`).as('hostOpen'),
      of(sql`source = 'host' and what = 'closed'`).as('hostClosed'),
      of(sql`source = 'officer' and what = 'open'`).as('officerOpen'),
      of(sql`source = 'officer' and what = 'closed'`).as('officerClosed'),
    ])
    .where('place_id', '=', placeId)
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
}

async function latestOf(ctx: Ctx, placeId: string) {
  const rows = await ctx.db
    .selectFrom('places.sighting')
    .select(['at', 'what', 'source'])
    .where('place_id', '=', placeId)
    .where('weight', '<>', 'none')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(10)
    .execute();
  return rows.map(({ at, ...row }) => ({ at: at.toISOString(), ...row }));
}
