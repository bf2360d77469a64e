import { sql } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { HELD_STATES } from '../../rules.ts';

/**
 * SQL on `meetings.meeting as m`: the plan of the year wanted it by now (its month is over; without a month, its year), and
 * it is neither held nor called; and since when.
 */
export function overdueSql({ now }: Pick<Ctx, 'now'>) {
  const since = sql<Date>`(make_timestamp(m.year, coalesce(m.month, 12), 1, 0, 0, 0) + interval '1 month')
    at time zone 'Asia/Shanghai'`;
  const states = ['noticed', 'cancelled', ...HELD_STATES];
  const due = sql<boolean>`(m.state <> all(${states}) and ${since} <= ${now}
    and (m.starts_at is null or m.starts_at < ${now}))`;
  return { due, since };
}
