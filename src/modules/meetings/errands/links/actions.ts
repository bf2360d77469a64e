import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { linksTo } from '#kernel/links';
import { defineTemplates } from '#kernel/notify';
import { findOrg } from '#orgs';
import { meetingFor, unitRefs } from '../../queries.ts';
import { endLinks, giveLink, makeErrand } from '../actions.ts';
import { askedBy, standingOf, unionOf, type Asked } from '../asked/queries.ts';
import type * as contract from '../desk/contract.ts';
import { errandError } from '../errors.ts';
import { ERRAND, ERRAND_LINK, errandFor } from '../queries.ts';
import { sayingsNow } from '../rules.ts';

defineTemplates('meetings', {
  errand_link: {
    kind: 'service',
    // It holds a link that opens a page: not kept once it is sent.
    unkept: true,
    text: {
      zh: '【职工之家】{union}请{unit}办理“{what}”，打开 {link} 填写。链接只给本单位用，请勿转发。电话 {phone}。',
      en: '[Zhijia] {union} asks {unit}: {what}. Answer at {link}. The link is for your unit alone. Tel {phone}.',
    },
  },
});

export async function askUnit(
  ctx: TxCtx,
  { kind, unitId, about, dueOn }: Input<typeof contract.askUnit>,
): Promise<Output<typeof contract.askUnit>> {
  const at = kind === 'item' ? { itemId: about } : { meetingId: about };
  const { id, token } = await makeErrand(ctx, { kind, unitId, ...at, dueOn });
  return { id, token, expiresAt: await endOf(ctx, id) };
}

export async function renewErrandLink(
  ctx: TxCtx,
  { id }: Input<typeof contract.renewErrandLink>,
): Promise<Output<typeof contract.renewErrandLink>> {
  const asked = await askedToAnswer(ctx, id);
  return { id, token: await giveLink(ctx, asked.errand), expiresAt: await endOf(ctx, id) };
}

/** The errand, held, of a unit that is still a member. Throws meetings.not_found and errand_unit_left. */
async function askedToAnswer(ctx: TxCtx, id: string): Promise<Asked> {
  await errandFor(ctx, 'meetings.manage', id, { lock: true });
  const asked = await askedBy(ctx, id);
  if (asked.unit.left_at) throw errandError('errand_unit_left');
  return asked;
}

/** When the newest link to an errand ends. */
async function endOf(ctx: TxCtx, id: string): Promise<string> {
  const [link] = await linksTo(ctx, ERRAND_LINK, id);
  return link!.expiresAt!.toISOString();
}

export async function renewMeetingLinks(
  ctx: TxCtx,
  { id: meetingId, kind }: Input<typeof contract.renewMeetingLinks>,
): Promise<Output<typeof contract.renewMeetingLinks>> {
  await meetingFor(ctx, 'meetings.manage', meetingId, { lock: true });
  const waiting = await ctx.db
    .selectFrom('meetings.errand as e')
    .innerJoin('meetings.unit as u', 'u.id', 'e.unit_id')
    .select(['e.id', 'e.unit_id', 'u.org_id', 'u.seat'])
    .where('e.meeting_id', '=', meetingId)
    .where('e.kind', '=', kind)
    .where('e.state', 'in', ['waiting', 'returned'])
    .where('u.left_at', 'is', null)
    .orderBy('u.seq')
    .orderBy('u.id')
    .execute();
  const names = await unitRefs(
    ctx,
    waiting.map(({ unit_id, ...unit }) => ({ ...unit, id: unit_id })),
  );
  const items = [];
  for (const { id, unit_id } of waiting) {
    const errand = await errandFor(ctx, 'meetings.manage', id, { lock: true });
    items.push({ id, unit: names.get(unit_id)!.name, token: await giveLink(ctx, errand) });
  }
  const expiresAt = items[0] ? await endOf(ctx, items[0].id) : ctx.now.toISOString();
  return { items, expiresAt };
}

export async function endErrandLink(
  ctx: TxCtx,
  { id }: Input<typeof contract.endErrandLink>,
): Promise<Output<typeof contract.endErrandLink>> {
  const errand = await errandFor(ctx, 'meetings.manage', id, { lock: true });
  const ended = (await endLinks(ctx, errand)) > 0;
  if (ended)
    await ctx.audit({
      action: 'meetings.errand_link_ended',
      entity: ERRAND,
      entityId: id,
      orgId: errand.org_id,
    });
  return { ended };
}

export async function sendErrandLink(
  ctx: TxCtx,
  { id }: Input<typeof contract.sendErrandLink>,
): Promise<Output<typeof contract.sendErrandLink>> {
  const asked = await askedToAnswer(ctx, id);
  const { errand, unit } = asked;
  if (!unit.contact_sealed) throw errandError('errand_no_phone');
  const token = await giveLink(ctx, errand);
  const [org, office] = [await findOrg(ctx, errand.org_id), await findOrg(ctx, unit.org_id)];
  await ctx.notify({
    channel: 'sms',
    to: ctx.app.crypto.open(unit.contact_sealed),
    template: 'meetings.errand_link',
    params: {
      ...(await unionOf(ctx, org!)),
      unit: office!.name,
      what: whatOf(asked),
      link: `${ctx.app.config.url}/unit#${token}`,
    },
  });
  await ctx.audit({ action: 'meetings.errand_sent', entity: ERRAND, entityId: id, orgId: errand.org_id });
  return { sent: true };
}

/** What is asked, in the few words that an SMS has room for. */
function whatOf(asked: Asked): string {
  const over = sayingsNow(standingOf(asked)).length === 0;
  const { kind } = asked.errand;
  const words = { topics: '议题征集', attend: '会议通知', review: '纪要会签', item: '议定事项' }[kind];
  return over ? `${words}（已进到下一步）` : words;
}
