import { sql } from 'kysely';
import { z } from 'zod';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { definePolicy, policyAt } from '#kernel/policy';
import { orgInScope } from '#orgs';
import { placeFor } from '../queries.ts';
import * as contract from './contract.ts';
import { photosError } from './errors.ts';
import { OPENED } from '../rules.ts';

/** Bytes that the photographs of one place may take together: they lie in the database, and in every backup. */
export const photoBudget = definePolicy({
  key: 'places.photo_budget_bytes',
  about: 'How many bytes the photographs of one place may take together',
  schema: z.number().int().min(100_000).max(50_000_000),
  fallback: 8 * 1024 * 1024,
  source: 'inference: eight photographs of 1600 pixels take 2 to 5 MB',
});

const SHOWN = ['id', 'caption', 'taken_on', 'width', 'height'] as const;
const SIZE = sql<number>`octet_length(bytes)`;

export function toPhoto(row: {
  readonly id: string;
  readonly caption: string | null;
  readonly taken_on: string | null;
  readonly width: number;
  readonly height: number;
  readonly size: number;
}) {
  const { id, caption, taken_on: takenOn, width, height, size: bytes } = row;
  return { id, caption, takenOn, width, height, bytes };
}

export async function listPhotos(
  ctx: Ctx,
  { id }: Input<typeof contract.listPhotos>,
): Promise<Output<typeof contract.listPhotos>> {
  await placeFor(ctx, 'places.read', id);
  const rows = await ctx.db
    .selectFrom('places.photo')
    .select(SHOWN)
    .select(SIZE.as('size'))
    .where('place_id', '=', id)
    .orderBy('rank')
    .orderBy('id')
    .execute();
  const used = rows.reduce((sum, { size }) => sum + size, 0);
  return {
    items: rows.map(toPhoto),
    most: contract.MOST_PHOTOS,
    bytesLeft: Math.max(0, (await policyAt(ctx, photoBudget)) - used),
  };
}

/** One photograph where the actor may manage its place, without its bytes. */
export async function photoFor(ctx: Ctx, id: string) {
  const row = await ctx.db
    .selectFrom('places.photo as f')
    .innerJoin('places.place as p', 'p.id', 'f.place_id')
    .select(['f.id', 'f.place_id', 'f.rank', 'p.org_id'])
    .where('f.id', '=', id)
    .where(orgInScope(ctx, 'places.manage', 'p.org_id'))
    .executeTakeFirst();
  if (!row) throw photosError('photo_not_found');
  return row;
}

/** The photographs of a place for its public page, in their order; nothing of who took them. */
export async function publicPhotos(ctx: Ctx, placeId: string) {
  const rows = await ctx.db
    .selectFrom('places.photo')
    .select(['id', 'caption', 'width', 'height'])
    .where('place_id', '=', placeId)
    .orderBy('rank')
    .orderBy('id')
    .execute();
  return rows;
}

/** The picture itself. Of a place that nobody has opened yet there is none for the public. */
export async function showPhoto(ctx: Ctx, { id }: Input<typeof contract.showPhoto>): Promise<FileAnswer> {
  const row = await ctx.db
    .selectFrom('places.photo as f')
    .innerJoin('places.place as p', 'p.id', 'f.place_id')
    .select(['f.kind', 'f.bytes'])
    .where('f.id', '=', id)
    .where('p.state', 'in', OPENED)
    .executeTakeFirst();
  if (!row) throw photosError('photo_not_found');
  const ending = row.kind === 'jpeg' ? 'jpg' : 'png';
  return { bytes: row.bytes, name: `${id}.${ending}`, type: `image/${row.kind}` };
}
