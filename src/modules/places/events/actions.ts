import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { civilDate } from '#kernel/time';
import { placeFor } from '../queries.ts';
import type * as contract from './contract.ts';
import { eventsError } from './errors.ts';
import { eventFor } from './queries.ts';

const EVENT = 'places.event';

/** It has happened, and the one before it happened there, earlier. */
async function requireOrder(
  ctx: TxCtx,
  placeId: string,
  { on, follows }: { readonly on: string; readonly follows: string | null },
): Promise<void> {
  if (on > civilDate(ctx.now)) throw eventsError('bad_event', { field: 'on' });
  if (follows === null) return;
  const before = await ctx.db
    .selectFrom('places.event')
    .select('id')
    .where('id', '=', follows)
    .where('place_id', '=', placeId)
    .where('on', '<', on)
    .executeTakeFirst();
  if (!before) throw eventsError('bad_event', { field: 'follows' });
}

export async function recordEvent(
  ctx: TxCtx,
  {
    id: placeId,
    on,
    title,
    about,
    attendances,
    follows = null,
    isPublic,
  }: Input<typeof contract.recordEvent>,
): Promise<Output<typeof contract.recordEvent>> {
  const place = await placeFor(ctx, 'places.manage', placeId);
  await requireOrder(ctx, placeId, { on, follows });
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('places.event')
    .values({
      id,
      place_id: placeId,
      on,
      title,
      about: about || null,
      attendances: attendances ?? null,
      follows,
      is_public: isPublic,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute();
  await ctx.audit({ action: 'places.record_event', entity: EVENT, entityId: id, orgId: place.org_id });
  return { id };
}

export async function updateEvent(
  ctx: TxCtx,
  { id, isPublic, about, ...facts }: Input<typeof contract.updateEvent>,
): Promise<Output<typeof contract.updateEvent>> {
  const { event, orgId } = await eventFor(ctx, id);
  const columns = {
    ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
    ...(about === undefined ? {} : { about: about || null }),
    ...(isPublic === undefined ? {} : { is_public: isPublic }),
  };
  await requireOrder(ctx, event.place_id, { ...event, ...columns });
  await ctx.db
    .updateTable('places.event')
    .set({ ...columns, updated_at: ctx.now })
    .where('id', '=', id)
    .execute();
  await ctx.audit({
    action: 'places.update_event',
    entity: EVENT,
    entityId: id,
    orgId,
    detail: { fields: Object.keys(columns) },
  });
  return { id };
}
