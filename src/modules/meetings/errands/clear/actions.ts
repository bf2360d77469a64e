import type { TxCtx } from '#kernel/ctx';

const DAY_MS = 86_400_000;

/** Deletes files that a unit has sent and did not answer with within a day. */
export async function clearUploads(ctx: TxCtx): Promise<void> {
  await ctx.db
    .deleteFrom('meetings.upload')
    .where('at', '<', new Date(ctx.now.getTime() - DAY_MS))
    .execute();
}
