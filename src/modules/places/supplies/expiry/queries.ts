import { sql, type Selectable } from 'kysely';
import { z } from 'zod';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { definePolicy, policyAt } from '#kernel/policy';
import { addDays, civilDate } from '#kernel/time';
import { orgInScope } from '#orgs';
import type * as contract from '../contract.ts';
import type { SupplyTable } from '../tables.ts';

export const supplyDays = definePolicy({
  key: 'places.supply_days',
  about: 'So many days ahead an officer and the host are told that something at a place expires',
  schema: z.number().int().min(1).max(365),
  fallback: 30,
  source: 'inference',
});

/** The last day of those on which an expiry is told of today. */
export async function horizon(ctx: Ctx): Promise<{ days: number; last: string }> {
  const days = await policyAt(ctx, supplyDays);
  return { days, last: addDays(civilDate(ctx.now), days) };
}

/** A lot as contracts have it. */
export function toSupply({
  id,
  item,
  quantity,
  unit,
  placed_on,
  expires_on,
  ...gone
}: Selectable<SupplyTable>) {
  const { gone_at, gone_how, gone_by } = gone;
  return {
    id,
    item,
    quantity,
    unit,
    placedOn: placed_on,
    expiresOn: expires_on,
    gone: gone_at && { at: gone_at.toISOString(), how: gone_how!, by: gone_by! },
  };
}

/** What a place has that expires soon or has expired; for its host. */
export async function expiringAt(ctx: Ctx, placeId: string) {
  const { last } = await horizon(ctx);
  const rows = await ctx.db
    .selectFrom('places.supply')
    .selectAll()
    .where('place_id', '=', placeId)
    .where('gone_at', 'is', null)
    .where('expires_on', '<=', last)
    .orderBy('expires_on')
    .orderBy('id')
    .limit(50)
    .execute();
  return rows.map(({ id, item, quantity, unit, expires_on }) => ({
    id,
    item,
    quantity,
    unit,
    expiresOn: expires_on!,
  }));
}

function expiringInScope(ctx: Ctx, last: string) {
  return ctx.db
    .selectFrom('places.supply as s')
    .innerJoin('places.place as p', 'p.id', 's.place_id')
    .where('s.gone_at', 'is', null)
    .where('s.expires_on', '<=', last)
    .where('p.state', '<>', 'delisted')
    .where(orgInScope(ctx, 'places.read', 'p.org_id'));
}

export async function listExpiring(
  ctx: Ctx,
  { cursor, limit }: Input<typeof contract.listExpiring>,
): Promise<Output<typeof contract.listExpiring>> {
  const { days, last } = await horizon(ctx);
  const all = expiringInScope(ctx, last);
  const { total } = await all.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const after = readCursor(cursor, ['date', 'uuid']);
  let query = all.selectAll('s').select('p.name');
  if (after) query = query.where(sql<boolean>`(s.expires_on, s.id) > (${after[0]}::date, ${after[1]}::uuid)`);
  const rows = await query
    .orderBy('s.expires_on')
    .orderBy('s.id')
    .limit(limit + 1)
    .execute();
  const { items, next } = page(rows, limit, ({ expires_on, id }) => [expires_on!, id]);
  return {
    items: items.map((row) => ({ ...toSupply(row), place: { id: row.place_id, name: row.name } })),
    next,
    total,
    days,
  };
}

/** The to-do of what expires; empty where nothing does. */
export async function supplyTodos(ctx: Ctx) {
  const { last } = await horizon(ctx);
  const { count, first } = await expiringInScope(ctx, last)
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('s.expires_on').as('first')])
    .executeTakeFirstOrThrow();
  if (count === 0) return [];
  return [
    {
      code: 'places.supplies_expiring',
      count,
      oldest: new Date(`${first!}T00:00:00+08:00`).toISOString(),
      minutes: Math.min(10, count),
      href: '/staff/supplies',
    },
  ];
}
