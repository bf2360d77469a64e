import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { civilDate } from '#kernel/time';
import { orgInScope } from '#orgs';
import { ENTITY, placeFor } from '../queries.ts';
import type * as contract from './contract.ts';
import { supplyError } from './errors.ts';
import type { WayGone } from './rules.ts';

export async function addSupply(
  ctx: TxCtx,
  { id: placeId, item, quantity, unit, placedOn, expiresOn = null }: Input<typeof contract.addSupply>,
): Promise<Output<typeof contract.addSupply>> {
  const place = await placeFor(ctx, 'places.manage', placeId);
  if (placedOn > civilDate(ctx.now)) throw supplyError('supply_bad_days', { field: 'placedOn' });
  if (expiresOn !== null && expiresOn < placedOn)
    throw supplyError('supply_bad_days', { field: 'expiresOn' });
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('places.supply')
    .values({
      id,
      place_id: placeId,
      item,
      quantity,
      unit,
      placed_on: placedOn,
      expires_on: expiresOn,
      gone_at: null,
      gone_how: null,
      gone_by: null,
    })
    .execute();
  await ctx.audit({
    action: 'places.supply_added',
    entity: ENTITY,
    entityId: placeId,
    orgId: place.org_id,
    detail: { supply: id },
  });
  return { id };
}

export async function takeSupplyAway(
  ctx: TxCtx,
  { id, how }: Input<typeof contract.takeSupplyAway>,
): Promise<Output<typeof contract.takeSupplyAway>> {
  const row = await ctx.db
    .selectFrom('places.supply as s')
    .innerJoin('places.place as p', 'p.id', 's.place_id')
    .select(['s.place_id', 'p.org_id'])
    .where('s.id', '=', id)
    .where(orgInScope(ctx, 'places.manage', 'p.org_id'))
    .executeTakeFirst();
  if (!row) throw supplyError('supply_not_found');
  await endSupply(ctx, row.place_id, id, { how, by: 'officer' });
  await ctx.audit({
    action: 'places.supply_gone',
    entity: ENTITY,
    entityId: row.place_id,
    orgId: row.org_id,
    detail: { supply: id, how },
  });
  return { id };
}

/** Notes that a lot of `placeId` is gone; once, whoever else says so. Returns its name. */
export async function endSupply(
  ctx: TxCtx,
  placeId: string,
  id: string,
  { how, by }: { how: WayGone; by: 'host' | 'officer' },
): Promise<string> {
  const row = await ctx.db
    .updateTable('places.supply')
    .set({ gone_at: ctx.now, gone_how: how, gone_by: by })
    .where('id', '=', id)
    .where('place_id', '=', placeId)
    .where('gone_at', 'is', null)
    .returning('item')
    .executeTakeFirst();
  if (row) return row.item;
  const there = await ctx.db
    .selectFrom('places.supply')
    .select('id')
    .where('id', '=', id)
    .where('place_id', '=', placeId)
    .executeTakeFirst();
  throw supplyError(there ? 'supply_gone' : 'supply_not_found');
}

/** Takes back what a host has just said of a lot. */
export async function restoreSupply(ctx: TxCtx, id: string): Promise<void> {
  await ctx.db
    .updateTable('places.supply')
    .set({ gone_at: null, gone_how: null, gone_by: null })
    .where('id', '=', id)
    .where('gone_by', '=', 'host')
    .execute();
}
