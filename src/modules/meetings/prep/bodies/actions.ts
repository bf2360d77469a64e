import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { findOrg, heirOf, noSuchOrg, orgFor, type Org } from '#orgs';
import { bodyFor, unitsOf, type Body, type Unit } from '../../queries.ts';
import { prepError } from '../errors.ts';
import type * as contract from './contract.ts';

const BODY = 'meetings.body';

export async function createBody(
  ctx: TxCtx,
  { orgId, name }: Input<typeof contract.createBody>,
): Promise<Output<typeof contract.createBody>> {
  await orgFor(ctx, 'meetings.manage', orgId);
  await requireFreeName(ctx, orgId, name);
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('meetings.body')
    .values({ id, org_id: orgId, name, made_at: ctx.now, ended_at: null })
    .execute();
  await ctx.audit({ action: 'meetings.body', entity: BODY, entityId: id, orgId });
  return { id };
}

export async function renameBody(
  ctx: TxCtx,
  { id, name }: Input<typeof contract.renameBody>,
): Promise<Output<typeof contract.renameBody>> {
  const body = await bodyFor(ctx, 'meetings.manage', id, { lock: true });
  if (name !== body.name) await requireFreeName(ctx, body.org_id, name);
  await ctx.db.updateTable('meetings.body').set({ name }).where('id', '=', id).execute();
  await ctx.audit({ action: 'meetings.body_rename', entity: BODY, entityId: id, orgId: body.org_id });
  return { done: true };
}

async function requireFreeName(ctx: TxCtx, orgId: number, name: string): Promise<void> {
  const taken = await ctx.db
    .selectFrom('meetings.body')
    .select('id')
    .where('org_id', '=', orgId)
    .where('name', '=', name)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (taken) throw prepError('body_name_taken', { field: 'name' });
}

type Contact = Pick<Input<typeof contract.addUnit>, 'contactName' | 'contactTitle' | 'contactPhone'>;

/** The columns of a contact; what was left out stays. */
function contactOf(ctx: TxCtx, { contactName, contactTitle, contactPhone }: Contact): Partial<Unit> {
  return {
    ...(contactName === undefined ? {} : { contact_name: contactName }),
    ...(contactTitle === undefined ? {} : { contact_title: contactTitle }),
    ...(contactPhone === undefined
      ? {}
      : { contact_sealed: contactPhone === null ? null : ctx.app.crypto.seal(contactPhone) }),
  };
}

function requireStanding(org: Org): void {
  if (org.state === 'merged' || org.state === 'dissolved')
    throw prepError('unit_not_standing', { field: 'orgId', params: { name: org.name } });
}

/** A body whose units are about to change, held until the transaction ends, and those that are in it now. */
async function bodyToChange(ctx: TxCtx, id: string): Promise<{ body: Body; present: Unit[] }> {
  const body = await bodyFor(ctx, 'meetings.manage', id, { lock: true });
  const present = (await unitsOf(ctx, id)).filter(({ left_at }) => left_at === null);
  return { body, present };
}

function requireUnit(present: readonly Unit[], id: string): Unit {
  const unit = present.find((one) => one.id === id);
  if (!unit) throw prepError('unit_unknown');
  return unit;
}

async function insertUnit(
  ctx: TxCtx,
  given: Pick<Unit, 'body_id' | 'org_id' | 'seat' | 'seq'> & Partial<Unit>,
): Promise<string> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('meetings.unit')
    .values({
      contact_name: null,
      contact_title: null,
      contact_sealed: null,
      joined_at: ctx.now,
      left_at: null,
      left_reason: null,
      heir_id: null,
      ...given,
      id,
    })
    .execute();
  return id;
}

export async function addUnit(
  ctx: TxCtx,
  { id, orgId, seat, ...contact }: Input<typeof contract.addUnit>,
): Promise<Output<typeof contract.addUnit>> {
  const { body, present } = await bodyToChange(ctx, id);
  const org = await findOrg(ctx, orgId);
  if (!org) throw noSuchOrg();
  requireStanding(org);
  if (present.some(({ org_id }) => org_id === orgId)) throw prepError('unit_twice', { field: 'orgId' });
  const seq = Math.max(-1, ...present.map((unit) => unit.seq)) + 1;
  const unit = await insertUnit(ctx, { ...contactOf(ctx, contact), body_id: id, org_id: orgId, seat, seq });
  await ctx.audit({
    action: 'meetings.unit_add',
    entity: BODY,
    entityId: id,
    orgId: body.org_id,
    detail: { unit },
  });
  return { id: unit };
}

export async function changeUnit(
  ctx: TxCtx,
  { id, unit: unitId, seat, ...contact }: Input<typeof contract.changeUnit>,
): Promise<Output<typeof contract.changeUnit>> {
  const { body, present } = await bodyToChange(ctx, id);
  const unit = requireUnit(present, unitId);
  await ctx.db
    .updateTable('meetings.unit')
    .set({ ...contactOf(ctx, contact), seat: seat ?? unit.seat })
    .where('id', '=', unitId)
    .execute();
  await ctx.audit({
    action: 'meetings.unit_change',
    entity: BODY,
    entityId: id,
    orgId: body.org_id,
    detail: { unit: unitId },
  });
  return { done: true };
}

export async function sortUnits(
  ctx: TxCtx,
  { id, units }: Input<typeof contract.sortUnits>,
): Promise<Output<typeof contract.sortUnits>> {
  const { present } = await bodyToChange(ctx, id);
  const known = new Set(present.map((unit) => unit.id));
  if (
    units.length !== known.size ||
    new Set(units).size !== known.size ||
    units.some((one) => !known.has(one))
  )
    throw prepError('unit_order_old');
  for (const [seq, unit] of units.entries())
    await ctx.db.updateTable('meetings.unit').set({ seq }).where('id', '=', unit).execute();
  return { done: true };
}

export async function endUnit(
  ctx: TxCtx,
  { id, unit: unitId, reason }: Input<typeof contract.endUnit>,
): Promise<Output<typeof contract.endUnit>> {
  const { body, present } = await bodyToChange(ctx, id);
  requireUnit(present, unitId);
  await ctx.db
    .updateTable('meetings.unit')
    .set({ left_at: ctx.now, left_reason: reason })
    .where('id', '=', unitId)
    .execute();
  const { count } = await ctx.db
    .selectFrom('meetings.item')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('lead_unit', '=', unitId)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  await ctx.audit({
    action: 'meetings.unit_leave',
    entity: BODY,
    entityId: id,
    orgId: body.org_id,
    detail: { unit: unitId },
  });
  return { openItems: count };
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
  const why = reason ?? `${before.name}由${heir.name}接替`;
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
        edited_by: editor(ctx),
        at: ctx.now,
      })
      .execute();
  // Where it supported an item that it now leads, or supports already, once is enough.
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
  return passed.length;
}

function editor({ actor }: Pick<TxCtx, 'actor'>): string {
  return actor.kind === 'account' ? actor.userId : actor.kind === 'system' ? `system:${actor.name}` : 'guest';
}
