import { recordChange } from '#kernel/audit';
import { inTx, type Ctx, type TxCtx } from '#kernel/ctx';
import type { Job } from '#kernel/jobs';
import { ENTITY } from '../queries.ts';
import { KEEP_TIMES, refreshAll, refreshOpenTimes } from './actions.ts';

/**
 * Ends temporary closings that are due, then works out what is not worked out far enough: at the first run after midnight,
 * or after the server was away, that is every place; on all others none. With `all` (a holiday calendar has changed): every place.
 */
export const keepTimes: Job = {
  name: KEEP_TIMES,
  cron: '*/5 * * * *',
  transaction: false,
  async run(ctx, data) {
    await reopenDue(ctx);
    await refreshAll(ctx, (data as { all?: boolean } | null)?.all === true ? 'all' : 'old');
  },
};

/** A temporary closing ends by itself at the time that was told; each in a transaction of its own. */
async function reopenDue(ctx: Ctx): Promise<void> {
  const due = await inTx(ctx, (tx) => dueIn(tx).select('id').execute());
  for (const { id } of due) await inTx(ctx, (tx) => reopen(tx, id));
}

function dueIn(ctx: TxCtx) {
  return ctx.db
    .selectFrom('places.place')
    .where('state', '=', 'temp_closed')
    .where('closed_until', '<=', ctx.now);
}

async function reopen(ctx: TxCtx, id: string): Promise<void> {
  // Somebody may have told another end meanwhile.
  const place = await dueIn(ctx)
    .select(['id', 'org_id', 'state'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!place) return;
  await ctx.db
    .updateTable('places.place')
    .set({ state: 'open', state_reason: null, closed_until: null, updated_at: ctx.now })
    .where('id', '=', id)
    .execute();
  await recordChange(
    ctx,
    { entity: ENTITY, entityId: id, from: place.state, to: 'open', reason: '到了说好的恢复时间，自动恢复' },
    place.org_id,
  );
  await refreshOpenTimes(ctx, id);
}
