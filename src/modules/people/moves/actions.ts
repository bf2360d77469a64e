import { recordChange } from '#kernel/audit';
import { authorise, requireAccount } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx, type TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { newId } from '#kernel/ids';
import { findOrg, idsInNet, noSuchOrg, orgFor } from '#orgs';
import { holdPeople, MEMBERSHIP } from '../actions.ts';
import { peopleError } from '../errors.ts';
import { ID_TYPES } from '../join/contract.ts';
import { normaliseIdNo, normaliseName } from '../join/rules.ts';
import { openPeriodOf, personFor, type OpenPeriod } from '../queries.ts';
import { OPEN_MEMBERSHIP } from '../rules.ts';
import { mayStand } from '../standing/rules.ts';
import { closeTransfers, consent, mayReceive, take, transferOf } from '../transfer/actions.ts';
import type * as contract from './contract.ts';
import type { TransferStart } from './contract.ts';
import { sides, TRANSFER, transferFor, type Transfer } from './queries.ts';

interface Opening {
  readonly personId: string;
  readonly toOrgId: number;
  readonly startedBy: TransferStart;
  readonly importId: string | null;
  readonly note: string | null;
}

export async function startTransfer(
  ctx: TxCtx,
  { personId, toOrgId, note }: Input<typeof contract.startTransfer>,
): Promise<Output<typeof contract.startTransfer>> {
  await holdPeople(ctx, [personId]);
  await personFor(ctx, 'people.move', personId);
  const target = await findOrg(ctx, toOrgId);
  if (!mayReceive(target)) throw noSuchOrg();
  const opening = { personId, toOrgId, startedBy: 'from', importId: null, note: note || null } as const;
  return { id: idOf(await open(ctx, opening)) };
}

type Refusal = 'not_a_member' | 'same_union' | 'transfer_open';
type Opened = { readonly id: string } | { readonly refused: Refusal };

function idOf(opened: Opened): string {
  if ('refused' in opened) throw peopleError(opened.refused);
  return opened.id;
}

/**
 * Whoever knows the whole ID number and the name asks for a member without learning where they are. One answer for an
 * unknown number, another name and no membership; the attempt stays in the audit log also where it fails.
 */
export async function claimTransfer(
  ctx: TxCtx,
  { toOrgId, name, idNo, note }: Input<typeof contract.claimTransfer>,
): Promise<Output<typeof contract.claimTransfer>> {
  const target = await orgFor(ctx, 'people.move', toOrgId);
  // What is opened changes two unions’ rows, which the net cannot hold: it holds here.
  const held = await idsInNet(ctx);
  if (!mayReceive(target) || (held && !held.includes(toOrgId))) throw noSuchOrg();
  const personId = await beyond(ctx, 'whose an ID number is', (wide) => findMember(wide, idNo, name));
  ctx.look({
    action: 'people.claim',
    entity: 'people.person',
    ...(personId ? { entityId: personId } : {}),
    orgId: toOrgId,
    detail: { found: personId !== undefined },
  });
  if (personId === undefined) throw peopleError('no_such_member');
  const opening = { personId, toOrgId, startedBy: 'to', importId: null, note: note || null } as const;
  const opened = await across(ctx, (wide) => open(wide, opening));
  // Ended in this very moment.
  if ('refused' in opened && opened.refused === 'not_a_member') throw peopleError('no_such_member');
  return { id: idOf(opened) };
}

/** The same one question whatever is asked. */
async function findMember(ctx: TxCtx, idNo: string, name: string): Promise<string | undefined> {
  const number = normaliseIdNo(idNo);
  const hashes = ID_TYPES.flatMap((type) => ctx.app.crypto.hashes('id', `${type}:${number}`));
  const member = await ctx.db
    .selectFrom('people.person as p')
    .innerJoin('people.membership as m', 'm.person_id', 'p.id')
    .select('p.id')
    .where('p.id_hash', 'in', hashes)
    .where('p.name', '=', normaliseName(name))
    .where('m.state', 'in', OPEN_MEMBERSHIP)
    .executeTakeFirst();
  return member?.id;
}

/**
 * Opens a transfer for somebody of a roster; several hundred times in one transaction is meant. False, and nothing
 * done, where one is open or the person is no member of another union, so that it may be asked again.
 */
export async function openTransfer(ctx: TxCtx, opening: Opening): Promise<boolean> {
  if (!mayReceive(await findOrg(ctx, opening.toOrgId))) return false;
  return !('refused' in (await open(ctx, opening)));
}

async function open(ctx: TxCtx, opening: Opening): Promise<Opened> {
  const { personId, toOrgId } = opening;
  await holdPeople(ctx, [personId]);
  const period = await openPeriodOf(ctx, personId);
  if (!period) return { refused: 'not_a_member' };
  if (period.org_id === toOrgId) return { refused: 'same_union' };
  if (!mayStand(period.state, 'transfer')) return { refused: 'transfer_open' };
  return { id: await insertTransfer(ctx, period, opening) };
}

async function insertTransfer(ctx: TxCtx, period: OpenPeriod, opening: Opening): Promise<string> {
  const id = newId(ctx.now.getTime());
  const was = period.state === 'retained' ? 'retained' : 'active';
  await ctx.db
    .insertInto('people.transfer')
    .values({
      id,
      person_id: opening.personId,
      from_org: period.org_id,
      to_org: opening.toOrgId,
      started_by: opening.startedBy,
      state: 'requested',
      note: opening.note,
      reason: null,
      consent_at: null,
      consent_how: null,
      due_on: null,
      import_id: opening.importId,
      was,
      created_by: actorOf(ctx),
      created_at: ctx.now,
      closed_at: null,
    })
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'transfer_one_open') ? peopleError('transfer_open') : error;
    });
  await ctx.db
    .updateTable('people.membership')
    .set({ state: 'transferring' })
    .where('id', '=', period.id)
    .execute();
  await recordChange(
    ctx,
    { entity: TRANSFER, entityId: id, from: null, to: 'requested', reason: opening.note },
    opening.toOrgId,
  );
  await recordChange(
    ctx,
    { entity: MEMBERSHIP, entityId: opening.personId, from: was, to: 'transferring' },
    period.org_id,
  );
  await ctx.emit('people.transfer_step', { transferId: id, to: 'requested' });
  return id;
}

function actorOf({ actor }: Ctx): string {
  if (actor.kind === 'account') return actor.userId;
  return actor.kind === 'system' ? `system:${actor.name}` : 'guest';
}

export async function recordConsent(
  ctx: TxCtx,
  { id, note }: Input<typeof contract.recordConsent>,
): Promise<Output<typeof contract.recordConsent>> {
  const row = await transferAt(ctx, id, 'asking');
  return { state: await across(ctx, (wide) => consent(wide, row, 'paper', `纸面同意：${note}`)) };
}

export async function acceptTransfer(
  ctx: TxCtx,
  { id }: Input<typeof contract.acceptTransfer>,
): Promise<Output<typeof contract.acceptTransfer>> {
  const row = await transferAt(ctx, id, 'answering');
  const change = { accepted_at: ctx.now, accepted_by: actorOf(ctx) };
  const reason = row.state === 'requested' ? '对方工会已同意，等本人确认' : '对方工会已同意';
  return { state: await across(ctx, (wide) => take(wide, row, 'accept', { ...change, reason })) };
}

export async function refuseTransfer(
  ctx: TxCtx,
  { id, reason }: Input<typeof contract.refuseTransfer>,
): Promise<Output<typeof contract.refuseTransfer>> {
  const row = await transferAt(ctx, id, 'answering');
  return { state: await across(ctx, (wide) => take(wide, row, 'refuse', { reason })) };
}

export async function withdrawTransfer(
  ctx: TxCtx,
  { id, reason }: Input<typeof contract.withdrawTransfer>,
): Promise<Output<typeof contract.withdrawTransfer>> {
  const row = await transferAt(ctx, id, 'asking');
  return { state: await across(ctx, (wide) => take(wide, row, 'withdraw', { reason })) };
}

export async function answerMyTransfer(
  ctx: TxCtx,
  { id, agree }: Input<typeof contract.answerMyTransfer>,
): Promise<Output<typeof contract.answerMyTransfer>> {
  const { phone } = requireAccount(ctx);
  const mine = await ctx.db
    .selectFrom('people.transfer as t')
    .innerJoin('people.person as p', 'p.id', 't.person_id')
    .select('t.person_id')
    .where('t.id', '=', id)
    .where('p.phone_hash', 'in', ctx.app.crypto.variants('phone', Buffer.from(phone ?? '', 'base64')))
    .executeTakeFirst();
  if (!mine) throw peopleError('transfer_not_found');
  await holdPeople(ctx, [mine.person_id]);
  const row = await transferOf(ctx, id);
  return {
    state: await across(ctx, (wide) =>
      agree
        ? consent(wide, row, 'phone', '本人用手机同意')
        : take(wide, row, 'decline', { reason: '本人不同意' }),
    ),
  };
}

/** A step that changes what both unions keep, once the transfer is known to be the caller's to take it. */
function across<T>(ctx: TxCtx, work: (wide: TxCtx) => Promise<T>): Promise<T> {
  return beyond(ctx, 'a transfer is two unions’ affair', work);
}

/** The transfer, where the actor moves members at this side of it; its person is held. */
async function transferAt(ctx: TxCtx, id: string, side: 'asking' | 'answering'): Promise<Transfer> {
  const found = await transferFor(ctx, 'people.move', id);
  const union = await findOrg(ctx, sides(found)[side]);
  authorise(ctx, 'people.move', union!.path);
  await holdPeople(ctx, [found.person_id]);
  return transferOf(ctx, id);
}

/** Takes back what a reconcile opened and nobody has finished. Returns whose transfers were withdrawn. */
export async function withdrawForUndo(
  ctx: TxCtx,
  importId: string,
  personIds: readonly string[],
): Promise<string[]> {
  if (personIds.length === 0) return [];
  await holdPeople(ctx, personIds);
  const rows = await ctx.db
    .selectFrom('people.transfer')
    .select('id')
    .where('import_id', '=', importId)
    .where('person_id', 'in', personIds)
    .where('closed_at', 'is', null)
    .execute();
  return closeTransfers(
    ctx,
    rows.map(({ id }) => id),
    'withdrawn',
    '花名册核对已撤销',
  );
}
