import type { TxCtx } from '#kernel/ctx';
import type { ConfirmedBy } from '../contract.ts';

/**
 * Somebody whose word counts by itself says that a place is open: whoever uses it, its host, an officer. That ends every
 * doubt. The caller holds the place's row, and has looked whether it may.
 */
export async function confirmOpen(ctx: TxCtx, placeId: string, by: ConfirmedBy): Promise<void> {
  await ctx.db
    .updateTable('places.place')
    .set({
      confirmed_at: ctx.now,
      confirmed_by: by,
      doubted_at: null,
      ...(by === 'use' ? { used_at: ctx.now } : {}),
    })
    .where('id', '=', placeId)
    .execute();
}
