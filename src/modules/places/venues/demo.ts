import { recordChanges } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { addDays, civilDate } from '#kernel/time';
import { recordEvent } from '../events/actions.ts';
import { createRoom } from './actions.ts';
import { BOOKING } from './bookings/queries.ts';
import { clockMinute, midnightOf } from './rules.ts';
import { DEMO_BOOKINGS, DEMO_EVENTS, DEMO_ROOMS } from './texts/demo-rooms.ts';

const MINUTE_MS = 60_000;

export interface DemoVenue {
  /** The cultural palace, and the union that books there. */
  readonly palace: string;
  readonly unionId: number;
  /** The station whose New Year's events are on record. */
  readonly station: string;
}

/** Rooms of the cultural palace with bookings around today, and this and last year's event of the station. */
export async function demoVenues(ctx: TxCtx, { palace, unionId, station }: DemoVenue): Promise<void> {
  const rooms: string[] = [];
  for (const room of DEMO_ROOMS) {
    const { id } = await createRoom(ctx, {
      id: palace,
      ...room,
      has: [...room.has],
      approval: room.approval,
      restMinutes: room.rest,
      minMinutes: 30,
      maxMinutes: 180,
      stepMinutes: 30,
      aheadDays: 30,
      mostAhead: 10,
      fromMinute: clockMinute('09:00'),
      toMinute: clockMinute('21:00'),
    });
    rooms.push(id);
  }
  await plantBookings(ctx, rooms, unionId);
  let follows: string | null = null;
  for (const event of DEMO_EVENTS) {
    const { id } = await recordEvent(ctx, { id: station, ...event, follows, isPublic: true });
    follows = id;
  }
}

async function plantBookings(ctx: TxCtx, rooms: readonly string[], unionId: number): Promise<void> {
  const today = civilDate(ctx.now);
  const rows = DEMO_BOOKINGS.map(({ room, day, from, to, purpose, title, union, waits }, nth) => {
    const at = (clock: string, rest = 0) =>
      new Date(midnightOf(addDays(today, day)) + (clockMinute(clock) + rest) * MINUTE_MS).toISOString();
    const over = at(to) < ctx.now.toISOString();
    const state = over ? ('done' as const) : waits ? ('asked' as const) : ('confirmed' as const);
    return {
      id: newId(ctx.now.getTime()),
      code: `DEMA${Math.floor(nth / 10) + 2}${(nth % 8) + 2}`,
      room_id: rooms[room]!,
      org_id: union ? unionId : null,
      user_id: null,
      during: `[${at(from)},${at(to)})`,
      held: `[${at(from)},${at(to, DEMO_ROOMS[room]!.rest)})`,
      state,
      purpose,
      title: title ?? null,
      reason: null,
      cancelled_by: null,
      series: null,
      created_at: new Date(ctx.now.getTime() - (nth + 2) * 3_600_000),
      changed_at: ctx.now,
      erased_at: null,
    };
  });
  await ctx.db
    .insertInto('places.booking')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await recordChanges(
    ctx,
    rows.map(({ id, state, created_at }) => ({
      entity: BOOKING,
      entityId: id,
      from: null,
      to: state,
      at: created_at,
    })),
  );
}
