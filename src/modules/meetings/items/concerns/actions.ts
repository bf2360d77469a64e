import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { concernsForTopics } from '#voices';
import { ITEM, itemFor } from '../../queries.ts';
import { isOpen } from '../../rules.ts';
import { holdConcerns, tellOfLinks } from '../back/actions.ts';
import { concernIdsOf } from '../back/queries.ts';
import { itemsError } from '../errors.ts';
import type * as contract from './contract.ts';
import { ownConcernsOf } from './queries.ts';

/**
 * Sets which concerns an item answers by itself; those of its topic stay with it. What comes in is told what was agreed,
 * or is answered where it is over already; what goes out is told so, and may be taken up by another item.
 */
export async function linkItemConcerns(
  ctx: TxCtx,
  { id, concernIds }: Input<typeof contract.linkItemConcerns>,
): Promise<Output<typeof contract.linkItemConcerns>> {
  const item = await itemFor(ctx, 'meetings.manage', id, { lock: true });
  const wanted = new Set(concernIds);
  const own = await ownConcernsOf(ctx, item);
  const added = [...wanted].filter((one) => !own.has(one));
  const gone = [...own].filter(([one]) => !wanted.has(one));
  // What came of it has been told; that cannot be taken back.
  if (gone.length > 0 && !isOpen(item.state)) throw itemsError('item_concern_told', { field: 'concernIds' });
  // Held first: another item of one of them may be about to end, and would answer it without this one.
  await holdConcerns(ctx, [...added, ...gone.map(([one]) => one)]);
  const offered = added.length > 0 ? await concernsForTopics(ctx, { orgId: item.org_id }) : [];
  if (added.some((one) => !offered.some((ref) => ref.id === one)))
    throw itemsError('item_concern_unknown', { field: 'concernIds' });
  const before = await concernIdsOf(ctx, item);
  const links = gone.flatMap(([, ids]) => ids);
  if (links.length > 0)
    await ctx.db
      .deleteFrom('meetings.item_concern')
      .where('item_id', '=', id)
      .where('concern_id', 'in', links)
      .execute();
  if (added.length > 0)
    await ctx.db
      .insertInto('meetings.item_concern')
      .values(added.map((concern_id) => ({ item_id: id, concern_id })))
      .execute();
  await ctx.audit({
    action: 'meetings.item_concerns',
    entity: ITEM,
    entityId: id,
    orgId: item.org_id,
    detail: { added: added.length, removed: gone.length },
  });
  await tellOfLinks(ctx, item, before);
  return { linked: wanted.size };
}
