import { sql } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import type { Item } from '../../queries.ts';

/** Ids of the concerns that are in an item: linked to it, or to its topic. */
export async function concernIdsOf(ctx: Ctx, item: Pick<Item, 'id' | 'topic_id'>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select concern_id as id from meetings.item_concern where item_id = ${item.id}
    union select concern_id from meetings.topic_concern where topic_id = ${item.topic_id}
    order by id`.execute(ctx.db);
  return rows.map(({ id }) => id);
}
