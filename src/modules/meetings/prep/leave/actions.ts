import { requireAccount } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { findOrg, heirOf, noSuchOrg } from '#orgs';
import { endErrands } from '../../errands/actions.ts';
import { unitsOf, type Meeting } from '../../queries.ts';
import { HELD_STATES } from '../../rules.ts';
import { expectUnits } from '../come/actions.ts';
import { prepError } from '../errors.ts';
import { BODY, bodyToChange, insertUnit, requireStanding, requireUnit } from '../bodies/actions.ts';
import type * as contract from '../bodies/contract.ts';

/** Why a unit left whose seat another has taken, where nobody says more. */
const WHY = {
  zh: (before: string, heir: string) => `${before}由${heir}接替`,
  en: (before: string, heir: string) => `${heir} took over from ${before}`,
};

export async function endUnit(
  ctx: TxCtx,
  { id, unit: unitId, reason }: Input<typeof contract.endUnit>,
): Promise<Output<typeof contract.endUnit>> {
  const { body, present } = await bodyToChange(ctx, id);
  requireUnit(present, unitId);
  const { count } = await ctx.db
    .selectFrom('meetings.item')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('lead_unit', '=', unitId)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  // Nothing that was agreed is left to nobody.
  if (count > 0) throw prepError('unit_leads_items', { params: { count } });
  await ctx.db
    .updateTable('meetings.unit')
    .set({ left_at: ctx.now, left_reason: reason })
    .where('id', '=', unitId)
    .execute();
  await partWith(ctx, unitId, reason);
  await ctx.audit({
    action: 'meetings.unit_leave',
    entity: BODY,
    entityId: id,
    orgId: body.org_id,
    detail: { unit: unitId },
  });
  return { done: true };
}

export async function succeedUnit(
  ctx: TxCtx,
  { id, unit: unitId, orgId, reason }: Input<typeof contract.succeedUnit>,
): Promise<Output<typeof contract.succeedUnit>> {
  const { body, present } = await bodyToChange(ctx, id);
  const unit = requireUnit(present, unitId);
  const before = (await findOrg(ctx, unit.org_id))!;
  const heir = orgId === undefined ? await heirOf(ctx, before) : await findOrg(ctx, orgId);
  if (orgId !== undefined && !heir) throw noSuchOrg();
  if (!heir || heir.id === before.id) throw prepError('unit_no_heir', { field: 'orgId' });
  requireStanding(heir);
  const why = reason ?? WHY[ctx.locale](before.name, heir.name);
  await ctx.db
    .updateTable('meetings.unit')
    .set({ left_at: ctx.now, left_reason: why })
    .where('id', '=', unitId)
    .execute();
  // It may have a seat of its own already: then that one carries both.
  const own = present.find(({ org_id }) => org_id === heir.id);
  const { seat, seq } = unit;
  const next = own?.id ?? (await insertUnit(ctx, { body_id: id, org_id: heir.id, seat, seq }));
  await ctx.db.updateTable('meetings.unit').set({ heir_id: next }).where('id', '=', unitId).execute();
  const items = await passItems(ctx, { from: unitId, to: next, why });
  const called = await partWith(ctx, unitId, why);
  const [taker] = (await unitsOf(ctx, id)).filter((one) => one.id === next);
  for (const meeting of called) await expectUnits(ctx, meeting, [taker!]);
  await ctx.audit({
    action: 'meetings.unit_succeed',
    entity: BODY,
    entityId: id,
    orgId: body.org_id,
    detail: { unit: unitId, heir: next, items },
  });
  return { id: next, items };
}

/** Open items go over to the unit that took the seat; each keeps how it was. Returns how many. */
async function passItems(
  ctx: TxCtx,
  { from, to, why }: { from: string; to: string; why: string },
): Promise<number> {
  const passed = await ctx.db
    .updateTable('meetings.item')
    .set((eb) => ({ lead_unit: to, version: eb('version', '+', 1) }))
    .where('lead_unit', '=', from)
    .where('closed_at', 'is', null)
    .returning('id')
    .execute();
  for (const { id } of passed)
    await ctx.db
      .insertInto('meetings.item_edit')
      .values({
        id: newId(ctx.now.getTime()),
        item_id: id,
        before: JSON.stringify({ leadUnit: from }),
        after: JSON.stringify({ leadUnit: to }),
        reason: why,
        edited_by: requireAccount(ctx).userId,
        at: ctx.now,
      })
      .execute();
  await passSupport(ctx, from, to);
  return passed.length;
}

/** Where it supports an item already, once is enough; what it leads it does not support as well. */
async function passSupport(ctx: TxCtx, from: string, to: string): Promise<void> {
  const open = ctx.db.selectFrom('meetings.item').select('id').where('closed_at', 'is', null);
  const supported = await ctx.db
    .deleteFrom('meetings.item_support')
    .where('unit_id', '=', from)
    .where('item_id', 'in', open)
    .returning('item_id')
    .execute();
  for (const { item_id } of supported)
    await ctx.db
      .insertInto('meetings.item_support')
      .values({ item_id, unit_id: to })
      .onConflict((oc) => oc.doNothing())
      .execute();
  await ctx.db
    .deleteFrom('meetings.item_support')
    .where('unit_id', '=', to)
    .where('item_id', 'in', open.where('lead_unit', '=', to))
    .execute();
}

/**
 * A unit is asked nothing more: its links say so and no more, and at meetings still ahead it is not expected. What it was
 * part of stays, and so do answers that an officer has yet to confirm. Returns the meetings that it was called to.
 */
async function partWith(ctx: TxCtx, unitId: string, reason: string): Promise<Meeting[]> {
  const errands = await ctx.db
    .selectFrom('meetings.errand')
    .select(['id', 'state', 'org_id'])
    .where('unit_id', '=', unitId)
    .where('state', 'in', ['waiting', 'returned'])
    .forUpdate()
    .execute();
  await endErrands(ctx, errands, reason);
  const called = await ctx.db
    .selectFrom('meetings.meeting as m')
    .innerJoin('meetings.attendance as a', 'a.meeting_id', 'm.id')
    .selectAll('m')
    .where('a.unit_id', '=', unitId)
    .where('m.state', 'not in', [...HELD_STATES, 'cancelled'])
    .orderBy('m.id')
    .execute();
  for (const { id } of called)
    await ctx.db
      .deleteFrom('meetings.attendance')
      .where('meeting_id', '=', id)
      .where('unit_id', '=', unitId)
      .execute();
  return called.filter(({ state }) => state === 'noticed');
}
