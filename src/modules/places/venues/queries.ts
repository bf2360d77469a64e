import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { addDays, civilDate } from '#kernel/time';
import { orgInScope } from '#orgs';
import { calendarOf, exceptionsOf } from '../hours/queries.ts';
import { openTimes, type Exception } from '../hours/rules.ts';
import { placeByCode, placeFor, type Place } from '../queries.ts';
import { LISTED, OPENED } from '../rules.ts';
import type * as contract from './contract.ts';
import { venuesError } from './errors.ts';
import { bookableOn, dayOf, midnightOf, type Stretch, type Times } from './rules.ts';
import type { Room } from './tables.ts';

export function toRoom(row: Room) {
  return {
    id: row.id,
    state: row.state,
    name: row.name,
    seats: row.seats,
    has: row.has,
    rules: row.rules,
    who: row.who,
    approval: row.approval,
    fromMinute: row.from_minute,
    toMinute: row.to_minute,
    minMinutes: row.min_minutes,
    maxMinutes: row.max_minutes,
    stepMinutes: row.step_minutes,
    aheadDays: row.ahead_days,
    mostAhead: row.most_ahead,
    restMinutes: row.rest_minutes,
  };
}

/** One room where the actor holds `permission`; elsewhere it does not exist for them. `lock`: until the transaction ends. */
export async function roomFor(
  ctx: Ctx,
  permission: string,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<{ room: Room; orgId: number }> {
  let query = ctx.db
    .selectFrom('places.room as o')
    .innerJoin('places.place as p', 'p.id', 'o.place_id')
    .selectAll('o')
    .select('p.org_id')
    .where('o.id', '=', id)
    .where(orgInScope(ctx, permission, 'p.org_id'));
  if (lock) query = query.forUpdate('o');
  const row = await query.executeTakeFirst();
  if (!row) throw venuesError('room_not_found');
  const { org_id: orgId, ...room } = row;
  return { room, orgId };
}

/** One room with its place, whoever asks; of a place that has not been opened yet nobody. */
export async function publicRoom(ctx: Ctx, id: string): Promise<{ room: Room; place: Place }> {
  const room = await ctx.db.selectFrom('places.room').selectAll().where('id', '=', id).executeTakeFirst();
  const place =
    room &&
    (await ctx.db
      .selectFrom('places.place')
      .selectAll()
      .where('id', '=', room.place_id)
      .where('state', 'in', OPENED)
      .executeTakeFirst());
  if (!room || !place) throw venuesError('room_not_found');
  return { room, place };
}

/** Whether a room takes bookings at all now. */
export function takesBookings(room: Room, place: Place): boolean {
  return room.state === 'open' && LISTED.includes(place.state);
}

export async function publicRooms(
  ctx: Ctx,
  { code }: Input<typeof contract.publicRooms>,
): Promise<Output<typeof contract.publicRooms>> {
  const place = await placeByCode(ctx, code);
  const rooms = await ctx.db
    .selectFrom('places.room')
    .selectAll()
    .where('place_id', '=', place.id)
    .where('state', '=', 'open')
    .orderBy('name')
    .orderBy('id')
    .execute();
  return {
    place: { code: place.code, name: place.name, address: place.address, phone: place.phone },
    items: rooms.filter((room) => takesBookings(room, place)).map(toRoom),
  };
}

export async function listRooms(
  ctx: Ctx,
  { id }: Input<typeof contract.listRooms>,
): Promise<Output<typeof contract.listRooms>> {
  await placeFor(ctx, 'places.read', id);
  const rooms = await ctx.db
    .selectFrom('places.room')
    .selectAll()
    .where('place_id', '=', id)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const blackouts = await ctx.db
    .selectFrom('places.blackout as b')
    .innerJoin('places.room as o', 'o.id', 'b.room_id')
    .select(['b.id', 'b.room_id', 'b.reason'])
    .select([sql<Date>`lower(b.during)`.as('from'), sql<Date>`upper(b.during)`.as('to')])
    .where('o.place_id', '=', id)
    .where('b.withdrawn_at', 'is', null)
    .where(sql<boolean>`upper(b.during) > ${ctx.now}`)
    .orderBy(sql`lower(b.during)`)
    .execute();
  return {
    items: rooms.map((room) => ({
      ...toRoom(room),
      blackouts: blackouts
        .filter(({ room_id }) => room_id === room.id)
        .map(({ id: blackoutId, reason, from, to }) => ({
          id: blackoutId,
          reason,
          from: from.toISOString(),
          to: to.toISOString(),
        })),
    })),
  };
}

interface Held {
  readonly from: Date;
  readonly to: Date;
  readonly title: string | null;
}

/** When a room is taken or closed, and when its place is open, on `days` civil days from `first` on. */
export async function timesOfRoom(ctx: Ctx, room: Room, place: Place, first: string, days: number) {
  const window = [midnightOf(first), midnightOf(addDays(first, days))] as const;
  const between = sql`tstzrange(${new Date(window[0])}, ${new Date(window[1])})`;
  const blackouts = await ctx.db
    .selectFrom('places.blackout')
    .select('reason')
    .select([sql<Date>`lower(during)`.as('from'), sql<Date>`upper(during)`.as('to')])
    .where('room_id', '=', room.id)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`during && ${between}`)
    .orderBy(sql`lower(during)`)
    .execute();
  const held = await beyond(ctx, 'which times of a room are taken', ({ db }) =>
    db
      .selectFrom('places.booking')
      .select('title')
      .select([sql<Date>`lower(held)`.as('from'), sql<Date>`upper(held)`.as('to')])
      .where('room_id', '=', room.id)
      .where('state', 'in', ['asked', 'confirmed'])
      .where(sql<boolean>`held && ${between}`)
      .orderBy(sql`lower(held)`)
      .execute(),
  );
  const times: Times = {
    open: await openOf(ctx, place, first, days),
    blackouts: blackouts.map(stretchOf),
    held: held.map(stretchOf),
  };
  return { times, blackouts, held: held as readonly Held[] };
}

function stretchOf({ from, to }: { from: Date; to: Date }): Stretch {
  return [from.getTime(), to.getTime()];
}

/**
 * When a place is open, as far ahead as its rooms are booked. One whose hours nobody knows is taken for open but when it
 * is known to be closed: its rooms have hours of their own.
 */
async function openOf(ctx: Ctx, place: Place, first: string, days: number): Promise<readonly Stretch[]> {
  const window: Stretch = [midnightOf(first), midnightOf(addDays(first, days))];
  const calendar = await calendarOf(ctx);
  const exceptions: Exception[] = await exceptionsOf(ctx, place.id, new Date(window[0]));
  if (place.state !== 'open')
    exceptions.push({
      kind: 'cut',
      from: 0,
      to: (LISTED.includes(place.state) ? place.closed_until?.getTime() : undefined) ?? window[1],
    });
  const { open, shut } = openTimes({ hours: place.hours, exceptions, calendar }, first, days);
  if (place.hours) return open;
  return shut.reduce<Stretch[]>(
    (left, [from, to]) =>
      left.flatMap(([a, b]): Stretch[] =>
        (
          [
            [a, Math.min(b, from)],
            [Math.max(a, to), b],
          ] as Stretch[]
        ).filter(([x, y]) => x < y),
      ),
    [window],
  );
}

export async function roomDays(
  ctx: Ctx,
  { id, from, days }: Input<typeof contract.roomDays>,
): Promise<Output<typeof contract.roomDays>> {
  const { room, place } = await publicRoom(ctx, id);
  const first = from ?? civilDate(ctx.now);
  const { times, blackouts, held } = await timesOfRoom(ctx, room, place, first, days);
  const rules = toRoom(room);
  const usable = takesBookings(room, place);
  const onDay = (day: string) => (one: { from: Date; to: Date }) =>
    one.from.getTime() < midnightOf(addDays(day, 1)) && one.to.getTime() > midnightOf(day);
  return {
    at: ctx.now.toISOString(),
    room: rules,
    days: Array.from({ length: days }, (_, nth) => {
      const day = addDays(first, nth);
      return {
        day,
        open: (usable ? bookableOn(rules, times, day) : []).map(([a, b]) => ({ from: iso(a), to: iso(b) })),
        taken: held
          .filter(onDay(day))
          .map((one) => ({ from: one.from.toISOString(), to: one.to.toISOString(), title: one.title })),
        blackouts: blackouts
          .filter(onDay(day))
          .map((one) => ({ from: one.from.toISOString(), to: one.to.toISOString(), reason: one.reason })),
      };
    }),
  };
}

const iso = (at: number): string => new Date(at).toISOString();

/** The days that `stretches` lie on, from the first to the last. */
export function daysAround(stretches: readonly Stretch[]): { first: string; days: number } {
  const first = dayOf(stretches[0]![0]);
  const last = dayOf(stretches.at(-1)![1]);
  return { first, days: Math.round((midnightOf(last) - midnightOf(first)) / 86_400_000) + 1 };
}
