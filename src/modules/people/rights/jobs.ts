import type { TxCtx } from '#kernel/ctx';
import { recordChange } from '#kernel/audit';
import { backupsUntil } from '#kernel/backup';
import { recordErasure } from '#kernel/erasure';
import { listener } from '#kernel/module';
import { defineTemplates } from '#kernel/notify';
import { findOrg, phoneFor } from '#orgs';
import { eraseApplications, eraseContact, erasePerson } from './erase/actions.ts';
import { nextState, REQUEST, type RequestState } from './rules.ts';

defineTemplates('people', {
  rights_identity_checked: {
    kind: 'service',
    text: {
      zh: '【职工之家】您提的请求已收到，已核实是您本人，{due} 前答复。进度请打开 {link} 登录查看，电话 {phone}。',
      en: '[Zhijia] We have your request and know it is you; the answer comes by {due}. See {link}. Tel {phone}.',
    },
  },
  rights_done: {
    kind: 'service',
    text: {
      zh: '【职工之家】您提的请求已办好，请打开 {link} 登录查看。电话 {phone}。',
      en: '[Zhijia] What you asked for is done. Sign in at {link} to see it. Tel {phone}.',
    },
  },
  rights_refused: {
    kind: 'service',
    text: {
      zh: '【职工之家】您提的请求没有办，原因请打开 {link} 登录查看。不同意可打 {phone}，或向 12351 投诉。',
      en: '[Zhijia] Your request was refused; see why at {link}. You may call {phone}, or complain at 12351.',
    },
  },
  erased: {
    kind: 'service',
    unkept: true,
    text: {
      zh: '【职工之家】您的资料和账号已按您的要求删除。备份里的副本在 {due} 前清除。这是最后一条短信。',
      en: '[Zhijia] Your data and account are deleted as you asked; copies in backups are gone by {due}. This is the last message.',
    },
  },
});

type Row = NonNullable<Awaited<ReturnType<typeof requestOf>>>;

function requestOf(ctx: TxCtx, id: string) {
  return ctx.db
    .selectFrom('people.rights_request as r')
    .leftJoin('people.person as p', 'p.id', 'r.person_id')
    .selectAll('r')
    .select(['p.phone_sealed', 'p.org_id as present_org'])
    .where('r.id', '=', id)
    .executeTakeFirst();
}

/** Tells whoever asked, and does at once what needs no union: it may be repeated. */
export const followRequest = listener({
  event: 'people.rights_step',
  async handle(ctx, { requestId, to }) {
    const row = await requestOf(ctx, requestId);
    // Erased meanwhile, or gone further.
    if (!row || row.state !== to) return;
    const erases =
      row.kind === 'delete' ? to === 'identity_checked' : row.kind === 'deregister' && to === 'done';
    if (erases) return eraseFor(ctx, row);
    if (row.kind !== 'copy') await tell(ctx, row, to);
  },
});

async function tell(ctx: TxCtx, row: Row, to: RequestState): Promise<void> {
  if (!row.phone_sealed || to === 'requested') return;
  const union = await findOrg(ctx, row.present_org ?? row.org_id ?? 0);
  await ctx.notify({
    channel: 'sms',
    to: ctx.app.crypto.open(row.phone_sealed),
    template: `people.rights_${to}`,
    params: {
      due: row.due_on,
      phone: (union && (await phoneFor(ctx, union))) ?? '12351',
      link: `${ctx.app.config.url}/me/rights`,
    },
  });
}

/** The last word goes out, and nothing of it is kept either. */
async function eraseFor(ctx: TxCtx, row: Row): Promise<void> {
  const account = (await ctx.app.accounts.phoneHashesOf([row.user_id])).get(row.user_id);
  const applications = row.person_id === null && account ? await applicationsBy(ctx, account) : [];
  const sealed = row.phone_sealed ?? applications[0]?.phone_sealed;
  if (row.person_id !== null) await erasePerson(ctx, row.person_id);
  await eraseApplications(
    ctx,
    applications.map(({ id }) => id),
  );
  const gone = account ? await eraseContact(ctx, account) : null;
  if (gone !== null) await recordErasure(ctx, [{ entity: 'account', entityId: gone }]);
  await closeBare(ctx, row);
  if (!sealed) return;
  await ctx.notify({
    channel: 'sms',
    to: ctx.app.crypto.open(sealed),
    template: 'people.erased',
    params: { due: await backupsUntil(ctx) },
  });
}

/** Applications of a phone that came to no record: as the page shows them. */
function applicationsBy(ctx: TxCtx, phoneHash: Buffer) {
  return ctx.db
    .selectFrom('people.application as a')
    .leftJoin('people.person as p', 'p.id_hash', 'a.id_hash')
    .select(['a.id', 'a.phone_sealed'])
    .where('a.phone_hash', 'in', ctx.app.crypto.variants('phone', phoneHash))
    .where('p.id', 'is', null)
    .orderBy('a.submitted_at', 'desc')
    .execute();
}

/** The requests of somebody who had no record. */
async function closeBare(ctx: TxCtx, { id, state, kind, user_id, person_id }: Row): Promise<void> {
  if (person_id !== null) return;
  await ctx.db
    .updateTable('people.rights_request')
    .set({ reason: null, wish_sealed: null })
    .where('user_id', '=', user_id)
    .where('person_id', 'is', null)
    .execute();
  const done = nextState(kind, state, 'do');
  if (done === undefined) return;
  await ctx.db
    .updateTable('people.rights_request')
    .set({ state: done, answer: '', closed_at: ctx.now, closed_by: 'system' })
    .where('id', '=', id)
    .execute();
  await recordChange(ctx, { entity: REQUEST, entityId: id, from: state, to: done });
  await recordErasure(ctx, [{ entity: REQUEST, entityId: id }]);
}

/** The record went to another number: the account of the old one holds nothing any more. */
export const leaveAccount = listener({
  event: 'people.phone_moved',
  async handle(ctx, { userId }) {
    const hash = (await ctx.app.accounts.phoneHashesOf([userId])).get(userId);
    if (!hash) return;
    const holder = await ctx.db
      .selectFrom('people.person')
      .select('id')
      .where('phone_hash', 'in', ctx.app.crypto.variants('phone', hash))
      .executeTakeFirst();
    if (!holder) await eraseContact(ctx, hash);
  },
});
