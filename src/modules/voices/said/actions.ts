import { sql, type SqlBool } from 'kysely';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type TxCtx } from '#kernel/ctx';
import { recordErasure } from '#kernel/erasure';
import { newId } from '#kernel/ids';
import { noteLinkUse } from '#kernel/links';
import { unnamed, VOICE } from '../actions.ts';
import { voicesError } from '../errors.ts';
import type { Voice } from '../queries.ts';
import type * as contract from './contract.ts';
import { voiceByToken } from './queries.ts';
import { afterAddition } from './rules.ts';

/** So many additions one voice takes: a conversation, and no script. */
const ADDITIONS_MAX = 20;

export async function addSaid(
  ctx: TxCtx,
  { token, text = '', helped: said }: Input<typeof contract.addSaid>,
): Promise<Output<typeof contract.addSaid>> {
  const helped = said ?? null;
  if (text === '' && helped === null) throw voicesError('addition_empty', { field: 'text' });
  const { voice, link } = await voiceByToken(ctx, token);
  await noteLinkUse(ctx, link);
  return beyond(ctx, 'a teller adds to what they said', async (wide) => {
    const held = await wide.db
      .selectFrom('voices.voice')
      .selectAll()
      .where('id', '=', voice.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (helped !== null && held.state !== 'answered') throw voicesError('addition_unanswered');
    await refuseMany(wide, held.id);
    const to = afterAddition(held.state, helped);
    await wide.db
      .insertInto('voices.addition')
      .values({
        id: newId(ctx.now.getTime()),
        voice_id: held.id,
        text,
        helped,
        at: ctx.now,
        ...(to === held.state ? {} : { answer: held.note, answered_at: held.answered_at }),
      })
      .execute();
    if (to !== held.state) await openAgain(wide, held);
    return { state: to };
  });
}

async function refuseMany(ctx: TxCtx, voiceId: string): Promise<void> {
  const { count } = await ctx.db
    .selectFrom('voices.addition')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('voice_id', '=', voiceId)
    .executeTakeFirstOrThrow();
  if (count >= ADDITIONS_MAX) throw voicesError('additions_full');
}

/** The answer has gone to the addition; the voice waits for another. It stays where it was grouped, for its way is known. */
async function openAgain(ctx: TxCtx, { id, org_id, state }: Voice): Promise<void> {
  await ctx.db
    .updateTable('voices.voice')
    .set({ state: 'open', note: null, answered_at: null, reopened_at: ctx.now })
    .where('id', '=', id)
    .execute();
  await recordChange(unnamed(ctx), { entity: VOICE, entityId: id, from: state, to: 'open' }, org_id);
}

export async function forgetSaid(
  ctx: TxCtx,
  { token }: Input<typeof contract.forgetSaid>,
): Promise<Output<typeof contract.forgetSaid>> {
  const { voice, link } = await voiceByToken(ctx, token);
  await noteLinkUse(ctx, link);
  await beyond(ctx, 'a teller takes back name and contact', async (wide) => {
    await forgetTellers(wide, [voice.id]);
    await recordErasure(wide, [{ entity: VOICE, entityId: voice.id }]);
    const entry = { entity: VOICE, entityId: voice.id, orgId: voice.org_id };
    const tx = unnamed(wide);
    await tx.audit({ action: 'voices.forgotten', ...entry });
  });
  return { done: true };
}

/** Empties name and contact of voices; also again after an older backup was restored, when `ids` are others' too. */
export async function forgetTellers(ctx: TxCtx, ids: readonly string[]): Promise<void> {
  await ctx.db
    .updateTable('voices.voice')
    .set({ contact_sealed: null, name_sealed: null })
    .where(sql<SqlBool>`id::text = any(${ids}::text[])`)
    .execute();
}
