import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { recordErasure } from '#kernel/erasure';
import { checkFile } from '#kernel/http/uploads';
import { newId } from '#kernel/ids';
import type { RouteExtra } from '#kernel/module';
import { policyAt } from '#kernel/policy';
import { placeFor } from '../queries.ts';
import * as contract from './contract.ts';
import { photosError } from './errors.ts';
import { photoBudget, photoFor, toPhoto } from './queries.ts';
import { bareOf } from './rules.ts';

const PHOTO = 'places.photo';

export async function addPhoto(
  ctx: TxCtx,
  { id: placeId, name, caption, takenOn }: Input<typeof contract.addPhoto>,
  { upload }: RouteExtra,
): Promise<Output<typeof contract.addPhoto>> {
  // Held, so that two at once do not both take the last place.
  const place = await placeFor(ctx, 'places.manage', placeId, { lock: true });
  const refuse = () => photosError('bad_photo');
  const { bytes: sent, kind } = checkFile(upload, { name, kinds: ['jpeg', 'png'], refuse });
  const picture = bareOf(sent, kind as 'jpeg' | 'png');
  if (!picture || Math.max(picture.width, picture.height) > 20_000) throw refuse();
  const had = await ctx.db
    .selectFrom('places.photo')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('rank').as('last')])
    .select(sql<number>`coalesce(sum(octet_length(bytes)), 0)::integer`.as('size'))
    .where('place_id', '=', placeId)
    .executeTakeFirstOrThrow();
  const budget = await policyAt(ctx, photoBudget);
  if (had.count >= contract.MOST_PHOTOS || had.size + picture.bytes.length > budget)
    throw photosError('too_many_photos', {
      params: { count: contract.MOST_PHOTOS, size: Math.floor(budget / 1024 / 1024) },
    });
  const row = {
    id: newId(ctx.now.getTime()),
    place_id: placeId,
    kind: kind as 'jpeg' | 'png',
    bytes: Buffer.from(picture.bytes),
    width: picture.width,
    height: picture.height,
    caption: caption || null,
    taken_on: takenOn ?? null,
    rank: (had.last ?? 0) + 1,
    added_at: ctx.now,
  };
  await ctx.db.insertInto('places.photo').values(row).execute();
  await ctx.audit({
    action: 'places.add_photo',
    entity: PHOTO,
    entityId: row.id,
    orgId: place.org_id,
    detail: { place: placeId, bytes: row.bytes.length },
  });
  return toPhoto({ ...row, size: row.bytes.length });
}

export async function updatePhoto(
  ctx: TxCtx,
  { id, caption, takenOn, forward }: Input<typeof contract.updatePhoto>,
): Promise<Output<typeof contract.updatePhoto>> {
  const { place_id, rank, org_id } = await photoFor(ctx, id);
  const given = {
    ...(caption === undefined ? {} : { caption: caption || null }),
    ...(takenOn === undefined ? {} : { taken_on: takenOn }),
  };
  if (Object.keys(given).length > 0)
    await ctx.db.updateTable('places.photo').set(given).where('id', '=', id).execute();
  if (forward) await moveForward(ctx, { id, place_id, rank });
  await ctx.audit({ action: 'places.update_photo', entity: PHOTO, entityId: id, orgId: org_id });
  return { id };
}

async function moveForward(
  ctx: TxCtx,
  { id, place_id, rank }: { id: string; place_id: string; rank: number },
): Promise<void> {
  const before = await ctx.db
    .selectFrom('places.photo')
    .select(['id', 'rank'])
    .where('place_id', '=', place_id)
    .where('rank', '<', rank)
    .orderBy('rank', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!before) return;
  await ctx.db.updateTable('places.photo').set({ rank }).where('id', '=', before.id).execute();
  await ctx.db.updateTable('places.photo').set({ rank: before.rank }).where('id', '=', id).execute();
}

/** Somebody may be in it after all: it is gone at once, and from a restored backup too. */
export async function removePhoto(
  ctx: TxCtx,
  { id }: Input<typeof contract.removePhoto>,
): Promise<Output<typeof contract.removePhoto>> {
  const { org_id } = await photoFor(ctx, id);
  if ((await erasePhotos(ctx, [id])) === 0) throw photosError('photo_not_found');
  await recordErasure(ctx, [{ entity: PHOTO, entityId: id }]);
  await ctx.audit({ action: 'places.remove_photo', entity: PHOTO, entityId: id, orgId: org_id });
  return { done: true };
}

/** Deletes photographs and says how many; ids that are unknown or of something else do nothing. */
export async function erasePhotos(ctx: TxCtx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const gone = await ctx.db.deleteFrom('places.photo').where('id', 'in', ids).returning('id').execute();
  return gone.length;
}
