import type { Output } from '#kernel/contract';
import { sql } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { policyAt, policyRecords } from '#kernel/policy';
import { mayAt, rootOrg } from '#orgs';
import { facilityTerms, kindTerms } from '../queries.ts';
import type * as contract from './contract.ts';

/** Behind every record that there may be. */
const LAST_DAY = '2199-12-31';

export async function getTermSettings(ctx: Ctx): Promise<Output<typeof contract.getTermSettings>> {
  const uses = await usesOf(ctx);
  const facilities = await policyAt(ctx, facilityTerms, null, LAST_DAY);
  const kinds = await policyAt(ctx, kindTerms, null, LAST_DAY);
  const root = await rootOrg(ctx);
  return {
    facilities: facilities.map((term) => ({ ...term, used: uses.facilities.get(term.code) ?? 0 })),
    kinds: kinds.map((term) => ({ ...term, used: uses.kinds.get(term.code) ?? 0 })),
    records: {
      facilities: await policyRecords(ctx, facilityTerms),
      kinds: await policyRecords(ctx, kindTerms),
    },
    may: root !== undefined && (await mayAt(ctx, 'places.settings', root.id)),
  };
}

/** How many places that the caller sees use each code; the officers of the root see all of them. */
export async function usesOf(ctx: Ctx) {
  const kinds = await ctx.db
    .selectFrom('places.place')
    .select(['kind as code', sql<number>`count(*)`.as('count')])
    .groupBy('kind')
    .execute();
  const facilities = await ctx.db
    .selectFrom('places.place_facility')
    .select(['code', sql<number>`count(*)`.as('count')])
    .groupBy('code')
    .execute();
  const byCode = (rows: readonly { code: string; count: number }[]) =>
    new Map(rows.map(({ code, count }) => [code, count]));
  return { kinds: byCode(kinds), facilities: byCode(facilities) };
}
