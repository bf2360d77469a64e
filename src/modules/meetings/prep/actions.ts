import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { dropWaiting } from '../errands/actions.ts';
import { MEETING, meetingFor, type Meeting } from '../queries.ts';
import { isHeld, mayGo } from '../rules.ts';
import { expectUnits, forgetAnswers } from './come/actions.ts';
import type * as contract from './contract.ts';
import { prepError } from './errors.ts';
import { readyOf, unitsToAsk } from './queries.ts';
import { lacksFor, needsReason, PREPARED, type Lack } from './rules.ts';
import { changesOfMeeting } from './texts/changes.ts';
import { LACK_WORDS } from './texts/words.ts';
import { addTopic } from './topics/actions.ts';

function notReady(ctx: TxCtx, lacks: readonly Lack[]): Error {
  const words = lacks.map((lack) => LACK_WORDS[ctx.locale][lack]);
  return prepError('meeting_not_ready', { params: { lacks: words.join(ctx.locale === 'zh' ? '、' : ', ') } });
}

export async function stepMeeting(
  ctx: TxCtx,
  { id, from, to, reason }: Input<typeof contract.stepMeeting>,
): Promise<Output<typeof contract.stepMeeting>> {
  const row = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  const prepared = to === 'cancelled' || PREPARED.includes(to);
  if (row.state !== from || !mayGo(from, to) || !prepared) throw prepError('meeting_bad_step');
  if (needsReason(from, to) && !reason) throw prepError('meeting_reason_needed', { field: 'reason' });
  const lacks = needsReason(from, to) ? [] : lacksFor(to, await readyOf(ctx, row), ctx.now);
  if (lacks.length > 0) throw notReady(ctx, lacks);
  await ctx.db
    .updateTable('meetings.meeting')
    .set({ state: to, ...columnsOf(ctx, row, to, reason) })
    .where('id', '=', id)
    .execute();
  await recordChange(ctx, { entity: MEETING, entityId: id, from, to, reason: reason ?? null }, row.org_id);
  if (to === 'noticed') await expectUnits(ctx, row, await unitsToAsk(ctx, id));
  if (to === 'cancelled') await closeErrands(ctx, id);
  return { state: to };
}

/** What changes with a step beside the state: calendars have to learn of a notice, and of what takes it back. */
function columnsOf(ctx: TxCtx, row: Meeting, to: Meeting['state'], reason?: string) {
  const told = row.noticed_at !== null;
  if (to === 'noticed')
    return {
      noticed_at: ctx.now,
      change_note: null,
      changed_at: null,
      ...(told ? { sequence: row.sequence + 1 } : {}),
    };
  if (to === 'cancelled' && told)
    return { sequence: row.sequence + 1, change_note: `会议取消：${reason}`, changed_at: ctx.now };
  if (row.state === 'noticed' && to !== 'held')
    return { sequence: row.sequence + 1, change_note: `会议另行通知：${reason}`, changed_at: ctx.now };
  return {};
}

/** Nobody is asked any more; what was answered stays. */
async function closeErrands(ctx: TxCtx, meetingId: string): Promise<void> {
  const open = await ctx.db
    .selectFrom('meetings.errand')
    .select(['id', 'state', 'org_id'])
    .where('meeting_id', '=', meetingId)
    .where('state', 'in', ['waiting', 'submitted', 'returned'])
    .forUpdate()
    .execute();
  await dropWaiting(
    ctx,
    open.map(({ id }) => id),
    '会议取消',
  );
  for (const { id, state, org_id } of open) {
    await ctx.db.updateTable('meetings.errand').set({ state: 'closed' }).where('id', '=', id).execute();
    const change = { entity: 'meetings.errand', entityId: id, from: state, to: 'closed', reason: '会议取消' };
    await recordChange(ctx, change, org_id);
  }
}

type Given = Input<typeof contract.changeMeeting>;

export async function changeMeeting(
  ctx: TxCtx,
  { id, sequence, reason, ...given }: Given,
): Promise<Output<typeof contract.changeMeeting>> {
  const row = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  if (row.sequence !== sequence)
    throw prepError('meeting_changed', { params: { now: changesOfMeeting(row).now } });
  requireChangeable(row, given);
  const next: Meeting = {
    ...row,
    title: given.title ?? row.title,
    month: given.month === undefined ? row.month : given.month,
    starts_at: given.startsAt === undefined ? row.starts_at : toDate(given.startsAt),
    ends_at: given.endsAt === undefined ? row.ends_at : toDate(given.endsAt),
    venue: given.venue === undefined ? row.venue : given.venue,
    chair_name: given.chairName === undefined ? row.chair_name : given.chairName,
    chair_title: given.chairTitle === undefined ? row.chair_title : given.chairTitle,
  };
  const { starts_at: from, ends_at: until } = next;
  if (until !== null && (from === null || until <= from))
    throw prepError('meeting_bad_times', { field: 'endsAt' });
  const { note, moved } = changesOfMeeting(row, next);
  const told = row.noticed_at !== null && row.state !== 'cancelled';
  if (told && note !== null) {
    if (!reason) throw prepError('meeting_reason_needed', { field: 'reason' });
    const lacks = lacksFor('noticed', { ...(await readyOf(ctx, next)), accepted: 1, units: 1 }, ctx.now);
    if (lacks.length > 0) throw notReady(ctx, lacks);
  }
  const said = told && note !== null ? { change_note: `${note}（${reason}）`, changed_at: ctx.now } : {};
  const { title, month, starts_at, ends_at, venue, chair_name, chair_title } = next;
  await ctx.db
    .updateTable('meetings.meeting')
    .set({
      title,
      month,
      starts_at,
      ends_at,
      venue,
      chair_name,
      chair_title,
      ...said,
      sequence: sequence + 1,
    })
    .where('id', '=', id)
    .execute();
  // In the history of the meeting: it stays where it is, and the reason says what became of it.
  const change = { entity: MEETING, entityId: id, from: row.state, to: row.state };
  if (said.change_note) await recordChange(ctx, { ...change, reason: said.change_note }, row.org_id);
  else await ctx.audit({ action: 'meetings.change', entity: MEETING, entityId: id, orgId: row.org_id });
  if (told && moved && row.state === 'noticed') await forgetAnswers(ctx, id);
  return { sequence: sequence + 1 };
}

/** Once held only who chaired can be put right, until the minutes are issued. */
function requireChangeable(
  { state }: Meeting,
  { title, month, startsAt, endsAt, venue }: Omit<Given, 'id' | 'sequence' | 'reason'>,
): void {
  const others = [title, month, startsAt, endsAt, venue].some((value) => value !== undefined);
  if (state === 'issued' || (isHeld(state) && others)) throw prepError('meeting_closed');
}

function toDate(value: string | null): Date | null {
  return value === null ? null : new Date(value);
}

/** A unit's answer that an officer has confirmed. */
export type PrepAnswer = {
  readonly meetingId: string;
  readonly unitId: string;
  /** Through which errand it came, if through one. */
  readonly errandId?: string;
} & (
  | {
      readonly kind: 'topics';
      readonly what: readonly { readonly title: string; readonly background?: string | null }[];
    }
  | {
      readonly kind: 'attend';
      readonly what: {
        readonly coming: boolean;
        readonly person?: string | null;
        readonly title?: string | null;
        readonly note?: string | null;
      };
    }
);

/**
 * Takes a unit's confirmed answer into a meeting: topics become proposed ones of that unit, once each by their title; who
 * comes goes to the attendance. Whoever asks: the caller has checked that the source was confirmed.
 */
export async function applyPrepAnswer(ctx: TxCtx, answer: PrepAnswer): Promise<void> {
  const meeting = await ctx.db
    .selectFrom('meetings.meeting')
    .selectAll()
    .where('id', '=', answer.meetingId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (answer.kind === 'attend') return noteComing(ctx, meeting, answer);
  const known = await ctx.db
    .selectFrom('meetings.topic')
    .select('title')
    .where('meeting_id', '=', meeting.id)
    .where('unit_id', '=', answer.unitId)
    .execute();
  for (const { title, background } of answer.what)
    if (!known.some((one) => one.title === title))
      await addTopic(ctx, meeting, {
        kind: 'discuss',
        title,
        background: background ?? null,
        unit_id: answer.unitId,
      });
}

async function noteComing(
  ctx: TxCtx,
  meeting: Meeting,
  { unitId, what }: Extract<PrepAnswer, { kind: 'attend' }>,
): Promise<void> {
  const unit = await ctx.db
    .selectFrom('meetings.unit')
    .selectAll()
    .where('id', '=', unitId)
    .executeTakeFirstOrThrow();
  // Who answers before the notice, or came later than it, has no line yet.
  await expectUnits(ctx, meeting, [unit]);
  const state = what.coming ? 'coming' : 'not_coming';
  await ctx.db
    .updateTable('meetings.attendance')
    .set({ state, person: what.person ?? null, title: what.title ?? null, note: what.note ?? null })
    .where('meeting_id', '=', meeting.id)
    .where('unit_id', '=', unitId)
    // What was seen on the day is not undone by an answer that is confirmed late.
    .where('state', 'in', ['expected', 'coming', 'not_coming'])
    .execute();
  await ctx.audit({
    action: 'meetings.attend',
    entity: MEETING,
    entityId: meeting.id,
    orgId: meeting.org_id,
  });
}
