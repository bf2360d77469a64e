import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '#kernel/ctx';
import { forgetLinks } from '#kernel/links';
import { definePolicy } from '#kernel/policy';
import { defineRetention } from '#people';
import { VOICE_LINK } from '../../actions.ts';

const months = z.number().int().min(1).max(600);

export const keepContact = definePolicy({
  key: 'voices.keep_contact_months',
  about: 'Months after the answer until the name and contact that a teller left are deleted',
  schema: months,
  fallback: 6,
  source: 'inference: PIPL §19 asks for the shortest time; half a year to say that it did not help',
});

export const keepVoice = definePolicy({
  key: 'voices.keep_months',
  about:
    'Months after the answer until a voice is deleted, with what was added to it and the links that open it',
  schema: months,
  fallback: 36,
  source: 'inference: PIPL §19; three years as for records of PIPL §56',
});

type Ids = RawBuilder<{ id: string }>;

const ANSWERED = (cutoff: Date): Ids => sql`
  select id from voices.voice where state = 'answered' and answered_at < ${cutoff}`;
const LEFT = (cutoff: Date): Ids => sql`
  ${ANSWERED(cutoff)} and num_nonnulls(contact_sealed, name_sealed) > 0`;

async function count(ctx: Ctx, due: Ids): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (${due}) as due`.execute(
    ctx.db,
  );
  return rows[0]!.count;
}

/** What is answered and old goes with the nightly clearing of people’s data; what waits is kept, however long. */
export function defineVoiceRetention(): void {
  defineRetention({
    category: 'voice_contacts',
    policy: keepContact,
    unit: 'months',
    action: 'anonymise',
    due: (ctx, cutoff) => count(ctx, LEFT(cutoff)),
    async clear(ctx, cutoff, limit) {
      const { rows } = await sql`
        update voices.voice set contact_sealed = null, name_sealed = null
        where id in (select id from (${LEFT(cutoff)}) as old limit ${limit}) returning id`.execute(ctx.db);
      return rows.length;
    },
  });
  defineRetention({
    category: 'voices',
    policy: keepVoice,
    unit: 'months',
    action: 'delete',
    due: (ctx, cutoff) => count(ctx, ANSWERED(cutoff)),
    async clear(ctx, cutoff, limit) {
      const { rows } = await sql<{ id: string }>`
        delete from voices.voice
        where id in (select id from (${ANSWERED(cutoff)}) as old limit ${limit}) returning id`.execute(
        ctx.db,
      );
      const gone = rows.map(({ id }) => id);
      await forgetLinks(ctx, VOICE_LINK, gone);
      return gone.length;
    },
  });
}
