import type { Ctx } from '#kernel/ctx';
import type { Place } from '../queries.ts';

/** A place as other modules mention it: where it is, whom to call, and whose it is. */
export type PlaceRef = Pick<
  Place,
  'id' | 'code' | 'name' | 'address' | 'phone' | 'org_id' | 'area_code' | 'state'
>;

/** Short forms by id, for other modules; those that the caller’s net shows. */
export async function placeRefs(ctx: Ctx, ids: readonly string[]): Promise<Map<string, PlaceRef>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('places.place')
    .select(['id', 'code', 'name', 'address', 'phone', 'org_id', 'area_code', 'state'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
