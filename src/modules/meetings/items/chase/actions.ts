import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { ITEM, itemFor, type Item } from '../../queries.ts';
import { isOpen } from '../../rules.ts';
import { itemsError } from '../errors.ts';
import { actorId } from '../steps/actions.ts';
import type { CHASE_LEVELS } from '../../contract.ts';
import type { ChaseTable } from '../../tables.ts';
import type * as contract from './contract.ts';

type Chase = Pick<ChaseTable, 'whom' | 'how' | 'note'> & {
  readonly level: (typeof CHASE_LEVELS)[number] | null;
  /** Of a level: the date that it is about. */
  readonly due_on: string | null;
};

/** Notes that somebody was chased. Of a level it is noted once for each date; false where it was already. */
export async function noteChase(ctx: TxCtx, item: Pick<Item, 'id'>, chase: Chase): Promise<boolean> {
  const noted = await ctx.db
    .insertInto('meetings.chase')
    .values({
      id: newId(ctx.now.getTime()),
      item_id: item.id,
      at: ctx.now,
      made_by: actorId(ctx),
      ...chase,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}

export async function chaseItem(
  ctx: TxCtx,
  { id, whom, note }: Input<typeof contract.chaseItem>,
): Promise<Output<typeof contract.chaseItem>> {
  const item = await itemFor(ctx, 'meetings.manage', id, { lock: true });
  if (!isOpen(item.state)) throw itemsError('item_bad_step');
  await noteChase(ctx, item, { whom, how: 'by_hand', note, level: null, due_on: null });
  await ctx.db.updateTable('meetings.item').set({ chased_at: ctx.now }).where('id', '=', id).execute();
  await ctx.audit({ action: 'meetings.item_chase', entity: ITEM, entityId: id, orgId: item.org_id });
  return { done: true };
}
