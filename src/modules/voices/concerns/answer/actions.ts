import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type TxCtx } from '#kernel/ctx';
import { sendAnswer, settleVoice } from '../../actions.ts';
import type { OUTCOMES } from '../../contract.ts';
import type * as contract from './contract.ts';
import { concernError } from '../errors.ts';
import { CONCERN, concernFor, heirsOf, type Concern } from '../queries.ts';
import { settleReferral } from '../refer/actions.ts';
import { tellStep } from '../steps/actions.ts';

interface Told {
  /** Whether it says something that was not said before. */
  readonly anew: boolean;
  /** Voices that had no answer until now. */
  readonly answered: number;
  /** Of those, who are sent a message to the phone or address that they left. */
  readonly sent: number;
}

/**
 * One answer for everybody. A concern that is answered already can be answered again while a teller of it has said that
 * the first one does not help; only they are told.
 */
export async function answerConcern(
  ctx: TxCtx,
  { id, text }: Input<typeof contract.answerConcern>,
): Promise<Output<typeof contract.answerConcern>> {
  const concern = await concernFor(ctx, 'voices.answer', id, { lock: true });
  const { anew, answered, sent } = await answerAll(ctx, concern, text);
  if (!anew) throw concernError('concern_settled');
  return { answered, sent };
}

/**
 * The concern’s row is held. Nobody can group a voice into it meanwhile, which takes that row first, so that none misses
 * the answer. Throws voices.concern_settled for one that was merged or dissolved.
 */
async function answerAll(ctx: TxCtx, concern: Concern, text: string): Promise<Told> {
  if (concern.state === 'merged' || concern.state === 'dissolved') throw concernError('concern_settled');
  const told = await answerVoices(ctx, concern.id, text);
  if (concern.state === 'answered' && told.answered === 0) return { anew: false, ...told };
  await ctx.db
    .updateTable('voices.concern')
    .set({ state: 'answered', answer: text, answered_at: ctx.now })
    .where('id', '=', concern.id)
    .execute();
  await recordChange(
    ctx,
    { entity: CONCERN, entityId: concern.id, from: concern.state, to: 'answered' },
    concern.org_id,
  );
  await tellStep(ctx, { concernId: concern.id, kind: 'answered', text });
  return { anew: true, ...told };
}

/** Also those of a union that has moved out of reach since: an answer to all leaves nobody out. */
async function answerVoices(ctx: TxCtx, concernId: string, text: string): Promise<Omit<Told, 'anew'>> {
  return beyond(ctx, 'everybody whose voice is in a concern is answered', async (wide) => {
    const waiting = await wide.db
      .selectFrom('voices.voice')
      .select(['id', 'org_id', 'state', 'contact_sealed'])
      .where('concern_id', '=', concernId)
      .where('state', '<>', 'answered')
      .orderBy('id')
      .forUpdate()
      .execute();
    let sent = 0;
    for (const voice of waiting) if (await settleVoice(wide, voice, text)) sent += 1;
    return { answered: waiting.length, sent };
  });
}

/** To everybody who left a phone or an address: what came of it in the end, after an answer that they have already. */
async function sendOutcome(ctx: TxCtx, concernId: string, text: string): Promise<void> {
  const told = await ctx.db
    .selectFrom('voices.voice')
    .select(['id', 'contact_sealed'])
    .where('concern_id', '=', concernId)
    .where('contact_sealed', 'is not', null)
    .orderBy('id')
    .execute();
  for (const voice of told) await sendAnswer(ctx, voice, text);
}

/** What a joint meeting came to about a concern; `text` without names. */
export interface MeetingAnswer {
  readonly concernId: string;
  readonly how: (typeof OUTCOMES)[number];
  readonly text: string;
}

/**
 * Ends the referral to the joint meeting and answers everybody. Where all have an answer already, by another meeting that
 * had the same on its list, say, `text` becomes one more step of the way, and is sent to those who left a contact. What lies in other hands goes on, and is told
 * when it ends.
 */
export async function answerFromMeeting(ctx: TxCtx, { concernId, how, text }: MeetingAnswer): Promise<void> {
  const heir = (await heirsOf(ctx, [concernId])).get(concernId);
  const concern = await ctx.db
    .selectFrom('voices.concern')
    .selectAll()
    .where('id', '=', heir ?? concernId)
    .forUpdate()
    .executeTakeFirst();
  if (!concern) throw concernError('concern_not_found');
  await settleReferral(ctx, { concernId: concern.id, lane: 'joint_topic', how, text });
  const { anew } = await answerAll(ctx, concern, text);
  if (anew) return;
  await tellStep(ctx, { concernId: concern.id, kind: how === 'not_possible' ? 'failed' : 'closed', text });
  await sendOutcome(ctx, concern.id, text);
}
