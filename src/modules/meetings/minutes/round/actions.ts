import { recordChange } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import type { ERRAND_STATES } from '../../contract.ts';
import { dropWaiting, endLinks, makeErrand } from '../../errands/actions.ts';
import { ERRAND } from '../../errands/queries.ts';
import { unitRefs, unitsOf, type Meeting } from '../../queries.ts';

export interface ReviewLink {
  readonly unit: string;
  readonly url: string;
}

/** Asks every unit that sits now what it says of the draft. The links are told once. */
export async function askForReview(ctx: TxCtx, meeting: Meeting): Promise<ReviewLink[]> {
  const units = (await unitsOf(ctx, meeting.body_id)).filter(({ left_at }) => left_at === null);
  const named = await unitRefs(ctx, units);
  const links: ReviewLink[] = [];
  for (const { id: unitId } of units) {
    const { token } = await makeErrand(ctx, { kind: 'review', unitId, meetingId: meeting.id });
    links.push({ unit: named.get(unitId)!.name, url: `${ctx.app.config.url}/unit#${token}` });
  }
  return links;
}

/** Ends what units were asked of this draft where it stands in one of `states`; what they answered is kept. */
export async function endReview(
  ctx: TxCtx,
  meeting: Meeting,
  states: readonly (typeof ERRAND_STATES)[number][],
): Promise<void> {
  const errands = await ctx.db
    .selectFrom('meetings.errand')
    .select(['id', 'state'])
    .where('meeting_id', '=', meeting.id)
    .where('kind', '=', 'review')
    .where('state', 'in', states)
    .forUpdate()
    .execute();
  await dropWaiting(
    ctx,
    errands.map(({ id }) => id),
    '纪要稿收回修改，请看新稿再答复',
  );
  for (const { id, state } of errands) {
    await endLinks(ctx, { id });
    await ctx.db.updateTable('meetings.errand').set({ state: 'closed' }).where('id', '=', id).execute();
    await recordChange(ctx, { entity: ERRAND, entityId: id, from: state, to: 'closed' }, meeting.org_id);
  }
}
