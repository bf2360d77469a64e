import { recordChange } from '#kernel/audit';
import { normalisePhone, type Input, type Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { defineTemplates } from '#kernel/notify';
import { findOrg, noSuchOrg, orgInScope, rootOrg } from '#orgs';
import type * as contract from './contract.ts';
import { voicesError } from './errors.ts';

const ENTITY = 'voices.voice';

defineTemplates('voices', {
  answered: {
    kind: 'service',
    text: {
      zh: '【职工之家】您提的意见有了回复：{note}',
      en: '[Zhijia] Your suggestion was answered: {note}',
    },
  },
});

export async function makeSuggestion(
  ctx: TxCtx,
  input: Input<typeof contract.makeSuggestion>,
): Promise<Output<typeof contract.makeSuggestion>> {
  const org = input.orgId === undefined ? await rootOrg(ctx) : await findOrg(ctx, input.orgId);
  if (!org) throw noSuchOrg();
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('voices.voice')
    .values({
      id,
      org_id: org.id,
      kind: 'suggestion',
      text: input.text,
      page: input.page,
      theme: null,
      place_id: null,
      area_code: null,
      name_sealed: null,
      source_ref: null,
      visit_id: null,
      concern_id: null,
      contact_sealed: input.contact ? ctx.app.crypto.seal(input.contact) : null,
      state: 'open',
      note: null,
      at: ctx.now,
      answered_at: null,
    })
    .execute();
  await recordChange(ctx, { entity: ENTITY, entityId: id, from: null, to: 'open' }, org.id);
  return { id };
}

export async function answerSuggestion(
  ctx: TxCtx,
  { id, note }: Input<typeof contract.answerSuggestion>,
): Promise<Output<typeof contract.answerSuggestion>> {
  const row = await ctx.db
    .selectFrom('voices.voice as s')
    .select(['s.state', 's.org_id', 's.contact_sealed'])
    .where('s.id', '=', id)
    .where(orgInScope(ctx, 'voices.answer', 's.org_id'))
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw voicesError('not_found');
  if (row.state === 'answered') throw voicesError('already_answered');
  await ctx.db
    .updateTable('voices.voice')
    .set({ state: 'answered', note, answered_at: ctx.now })
    .where('id', '=', id)
    .execute();
  await recordChange(ctx, { entity: ENTITY, entityId: id, from: 'open', to: 'answered' }, row.org_id);
  if (row.contact_sealed) await sendAnswer(ctx, ctx.app.crypto.open(row.contact_sealed), note);
  return { state: 'answered' };
}

/** By SMS or e-mail, by what was left; any other contact is for the officer to use. */
export async function sendAnswer(ctx: TxCtx, contact: string, note: string): Promise<void> {
  const phone = normalisePhone(contact);
  if (/^1[3-9]\d{9}$/.test(phone))
    await ctx.notify({ channel: 'sms', to: phone, template: 'voices.answered', params: { note } });
  else if (/^\S+@\S+\.\S+$/.test(contact)) {
    await ctx.notify({ channel: 'mail', to: contact, template: 'voices.answered', params: { note } });
  }
}
