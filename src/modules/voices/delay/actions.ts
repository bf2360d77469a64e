import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { civilDate } from '#kernel/time';
import { requireWaiting, VOICE, voiceFor } from '../actions.ts';
import type * as contract from '../contract.ts';
import { voicesError } from '../errors.ts';

/** Tells the teller why it takes longer. The voice waits on, and is as old as it is. */
export async function delayVoice(
  ctx: TxCtx,
  { id, reason, until }: Input<typeof contract.delayVoice>,
): Promise<Output<typeof contract.delayVoice>> {
  if (until !== undefined && until < civilDate(ctx.now)) throw voicesError('delay_past', { field: 'until' });
  const voice = await voiceFor(ctx, id, { lock: true });
  requireWaiting(voice);
  await ctx.db
    .insertInto('voices.delay')
    .values({
      id: newId(ctx.now.getTime()),
      voice_id: id,
      reason,
      until: until ?? null,
      at: ctx.now,
    })
    .execute();
  await ctx.audit({ action: 'voices.delay', entity: VOICE, entityId: id, orgId: voice.org_id });
  return { state: voice.state };
}
