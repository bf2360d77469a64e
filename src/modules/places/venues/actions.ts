import { sql } from 'kysely';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { orgInScope } from '#orgs';
import { placeFor } from '../queries.ts';
import { callOff } from './bookings/actions.ts';
import { collisionsOf } from './bookings/queries.ts';
import type * as contract from './contract.ts';
import { venuesError } from './errors.ts';
import { roomFor, toRoom } from './queries.ts';
import { areSound } from './rules.ts';
import type { Room } from './tables.ts';

const ROOM = 'places.room';

type Facts = Omit<Input<typeof contract.updateRoom>, 'id'>;

/** The columns of those facts that are given. */
function columnsOf(facts: Facts): Partial<Room> {
  const { fromMinute, toMinute, minMinutes, maxMinutes, stepMinutes, aheadDays, ...rest } = facts;
  const { mostAhead, restMinutes, rules, ...plain } = rest;
  const given = {
    ...plain,
    rules: rules === '' ? null : rules,
    from_minute: fromMinute,
    to_minute: toMinute,
    min_minutes: minMinutes,
    max_minutes: maxMinutes,
    step_minutes: stepMinutes,
    ahead_days: aheadDays,
    most_ahead: mostAhead,
    rest_minutes: restMinutes,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

export async function createRoom(
  ctx: TxCtx,
  { id: placeId, ...facts }: Input<typeof contract.createRoom>,
): Promise<Output<typeof contract.createRoom>> {
  const place = await placeFor(ctx, 'places.manage', placeId);
  if (!areSound(facts)) throw venuesError('bad_room', { field: 'fromMinute' });
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('places.room')
    .values({
      id,
      place_id: placeId,
      name: facts.name,
      seats: facts.seats ?? null,
      has: facts.has,
      state: 'open',
      who: facts.who,
      approval: facts.approval,
      from_minute: facts.fromMinute,
      to_minute: facts.toMinute,
      min_minutes: facts.minMinutes,
      max_minutes: facts.maxMinutes,
      step_minutes: facts.stepMinutes,
      ahead_days: facts.aheadDays,
      most_ahead: facts.mostAhead,
      rest_minutes: facts.restMinutes,
      rules: facts.rules || null,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute();
  await recordChange(ctx, { entity: ROOM, entityId: id, from: null, to: 'open' }, place.org_id);
  return { id };
}

export async function updateRoom(
  ctx: TxCtx,
  { id, ...facts }: Input<typeof contract.updateRoom>,
): Promise<Output<typeof contract.updateRoom>> {
  const { room, orgId } = await roomFor(ctx, 'places.manage', id, { lock: true });
  const columns = columnsOf(facts);
  if (!areSound(toRoom({ ...room, ...columns }))) throw venuesError('bad_room', { field: 'fromMinute' });
  await ctx.db
    .updateTable('places.room')
    .set({ ...columns, updated_at: ctx.now })
    .where('id', '=', id)
    .execute();
  if (facts.state !== undefined && facts.state !== room.state)
    await recordChange(ctx, { entity: ROOM, entityId: id, from: room.state, to: facts.state }, orgId);
  await ctx.audit({
    action: 'places.update_room',
    entity: ROOM,
    entityId: id,
    orgId,
    detail: { fields: Object.keys(columns) },
  });
  return { id };
}

export async function blackoutRoom(
  ctx: TxCtx,
  { id: roomId, from, to, reason, cancels }: Input<typeof contract.blackoutRoom>,
): Promise<Output<typeof contract.blackoutRoom>> {
  // Held, so that nothing is booked between the look and the closing.
  const { room, orgId } = await roomFor(ctx, 'places.manage', roomId, { lock: true });
  if (to <= from || new Date(to) <= ctx.now) throw venuesError('bad_blackout', { field: 'to' });
  const hit = await collisionsOf(ctx, roomId, from, to);
  if (hit.length !== cancels) throw venuesError('collisions_changed', { params: { count: hit.length } });
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('places.blackout')
    .values({ id, room_id: room.id, during: `[${from},${to})`, reason, made_at: ctx.now, withdrawn_at: null })
    .execute();
  for (const booking of hit) await callOff(ctx, booking, { by: 'keeper', reason, orgId });
  await ctx.audit({
    action: 'places.blackout',
    entity: ROOM,
    entityId: roomId,
    orgId,
    detail: { blackout: id, cancelled: hit.length },
  });
  return { id, cancelled: hit.length };
}

export async function liftBlackout(
  ctx: TxCtx,
  { id }: Input<typeof contract.liftBlackout>,
): Promise<Output<typeof contract.liftBlackout>> {
  const row = await ctx.db
    .selectFrom('places.blackout as b')
    .innerJoin('places.room as o', 'o.id', 'b.room_id')
    .innerJoin('places.place as p', 'p.id', 'o.place_id')
    .select(['o.id', 'p.org_id'])
    .where('b.id', '=', id)
    .where('b.withdrawn_at', 'is', null)
    .where(orgInScope(ctx, 'places.manage', 'p.org_id'))
    .executeTakeFirst();
  if (!row) throw venuesError('blackout_not_found');
  const { numUpdatedRows } = await ctx.db
    .updateTable('places.blackout')
    .set({ withdrawn_at: ctx.now })
    .where('id', '=', id)
    .where(sql<boolean>`withdrawn_at is null`)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw venuesError('blackout_not_found');
  await ctx.audit({
    action: 'places.lift_blackout',
    entity: ROOM,
    entityId: row.id,
    orgId: row.org_id,
    detail: { blackout: id },
  });
  return { done: true };
}
