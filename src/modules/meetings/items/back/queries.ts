import { sql } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import type { Item } from '../../queries.ts';
import type { ItemEnd } from '../contract.ts';

/** Ids of the concerns that are in an item: linked to it, or to its topic. */
export async function concernIdsOf(ctx: Ctx, item: Pick<Item, 'id' | 'topic_id'>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select concern_id as id from meetings.item_concern where item_id = ${item.id}
    union select concern_id from meetings.topic_concern where topic_id = ${item.topic_id}
    order by id`.execute(ctx.db);
  return rows.map(({ id }) => id);
}

/** How the items that any of these concerns is in have ended, in the order in which they did; null while one is open. */
export async function endsOf(
  ctx: Ctx,
  concernIds: readonly string[],
): Promise<({ readonly how: ItemEnd; readonly outcome: string } | null)[]> {
  const { rows } = await sql<{ over: boolean; how: ItemEnd; outcome: string }>`
    select i.closed_at is not null as over, i.outcome,
      coalesce(i.how, case i.state when 'failed' then 'not_possible' else 'solved' end) as how
    from meetings.item as i
    where i.id in (select item_id from meetings.item_concern where concern_id = any(${concernIds}::uuid[]))
      or i.topic_id in (select topic_id from meetings.topic_concern where concern_id = any(${concernIds}::uuid[]))
    order by i.closed_at, i.id`.execute(ctx.db);
  return rows.map(({ over, how, outcome }) => (over ? { how, outcome } : null));
}
