import { sql } from 'kysely';
import { recordChange, recordChanges } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { findOrg } from '#orgs';
import { faultFrom, faultStates } from '#places';
import { VOICE } from '../../actions.ts';
import type { OUTCOMES, REFERRAL_LANES } from '../../contract.ts';
import type * as contract from './contract.ts';
import { concernError } from '../errors.ts';
import { CONCERN, concernFor, type Concern } from '../queries.ts';
import { tellStep } from '../steps/actions.ts';
import { CAME_OF, HANDED } from '../texts/steps.ts';

type Lane = (typeof REFERRAL_LANES)[number];

/**
 * Hands a concern on: it waits there, in sight, until somebody notes what came of it. An answered one is taken up again,
 * for those who said that the answer does not help.
 */
export async function referConcern(
  ctx: TxCtx,
  { id, lane, toOrg, note, caseNo }: Input<typeof contract.referConcern>,
): Promise<Output<typeof contract.referConcern>> {
  const concern = await concernFor(ctx, 'voices.answer', id, { lock: true });
  if (concern.state === 'answered') await takeUpAgain(ctx, id);
  else if (concern.state !== 'open' && concern.state !== 'referred') throw concernError('concern_settled');
  const union = await unionAbove(ctx, concern, toOrg);
  const referral = newId(ctx.now.getTime());
  const fault = lane === 'station_fault' ? await reported(ctx, concern, note) : null;
  const made = await ctx.db
    .insertInto('voices.referral')
    .values({
      id: referral,
      concern_id: id,
      lane,
      to_org: toOrg ?? null,
      note: note || null,
      made_by: ctx.actor.kind === 'account' ? ctx.actor.userId : ctx.actor.kind,
      made_at: ctx.now,
      how: null,
      outcome: null,
      ended_at: null,
      case_no: (lane === 'hotline' && caseNo) || null,
      fault_id: fault,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw concernError('referral_open');
  await setState(ctx, concern, 'referred', lane);
  await tellStep(ctx, {
    concernId: id,
    kind: 'referred',
    text: HANDED[lane](union),
    href: hrefOf(lane, concern),
  });
  return { id: referral };
}

/** The answer stays with those whom it helped, and among the steps. Throws voices.concern_settled where nobody waits. */
async function takeUpAgain(ctx: TxCtx, id: string): Promise<void> {
  const waiting = await ctx.db
    .updateTable('voices.voice')
    .set({ state: 'grouped' })
    .where('concern_id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .execute();
  if (waiting.length === 0) throw concernError('concern_settled');
  await recordChanges(
    ctx,
    waiting.map((voice) => ({
      entity: VOICE,
      entityId: voice.id,
      from: 'open',
      to: 'grouped',
      at: ctx.now,
    })),
  );
  await ctx.db
    .updateTable('voices.concern')
    .set({ answer: null, answered_at: null, state: 'open' })
    .where('id', '=', id)
    .execute();
}

function hrefOf(lane: Lane, { place_id }: Concern): string | null {
  if (lane === 'joint_topic') return '/staff/meetings';
  return lane === 'station_fault' && place_id !== null ? `/staff/places/${place_id}?tab=faults` : null;
}

/** The name of the union that it is handed to. Throws voices.referral_union for one that does not see it. */
async function unionAbove(ctx: TxCtx, concern: Concern, toOrg: number | undefined): Promise<string | null> {
  if (toOrg === undefined) return null;
  const [own, other] = [await findOrg(ctx, concern.org_id), await findOrg(ctx, toOrg)];
  if (!own || other?.kind !== 'union' || !`${own.path}.`.startsWith(`${other.path}.`))
    throw concernError('referral_union', { field: 'toOrg' });
  return other.name;
}

/**
 * The ticket at its place: the one that nobody mends, where a voice of it says so; another one otherwise. Throws
 * voices.referral_place where it is not about one place that is in use.
 */
async function reported(
  ctx: TxCtx,
  { id, place_id, title }: Concern,
  note: string | undefined,
): Promise<string> {
  const stale = await ctx.db
    .selectFrom('voices.voice')
    .select('source_ref')
    .where('concern_id', '=', id)
    .where('kind', '=', 'fault')
    .where('place_id', '=', place_id)
    .where('source_ref', 'is not', null)
    .orderBy('id')
    .execute();
  const states = await faultStates(
    ctx,
    stale.map(({ source_ref }) => source_ref!),
  );
  const known = [...states].find(([, { settledAt }]) => settledAt === null);
  if (known) return known[0];
  const fault = place_id && (await faultFrom(ctx, { placeId: place_id, note: note || title }));
  if (!fault) throw concernError('referral_place', { field: 'lane' });
  return fault;
}

export async function endReferral(
  ctx: TxCtx,
  { id, how, text }: Input<typeof contract.endReferral>,
): Promise<Output<typeof contract.endReferral>> {
  const referral = await ctx.db
    .selectFrom('voices.referral')
    .select(['concern_id', 'lane'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!referral) throw concernError('referral_not_found');
  const concern = await concernFor(ctx, 'voices.answer', referral.concern_id, { lock: true }).catch(() => {
    throw concernError('referral_not_found');
  });
  const state = await endedWith(ctx, concern, { id, lane: referral.lane, how, text });
  if (!state) throw concernError('referral_ended');
  return { state };
}

export interface Ending {
  readonly id: string;
  readonly lane: Lane;
  readonly how: (typeof OUTCOMES)[number];
  readonly text: string;
}

/** The concern’s row is held. What it is then; undefined where the referral had ended before. */
export async function endedWith(
  ctx: TxCtx,
  concern: Concern,
  { id, lane, how, text }: Ending,
): Promise<Concern['state'] | undefined> {
  const ended = await ctx.db
    .updateTable('voices.referral')
    .set({ how, outcome: text, ended_at: ctx.now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows === 0n) return undefined;
  await ctx.audit({
    action: 'voices.outcome',
    entity: CONCERN,
    entityId: concern.id,
    orgId: concern.org_id,
    detail: { lane, how },
  });
  await tellStep(ctx, {
    concernId: concern.id,
    kind: 'outcome',
    text: `${CAME_OF[lane]}：${text}`,
    href: hrefOf(lane, concern),
  });
  return afterwards(ctx, concern);
}

/** With nothing left in other hands it waits for its answer again. */
async function afterwards(ctx: TxCtx, concern: Concern): Promise<Concern['state']> {
  if (concern.state !== 'referred') return concern.state;
  const left = await ctx.db
    .selectFrom('voices.referral')
    .select('id')
    .where('concern_id', '=', concern.id)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (left) return 'referred';
  await setState(ctx, concern, 'open');
  return 'open';
}

async function setState(
  ctx: TxCtx,
  { id, org_id, state }: Concern,
  to: 'open' | 'referred',
  reason: string | null = null,
): Promise<void> {
  await ctx.db.updateTable('voices.concern').set({ state: to }).where('id', '=', id).execute();
  // A second lane is a step of its own: the history names each.
  await recordChange(ctx, { entity: CONCERN, entityId: id, from: state, to, reason }, org_id);
}

/** Ends the open referral of a lane, if there is one, and tells nobody: the caller does, in the words of an answer. */
export async function settleReferral(
  ctx: TxCtx,
  { concernId, lane, how, text }: Omit<Ending, 'id'> & { readonly concernId: string },
): Promise<void> {
  await ctx.db
    .updateTable('voices.referral')
    .set({ how, outcome: text, ended_at: ctx.now })
    .where('concern_id', '=', concernId)
    .where('lane', '=', lane)
    .where(sql<boolean>`ended_at is null`)
    .execute();
}
