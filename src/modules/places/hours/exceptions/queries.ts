import { sql, type SqlBool } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { addDays, civilDate } from '#kernel/time';
import { placeFor } from '../../queries.ts';
import type * as contract from '../contract.ts';

/** So long what is over stays in the list. */
const PAST_DAYS = 30;

export async function listExceptions(
  ctx: Ctx,
  { id }: Input<typeof contract.listExceptions>,
): Promise<Output<typeof contract.listExceptions>> {
  const place = await placeFor(ctx, 'places.read', id);
  const since = addDays(civilDate(ctx.now), -PAST_DAYS);
  const rows = await ctx.db
    .selectFrom('places.exception')
    .select(['id', 'kind', 'spans', 'reason', 'made_by', 'made_at', 'withdrawn_at'])
    .select([
      sql<string>`lower(days)::text`.as('first'),
      sql<string>`(upper(days) - 1)::text`.as('last'),
      sql<Date>`lower(during)`.as('begin'),
      sql<Date>`upper(during)`.as('end'),
    ])
    .where('place_id', '=', place.id)
    .where(sql<SqlBool>`coalesce(upper(days) > ${since}::date,
      upper(during) > ${new Date(`${since}T00:00:00+08:00`)})`)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return {
    items: rows.map(({ id: exceptionId, kind, spans, first, last, begin, end, ...row }) => ({
      ...(kind === 'day'
        ? { kind, from: first, to: last, spans: spans! }
        : { kind, from: begin.toISOString(), to: end.toISOString() }),
      id: exceptionId,
      reason: row.reason,
      madeBy: row.made_by,
      madeAt: row.made_at.toISOString(),
      withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    })),
  };
}
