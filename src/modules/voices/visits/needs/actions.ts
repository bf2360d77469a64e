import type { Input, Output } from '#kernel/contract';
import type { Ctx, TxCtx } from '#kernel/ctx';
import { mayAt } from '#orgs';
import { requireTheme } from '../../concerns/themes/queries.ts';
import { putVoices } from '../../received/actions.ts';
import type * as contract from '../contract.ts';
import { visitError } from '../errors.ts';
import { getVisit, knownStop, stopsOf, visitFor, whereIs, type Stop, type Visit } from '../queries.ts';

/** A need, said at a stop: a voice for the union there, which waits for an answer. */
export async function addNeed(
  ctx: TxCtx,
  { id, stopId, text, theme, contact, name, consent }: Input<typeof contract.addNeed>,
): Promise<Output<typeof contract.addNeed>> {
  const visit = await visitFor(ctx, 'voices.answer', id, { lock: true });
  if (visit.state === 'cancelled') throw visitError('visit_cancelled');
  const stop = knownStop(await stopsOf(ctx, id), stopId);
  if ((contact !== undefined || name !== undefined) && !consent)
    throw visitError('visit_needs_consent', { field: 'consent' });
  await requireTheme(ctx, theme);
  const whose = await whoseNeed(ctx, visit, stop);
  const need = { ...whose, kind: 'visit' as const, visit_id: id, text, theme: theme ?? null };
  const [voiceId] = await putVoices(ctx, [
    { ...need, source_ref: null, contact, name, note: null, at: ctx.now },
  ]);
  await ctx.audit({
    action: 'voices.visit_need',
    entity: 'voices.voice',
    entityId: voiceId!,
    orgId: whose.org_id,
    detail: { visit: id, stop: stopId },
  });
  return getVisit(ctx, { id });
}

/** The union that a need at this stop is for: the one there, or the visiting one where the actor may not write there. */
async function whoseNeed(ctx: Ctx, visit: Visit, stop: Stop) {
  const { orgId: there, areaCode } = await whereIs(ctx, stop);
  const org_id = there !== null && (await mayAt(ctx, 'voices.answer', there)) ? there : visit.org_id;
  return { org_id, place_id: stop.place_id, area_code: areaCode };
}
