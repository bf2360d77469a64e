import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { kernelError } from '#kernel/errors';
import { linksTo, newLink, revokeLink } from '#kernel/links';
import type * as contract from '../contract.ts';
import { visitError } from '../errors.ts';
import { knownStop, linkEnd, stopsOf, VISIT, VISIT_LINK, visitFor, whereIs } from '../queries.ts';

/** The visit is held for writing: that is what the database’s net looks at, and a link is made past it. */
export async function makeVisitLink(
  ctx: TxCtx,
  { id: subject, stopId }: Input<typeof contract.makeVisitLink>,
): Promise<Output<typeof contract.makeVisitLink>> {
  const visit = await visitFor(ctx, 'voices.answer', subject, { lock: true });
  if (visit.state === 'cancelled') throw visitError('visit_cancelled');
  const expiresAt = linkEnd(visit);
  if (expiresAt <= ctx.now) throw visitError('visit_link_late');
  const orgId = visit.org_id;
  const stop = stopId === undefined ? undefined : knownStop(await stopsOf(ctx, subject), stopId);
  const { name, areaCode } = stop ? await whereIs(ctx, stop) : { name: null, areaCode: null };
  const { id, token } = await newLink(ctx, { kind: VISIT_LINK, subject, orgId, label: name, expiresAt });
  const detail = { link: id, stop: stopId ?? null };
  await ctx.audit({ action: 'voices.visit_link_made', entity: VISIT, entityId: subject, orgId, detail });
  return { id, token, areaCode, expiresAt: expiresAt.toISOString() };
}

export async function revokeVisitLink(
  ctx: TxCtx,
  { id, linkId }: Input<typeof contract.revokeVisitLink>,
): Promise<Output<typeof contract.revokeVisitLink>> {
  const { org_id: orgId } = await visitFor(ctx, 'voices.answer', id);
  const known = await linksTo(ctx, VISIT_LINK, id);
  if (!known.some((link) => link.id === linkId)) throw kernelError('link_unknown');
  const revoked = await revokeLink(ctx, VISIT_LINK, id, linkId);
  const detail = { link: linkId };
  if (revoked)
    await ctx.audit({ action: 'voices.visit_link_revoked', entity: VISIT, entityId: id, orgId, detail });
  return { revoked };
}
