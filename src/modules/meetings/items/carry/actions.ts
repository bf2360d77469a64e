import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { itemFor, meetingFor, type Item } from '../../queries.ts';
import { isHeld } from '../../rules.ts';
import { itemsError } from '../errors.ts';
import { openItemsAt } from '../queries.ts';
import { stepsFor } from '../rules.ts';
import { takeStep } from '../steps/actions.ts';
import { FIELD_WORDS } from '../texts/words.ts';
import type * as contract from './contract.ts';

/**
 * What a meeting heard of an item, and what follows from it. The item's row is held: of two meetings that carry one item
 * the second sees what the first has decided, and is refused (item_changed).
 */
export async function carryItem(
  ctx: TxCtx,
  input: Input<typeof contract.carryItem>,
): Promise<Output<typeof contract.carryItem>> {
  const meeting = await meetingFor(ctx, 'meetings.manage', input.id);
  if (!isHeld(meeting.state)) throw itemsError('item_not_held');
  const item = await itemFor(ctx, 'meetings.manage', input.itemId, { lock: true });
  const carried = (await openItemsAt(ctx, meeting.id)).find(({ id }) => id === item.id);
  if (!carried) throw itemsError('item_not_carried');
  if (carried.heard) throw itemsError('item_heard_already');
  if (item.version !== input.version) throw itemsError('item_changed');
  // Why something was not done in time is what a meeting is told first (domain.md B6).
  if (input.decision === 'goes_on' && carried.due === 'overdue' && !input.said)
    throw itemsError('item_lacks', { field: 'said', params: { field: FIELD_WORDS[ctx.locale].reason } });
  const after = await decide(ctx, item, input);
  await ctx.db
    .insertInto('meetings.carried')
    .values({
      item_id: item.id,
      meeting_id: meeting.id,
      decision: input.decision,
      said: input.said ?? null,
      at: ctx.now,
    })
    .execute();
  await ctx.audit({
    action: 'meetings.item_heard',
    entity: 'meetings.item',
    entityId: item.id,
    orgId: item.org_id,
    detail: { meeting: meeting.id, decision: input.decision },
  });
  return { state: after.state, version: after.version };
}

async function decide(
  ctx: TxCtx,
  item: Item,
  { decision, said, ...given }: Input<typeof contract.carryItem>,
): Promise<Item> {
  const steps = stepsFor(item.state, decision);
  if (!steps) throw itemsError('item_bad_step');
  let now = item;
  for (const to of steps) now = await takeStep(ctx, now, { to, reason: said, ...given });
  return now;
}
