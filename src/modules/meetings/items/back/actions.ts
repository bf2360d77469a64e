import type { TxCtx } from '#kernel/ctx';
import type { Item } from '../../queries.ts';
import type { ItemState } from '../contract.ts';
import { concernIdsOf } from './queries.ts';

/** Tells everybody whose voice is in an item how it goes on. `from`: null when it was agreed. */
export async function tellConcerns(ctx: TxCtx, item: Item, from: ItemState | null): Promise<void> {
  if (from === item.state) return;
  await concernIdsOf(ctx, item);
}
