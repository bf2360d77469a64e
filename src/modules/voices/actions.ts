import { recordChange } from '#kernel/audit';
import { normalisePhone, type Input, type Output } from '#kernel/contract';
import { makeCtx, type Ctx, type TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { newLink } from '#kernel/links';
import { defineTemplates } from '#kernel/notify';
import { findOrg, noSuchOrg, orgInScope, rootOrg } from '#orgs';
import { placeByCode } from '#places';
import type * as contract from './contract.ts';
import { requireTheme } from './concerns/themes/queries.ts';
import { voicesError } from './errors.ts';
import type { Voice } from './queries.ts';
import type { VoiceTable } from './tables.ts';

/** Entity of the history of a voice. */
export const VOICE = 'voices.voice';
/** The kind of the links by which tellers follow what they said; their subject is the voice. */
export const VOICE_LINK = 'voices.voice';

defineTemplates('voices', {
  answered: {
    kind: 'service',
    text: {
      zh: '【职工之家】您提的意见有了回复：{note} 没解决可以再说：{link}',
      en: '[Zhijia] What you said was answered: {note} If it did not help, say so: {link}',
    },
  },
});

/** Who speaks stays unsaid, signed in or not: in the history as in the audit log it is a guest from nowhere. */
export function unnamed(ctx: TxCtx): TxCtx {
  return makeCtx({ ...ctx, actor: { kind: 'guest' }, ip: null });
}

export async function makeVoice(
  ctx: TxCtx,
  input: Input<typeof contract.makeVoice>,
): Promise<Output<typeof contract.makeVoice>> {
  if (input.name && !input.nameConsent) throw voicesError('name_consent', { field: 'nameConsent' });
  const place = input.placeCode === undefined ? null : await placeByCode(ctx, input.placeCode);
  const orgId = input.orgId ?? place?.org_id;
  const org = orgId === undefined ? await rootOrg(ctx) : await findOrg(ctx, orgId);
  if (!org) throw noSuchOrg();
  await requireTheme(ctx, input.theme);
  return sayVoice(ctx, {
    org_id: org.id,
    kind: input.kind,
    text: input.text,
    page: input.page ?? null,
    theme: input.theme ?? null,
    place_id: place?.id ?? null,
    area_code: place?.area_code ?? null,
    contact: input.contact,
    name: input.name,
  });
}

/** What somebody says for themselves; name and contact as they were typed. */
export interface SaidVoice
  extends
    Pick<VoiceTable, 'org_id' | 'text'>,
    Partial<Pick<VoiceTable, 'page' | 'theme' | 'place_id' | 'area_code' | 'visit_id'>> {
  readonly kind: 'suggestion' | 'wish' | 'interview';
  readonly contact?: string | undefined;
  readonly name?: string | undefined;
}

/**
 * Puts on record what somebody says, and begins its history, in which who it was stays unsaid. Name and contact are
 * sealed. The token opens its link. What officers write down for others: `putVoices`.
 */
export async function sayVoice(
  ctx: TxCtx,
  { contact, name, ...voice }: SaidVoice,
): Promise<{ id: string; token: string }> {
  const id = newId(ctx.now.getTime());
  const sealed = (text: string | undefined) => (text ? ctx.app.crypto.seal(text) : null);
  const values = { ...voice, id, contact_sealed: sealed(contact), name_sealed: sealed(name) };
  await ctx.db
    .insertInto('voices.voice')
    .values({ ...values, state: 'open', at: ctx.now })
    .execute();
  const begun = { entity: VOICE, entityId: id, from: null, to: 'open' };
  await recordChange(unnamed(ctx), begun, voice.org_id);
  const { token } = await newVoiceLink(ctx, id);
  return { id, token };
}

/** A link by which a voice is followed. Nobody but its holder knows of it, so no union may call it back. */
export function newVoiceLink(ctx: TxCtx, voiceId: string): Promise<{ token: string }> {
  return newLink(ctx, { kind: VOICE_LINK, subject: voiceId, orgId: null });
}

export async function answerVoice(
  ctx: TxCtx,
  { id, note }: Input<typeof contract.answerVoice>,
): Promise<Output<typeof contract.answerVoice>> {
  const row = await voiceFor(ctx, id, { lock: true });
  requireWaiting(row);
  await settleVoice(ctx, row, note);
  return { state: 'answered' };
}

/** Throws for what has its answer already, or waits for that to its concern. */
export function requireWaiting({ state }: Pick<Voice, 'state'>): void {
  if (state === 'answered') throw voicesError('already_answered');
  if (state === 'grouped') throw voicesError('answered_with_concern');
}

/** One voice that the actor may answer; `lock`: held until the transaction ends. Throws voices.not_found. */
export async function voiceFor(ctx: Ctx, id: string, { lock = false } = {}): Promise<Voice> {
  let query = ctx.db
    .selectFrom('voices.voice as s')
    .selectAll('s')
    .where('s.id', '=', id)
    .where(orgInScope(ctx, 'voices.answer', 's.org_id'));
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) throw voicesError('not_found');
  return row;
}

/**
 * Answers a voice that waits, alone or with its concern: its state and history, and a message to the phone or address that
 * was left. The caller holds the row and has looked whether the actor may.
 */
export async function settleVoice(
  ctx: TxCtx,
  voice: Pick<Voice, 'id' | 'org_id' | 'state' | 'contact_sealed'>,
  note: string,
): Promise<void> {
  await ctx.db
    .updateTable('voices.voice')
    .set({ state: 'answered', note, answered_at: ctx.now })
    .where('id', '=', voice.id)
    .execute();
  const change = { entity: VOICE, entityId: voice.id, from: voice.state, to: 'answered' };
  await recordChange(ctx, change, voice.org_id);
  if (voice.contact_sealed) await sendAnswer(ctx, voice.id, ctx.app.crypto.open(voice.contact_sealed), note);
}

/** By SMS or e-mail, by what was left; any other contact is for the officer to use. */
export async function sendAnswer(ctx: TxCtx, voiceId: string, contact: string, note: string): Promise<void> {
  const phone = normalisePhone(contact);
  const sms = /^1[3-9]\d{9}$/.test(phone);
  if (!sms && !/^\S+@\S+\.\S+$/.test(contact)) return;
  const link = `${ctx.app.config.url}/said#${(await newVoiceLink(ctx, voiceId)).token}`;
  await ctx.notify({
    channel: sms ? 'sms' : 'mail',
    to: sms ? phone : contact,
    template: 'voices.answered',
    params: { note, link },
  });
}

export async function revealVoice(
  ctx: TxCtx,
  { id, purpose }: Input<typeof contract.revealVoice>,
): Promise<Output<typeof contract.revealVoice>> {
  const voice = await voiceFor(ctx, id);
  await ctx.audit({ action: 'voices.reveal', entity: VOICE, entityId: id, orgId: voice.org_id, purpose });
  const open = (sealed: Buffer | null) => (sealed === null ? null : ctx.app.crypto.open(sealed));
  return { name: open(voice.name_sealed), contact: open(voice.contact_sealed) };
}
