import { sql, type SqlBool } from 'kysely';
import type { TxCtx } from '#kernel/ctx';
import { forgetLinks } from '#kernel/links';
import { policyAt } from '#kernel/policy';
import { VOICE_LINK } from '../../actions.ts';
import { keptMonths } from '../queries.ts';

/**
 * Empties names and contacts of voices that were answered long enough ago, and later deletes the voices, with what was
 * added to them and the links that open them. What waits for an answer is kept, however long. Writes down how many.
 */
export async function forgetOldVoices(ctx: TxCtx): Promise<void> {
  const { contact, words } = await policyAt(ctx, keptMonths);
  const answeredBefore = (months: number) =>
    sql<SqlBool>`state = 'answered' and answered_at < ${ctx.now}::timestamptz - make_interval(months => ${months}::int)`;
  const emptied = await ctx.db
    .updateTable('voices.voice')
    .set({ contact_sealed: null, name_sealed: null })
    .where(answeredBefore(contact))
    .where((eb) => eb.or([eb('contact_sealed', 'is not', null), eb('name_sealed', 'is not', null)]))
    .returning('id')
    .execute();
  const deleted = await ctx.db
    .deleteFrom('voices.voice')
    .where(answeredBefore(words))
    .returning('id')
    .execute();
  await forgetLinks(
    ctx,
    VOICE_LINK,
    deleted.map(({ id }) => id),
  );
  const detail = { contacts: emptied.length, voices: deleted.length };
  if (detail.contacts + detail.voices > 0) await ctx.audit({ action: 'voices.retention', detail });
}
