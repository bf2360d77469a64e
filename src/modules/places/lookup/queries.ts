import type { Ctx } from '#kernel/ctx';
import type { Place } from '../queries.ts';

/** A place with where it is, whom to call, and whose it is. */
export type PlaceContact = Pick<
  Place,
  'id' | 'code' | 'name' | 'address' | 'phone' | 'org_id' | 'area_code' | 'state'
>;

/** Places by their ids for who goes there, as far as the caller’s net shows them. */
export async function placeContacts(ctx: Ctx, ids: readonly string[]): Promise<Map<string, PlaceContact>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('places.place')
    .select(['id', 'code', 'name', 'address', 'phone', 'org_id', 'area_code', 'state'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
