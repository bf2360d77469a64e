import type { TxCtx } from '#kernel/ctx';
import type { Errand, Submission } from '../queries.ts';

/**
 * What a confirmed answer brings about; nothing of it happens before an officer has confirmed the source. `errand` and
 * its meeting or item are the actor's to manage.
 */
export async function applyAnswer(ctx: TxCtx, errand: Errand, submission: Submission): Promise<void> {
  if (errand.kind === 'item' && submission.what['kind'] === 'report')
    await fileWithItem(ctx, errand, submission);
}

/** The evidence of a report belongs to the item from now on. */
async function fileWithItem(ctx: TxCtx, { item_id }: Errand, { id }: Submission): Promise<void> {
  await ctx.db
    .updateTable('meetings.file')
    .set({ submission_id: null, item_id })
    .where('submission_id', '=', id)
    .execute();
}
