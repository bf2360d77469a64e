import type { Input, Output } from '#kernel/contract';
import { beyond, inTx, type Ctx, type TxCtx } from '#kernel/ctx';
import { kernelError } from '#kernel/errors';
import { linksTo, newLink, revokeLink } from '#kernel/links';
import type { FileAnswer } from '#kernel/module';
import { policyAt } from '#kernel/policy';
import { findOrg, phoneFor } from '#orgs';
import { newSignKey } from '../trust/actions.ts';
import { ENTITY, facilityTerms, placeFor, type Place } from '../queries.ts';
import { hostPack, signs } from '../ui/print/host-pack.ts';
import type { Sign } from '../ui/print/sign.ts';
import type * as contract from './contract.ts';
import { hostError } from './errors.ts';
import { hostLinkDays, LINK_KINDS } from './queries.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 731;

/** When a link ends: with its last day, or after the days that a setting gives. Throws places.host_bad_last_day. */
async function endOf(ctx: Ctx, lastDay: string | undefined): Promise<Date> {
  if (lastDay === undefined)
    return new Date(ctx.now.getTime() + (await policyAt(ctx, hostLinkDays)) * DAY_MS);
  const end = new Date(Date.parse(`${lastDay}T00:00:00+08:00`) + DAY_MS);
  if (end > ctx.now && end.getTime() < ctx.now.getTime() + MOST_DAYS * DAY_MS) return end;
  throw hostError('host_bad_last_day', { field: 'lastDay' });
}

export async function makeHostLink(
  ctx: TxCtx,
  { id: placeId, label, lastDay }: Input<typeof contract.makeHostLink>,
): Promise<Output<typeof contract.makeHostLink>> {
  const place = await placeFor(ctx, 'places.manage', placeId, { lock: true });
  const expiresAt = await endOf(ctx, lastDay);
  const { id, token } = await giveLink(ctx, place, { label, expiresAt });
  return { id, token, expiresAt: expiresAt.toISOString() };
}

/** `place` is held for writing: that is what the database's net looks at, and a link is made past it. */
async function giveLink(
  ctx: TxCtx,
  { id: subject, org_id: orgId }: Place,
  { label, expiresAt }: { label: string; expiresAt: Date },
): Promise<{ id: string; token: string }> {
  const link = await newLink(ctx, { kind: LINK_KINDS.host, subject, orgId, label, expiresAt });
  const detail = { link: link.id };
  await ctx.audit({ action: 'places.link_made', entity: ENTITY, entityId: subject, orgId, detail });
  return link;
}

export async function revokeHostLink(
  ctx: TxCtx,
  { id, linkId, use }: Input<typeof contract.revokeHostLink>,
): Promise<Output<typeof contract.revokeHostLink>> {
  const place = await placeFor(ctx, 'places.manage', id, { lock: true });
  const revoked = await beyond(ctx, 'the links and signs of a place', async (wide) => {
    const known = await linksTo(wide, LINK_KINDS[use], id);
    if (!known.some((link) => link.id === linkId)) throw kernelError('link_unknown');
    return revokeLink(wide, LINK_KINDS[use], id, linkId);
  });
  if (revoked)
    await ctx.audit({
      action: 'places.link_revoked',
      entity: ENTITY,
      entityId: id,
      orgId: place.org_id,
      detail: { link: linkId, use },
    });
  return { revoked };
}

/** A file is not kept for being given again, so it runs without the request's transaction and takes its own. */
export function printHostPack(
  ctx: Ctx,
  { id, label, lastDay }: Input<typeof contract.printHostPack>,
): Promise<FileAnswer> {
  return inTx(ctx, async (tx) => {
    const place = await placeFor(tx, 'places.manage', id, { lock: true });
    const expiresAt = await endOf(tx, lastDay);
    const sign = await signOf(tx, place);
    const { token } = await giveLink(tx, place, { label, expiresAt });
    const link = `${tx.app.config.url}/host#${token}`;
    return hostPack({ sign, label, link, expiresAt }, tx.now);
  });
}

export function printSigns(ctx: Ctx, { ids }: Input<typeof contract.printSigns>): Promise<FileAnswer> {
  return inTx(ctx, async (tx) => {
    const all: Sign[] = [];
    for (const id of new Set(ids))
      all.push(await signOf(tx, await placeFor(tx, 'places.manage', id, { lock: true })));
    return signs(all, tx.now);
  });
}

/** What a sign says of a place, with a key of its own: printed anew it has another, and the old one goes on. */
async function signOf(ctx: TxCtx, place: Place): Promise<Sign> {
  const token = await newSignKey(ctx, place);
  const org = (await findOrg(ctx, place.org_id))!;
  const terms = await policyAt(ctx, facilityTerms);
  const has = new Set(
    (
      await ctx.db
        .selectFrom('places.place_facility')
        .select('code')
        .where('place_id', '=', place.id)
        .execute()
    ).map(({ code }) => code),
  );
  return {
    name: place.name,
    code: place.code,
    facilities: terms.filter(({ code }) => has.has(code)),
    hours: place.hours,
    union: org.name,
    phone: (await phoneFor(ctx, org)) ?? place.phone,
    link: `${ctx.app.config.url}/p/${place.code}#k=${token}`,
    page: `${ctx.app.config.url}/p/${place.code}`,
  };
}
