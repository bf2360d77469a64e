import { sql, type SqlBool } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { civilDate } from '#kernel/time';

export interface Closing {
  /** Of a day that is left out: its end. */
  readonly until: Date;
  readonly reason: string | null;
}

/**
 * What host or officer said of being closed at this time, the newest word of each place. Whether it is closed for that
 * reason its opening says: a later word may have opened it again.
 */
export async function closingsNow(
  ctx: Pick<Ctx, 'db' | 'now'>,
  placeIds: readonly string[],
): Promise<Map<string, Closing>> {
  if (placeIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('places.exception')
    .select(['place_id', 'reason'])
    .select(
      sql<Date>`coalesce(upper(during), upper(days)::timestamp at time zone 'Asia/Shanghai')`.as('until'),
    )
    .where('place_id', 'in', placeIds)
    .where('withdrawn_at', 'is', null)
    .where(
      sql<SqlBool>`case kind when 'cut' then during @> ${ctx.now}::timestamptz
        when 'day' then days @> ${civilDate(ctx.now)}::date and spans = '[]'::jsonb else false end`,
    )
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ place_id, ...closing }) => [place_id, closing]));
}
