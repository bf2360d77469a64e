import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { recordChange } from '#kernel/audit';
import { requireAccount } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import type { Ctx, TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { addDays, wallClock } from '#kernel/time';
import { mayAt, orgFor } from '#orgs';
import type { Place } from '../../queries.ts';
import type * as contract from '../contract.ts';
import { venuesError } from '../errors.ts';
import { daysAround, publicRoom, takesBookings, timesOfRoom, toRoom } from '../queries.ts';
import {
  dayOf,
  heldBy,
  mayDecide,
  mayGiveUp,
  obstacleTo,
  startsOn,
  weekly,
  type Obstacle,
  type Stretch,
} from '../rules.ts';
import type { Room } from '../tables.ts';
import { OBSTACLE_WORDS } from '../texts/obstacles.ts';
import { BOOKING, bookingFor, ownBookings, type BookingRow } from './queries.ts';

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const newCode = () => Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

type Wish = Input<typeof contract.bookRoom>;

interface Booker {
  readonly userId: string;
  readonly orgId: number | null;
  /** Whether the keeper's yes is given with it. */
  readonly sure: boolean;
}

/** Books for oneself. */
export async function bookRoom(
  ctx: TxCtx,
  input: Input<typeof contract.bookRoom>,
): Promise<Output<typeof contract.bookRoom>> {
  const { userId } = requireAccount(ctx);
  const { room, place } = await publicRoom(ctx, input.roomId);
  if (room.who === 'unions') throw venuesError('unions_only');
  return book(ctx, { room, place }, input, { userId, orgId: null, sure: !room.approval });
}

/** Books for a union; whoever keeps the place gives their yes with it. */
export async function bookForUnion(
  ctx: TxCtx,
  { orgId, ...input }: Input<typeof contract.bookForUnion>,
): Promise<Output<typeof contract.bookForUnion>> {
  const { userId } = requireAccount(ctx);
  const org = await orgFor(ctx, 'places.book', orgId);
  const { room, place } = await publicRoom(ctx, input.roomId);
  const sure = !room.approval || (await mayAt(ctx, 'places.manage', place.org_id));
  return book(ctx, { room, place }, input, { userId, orgId: org.id, sure });
}

async function book(
  ctx: TxCtx,
  { room, place }: { room: Room; place: Place },
  wish: Wish,
  booker: Booker,
): Promise<Output<typeof contract.bookRoom>> {
  if (!takesBookings(room, place)) throw venuesError('room_closed');
  const first: Stretch = [Date.parse(wish.from), Date.parse(wish.to)];
  const wanted = weekly(first, wish.weeks);
  const { times } = await timesOfRoom(ctx, room, place, ...spread(wanted));
  const skipped: { from: string; why: Obstacle }[] = [];
  const items: Output<typeof contract.bookRoom>['items'] = [];
  const series = wish.weeks > 1 ? newId(ctx.now.getTime()) : null;
  for (const stretch of wanted) {
    const why = obstacleTo(toRoom(room), times, stretch, ctx.now.getTime());
    const made = why ? null : await insert(ctx, room, { ...wish, stretch, series }, booker);
    if (made) items.push(made);
    else skipped.push({ from: new Date(stretch[0]).toISOString(), why: why ?? 'taken' });
  }
  if (skipped.length > 0 && (items.length === 0 || !wish.skip))
    await refuse(ctx, { room, place, first, series: wish.weeks > 1 }, skipped);
  await boundAhead(ctx, room, booker);
  for (const { id, state } of items)
    await recordChange(ctx, { entity: BOOKING, entityId: id, from: null, to: state }, place.org_id);
  return { items, skipped };
}

function spread(wanted: readonly Stretch[]): [first: string, days: number] {
  const { first, days } = daysAround(wanted);
  return [first, days];
}

interface Insertion extends Pick<Wish, 'purpose' | 'title'> {
  readonly stretch: Stretch;
  readonly series: string | null;
}

/** Null where somebody else had it first: the database decides (`booking_apart`). */
async function insert(
  ctx: TxCtx,
  room: Room,
  { stretch, purpose, title, series }: Insertion,
  { userId, orgId, sure }: Booker,
) {
  const state = sure ? ('confirmed' as const) : ('asked' as const);
  const row = await ctx.db
    .insertInto('places.booking')
    .values({
      id: newId(ctx.now.getTime()),
      code: newCode(),
      room_id: room.id,
      org_id: orgId,
      user_id: userId,
      during: range(stretch),
      held: range(heldBy(toRoom(room), stretch)),
      state,
      purpose,
      title: title ?? null,
      reason: null,
      cancelled_by: null,
      series,
      created_at: ctx.now,
      changed_at: ctx.now,
      erased_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'code'])
    .executeTakeFirst();
  return row ? { ...row, from: new Date(stretch[0]).toISOString(), state } : null;
}

function range([from, to]: Stretch): string {
  return `[${new Date(from).toISOString()},${new Date(to).toISOString()})`;
}

interface Refused {
  readonly room: Room;
  readonly place: Place;
  readonly first: Stretch;
  readonly series: boolean;
}

/** Says why, and when it is free instead. */
async function refuse(
  ctx: TxCtx,
  { room, place, first, series }: Refused,
  skipped: readonly { from: string; why: Obstacle }[],
): Promise<never> {
  const word = (why: Obstacle) => OBSTACLE_WORDS[why][ctx.locale];
  if (series) {
    const dates = skipped.map(({ from, why }) => `${when(Date.parse(from))} ${word(why)}`);
    throw venuesError('series_conflicts', { field: 'weeks', params: { dates: dates.join('；') } });
  }
  const { why } = skipped[0]!;
  const next = await nextFree(ctx, room, place, first);
  const words = next.length > 0 ? next.map(when).join('、') : OBSTACLE_WORDS.none[ctx.locale];
  if (why === 'taken') throw venuesError('slot_taken', { field: 'from', params: { next: words } });
  throw venuesError('slot_wrong', { field: 'from', params: { why: word(why), next: words } });
}

/** `12-02 12:00`, plain in both languages. */
function when(at: number): string {
  return `${dayOf(at).slice(5)} ${wallClock(new Date(at))}`;
}

const LOOK_DAYS = 14;

/** The next three starts, from that day on, at which as long a booking fits. */
async function nextFree(ctx: Ctx, room: Room, place: Place, [from, to]: Stretch): Promise<number[]> {
  const rules = toRoom(room);
  const first = dayOf(Math.max(from, ctx.now.getTime()));
  const { times } = await timesOfRoom(ctx, room, place, first, LOOK_DAYS);
  const minutes = Math.min(rules.maxMinutes, Math.max(rules.minMinutes, (to - from) / 60_000));
  const free: number[] = [];
  for (let nth = 0; nth < LOOK_DAYS && free.length < 3; nth++)
    free.push(...startsOn(rules, times, { day: addDays(first, nth), minutes, now: ctx.now.getTime() }));
  const later = free.filter((at) => at >= from);
  return (later.length > 0 ? later : free).slice(0, 3);
}

/** Nobody holds a room for ever: counted after the writing, one booker at a time. */
async function boundAhead(ctx: TxCtx, room: Room, { userId, orgId }: Booker): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${room.id} ${orgId ?? userId}`}, 0))`.execute(
    ctx.db,
  );
  const { count } = await ctx.db
    .selectFrom('places.booking')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('room_id', '=', room.id)
    .where('state', 'in', ['asked', 'confirmed'])
    .where(sql<boolean>`lower(during) > ${ctx.now}`)
    .where((eb) =>
      orgId === null
        ? eb.and([eb('user_id', '=', userId), eb('org_id', 'is', null)])
        : eb('org_id', '=', orgId),
    )
    .executeTakeFirstOrThrow();
  if (count > room.most_ahead) throw venuesError('too_many_ahead', { params: { count: room.most_ahead } });
}

export async function decideBooking(
  ctx: TxCtx,
  { id, to, reason }: Input<typeof contract.decideBooking>,
): Promise<Output<typeof contract.decideBooking>> {
  const row = await bookingFor(ctx, id, 'keeper');
  if (!mayDecide(row.state, to, row.begins <= ctx.now)) throw venuesError('bad_booking_step');
  if ((to === 'refused' || to === 'cancelled') && !reason)
    throw venuesError('booking_reason_missing', { field: 'reason' });
  if (to === 'cancelled') {
    await callOff(ctx, row, { by: 'keeper', reason: reason ?? null, orgId: row.keeper_id });
    return { state: to };
  }
  await step(ctx, row, { state: to, ...(reason ? { reason } : {}) }, row.keeper_id);
  return { state: to };
}

export async function withdrawBooking(
  ctx: TxCtx,
  { id }: Input<typeof contract.withdrawBooking>,
): Promise<Output<typeof contract.withdrawBooking>> {
  return giveUp(ctx, await bookingFor(ctx, id, 'union'));
}

export async function cancelMyBooking(
  ctx: TxCtx,
  { id }: Input<typeof contract.cancelMyBooking>,
): Promise<Output<typeof contract.cancelMyBooking>> {
  const { userId } = requireAccount(ctx);
  return giveUp(ctx, await bookingFor(ctx, id, { userId }));
}

async function giveUp(ctx: TxCtx, row: BookingRow) {
  if (!mayGiveUp(row.state, row.begins <= ctx.now)) throw venuesError('bad_booking_step');
  await callOff(ctx, row, { by: 'booker', reason: null, orgId: row.keeper_id });
  return { state: 'cancelled' as const };
}

interface CallingOff {
  readonly by: 'booker' | 'keeper';
  readonly reason: string | null;
  readonly orgId: number;
}

/** Cancels a booking that its caller holds; whoever booked reads the reason under 我的. */
export async function callOff(ctx: TxCtx, row: BookingRow, { by, reason, orgId }: CallingOff): Promise<void> {
  await step(ctx, row, { state: 'cancelled', cancelled_by: by, reason }, orgId);
}

interface Step {
  readonly state: BookingRow['state'];
  readonly reason?: string | null;
  readonly cancelled_by?: 'booker' | 'keeper';
}

async function step(ctx: TxCtx, row: BookingRow, change: Step, orgId: number): Promise<void> {
  await ctx.db
    .updateTable('places.booking')
    .set({ ...change, sequence: row.sequence + 1, changed_at: ctx.now })
    .where('id', '=', row.id)
    .execute();
  await recordChange(
    ctx,
    { entity: BOOKING, entityId: row.id, from: row.state, to: change.state, reason: change.reason ?? null },
    orgId,
  );
}

export async function myBookings(ctx: Ctx): Promise<Output<typeof contract.myBookings>> {
  return ownBookings(ctx, requireAccount(ctx).userId);
}
