import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { meetingFor, MEETING, unitRefs, type Meeting, type Unit } from '../../queries.ts';
import { meetingsError } from '../../errors.ts';
import { dropWaiting, makeErrand } from '../../errands/actions.ts';
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

/** Time or place is another now: what the units answered held for the old one, and they are asked again. */
export async function forgetAnswers(ctx: TxCtx, meetingId: string): Promise<void> {
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
    .where('state', 'in', ['submitted', 'confirmed', 'returned'])
    .forUpdate()
    .execute();
  await dropWaiting(
    ctx,
    asked.map(({ id }) => id),
    '会议时间或地点有变更，请按新的再答复',
  );
  for (const { id, state, org_id } of asked) {
    await ctx.db
      .updateTable('meetings.errand')
      .set({ state: 'waiting', received_at: null })
      .where('id', '=', id)
      .execute();
    const change = { entity: 'meetings.errand', entityId: id, from: state, to: 'waiting' };
    await recordChange(ctx, { ...change, reason: '会议时间或地点有变更' }, org_id);
  }
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
  if (meeting.notice_text !== was && meeting.notice_text !== text) throw prepError('notice_changed');
  await ctx.db
    .updateTable('meetings.meeting')
    .set({ notice_no: no, notice_text: text })
    .where('id', '=', id)
    .execute();
  await ctx.audit({ action: 'meetings.notice', entity: MEETING, entityId: id, orgId: meeting.org_id });
  return { done: true };
}

/** In which states units may be asked for what. */
const ASKED_IN = { topics: ['topic_call', 'topics_drafted'], attend: ['noticed'] } as const;

export async function askUnits(
  ctx: TxCtx,
  { id, kind, dueOn }: Input<typeof contract.askUnits>,
): Promise<Output<typeof contract.askUnits>> {
  const meeting = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  if (!(ASKED_IN[kind] as readonly string[]).includes(meeting.state)) throw prepError('meeting_bad_step');
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
  const links = [];
  for (const unit of fresh) {
    const errand = await makeErrand(ctx, {
      kind,
      unitId: unit.id,
      meetingId: id,
      ...(by === null ? {} : { dueOn: by }),
    });
    links.push({ unit: named.get(unit.id)!.name, url: `${ctx.app.config.url}/unit#${errand.token}` });
  }
  return { units: units.length, links };
}
