import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import type { STEP_KINDS } from '../../contract.ts';
import { concernError } from '../errors.ts';
import { heirsOf } from '../queries.ts';

export interface Step {
  readonly concernId: string;
  readonly kind: (typeof STEP_KINDS)[number];
  /** What happened, in plain words and without names: everybody reads it whose voice is in the concern. */
  readonly text: string;
  /** A page of the desk about it (`/staff/…`), which those who are told do not see. */
  readonly href?: string | null;
}

/**
 * Writes down one more step of the way of a concern, for everybody whose voice is in it. Of a merged concern it is told
 * to those of the one that it went into. Throws voices.concern_not_found where the caller’s net does not show it.
 */
export async function tellStep(ctx: TxCtx, { concernId, kind, text, href = null }: Step): Promise<void> {
  const heir = (await heirsOf(ctx, [concernId])).get(concernId);
  if (heir === undefined) throw concernError('concern_not_found');
  await ctx.db
    .insertInto('voices.step')
    .values({ id: newId(ctx.now.getTime()), concern_id: heir, kind, text, href, at: ctx.now })
    .execute();
}
