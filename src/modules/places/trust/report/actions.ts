import { sql, type SqlBool } from 'kysely';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx, type TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { noteLinkUse } from '#kernel/links';
import { policyAt } from '#kernel/policy';
import { requireAccount } from '#kernel/auth';
import { openingOf } from '../../hours/queries.ts';
import type { Place } from '../../queries.ts';
import { hashesOf, noteSighting, placeInUse } from '../actions.ts';
import { trustError } from '../errors.ts';
import { newReportLink, step } from '../faults/actions.ts';
import type * as contract from '../faults/contract.ts';
import type { FaultKind } from '../faults/contract.ts';
import { FAULT, faultFlood, faultLimits, type FaultRow } from '../faults/queries.ts';
import { facilityOf, OPEN_FAULTS, saysClosed } from '../faults/rules.ts';
import { accountHash, reportByToken, reportRetention } from './queries.ts';

export async function reportFault(
  ctx: TxCtx,
  { code, kind, facility: named, note }: Input<typeof contract.reportFault>,
): Promise<Output<typeof contract.reportFault>> {
  const place = await placeInUse(ctx, code);
  if (kind === 'other' && !note) throw trustError('report_note', { field: 'note' });
  const has = await equipmentOf(ctx, place.id);
  if (named !== undefined && !has.includes(named)) throw trustError('report_facility', { field: 'facility' });
  const opening = openingOf(place, ctx.now);
  const { contactDays } = await policyAt(ctx, reportRetention);
  const shut = saysClosed(kind) && opening.now === 'closed';
  return beyond(ctx, 'a visitor reports what is wrong at a place', async (wide) => {
    // The ticket first, then the place: staff take them in this order too.
    if (!shut) await stopFlood(wide, place.id);
    const facility = facilityOf(kind, named ?? null, has);
    const ticket = shut ? null : await ticketFor(wide, { place, kind, facility });
    const report = ticket && (await addReport(wide, place.id, ticket.id, note));
    if (saysClosed(kind))
      await noteSighting(
        wide,
        { placeId: place.id, what: 'closed', source: 'visitor' },
        hashesOf(ctx, place.id),
      );
    return {
      result: ticket?.result ?? 'closed_hours',
      token: report?.token ?? null,
      id: report?.id ?? null,
      opening,
      contactDays,
    };
  });
}

/** Of a note beside a report. */
const NOTE_MAX = 100;

/**
 * A fault at a place, in an officer’s words, for what people have said about it elsewhere: the open ticket where others
 * have reported it, or a new one. Returns its id; null where the place is not in use. The caller has looked whether they may.
 */
export async function faultFrom(
  ctx: TxCtx,
  { placeId, note }: { readonly placeId: string; readonly note: string },
): Promise<string | null> {
  return beyond(ctx, 'what people say of a place becomes a fault of it', async (wide) => {
    const place = await wide.db
      .selectFrom('places.place')
      .selectAll()
      .where('id', '=', placeId)
      .where('state', 'in', ['open', 'temp_closed'])
      .executeTakeFirst();
    if (!place) return null;
    const { id } = await ticketFor(wide, { place, kind: 'other', facility: null });
    await addReport(wide, place.id, id, note.slice(0, NOTE_MAX));
    return id;
  });
}

async function equipmentOf(ctx: Ctx, placeId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('places.place_facility')
    .select('code')
    .where('place_id', '=', placeId)
    .execute();
  return rows.map(({ code }) => code);
}

async function stopFlood(ctx: Ctx, placeId: string): Promise<void> {
  const { network } = hashesOf(ctx, placeId);
  const { count } = await ctx.db
    .selectFrom('places.fault_report as r')
    .innerJoin('places.fault as f', 'f.id', 'r.fault_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('f.place_id', '=', placeId)
    .where('r.network_hash', '=', network)
    .where('r.at', '>', new Date(ctx.now.getTime() - 3_600_000))
    .executeTakeFirstOrThrow();
  if (count >= (await policyAt(ctx, faultFlood))) throw trustError('report_flood');
}

interface Wrong {
  readonly place: Place;
  readonly kind: FaultKind;
  readonly facility: string | null;
}

/**
 * The ticket that a report belongs to: the open one for the same thing; the one that was said to be mended a few days ago,
 * opened again; or a new one. The index `fault_open` lets two at once make no second one: the later waits for the
 * earlier, finds that nothing was inserted, and joins.
 */
async function ticketFor(ctx: TxCtx, wrong: Wrong): Promise<{ id: string; result: 'reported' | 'joined' }> {
  for (;;) {
    const open = await joined(ctx, wrong);
    if (open) return { id: open, result: 'joined' };
    const again = await openedAgain(ctx, wrong);
    if (again) return { id: again, result: 'joined' };
    const id = await begun(ctx, wrong);
    if (id) return { id, result: 'reported' };
  }
}

const sameThing = ({ place, kind, facility }: Wrong) =>
  sql<SqlBool>`place_id = ${place.id} and kind = ${kind} and facility is not distinct from ${facility}`;

async function joined(ctx: TxCtx, wrong: Wrong): Promise<string | undefined> {
  const row = await ctx.db
    .updateTable('places.fault')
    .set((eb) => ({ reports: eb('reports', '+', 1) }))
    .where(sameThing(wrong))
    .where('state', 'in', OPEN_FAULTS)
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

async function openedAgain(ctx: TxCtx, wrong: Wrong): Promise<string | undefined> {
  const { reopenDays } = await policyAt(ctx, faultLimits);
  const row: FaultRow | undefined = await ctx.db
    .selectFrom('places.fault')
    .selectAll()
    .where(sameThing(wrong))
    .where('state', '=', 'fixed')
    .where('settled_at', '>', new Date(ctx.now.getTime() - reopenDays * 86_400_000))
    .orderBy('settled_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  await step(ctx, { ...row, org_id: wrong.place.org_id }, { to: 'reopened', by: 'reporter' });
  return joined(ctx, wrong);
}

async function begun(ctx: TxCtx, { place, kind, facility }: Wrong): Promise<string | undefined> {
  const id = newId(ctx.now.getTime());
  const row = await ctx.db
    .insertInto('places.fault')
    .values({
      id,
      place_id: place.id,
      kind,
      facility,
      state: 'reported',
      reason: null,
      reports: 1,
      reported_at: ctx.now,
      changed_at: ctx.now,
      settled_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return undefined;
  await recordChange(ctx, { entity: FAULT, entityId: id, from: null, to: 'reported' }, place.org_id);
  return id;
}

/** One person's report of a ticket, and the token that opens it. */
async function addReport(
  ctx: TxCtx,
  placeId: string,
  faultId: string,
  note: string | undefined,
): Promise<{ id: string; token: string }> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('places.fault_report')
    .values({
      id,
      fault_id: faultId,
      at: ctx.now,
      network_hash: hashesOf(ctx, placeId).network,
      account_hash: ctx.actor.kind === 'account' ? accountHash(ctx, ctx.actor.userId) : null,
      note: note || null,
      phone_sealed: null,
      works: null,
      works_at: null,
      again_note: null,
    })
    .execute();
  return { id, token: await newReportLink(ctx, id) };
}

export async function addToReport(
  ctx: TxCtx,
  { token, note, phone }: Input<typeof contract.addToReport>,
): Promise<Output<typeof contract.addToReport>> {
  const { report, fault, link } = await reportByToken(ctx, token);
  if (fault.state === 'confirmed' || fault.state === 'refused') throw trustError('fault_settled');
  await noteLinkUse(ctx, link);
  await beyond(ctx, 'a reporter adds to what a secret link opens', ({ db }) =>
    db
      .updateTable('places.fault_report')
      .set({
        ...(note === undefined ? {} : { note: note || null }),
        ...(phone === undefined ? {} : { phone_sealed: phone ? ctx.app.crypto.seal(phone) : null }),
      })
      .where('id', '=', report.id)
      // Neither given: nothing changes.
      .where(sql<SqlBool>`${note !== undefined || phone !== undefined}`)
      .execute(),
  );
  return { done: true };
}

export async function answerFixed(
  ctx: TxCtx,
  { token, works, note }: Input<typeof contract.answerFixed>,
): Promise<Output<typeof contract.answerFixed>> {
  const { report, link } = await reportByToken(ctx, token);
  await noteLinkUse(ctx, link);
  return beyond(ctx, 'a reporter says whether it works again', async (wide) => {
    const fault = await wide.db
      .selectFrom('places.fault as f')
      .innerJoin('places.place as p', 'p.id', 'f.place_id')
      .selectAll('f')
      .select('p.org_id')
      .where('f.id', '=', report.fault_id)
      .forUpdate('f')
      .executeTakeFirstOrThrow();
    if (fault.state !== 'fixed') throw trustError('fault_not_fixed');
    await wide.db
      .updateTable('places.fault_report')
      .set({ works, works_at: ctx.now, again_note: works ? null : note || null })
      .where('id', '=', report.id)
      .execute();
    const to = works ? 'confirmed' : 'reopened';
    await step(wide, fault, { to, by: 'reporter' });
    return { state: to };
  });
}

export async function openMyFault(
  ctx: TxCtx,
  { id }: Input<typeof contract.openMyFault>,
): Promise<Output<typeof contract.openMyFault>> {
  const { userId } = requireAccount(ctx);
  const report = await beyond(ctx, 'what an account has reported', ({ db }) =>
    db
      .selectFrom('places.fault_report')
      .select('id')
      .where('id', '=', id)
      .where('account_hash', '=', accountHash(ctx, userId))
      .executeTakeFirst(),
  );
  if (!report) throw trustError('fault_not_found');
  return { token: await newReportLink(ctx, report.id) };
}
