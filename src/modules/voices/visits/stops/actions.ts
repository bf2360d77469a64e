import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx, TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { isSameStop, noteChange, plannedVisit, REFUSED, stopFrom } from '../actions.ts';
import type * as contract from '../contract.ts';
import { visitError } from '../errors.ts';
import { getVisit, knownStop, stopsOf, VISIT, visitFor, whereIs, type Stop } from '../queries.ts';
import { isReordering, stopStep } from '../rules.ts';

const MOST_STOPS = 40;

export async function addStop(
  ctx: TxCtx,
  { id, stop: given }: Input<typeof contract.addStop>,
): Promise<Output<typeof contract.addStop>> {
  const visit = await plannedVisit(ctx, id);
  const { name, ...stop } = await stopFrom(ctx, given);
  const stops = await stopsOf(ctx, id);
  if (stops.some((other) => isSameStop(other, stop))) throw visitError('visit_stop_twice');
  if (stops.length >= MOST_STOPS) throw visitError('visit_too_many_stops');
  await ctx.db
    .insertInto('voices.visit_stop')
    .values({
      ...stop,
      id: newId(ctx.now.getTime()),
      visit_id: id,
      seq: Math.max(-1, ...stops.map(({ seq }) => seq)) + 1,
      state: 'planned',
      reason: null,
      done_at: null,
    })
    .execute();
  await noteChange(ctx, visit, { field: 'stop_added', was: null, now: name });
  return getVisit(ctx, { id });
}

export async function removeStop(
  ctx: TxCtx,
  { id, stopId }: Input<typeof contract.removeStop>,
): Promise<Output<typeof contract.removeStop>> {
  const visit = await plannedVisit(ctx, id);
  const stop = knownStop(await stopsOf(ctx, id), stopId);
  if (stop.state !== 'planned' || (await hasNeeds(ctx, stop))) throw visitError('visit_stop_settled');
  await ctx.db.deleteFrom('voices.visit_stop').where('id', '=', stopId).execute();
  const { name } = await whereIs(ctx, stop);
  await noteChange(ctx, visit, { field: 'stop_removed', was: name, now: null });
  return getVisit(ctx, { id });
}

async function hasNeeds(ctx: Ctx, { visit_id, union_id, place_id }: Stop): Promise<boolean> {
  const { rows } = await sql`select from voices.voice where visit_id = ${visit_id}
    and (place_id = ${place_id} or (place_id is null and org_id = ${union_id})) limit 1`.execute(ctx.db);
  return rows.length > 0;
}

export async function orderStops(
  ctx: TxCtx,
  { id, ids }: Input<typeof contract.orderStops>,
): Promise<Output<typeof contract.orderStops>> {
  const visit = await plannedVisit(ctx, id);
  const known = (await stopsOf(ctx, id)).map((stop) => stop.id);
  if (!isReordering(known, ids)) throw visitError('visit_stops_changed');
  if (ids.some((one, at) => one !== known[at])) {
    // Two steps, for the places are unique at each moment.
    await sql`update voices.visit_stop set seq = -1 - seq where visit_id = ${id}`.execute(ctx.db);
    await sql`update voices.visit_stop set seq = array_position(${ids}::uuid[], id) - 1 where visit_id = ${id}`.execute(
      ctx.db,
    );
    await noteChange(ctx, visit, { field: 'order', was: null, now: null });
  }
  return getVisit(ctx, { id });
}

export async function setStopState(
  ctx: TxCtx,
  { id, stopId, state, reason }: Input<typeof contract.setStopState>,
): Promise<Output<typeof contract.setStopState>> {
  // The visit is held, so that two officers at one stop come one after the other.
  const visit = await visitFor(ctx, 'voices.answer', id, { lock: true });
  const stop = knownStop(await stopsOf(ctx, id), stopId);
  const refusal = stopStep(visit.state, stop.state, state, reason);
  if (refusal === 'same') throw visitError('visit_stop_settled');
  if (refusal) throw visitError(REFUSED[refusal]);
  await ctx.db
    .updateTable('voices.visit_stop')
    .set({
      state,
      reason: state === 'skipped' ? reason! : null,
      done_at: state === 'planned' ? null : ctx.now,
    })
    .where('id', '=', stopId)
    .execute();
  await ctx.audit({
    action: 'voices.visit_stop',
    entity: VISIT,
    entityId: id,
    orgId: visit.org_id,
    detail: { stop: stopId, from: stop.state, to: state },
  });
  return getVisit(ctx, { id });
}
