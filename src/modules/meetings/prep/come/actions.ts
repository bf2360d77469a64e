import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { meetingFor, MEETING, unitRefs, type Meeting, type Unit } from '../../queries.ts';
import { isHeld } from '../../rules.ts';
import { meetingsError } from '../../errors.ts';
import { dropWaiting, makeErrand } from '../../errands/actions.ts';
import { ERRAND, linkEnd } from '../../errands/queries.ts';
import { OPEN_WHILE } from '../../errands/rules.ts';
import { prepError } from '../errors.ts';
import { unitsToAsk } from '../queries.ts';
import { LACK_WORDS } from '../texts/words.ts';
import { answerBy } from './queries.ts';
import type * as contract from './contract.ts';

/** A line in the attendance for each of these units that has none: called as it is called today. */
export async function expectUnits(ctx: TxCtx, meeting: Meeting, units: readonly Unit[]): Promise<void> {
  if (units.length === 0) return;
  const named = await unitRefs(ctx, units);
  await ctx.db
    .insertInto('meetings.attendance')
    .values(
      units.map(({ id, seat, seq }) => ({
        id: newId(ctx.now.getTime()),
        meeting_id: meeting.id,
        unit_id: id,
        unit_name: named.get(id)!.name,
        role: seat === 'observer' ? ('observer' as const) : ('member' as const),
        person: null,
        title: null,
        state: 'expected' as const,
        seq,
        note: null,
      })),
    )
    .onConflict((oc) => oc.columns(['meeting_id', 'unit_id']).where('unit_id', 'is not', null).doNothing())
    .execute();
}

/** On the day units are called as they are called then: what they are called later changes nothing of it. */
export async function callAsToday(ctx: TxCtx, meetingId: string): Promise<void> {
  const rows = await ctx.db
    .selectFrom('meetings.attendance as a')
    .innerJoin('meetings.unit as u', 'u.id', 'a.unit_id')
    .select(['u.id', 'u.org_id', 'u.seat', 'a.unit_name'])
    .where('a.meeting_id', '=', meetingId)
    .execute();
  const named = await unitRefs(ctx, rows);
  for (const { id, unit_name } of rows) {
    const { name } = named.get(id)!;
    if (name !== unit_name)
      await ctx.db
        .updateTable('meetings.attendance')
        .set({ unit_name: name })
        .where('meeting_id', '=', meetingId)
        .where('unit_id', '=', id)
        .execute();
  }
}

/** Time or place is another now: what the units answered held for the old one, and they are asked again. */
export async function forgetAnswers(ctx: TxCtx, meetingId: string, reason: string): Promise<void> {
  await ctx.db
    .updateTable('meetings.attendance')
    .set({ state: 'expected' })
    .where('meeting_id', '=', meetingId)
    .where('unit_id', 'is not', null)
    .where('state', 'in', ['coming', 'not_coming'])
    .execute();
  const asked = await ctx.db
    .selectFrom('meetings.errand')
    .select(['id', 'state', 'org_id'])
    .where('meeting_id', '=', meetingId)
    .where('kind', '=', 'attend')
    .forUpdate()
    .execute();
  await dropWaiting(
    ctx,
    asked.map(({ id }) => id),
    reason,
  );
  await forgetReceipts(ctx, meetingId);
  for (const { id, state, org_id } of asked) {
    if (state === 'waiting' || state === 'closed') continue;
    await ctx.db.updateTable('meetings.errand').set({ state: 'waiting' }).where('id', '=', id).execute();
    const change = { entity: ERRAND, entityId: id, from: state, to: 'waiting', reason };
    await recordChange(ctx, change, org_id);
  }
}

/** What units have received is another now: they say again that they have it. */
async function forgetReceipts(ctx: TxCtx, meetingId: string): Promise<void> {
  await ctx.db
    .updateTable('meetings.errand')
    .set({ received_at: null })
    .where('meeting_id', '=', meetingId)
    .where('kind', '=', 'attend')
    .execute();
}

/** A meeting whose attendance may still be written, with its row held. */
async function meetingToFill(ctx: TxCtx, id: string): Promise<Meeting> {
  const row = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  if (row.state === 'issued' || row.state === 'cancelled') throw prepError('meeting_closed');
  return row;
}

function tell(ctx: TxCtx, { id, org_id }: Meeting): Promise<void> {
  return ctx.audit({ action: 'meetings.attendance', entity: MEETING, entityId: id, orgId: org_id });
}

export async function addAttendance(
  ctx: TxCtx,
  { id, unit, role, person, title, note }: Input<typeof contract.addAttendance>,
): Promise<Output<typeof contract.addAttendance>> {
  const meeting = await meetingToFill(ctx, id);
  const { last } = await ctx.db
    .selectFrom('meetings.attendance')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('meeting_id', '=', id)
    .executeTakeFirstOrThrow();
  const row = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('meetings.attendance')
    .values({
      id: row,
      meeting_id: id,
      unit_id: null,
      unit_name: unit,
      role,
      person: person ?? null,
      title: title ?? null,
      state: 'coming',
      // Behind all units, those that join later too.
      seq: Math.max(last ?? 0, BY_HAND) + 1,
      note: note ?? null,
    })
    .execute();
  await tell(ctx, meeting);
  return { id: row };
}

const BY_HAND = 1000;

export async function changeAttendance(
  ctx: TxCtx,
  { id, row, ...given }: Input<typeof contract.changeAttendance>,
): Promise<Output<typeof contract.changeAttendance>> {
  const meeting = await meetingToFill(ctx, id);
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const { numUpdatedRows } = await ctx.db
    .updateTable('meetings.attendance')
    .set({ note: (eb) => eb.ref('note'), ...set })
    .where('id', '=', row)
    .where('meeting_id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw meetingsError('not_found');
  await tell(ctx, meeting);
  return { done: true };
}

export async function removeAttendance(
  ctx: TxCtx,
  { id, row }: Input<typeof contract.removeAttendance>,
): Promise<Output<typeof contract.removeAttendance>> {
  const meeting = await meetingToFill(ctx, id);
  const found = await ctx.db
    .selectFrom('meetings.attendance')
    .select('unit_id')
    .where('id', '=', row)
    .where('meeting_id', '=', id)
    .executeTakeFirst();
  if (!found) throw meetingsError('not_found');
  if (found.unit_id !== null) throw prepError('seat_of_unit');
  await ctx.db.deleteFrom('meetings.attendance').where('id', '=', row).execute();
  await tell(ctx, meeting);
  return { done: true };
}

export async function writeNotice(
  ctx: TxCtx,
  { id, no, text, was }: Input<typeof contract.writeNotice>,
): Promise<Output<typeof contract.writeNotice>> {
  const meeting = await meetingToFill(ctx, id);
  // What called a meeting that took place is part of its papers.
  if (isHeld(meeting.state)) throw prepError('meeting_closed');
  if (meeting.notice_text !== was && meeting.notice_text !== text) throw prepError('notice_changed');
  if (meeting.state === 'noticed' && meeting.notice_text !== text) await forgetReceipts(ctx, id);
  await ctx.db
    .updateTable('meetings.meeting')
    .set({ notice_no: no, notice_text: text })
    .where('id', '=', id)
    .execute();
  await ctx.audit({ action: 'meetings.notice', entity: MEETING, entityId: id, orgId: meeting.org_id });
  return { done: true };
}

export async function askUnits(
  ctx: TxCtx,
  { id, kind, dueOn }: Input<typeof contract.askUnits>,
): Promise<Output<typeof contract.askUnits>> {
  const meeting = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  if (!OPEN_WHILE[kind].includes(meeting.state)) throw prepError('meeting_bad_step');
  const units = await unitsToAsk(ctx, id);
  if (units.length === 0)
    throw prepError('meeting_not_ready', { params: { lacks: LACK_WORDS[ctx.locale].units } });
  // Who joined after the notice is expected as well.
  if (kind === 'attend') await expectUnits(ctx, meeting, units);
  const asked = await ctx.db
    .selectFrom('meetings.errand')
    .select('unit_id')
    .where('meeting_id', '=', id)
    .where('kind', '=', kind)
    .where('state', '<>', 'closed')
    .execute();
  const fresh = units.filter((unit) => !asked.some(({ unit_id }) => unit_id === unit.id));
  const named = await unitRefs(ctx, fresh);
  const by = dueOn ?? (kind === 'attend' ? await answerBy(ctx, meeting) : null);
  const items = [];
  for (const unit of fresh) {
    const about = { kind, unitId: unit.id, meetingId: id, dueOn: by ?? undefined };
    const { token } = await makeErrand(ctx, about);
    items.push({ unit: named.get(unit.id)!.name, token });
  }
  return { items, expiresAt: (await linkEnd(ctx)).toISOString() };
}
