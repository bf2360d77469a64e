import { sql, type SqlBool } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { orgInScope } from '#orgs';

/** SQL: the place, by its hours as far as they are worked out, or the room is closed at the time of booking `b`. */
export const CONFLICT = sql<boolean>`b.state in ('asked', 'confirmed') and (o.state = 'closed'
  or p.state not in ('open', 'temp_closed')
  or (upper(b.during) <= p.spans_until and case when p.hours is null then b.during && p.shut_spans
    else not (b.during <@ p.open_spans) end))`;

/** SQL: which bookings `b` a list shows at `now`. */
export const LISTS = {
  waiting: (now: Date) => sql<SqlBool>`b.state = 'asked' and upper(b.during) > ${now}`,
  coming: (now: Date) => sql<SqlBool>`b.state in ('asked', 'confirmed') and upper(b.during) > ${now}`,
  conflicts: (now: Date) => sql<SqlBool>`upper(b.during) > ${now} and ${CONFLICT}`,
  held: () => sql<SqlBool>`b.state not in ('refused', 'cancelled')`,
  past: (now: Date) => sql<SqlBool>`(upper(b.during) <= ${now} or b.state not in ('asked', 'confirmed'))`,
} as const;

/** What waits for the keeper about bookings. */
export async function bookingTodos(ctx: Ctx) {
  const count = (what: 'waiting' | 'conflicts') =>
    ctx.db
      .selectFrom('places.booking as b')
      .innerJoin('places.room as o', 'o.id', 'b.room_id')
      .innerJoin('places.place as p', 'p.id', 'o.place_id')
      .select((eb) => [
        eb.fn.countAll<number>().as('count'),
        what === 'waiting'
          ? sql<Date | null>`min(b.created_at)`.as('oldest')
          : sql<Date | null>`min(lower(b.during))`.as('oldest'),
      ])
      .where(LISTS[what](ctx.now))
      .where(orgInScope(ctx, 'places.manage', 'p.org_id'))
      .executeTakeFirstOrThrow();
  const [waiting, conflicts] = [await count('waiting'), await count('conflicts')];
  return [
    { code: 'places.bookings_waiting', href: '/staff/bookings?what=waiting', ...waiting },
    { code: 'places.booking_conflicts', href: '/staff/bookings?what=conflicts', ...conflicts },
  ]
    .filter((one) => one.count > 0)
    .map(({ code, href, count: many, oldest }) => ({
      code,
      count: many,
      oldest: oldest?.toISOString() ?? null,
      minutes: Math.min(10, many),
      href,
    }));
}
