import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { orgInScope } from '#orgs';
import { placeFor } from '../queries.ts';
import type * as contract from './contract.ts';
import { eventsError } from './errors.ts';
import type { PlaceEvent } from './tables.ts';

const short = ({ id, on, title, about, attendances }: PlaceEvent) => ({ id, on, title, about, attendances });

function eventsAt(ctx: Ctx, placeId: string): Promise<PlaceEvent[]> {
  return ctx.db
    .selectFrom('places.event')
    .selectAll()
    .where('place_id', '=', placeId)
    .orderBy('on', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
}

export async function listEvents(
  ctx: Ctx,
  { id }: Input<typeof contract.listEvents>,
): Promise<Output<typeof contract.listEvents>> {
  await placeFor(ctx, 'places.read', id);
  return { items: withBefore(await eventsAt(ctx, id)) };
}

function withBefore(rows: readonly PlaceEvent[]) {
  return rows.map((row) => {
    const before = rows.find((other) => other.id === row.follows);
    return { ...short(row), isPublic: row.is_public, follows: before ? short(before) : null };
  });
}

/** What a place's public page tells of it, the latest first: at most 20. */
export async function publicEvents(ctx: Ctx, placeId: string) {
  const rows = (await eventsAt(ctx, placeId)).filter(({ is_public }) => is_public).slice(0, 20);
  return rows.map(({ on, title, about, attendances }) => ({ on, title, about, attendances }));
}

/** One event at a place that the actor may manage. */
export async function eventFor(ctx: Ctx, id: string): Promise<{ event: PlaceEvent; orgId: number }> {
  const row = await ctx.db
    .selectFrom('places.event as e')
    .innerJoin('places.place as p', 'p.id', 'e.place_id')
    .selectAll('e')
    .select('p.org_id')
    .where('e.id', '=', id)
    .where(orgInScope(ctx, 'places.manage', 'p.org_id'))
    .executeTakeFirst();
  if (!row) throw eventsError('event_not_found');
  const { org_id: orgId, ...event } = row;
  return { event, orgId };
}
