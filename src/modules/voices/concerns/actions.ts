import { sql } from 'kysely';
import { recordChange, recordChanges } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { findOrg, orgFor, orgWithin } from '#orgs';
import { VOICE } from '../actions.ts';
import type { VOICE_STATES } from '../contract.ts';
import type * as contract from './contract.ts';
import { concernError } from './errors.ts';
import { CONCERN, concernFor, type Concern } from './queries.ts';
import { requireTheme } from './themes/queries.ts';

export async function makeConcern(
  ctx: TxCtx,
  { orgId, title, summary, theme, voiceIds }: Input<typeof contract.makeConcern>,
): Promise<Output<typeof contract.makeConcern>> {
  await orgFor(ctx, 'voices.answer', orgId);
  await requireTheme(ctx, theme);
  const id = newId(ctx.now.getTime());
  const voices = await takeVoices(ctx, orgId, voiceIds);
  await ctx.db
    .insertInto('voices.concern')
    .values({
      id,
      org_id: orgId,
      title,
      summary: summary || null,
      theme: theme || shared(voices, 'theme'),
      place_id: shared(voices, 'place_id'),
      area_code: shared(voices, 'area_code'),
      state: 'open',
      answer: null,
      opened_by: ctx.actor.kind === 'account' ? ctx.actor.userId : ctx.actor.kind,
      opened_at: ctx.now,
      answered_at: null,
    })
    .execute();
  await recordChange(ctx, { entity: CONCERN, entityId: id, from: null, to: 'open' }, orgId);
  await setVoices(ctx, { id, org_id: orgId }, voices, 'grouped');
  return { id };
}

export async function addVoices(
  ctx: TxCtx,
  { id, voiceIds }: Input<typeof contract.addVoices>,
): Promise<Output<typeof contract.addVoices>> {
  const concern = await unsettled(ctx, id);
  await setVoices(ctx, concern, await takeVoices(ctx, concern.org_id, voiceIds), 'grouped');
  return { voices: await settleFacts(ctx, id) };
}

/**
 * Undoes a grouping, of some voices or of all. The last ones to go leave nothing to handle: the concern is dissolved,
 * unless it is in other hands. Of an answered one those can go whose tellers said that the answer does not help.
 */
export async function releaseVoices(
  ctx: TxCtx,
  { id, voiceIds }: Input<typeof contract.releaseVoices>,
): Promise<Output<typeof contract.releaseVoices>> {
  const concern = await concernFor(ctx, 'voices.answer', id, { lock: true });
  const { state } = concern;
  if (state === 'merged' || state === 'dissolved') throw concernError('concern_settled');
  const all = await lockedVoices(ctx, sql<boolean>`concern_id = ${id}`);
  const loose = all.filter((voice) => voice.state !== 'answered');
  if (state === 'answered' && loose.length === 0) throw concernError('concern_settled');
  const voices = loose.filter((voice) => voiceIds === undefined || voiceIds.includes(voice.id));
  if (voices.length === 0 || voices.length < new Set(voiceIds).size)
    throw concernError('concern_voice_missing');
  const left = all.length - voices.length;
  if (left === 0 && state === 'referred') throw concernError('concern_referred');
  await setVoices(ctx, concern, voices, 'open');
  if (left > 0) await settleFacts(ctx, id);
  else if (state === 'open') await close(ctx, concern, { state: 'dissolved' });
  return { voices: left, state: left === 0 && state === 'open' ? 'dissolved' : state };
}

/** Both are held, in the order of their ids: two officers who merge them both ways do not wait for each other for ever. */
export async function mergeConcern(
  ctx: TxCtx,
  { id, into }: Input<typeof contract.mergeConcern>,
): Promise<Output<typeof contract.mergeConcern>> {
  if (id === into) throw concernError('concern_same', { field: 'into' });
  const both = new Map<string, Concern>();
  for (const one of [id, into].toSorted()) both.set(one, await unsettled(ctx, one));
  const [from, to] = [both.get(id)!, both.get(into)!];
  if (from.state === 'referred') throw concernError('concern_referred');
  const voices = await lockedVoices(ctx, sql<boolean>`concern_id = ${id}`);
  await requireBelow(ctx, to.org_id, voices);
  await ctx.db.updateTable('voices.voice').set({ concern_id: into }).where('concern_id', '=', id).execute();
  // What was told and what came of it stays with those who were told.
  await ctx.db.updateTable('voices.step').set({ concern_id: into }).where('concern_id', '=', id).execute();
  await ctx.db
    .updateTable('voices.referral')
    .set({ concern_id: into })
    .where('concern_id', '=', id)
    .execute();
  await close(ctx, from, { state: 'merged', merged_into: into });
  return { voices: await settleFacts(ctx, into) };
}

/**
 * Rewrites the words of a concern. Whoever writes second is told so, and shown the other’s words by reading it again.
 * Throws voices.concern_changed.
 */
export async function editConcern(
  ctx: TxCtx,
  { id, version, title, summary, theme }: Input<typeof contract.editConcern>,
): Promise<Output<typeof contract.editConcern>> {
  const concern = await unsettled(ctx, id);
  if (concern.version !== version) throw concernError('concern_changed');
  if (theme !== concern.theme) await requireTheme(ctx, theme);
  await ctx.db
    .updateTable('voices.concern')
    .set({ title, summary: summary || null, theme: theme || null, version: version + 1 })
    .where('id', '=', id)
    .execute();
  await ctx.audit({ action: 'voices.edit', entity: CONCERN, entityId: id, orgId: concern.org_id });
  return { version: version + 1 };
}

/** One concern, held, that is still handled. Throws voices.concern_settled. */
async function unsettled(ctx: TxCtx, id: string): Promise<Concern> {
  const concern = await concernFor(ctx, 'voices.answer', id, { lock: true });
  if (concern.state !== 'open' && concern.state !== 'referred') throw concernError('concern_settled');
  return concern;
}

interface VoiceFacts {
  readonly id: string;
  readonly org_id: number;
  readonly state: (typeof VOICE_STATES)[number];
  readonly theme: string | null;
  readonly place_id: string | null;
  readonly area_code: string | null;
}

function lockedVoices(ctx: TxCtx, which: ReturnType<typeof sql<boolean>>): Promise<VoiceFacts[]> {
  return ctx.db
    .selectFrom('voices.voice')
    .select(['id', 'org_id', 'state', 'theme', 'place_id', 'area_code'])
    .where(which)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Open voices, held, for a concern of the union `orgId`. Throws where one is out of its reach, or is open no longer. */
async function takeVoices(ctx: TxCtx, orgId: number, ids: readonly string[]): Promise<VoiceFacts[]> {
  const voices = await lockedVoices(ctx, sql<boolean>`id = any(${ids}::uuid[])`);
  if (voices.length < new Set(ids).size) throw concernError('concern_voice_missing');
  await requireBelow(ctx, orgId, voices);
  if (voices.some(({ state }) => state !== 'open')) throw concernError('concern_voice_taken');
  return voices;
}

/** Who reads a concern reads its voices: they are from its union or from below. */
async function requireBelow(ctx: TxCtx, orgId: number, voices: readonly VoiceFacts[]): Promise<void> {
  const org = await findOrg(ctx, orgId);
  const { reached } = await ctx.db
    .selectFrom('voices.voice')
    .select((eb) => eb.fn.countAll<number>().as('reached'))
    .where(sql<boolean>`id = any(${voices.map(({ id }) => id)}::uuid[])`)
    .where(orgWithin('org_id', org ? [org.path] : []))
    .executeTakeFirstOrThrow();
  if (reached < voices.length) throw concernError('concern_voice_missing');
}

async function setVoices(
  ctx: TxCtx,
  concern: Pick<Concern, 'id' | 'org_id'>,
  voices: readonly VoiceFacts[],
  state: 'open' | 'grouped',
): Promise<void> {
  await ctx.db
    .updateTable('voices.voice')
    // What was opened again had an answer once, which stays in its history alone.
    .set({ state, concern_id: state === 'open' ? null : concern.id, note: null, answered_at: null })
    .where(sql<boolean>`id = any(${voices.map(({ id }) => id)}::uuid[])`)
    .execute();
  await recordChanges(
    ctx,
    // One that was opened again by its teller is open as before.
    voices
      .filter((voice) => voice.state !== state)
      .map((voice) => ({
        entity: VOICE,
        entityId: voice.id,
        from: voice.state,
        to: state,
        at: ctx.now,
      })),
  );
  await ctx.audit({
    action: 'voices.group',
    entity: CONCERN,
    entityId: concern.id,
    orgId: concern.org_id,
    detail: { to: state, voices: voices.map(({ id }) => id) },
  });
}

/** What all have in common. */
function shared<K extends 'theme' | 'place_id' | 'area_code'>(
  voices: readonly VoiceFacts[],
  key: K,
): string | null {
  const values = new Set(voices.map((voice) => voice[key]));
  return values.size === 1 ? [...values][0]! : null;
}

/** After its voices have changed: where it is. Returns how many there are. */
async function settleFacts(ctx: TxCtx, id: string): Promise<number> {
  const voices = await lockedVoices(ctx, sql<boolean>`concern_id = ${id}`);
  await ctx.db
    .updateTable('voices.concern')
    .set({ place_id: shared(voices, 'place_id'), area_code: shared(voices, 'area_code') })
    .where('id', '=', id)
    .execute();
  return voices.length;
}

async function close(
  ctx: TxCtx,
  { id, org_id, state: from }: Concern,
  to: { readonly state: 'dissolved' } | { readonly state: 'merged'; readonly merged_into: string },
): Promise<void> {
  await ctx.db.updateTable('voices.concern').set(to).where('id', '=', id).execute();
  await recordChange(ctx, { entity: CONCERN, entityId: id, from, to: to.state }, org_id);
}
