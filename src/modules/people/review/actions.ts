import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import { beyond, type TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { AppError, problemOf } from '#kernel/errors';
import { checkFile } from '#kernel/http/uploads';
import { newId } from '#kernel/ids';
import type { Upload } from '#kernel/module';
import { civilDate } from '#kernel/time';
import { findOrg, noSuchOrg, orgFor, orgInScope } from '#orgs';
import { peopleError } from '../errors.ts';
import { step } from '../join/actions.ts';
import { ENTITY, type Application } from '../join/queries.ts';
import type * as contract from './contract.ts';
import { applicationFor, resolutionFor } from './queries.ts';
import { mayStep } from '../join/rules.ts';
import { admit } from '../actions.ts';

declare module '#kernel/events' {
  interface Events {
    'people.application_decided': { readonly applicationId: string };
  }
}

type Outcomes = Output<typeof contract.approveApplications>;

/**
 * Runs `decide` for each application, each with an outcome of its own: one that cannot be done does not hold up the
 * others. Rows are locked in one order over all batches, by person and then by id, so that no two batches can lock
 * each other out.
 */
async function eachApplication(
  ctx: TxCtx,
  permission: string,
  ids: readonly string[],
  decide: (row: Application) => Promise<void>,
): Promise<Outcomes> {
  const unique = [...new Set(ids)];
  const rows = await ctx.db
    .selectFrom('people.application as a')
    .selectAll('a')
    .where('a.id', 'in', unique)
    .where(orgInScope(ctx, permission, 'a.org_id'))
    .orderBy('a.id_hash')
    .orderBy('a.id')
    .forUpdate()
    .execute();
  const outcomes = new Map<string, Outcomes['outcomes'][number]>(
    unique.map((id) => [id, failure(ctx, id, peopleError('application_not_found'))]),
  );
  for (const row of rows) outcomes.set(row.id, await attempt(ctx, row, decide));
  const list = [...outcomes.values()];
  return { done: list.filter(({ ok }) => ok).length, outcomes: list };
}

async function attempt(ctx: TxCtx, row: Application, decide: (row: Application) => Promise<void>) {
  await sql`savepoint one`.execute(ctx.db);
  try {
    await decide(row);
    await sql`release savepoint one`.execute(ctx.db);
    return { id: row.id, ok: true, code: null, message: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await sql`rollback to savepoint one`.execute(ctx.db);
    return failure(ctx, row.id, error);
  }
}

function failure(ctx: TxCtx, id: string, error: AppError) {
  const { message, hint } = problemOf(error, ctx.locale).body;
  return { id, ok: false, code: error.code, message: [message, hint].join(ctx.locale === 'zh' ? '' : ' ') };
}

export function returnApplications(
  ctx: TxCtx,
  { ids, reason }: Input<typeof contract.returnApplications>,
): Promise<Outcomes> {
  return eachApplication(ctx, 'people.review', ids, async (row) => {
    await step(ctx, row, 'returned', { reason });
    await ctx.emit('people.application_decided', { applicationId: row.id });
  });
}

export function rejectApplications(
  ctx: TxCtx,
  { ids, reason }: Input<typeof contract.rejectApplications>,
): Promise<Outcomes> {
  return eachApplication(ctx, 'people.review', ids, async (row) => {
    await step(ctx, row, 'rejected', { reason });
    await ctx.emit('people.application_decided', { applicationId: row.id });
  });
}

export async function offerApplications(
  ctx: TxCtx,
  { ids, orgId }: Input<typeof contract.offerApplications>,
): Promise<Outcomes> {
  const target = await findOrg(ctx, orgId);
  // A union may hand on to any other, also outside its own subtree: it is the other that decides.
  if (target?.kind !== 'union' || target.state !== 'active' || target.formation === 'pool') throw noSuchOrg();
  return eachApplication(ctx, 'people.review', ids, async (row) => {
    if (row.org_id === orgId) throw peopleError('bad_step');
    const offered_by = row.state === 'offered' ? row.offered_by : row.org_id;
    await beyond(ctx, 'an application goes to another union', (wide) =>
      step(wide, row, 'offered', { org_id: orgId, route_reason: 'officer', offered_by }),
    );
  });
}

export function bounceApplications(
  ctx: TxCtx,
  { ids, reason }: Input<typeof contract.bounceApplications>,
): Promise<Outcomes> {
  return eachApplication(ctx, 'people.review', ids, async (row) => {
    if (row.state !== 'offered' || row.offered_by === null) throw peopleError('bad_step');
    const origin = await findOrg(ctx, row.offered_by);
    const to = origin?.formation === 'pool' ? 'pooled' : 'in_review';
    await beyond(ctx, 'an application goes to another union', (wide) =>
      step(wide, row, to, { org_id: row.offered_by!, offered_by: null, reason }),
    );
  });
}

export async function revealApplication(
  ctx: TxCtx,
  { id, purpose }: Input<typeof contract.revealApplication>,
): Promise<Output<typeof contract.revealApplication>> {
  const row = await applicationFor(ctx, 'people.reveal', id);
  await ctx.audit({ action: 'people.reveal', entity: ENTITY, entityId: id, orgId: row.org_id, purpose });
  return { idNo: ctx.app.crypto.open(row.id_sealed), phone: ctx.app.crypto.open(row.phone_sealed) };
}

export async function createResolution(
  ctx: TxCtx,
  input: Input<typeof contract.createResolution>,
): Promise<Output<typeof contract.createResolution>> {
  const org = await orgFor(ctx, 'people.approve', input.orgId);
  if (input.heldOn > civilDate(ctx.now)) throw peopleError('resolution_future', { field: 'heldOn' });
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('people.resolution')
    .values({
      id,
      org_id: org.id,
      number: input.number,
      held_on: input.heldOn,
      title: input.title,
      attachment: null,
      attachment_name: null,
      attachment_type: null,
      created_by: ctx.actor.kind === 'account' ? ctx.actor.userId : 'system',
      created_at: ctx.now,
    })
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'resolution_number_once')
        ? peopleError('resolution_exists', { field: 'number' })
        : error;
    });
  await ctx.audit({ action: 'people.resolve', entity: 'people.resolution', entityId: id, orgId: org.id });
  return { id };
}

export async function attachToResolution(
  ctx: TxCtx,
  { id, name }: Input<typeof contract.attachToResolution>,
  { upload }: { upload: Upload | undefined },
): Promise<Output<typeof contract.attachToResolution>> {
  const resolution = await resolutionFor(ctx, 'people.approve', id);
  const refuse = (): Error => peopleError('bad_attachment');
  const file = checkFile(upload, { name, kinds: ['pdf', 'png', 'jpeg'], refuse });
  await ctx.db
    .updateTable('people.resolution')
    .set({ attachment: file.bytes, attachment_name: file.name, attachment_type: upload?.type ?? null })
    .where('id', '=', id)
    .execute();
  await ctx.audit({
    action: 'people.attach',
    entity: 'people.resolution',
    entityId: id,
    orgId: resolution.org_id,
  });
  return { bytes: file.bytes.length };
}

/**
 * Members get their phones in the order of their ID numbers: two batches with two phones in common could each hold the
 * one that the other waits for. So they wait here, in the order of the phones, before they hold anything.
 */
async function lockPhones(ctx: TxCtx, ids: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(key) from (
      select distinct ('x' || encode(substring(phone_hash for 8), 'hex'))::bit(64)::bigint as key
      from people.application where id = any(${ids}) order by key) as phones`.execute(ctx.db);
}

export async function approveApplications(
  ctx: TxCtx,
  { id, ids }: Input<typeof contract.approveApplications>,
): Promise<Outcomes> {
  const resolution = await resolutionFor(ctx, 'people.approve', id);
  await lockPhones(ctx, ids);
  return eachApplication(ctx, 'people.approve', ids, async (row) => {
    if (row.org_id !== resolution.org_id) {
      throw peopleError('wrong_union', { params: { union: (await findOrg(ctx, row.org_id))?.name ?? '' } });
    }
    // Before anything is written: who approves twice should not be told to arrange a transfer.
    if (!mayStep(row.state, 'approved')) throw peopleError('bad_step');
    const personId = await beyond(ctx, 'whether an ID is on record, wherever', (wide) =>
      admit(wide, row, resolution),
    );
    await step(ctx, row, 'approved', { person_id: personId, resolution_id: id });
    await ctx.emit('people.application_decided', { applicationId: row.id });
  });
}
