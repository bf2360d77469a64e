import type { TxCtx } from '#kernel/ctx';
import { policyAt } from '#kernel/policy';
import { hostWordDays } from '../queries.ts';
import { UNDO_GRACE_MS, UNDO_MS } from '../rules.ts';

/** Empties what taking back needed, deletes words past their time, and notes that have ended. */
export async function clearHostWords(ctx: TxCtx): Promise<void> {
  const days = await policyAt(ctx, hostWordDays);
  await ctx.db
    .deleteFrom('places.host_word')
    .where('at', '<', new Date(ctx.now.getTime() - days * 86_400_000))
    .execute();
  await ctx.db
    .updateTable('places.host_word')
    .set({ before: null })
    .where('before', 'is not', null)
    .where('at', '<', new Date(ctx.now.getTime() - UNDO_MS - UNDO_GRACE_MS))
    .execute();
  await ctx.db
    .updateTable('places.place')
    .set({ note: null, note_until: null })
    .where('note_until', '<=', ctx.now)
    .execute();
}
