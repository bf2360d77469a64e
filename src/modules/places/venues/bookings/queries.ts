import { sql, type SqlBool } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { definePolicy } from '#kernel/policy';
import { addDays } from '#kernel/time';
import { mayAt, orgInScope, orgRefs } from '#orgs';
import { z } from 'zod';
import type * as contract from '../contract.ts';
import { venuesError } from '../errors.ts';
import { roomFor } from '../queries.ts';
import { midnightOf } from '../rules.ts';
import { CONFLICT, LISTS } from '../todos/queries.ts';

export const BOOKING = 'places.booking';

export const keepBookings = definePolicy({
  key: 'places.keep_booking_months',
  about:
    'Months after a booking until it is no longer kept who made it, and for what; that it was stays as a figure',
  schema: z.number().int().min(1).max(120),
  fallback: 12,
  source: 'inference: PIPL §19, the shortest time; a year to settle what was damaged or charged',
});

function bookings(ctx: Ctx) {
  return ctx.db
    .selectFrom('places.booking as b')
    .innerJoin('places.room as o', 'o.id', 'b.room_id')
    .innerJoin('places.place as p', 'p.id', 'o.place_id')
    .selectAll('b')
    .select([
      'o.name as room_name',
      'p.id as place_id',
      'p.code as place_code',
      'p.name as place_name',
      'p.address',
      'p.org_id as keeper_id',
    ])
    .select([
      sql<Date>`lower(b.during)`.as('begins'),
      sql<Date>`upper(b.during)`.as('ends'),
      CONFLICT.as('conflict'),
    ]);
}
export type BookingRow = Awaited<ReturnType<ReturnType<typeof bookings>['execute']>>[number];

function toOwn(row: BookingRow) {
  return {
    id: row.id,
    code: row.code,
    room: { id: row.room_id, name: row.room_name },
    place: { id: row.place_id, code: row.place_code, name: row.place_name },
    from: row.begins.toISOString(),
    to: row.ends.toISOString(),
    state: row.state,
    purpose: row.purpose,
    title: row.title,
    reason: row.reason,
    cancelledBy: row.cancelled_by,
    series: row.series,
    conflict: row.conflict,
  };
}

async function toRows(ctx: Ctx, rows: readonly BookingRow[]) {
  const orgs = await orgRefs(ctx, [...new Set(rows.flatMap(({ org_id }) => org_id ?? []))]);
  const names = await ctx.app.accounts.namesOf([...new Set(rows.flatMap(({ user_id }) => user_id ?? []))]);
  const allowed = new Map<string, boolean>();
  const may = async (permission: string, org: number | null) => {
    if (org === null) return false;
    const key = `${permission} ${org}`;
    if (!allowed.has(key)) allowed.set(key, await mayAt(ctx, permission, org));
    return allowed.get(key)!;
  };
  const result = [];
  for (const row of rows)
    result.push({
      ...toOwn(row),
      org: row.org_id === null ? null : (orgs.get(row.org_id) ?? null),
      by: (row.user_id !== null && names.get(row.user_id)) || null,
      createdAt: row.created_at.toISOString(),
      may: {
        keep: await may('places.manage', row.keeper_id),
        withdraw: await may('places.book', row.org_id),
      },
    });
  return result;
}

/** SQL: the booking is at a place, or for a union, where the actor holds `permission`. */
const inReach = (ctx: Ctx, permission: string) =>
  sql<SqlBool>`(${orgInScope(ctx, permission, 'p.org_id')} or ${orgInScope(ctx, permission, 'b.org_id')})`;

export async function listBookings(
  ctx: Ctx,
  input: Input<typeof contract.listBookings>,
): Promise<Output<typeof contract.listBookings>> {
  const after = readCursor(input.cursor, ['time', 'uuid']);
  const first = input.from && new Date(midnightOf(input.from));
  const end = input.to && new Date(midnightOf(addDays(input.to, 1)));
  const matching = sql<SqlBool>`${inReach(ctx, 'places.read')} and ${LISTS[input.what](ctx.now)}
    and ${input.placeId ? sql`p.id = ${input.placeId}` : sql`true`}
    and ${first ? sql`upper(b.during) > ${first}` : sql`true`}
    and ${end ? sql`lower(b.during) < ${end}` : sql`true`}`;
  const past = input.what === 'past';
  let query = bookings(ctx).where(matching);
  if (after)
    query = query.where(
      sql<SqlBool>`(lower(b.during), b.id) ${past ? sql`<` : sql`>`} (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    );
  const found = await query
    .orderBy(sql`lower(b.during)`, past ? 'desc' : 'asc')
    .orderBy('b.id', past ? 'desc' : 'asc')
    .limit(input.limit + 1)
    .execute();
  const { total } = await ctx.db
    .selectFrom('places.booking as b')
    .innerJoin('places.room as o', 'o.id', 'b.room_id')
    .innerJoin('places.place as p', 'p.id', 'o.place_id')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(matching)
    .executeTakeFirstOrThrow();
  const result = page(found, input.limit, (row) => [row.begins.toISOString(), row.id]);
  return { items: await toRows(ctx, result.items), next: result.next, total };
}

/** One booking, held until the transaction ends; `side`: as the keeper of its place, for its union, or one's own. */
export async function bookingFor(
  ctx: Ctx,
  id: string,
  side: 'keeper' | 'union' | { readonly userId: string },
): Promise<BookingRow> {
  const mine =
    side === 'keeper'
      ? orgInScope(ctx, 'places.manage', 'p.org_id')
      : side === 'union'
        ? orgInScope(ctx, 'places.book', 'b.org_id')
        : sql<SqlBool>`b.user_id = ${side.userId} and b.org_id is null`;
  const row = await bookings(ctx).where('b.id', '=', id).where(mine).forUpdate('b').executeTakeFirst();
  if (!row) throw venuesError('booking_not_found');
  return row;
}

/** Bookings of a room that a closing between two instants would call off. */
export function collisionsOf(ctx: Ctx, roomId: string, from: string, to: string): Promise<BookingRow[]> {
  return bookings(ctx)
    .where('b.room_id', '=', roomId)
    .where('b.state', 'in', ['asked', 'confirmed'])
    .where(sql<SqlBool>`b.during && tstzrange(${new Date(from)}, ${new Date(to)})`)
    .orderBy(sql`lower(b.during)`)
    .execute();
}

export async function roomCollisions(
  ctx: Ctx,
  { id, from, to }: Input<typeof contract.roomCollisions>,
): Promise<Output<typeof contract.roomCollisions>> {
  await roomFor(ctx, 'places.manage', id);
  if (to <= from) return { items: [] };
  return { items: await toRows(ctx, await collisionsOf(ctx, id, from, to)) };
}

/** What one booked for oneself: to come, or not long over. */
export function ownRows(ctx: Ctx, userId: string): Promise<BookingRow[]> {
  const since = new Date(ctx.now.getTime() - 30 * 86_400_000);
  return bookings(ctx)
    .where('b.user_id', '=', userId)
    .where('b.org_id', 'is', null)
    .where(sql<SqlBool>`upper(b.during) > ${since}`)
    .orderBy(sql`lower(b.during)`)
    .limit(200)
    .execute();
}

export async function ownBookings(ctx: Ctx, userId: string): Promise<Output<typeof contract.myBookings>> {
  return { items: (await ownRows(ctx, userId)).map(toOwn) };
}

/** All of a room from the last 30 days on, those called off too. */
export function rowsOfRoom(ctx: Ctx, roomId: string): Promise<BookingRow[]> {
  const since = new Date(ctx.now.getTime() - 30 * 86_400_000);
  return bookings(ctx)
    .where('b.room_id', '=', roomId)
    .where(sql<SqlBool>`upper(b.during) > ${since}`)
    .orderBy(sql`lower(b.during)`)
    .limit(2_000)
    .execute();
}
