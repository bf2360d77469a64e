import type { Ctx } from '#kernel/ctx';
import { orgRefs } from '#orgs';

/** The rosters on which a person stands or stood, the latest first. */
export async function rostersOf(ctx: Ctx, personId: string) {
  const rows = await ctx.db
    .selectFrom('people.roster_entry')
    .select(['org_id', 'since', 'until'])
    .where('person_id', '=', personId)
    .orderBy('since', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const orgs = await orgRefs(ctx, [...new Set(rows.map((row) => row.org_id))]);
  return rows.map(({ org_id, since, until }) => ({ org: orgs.get(org_id)!, since, until }));
}

/** How a member was spoken to about dues and union life, the latest first. */
export async function warningsOf(ctx: Ctx, personId: string) {
  const rows = await ctx.db
    .selectFrom('people.warning')
    .select(['id', 'given_on as on', 'how', 'note', 'created_by'])
    .where('person_id', '=', personId)
    .orderBy('given_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const names = await ctx.app.accounts.namesOf([...new Set(rows.map((row) => row.created_by))]);
  return rows.map(({ created_by, ...row }) => ({ ...row, by: names.get(created_by) ?? created_by }));
}

/** What a roster brought for forms, opened; every value as text. */
export function detailsOf(ctx: Ctx, sealed: Buffer | null): Record<string, string> {
  if (sealed === null) return {};
  const given = Object.entries(
    JSON.parse(ctx.app.crypto.open(sealed)) as Record<string, string | number | boolean | null>,
  );
  return Object.fromEntries(
    given.flatMap(([field, value]) => (value === null ? [] : [[field, String(value)]])),
  );
}
