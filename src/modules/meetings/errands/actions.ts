import { recordChange } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { isLive, linksTo, newLink, revokeLink } from '#kernel/links';
import type { ErrandKind } from '../contract.ts';
import { meetingsError } from '../errors.ts';
import { itemFor, meetingFor, unitRefs } from '../queries.ts';
import { supportingOf } from './asked/queries.ts';
import { ERRAND, ERRAND_LINK, linkEnd, type Errand } from './queries.ts';

/** What a unit is to be asked: `itemId` for the kind `item`, `meetingId` for the others. */
export interface NewErrand {
  readonly kind: ErrandKind;
  readonly unitId: string;
  readonly meetingId?: string | undefined;
  readonly itemId?: string | undefined;
  /** Until when an answer is asked for, `YYYY-MM-DD`; left out, an earlier one stays. */
  readonly dueOn?: string | undefined;
}

/**
 * Asks one unit one thing and gives the link by which it answers. Asked again for the same unit, kind and meeting or item
 * it is the same errand with a new link, and the old link ends. The token is told once. The actor has to hold
 * `meetings.manage` there. Throws meetings.not_found, also for a unit that has no part in the item.
 */
export async function makeErrand(ctx: TxCtx, given: NewErrand): Promise<{ id: string; token: string }> {
  const { unitId, meetingId, itemId } = given;
  const about =
    given.kind === 'item'
      ? await itemFor(ctx, 'meetings.manage', itemId ?? '', { lock: true })
      : await meetingFor(ctx, 'meetings.manage', meetingId ?? '', { lock: true });
  const unit = await ctx.db
    .selectFrom('meetings.unit')
    .select(['id', 'left_at'])
    .where('id', '=', unitId)
    .where('body_id', '=', about.body_id)
    .executeTakeFirst();
  if (!unit || unit.left_at) throw meetingsError('not_found');
  if (
    'lead_unit' in about &&
    about.lead_unit !== unitId &&
    !(await supportingOf(ctx, about.id)).includes(unitId)
  )
    throw meetingsError('not_found');
  const errand = await keepErrand(ctx, about.org_id, given);
  return { id: errand.id, token: await giveLink(ctx, errand) };
}

/** The meeting or the item is held for writing, so that nobody makes the same errand meanwhile. */
async function keepErrand(
  ctx: TxCtx,
  orgId: number,
  { kind, unitId, meetingId, itemId, dueOn }: NewErrand,
): Promise<Errand> {
  const about = kind === 'item' ? ('item_id' as const) : ('meeting_id' as const);
  const had = await ctx.db
    .selectFrom('meetings.errand')
    .select(['id', 'state'])
    .where('kind', '=', kind)
    .where('unit_id', '=', unitId)
    .where(about, '=', (kind === 'item' ? itemId : meetingId)!)
    .forUpdate()
    .executeTakeFirst();
  if (!had) {
    const made = await ctx.db
      .insertInto('meetings.errand')
      .values({
        id: newId(ctx.now.getTime()),
        org_id: orgId,
        kind,
        unit_id: unitId,
        meeting_id: kind === 'item' ? null : meetingId!,
        item_id: kind === 'item' ? itemId! : null,
        state: 'waiting',
        due_on: dueOn ?? null,
        received_at: null,
        made_at: ctx.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordChange(ctx, { entity: ERRAND, entityId: made.id, from: null, to: 'waiting' }, orgId);
    return made;
  }
  if (had.state === 'closed')
    await recordChange(ctx, { entity: ERRAND, entityId: had.id, from: 'closed', to: 'waiting' }, orgId);
  return ctx.db
    .updateTable('meetings.errand')
    .set({ state: had.state === 'closed' ? 'waiting' : had.state, ...(dueOn && { due_on: dueOn }) })
    .where('id', '=', had.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A new link to an errand, for as long as a setting says; those before end. Returns its token. */
export async function giveLink(ctx: TxCtx, errand: Errand): Promise<string> {
  await endLinks(ctx, errand);
  const { id: subject, org_id: orgId, unit_id } = errand;
  const unit = await ctx.db
    .selectFrom('meetings.unit')
    .select(['id', 'org_id', 'seat'])
    .where('id', '=', unit_id)
    .executeTakeFirstOrThrow();
  const label = (await unitRefs(ctx, [unit])).get(unit_id)!.name;
  const expiresAt = await linkEnd(ctx);
  const link = await newLink(ctx, { kind: ERRAND_LINK, subject, orgId, label, expiresAt });
  const detail = { link: link.id };
  await ctx.audit({ action: 'meetings.errand_link', entity: ERRAND, entityId: subject, orgId, detail });
  return link.token;
}

/** Answers that nobody has confirmed yet do not count any more; the unit reads why. */
export async function dropWaiting(ctx: TxCtx, errandIds: readonly string[], reason: string): Promise<void> {
  if (errandIds.length === 0) return;
  await ctx.db
    .updateTable('meetings.submission')
    .set({ state: 'returned', reason, decided_at: ctx.now, contact_sealed: null })
    .where('errand_id', 'in', errandIds)
    .where('state', '=', 'submitted')
    .execute();
}

/** Calls every live link to an errand back; returns how many there were. */
export async function endLinks(ctx: TxCtx, { id }: Pick<Errand, 'id'>): Promise<number> {
  const live = (await linksTo(ctx, ERRAND_LINK, id)).filter((link) => isLive(link, ctx.now));
  for (const link of live) await revokeLink(ctx, ERRAND_LINK, id, link.id);
  return live.length;
}

/**
 * Nobody is asked any more: errands, held by the caller, are closed with the reason, and what waits for an officer in them
 * is given back with it. Links that are live still open their page, where the unit reads so.
 */
export async function endErrands(
  ctx: TxCtx,
  errands: readonly Pick<Errand, 'id' | 'state' | 'org_id'>[],
  reason: string,
): Promise<void> {
  await dropWaiting(
    ctx,
    errands.map(({ id }) => id),
    reason,
  );
  for (const { id, state, org_id } of errands) {
    await ctx.db.updateTable('meetings.errand').set({ state: 'closed' }).where('id', '=', id).execute();
    await recordChange(ctx, { entity: ERRAND, entityId: id, from: state, to: 'closed', reason }, org_id);
  }
}
