import { sql } from 'kysely';
import { z } from 'zod';
import { recordChange, recordChanges } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { AppError } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { definePolicy, policyAt } from '#kernel/policy';
import { addDays, civilDate } from '#kernel/time';
import { findOrg, type Org } from '#orgs';
import { holdPeople, MEMBERSHIP } from '../actions.ts';
import { peopleError } from '../errors.ts';
import type { TransferState } from '../moves/contract.ts';
import { sides, TRANSFER, type Transfer } from '../moves/queries.ts';
import { endOf, isOpen, nextState, type TransferStep } from '../moves/rules.ts';
import { openPeriodOf } from '../queries.ts';

declare module '#kernel/events' {
  interface Events {
    /** A transfer was opened, moved or refused: the member is told. */
    'people.transfer_step': { readonly transferId: string; readonly to: TransferState };
  }
}

export const transferDays = definePolicy({
  key: 'people.transfer_days',
  about: 'Days in which the other union answers after the member agreed; then the membership moves by itself',
  schema: z.number().int().min(1).max(60),
  fallback: 5,
  source: 'look.md mock-up; inference: the new unit must accept (2000 rule), the time given is local',
});

/** Any union that stands; the holding pool is none. */
export function mayReceive(org: Org | undefined): boolean {
  return org?.kind === 'union' && org.state === 'active' && org.formation !== 'pool';
}

/** A transfer as it stands; its person is held by the caller. */
export function transferOf(ctx: TxCtx, id: string): Promise<Transfer> {
  return ctx.db.selectFrom('people.transfer').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** The member agrees; from now on the other union’s time runs, unless it agreed already. */
export async function consent(
  ctx: TxCtx,
  row: Transfer,
  how: 'phone' | 'paper',
  reason: string,
): Promise<TransferState> {
  const union = await findOrg(ctx, sides(row).answering);
  const days = await policyAt(ctx, transferDays, union?.area_code ?? null);
  const due_on = row.accepted_at === null ? addDays(civilDate(ctx.now), days) : null;
  return take(ctx, row, 'consent', { consent_at: ctx.now, consent_how: how, due_on, reason });
}

type Change = Partial<
  Pick<
    Transfer,
    'reason' | 'consent_at' | 'consent_how' | 'due_on' | 'accepted_at' | 'accepted_by' | 'by_itself'
  >
>;

/** Takes a transfer a step further, and the membership with it. Returns the new state. */
export async function take(
  ctx: TxCtx,
  row: Transfer,
  step: TransferStep,
  { reason, ...change }: Change,
): Promise<TransferState> {
  const to = nextState({ state: row.state, accepted: row.accepted_at !== null }, step);
  if (to === undefined) throw peopleError('transfer_step');
  if (to === 'refused' || to === 'declined' || to === 'withdrawn') {
    const closed = await closeTransfers(ctx, [row.id], to, reason ?? null);
    if (closed.length === 0) throw peopleError('transfer_step');
    return to;
  }
  if (to === 'moved') await moveMember(ctx, row, step === 'expire' ? ITSELF : '会籍接转');
  await ctx.db
    .updateTable('people.transfer')
    .set({ ...change, state: to, closed_at: isOpen(to) ? null : ctx.now })
    .where('id', '=', row.id)
    .execute();
  await recordChange(
    ctx,
    { entity: TRANSFER, entityId: row.id, from: row.state, to, reason: reason ?? null },
    row.to_org,
  );
  if (to === 'moved') await ctx.emit('people.transfer_step', { transferId: row.id, to });
  return to;
}

const ITSELF = '到期自动接转';

/** Ends the period at the old union and begins one at the new: the same number, not a day between. */
async function moveMember(ctx: TxCtx, row: Transfer, reason: string): Promise<void> {
  const period = await openPeriodOf(ctx, row.person_id);
  const stands = mayReceive(await findOrg(ctx, row.to_org));
  if (!stands || period?.org_id !== row.from_org || period.state !== 'transferring')
    throw peopleError('transfer_step');
  const day = endOf(period.from, civilDate(ctx.now));
  await ctx.db
    .updateTable('people.membership')
    .set({ state: 'transferred', retained_as: null, during: `[${period.from},${day})` })
    .where('id', '=', period.id)
    .execute();
  await ctx.db
    .insertInto('people.membership')
    .values({
      id: newId(ctx.now.getTime()),
      person_id: row.person_id,
      org_id: row.to_org,
      state: 'active',
      number: period.number,
      during: `[${day},)`,
      resolution_id: null,
      created_at: ctx.now,
    })
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'membership_one_at_a_time') ? peopleError('transfer_step') : error;
    });
  await ctx.db
    .updateTable('people.person')
    .set({ left_on: null, updated_at: ctx.now })
    .where('id', '=', row.person_id)
    .execute();
  await recordChange(
    ctx,
    { entity: MEMBERSHIP, entityId: row.person_id, from: 'transferring', to: 'active', reason },
    row.to_org,
  );
}

/**
 * Closes open transfers that do not move, in one statement: each membership is again what it was. Returns whose they
 * were; what is closed already stays as it is.
 */
export async function closeTransfers(
  ctx: TxCtx,
  ids: readonly string[],
  to: 'refused' | 'declined' | 'withdrawn',
  reason: string | null,
): Promise<string[]> {
  const { rows } = await sql<{ id: string; person_id: string; state: string; was: string; to_org: number }>`
    with closed as (
      update people.transfer as t set state = ${to}, reason = ${reason}, closed_at = ${ctx.now}
      from (select id, state from people.transfer where id = any(${ids}) and closed_at is null) as old
      where t.id = old.id and t.closed_at is null
      returning t.id, t.person_id, old.state, t.was, t.to_org
    ), back as (
      update people.membership as m set state = closed.was from closed
      where m.person_id = closed.person_id and m.state = 'transferring' and upper_inf(m.during)
    )
    select id, person_id, state, was, to_org from closed`.execute(ctx.db);
  const at = ctx.now;
  await recordChanges(
    ctx,
    rows.flatMap(({ id, person_id, state, was }) => [
      { entity: TRANSFER, entityId: id, from: state, to, reason, at },
      { entity: MEMBERSHIP, entityId: person_id, from: 'transferring', to: was, reason, at },
    ]),
  );
  if (to === 'refused')
    for (const { id } of rows) await ctx.emit('people.transfer_step', { transferId: id, to });
  if (rows.length > 0)
    await ctx.audit({
      action: `${TRANSFER}.${to}`,
      entity: TRANSFER,
      ...(rows.length === 1 ? { entityId: rows[0]!.id, orgId: rows[0]!.to_org } : {}),
      detail: { transfers: rows.map(({ id }) => id) },
    });
  return rows.map(({ person_id }) => person_id);
}

/** So many in one transaction; the job asks for the next lot. */
const LOT = 500;

/** Moves whom the other union did not answer for in time. Returns whether there may be more. */
export async function moveDue(ctx: TxCtx): Promise<boolean> {
  const due = await ctx.db
    .selectFrom('people.transfer')
    .select(['id', 'person_id'])
    .where('state', '=', 'confirmed')
    .where('due_on', '<', civilDate(ctx.now))
    .orderBy('due_on')
    .limit(LOT)
    .execute();
  await holdPeople(
    ctx,
    due.map(({ person_id }) => person_id),
  );
  let moved = 0;
  for (const { id } of due) if (await moveOne(ctx, id)) moved += 1;
  return due.length === LOT && moved > 0;
}

/** One that cannot be moved does not hold up the others; it stays in the list, past its day. */
async function moveOne(ctx: TxCtx, id: string): Promise<boolean> {
  await sql`savepoint due`.execute(ctx.db);
  try {
    await take(ctx, await transferOf(ctx, id), 'expire', { by_itself: true, reason: ITSELF });
    await sql`release savepoint due`.execute(ctx.db);
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await sql`rollback to savepoint due`.execute(ctx.db);
    return false;
  }
}
