import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { newId } from '#kernel/ids';
import { findOrg, noSuchOrg, orgFor, type Org } from '#orgs';
import { bodyFor, unitsOf, type Body, type Unit } from '../../queries.ts';
import { prepError } from '../errors.ts';
import type * as contract from './contract.ts';

export const BODY = 'meetings.body';

export async function createBody(
  ctx: TxCtx,
  { orgId, name }: Input<typeof contract.createBody>,
): Promise<Output<typeof contract.createBody>> {
  await orgFor(ctx, 'meetings.manage', orgId);
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('meetings.body')
    .values({ id, org_id: orgId, name, made_at: ctx.now, ended_at: null })
    .execute()
    .catch(nameTaken);
  await ctx.audit({ action: 'meetings.body', entity: BODY, entityId: id, orgId });
  return { id };
}

export async function renameBody(
  ctx: TxCtx,
  { id, name }: Input<typeof contract.renameBody>,
): Promise<Output<typeof contract.renameBody>> {
  const body = await bodyFor(ctx, 'meetings.manage', id, { lock: true });
  await ctx.db.updateTable('meetings.body').set({ name }).where('id', '=', id).execute().catch(nameTaken);
  await ctx.audit({ action: 'meetings.body_rename', entity: BODY, entityId: id, orgId: body.org_id });
  return { done: true };
}

function nameTaken(error: unknown): never {
  throw violates(error, 'body_name') ? prepError('body_name_taken', { field: 'name' }) : error;
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

/** Throws meetings.unit_not_standing for what was merged or dissolved. */
export function requireStanding(org: Org): void {
  if (org.state === 'merged' || org.state === 'dissolved')
    throw prepError('unit_not_standing', { field: 'orgId', params: { name: org.name } });
}

/** A body whose units are about to change, held until the transaction ends, and those that are in it now. */
export async function bodyToChange(ctx: TxCtx, id: string): Promise<{ body: Body; present: Unit[] }> {
  const body = await bodyFor(ctx, 'meetings.manage', id, { lock: true });
  const present = (await unitsOf(ctx, id)).filter(({ left_at }) => left_at === null);
  return { body, present };
}

/** Throws meetings.unit_unknown unless it takes part now. */
export function requireUnit(present: readonly Unit[], id: string): Unit {
  const unit = present.find((one) => one.id === id);
  if (!unit) throw prepError('unit_unknown');
  return unit;
}

/** A new unit of a body; the caller has checked that it may be. Returns its id. */
export async function insertUnit(
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
