import { sql } from 'kysely';
import type { Ctx } from '../ctx.ts';

/** Whom an entry showed, as the indexes have it. */
const SHOWN = [sql`(detail->'people')`, sql`(detail->'applications')`];

/** That somebody saw or changed something of a person. `actor` is an opaque id, `guest` or `system:…`. */
export interface Look {
  readonly at: Date;
  readonly action: string;
  readonly orgId: number | null;
  readonly purpose: string | null;
  readonly actor: string;
}

/**
 * Every entry that showed a person or was about them, newest first. `subject` is the person's id; with it may come the
 * ids of their applications, under which they were seen before they were a person. Entries of one instant are never
 * divided between pages, so a page may be a little longer than `limit`; the next one begins `before` its last `at`.
 */
export async function looksAt(
  ctx: Ctx,
  subject: string | readonly string[],
  { before, limit }: { readonly before?: Date; readonly limit: number },
): Promise<Look[]> {
  const ids = typeof subject === 'string' ? [subject] : subject;
  const { rows } = await sql<Look>`
    select at, action, org_id as "orgId", purpose, actor from kernel.audit_entry
    where (${about(ids)})
      and at < ${before ?? 'infinity'}::timestamptz
    order by at desc fetch first ${limit} rows with ties`.execute(ctx.db);
  return rows;
}

/** SQL: an entry is about one of `ids`, or showed it. One comparison for each: a GIN index knows no `any`. */
export function about(ids: readonly string[]) {
  const wanted = ids.flatMap((id) => [
    sql`entity_id = ${id}`,
    ...SHOWN.map((key) => sql`(jsonb_typeof(${key}) = 'array' and ${key} @> ${JSON.stringify([id])}::jsonb)`),
  ]);
  return sql.join(wanted, sql` or `);
}
