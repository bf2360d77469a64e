import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import { recordChange } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { definePolicy, policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { faultsOpenSince, faultStates, type StaleFault } from '#places';
import { settleVoice, VOICE } from '../../actions.ts';
import { concernFor } from '../queries.ts';
import { endedWith } from '../refer/actions.ts';
import type { Voice } from '../../queries.ts';
import { faultAgain, settledFault, staleFault } from '../texts/faults.ts';
import { voiceThemes } from '../themes/queries.ts';

const DAY_MS = 86_400_000;

const faultDays = definePolicy<number>({
  key: 'voices.fault_days',
  about: 'Days after which a fault that nobody mends becomes a voice, which somebody has to answer',
  schema: z.number().int().min(1).max(365),
  fallback: 14,
  source: 'inference: twice the week after which a fault counts as late (places.faults)',
});

/** Each fault that has been open for too long is said once, to the union that keeps the place; again if it opens again. */
export async function sayStaleFaults(ctx: TxCtx): Promise<void> {
  const stale = await faultsOpenSince(ctx, await policyAt(ctx, faultDays));
  const said = await ctx.db
    .selectFrom('voices.voice')
    .selectAll()
    .where('kind', '=', 'fault')
    .where(sql<SqlBool>`source_ref = any(${stale.map(({ id }) => id)}::text[])`)
    .execute();
  const known = new Map(said.map((voice) => [voice.source_ref, voice]));
  const themes = await policyAt(ctx, voiceThemes);
  const theme = themes.some(({ code }) => code === 'places') ? 'places' : null;
  for (const fault of stale) {
    const voice = known.get(fault.id);
    if (!voice) await say(ctx, fault, theme);
    else if (fault.state === 'reopened' && voice.answered_at !== null && voice.answered_at < fault.changed_at)
      await sayAgain(ctx, fault, voice);
  }
}

/** It was said to be mended, and is not: what was answered then is no answer. */
async function sayAgain(ctx: TxCtx, fault: StaleFault, { id, org_id, ...voice }: Voice): Promise<void> {
  await ctx.db
    .insertInto('voices.addition')
    .values({
      id: newId(ctx.now.getTime()),
      voice_id: id,
      text: faultAgain(civilDate(fault.changed_at)),
      helped: false,
      at: ctx.now,
      answer: voice.note,
      answered_at: voice.answered_at,
    })
    .execute();
  await ctx.db
    .updateTable('voices.voice')
    .set({ state: 'open', note: null, answered_at: null, reopened_at: ctx.now })
    .where('id', '=', id)
    .execute();
  await recordChange(ctx, { entity: VOICE, entityId: id, from: voice.state, to: 'open' }, org_id);
}

async function say(ctx: TxCtx, fault: StaleFault, theme: string | null): Promise<void> {
  const id = newId(ctx.now.getTime());
  const made = await ctx.db
    .insertInto('voices.voice')
    .values({
      id,
      org_id: fault.org_id,
      kind: 'fault',
      text: staleFault({
        ...fault,
        since: civilDate(fault.reported_at),
        days: Math.floor((ctx.now.getTime() - fault.reported_at.getTime()) / DAY_MS),
      }),
      page: null,
      theme,
      place_id: fault.place_id,
      area_code: fault.area_code,
      source_ref: fault.id,
      state: 'open',
      at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) await recordChange(ctx, { entity: VOICE, entityId: id, from: null, to: 'open' }, fault.org_id);
}

/** What was mended or refused meanwhile ends what waited for it: referrals first, whose concerns are held before voices. */
export async function hearSettledFaults(ctx: TxCtx): Promise<void> {
  await endFaultReferrals(ctx);
  await answerFaultVoices(ctx);
}

async function endFaultReferrals(ctx: TxCtx): Promise<void> {
  const open = await ctx.db
    .selectFrom('voices.referral')
    .select(['id', 'concern_id', 'fault_id'])
    .where('lane', '=', 'station_fault')
    .where('ended_at', 'is', null)
    .where('fault_id', 'is not', null)
    .orderBy('concern_id')
    .execute();
  const outcomes = await settled(
    ctx,
    open.map(({ fault_id }) => fault_id!),
  );
  for (const { id, concern_id, fault_id } of open) {
    const outcome = outcomes.get(fault_id!);
    if (!outcome) continue;
    const concern = await concernFor(ctx, 'voices.answer', concern_id, { lock: true });
    const how = outcome.refused ? 'not_possible' : 'solved';
    await endedWith(ctx, concern, { id, lane: 'station_fault', how, text: outcome.text });
  }
}

async function answerFaultVoices(ctx: TxCtx): Promise<void> {
  const waiting = await ctx.db
    .selectFrom('voices.voice')
    .select(['id', 'org_id', 'state', 'source_ref', 'contact_sealed'])
    .where('kind', '=', 'fault')
    .where('state', '<>', 'answered')
    .where('source_ref', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const outcomes = await settled(
    ctx,
    waiting.map(({ source_ref }) => source_ref!),
  );
  for (const voice of waiting) {
    const outcome = outcomes.get(voice.source_ref!);
    if (!outcome) continue;
    await settleVoice(ctx, voice, outcome.text);
  }
}

/** Of those among the faults that have been settled: whether it was refused, and what to tell. */
async function settled(ctx: TxCtx, ids: readonly string[]) {
  const outcomes = new Map<string, { readonly refused: boolean; readonly text: string }>();
  for (const [id, { state, reason, settledAt }] of await faultStates(ctx, ids)) {
    if (settledAt === null) continue;
    const refused = state === 'refused';
    outcomes.set(id, { refused, text: settledFault(refused, reason, civilDate(settledAt)) });
  }
  return outcomes;
}
