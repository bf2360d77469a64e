import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { MEETING, meetingFor, type Meeting } from '../queries.ts';
import { isHeld } from '../rules.ts';
import type { MeetingChange } from '../tables.ts';
import { forgetAnswers } from './come/actions.ts';
import type * as contract from './contract.ts';
import { prepError } from './errors.ts';
import { readyOf } from './queries.ts';
import { lacksFor } from './rules.ts';
import { notReady } from './steps/actions.ts';
import { announcedOf, hasMoved, sayAnnounced, sayChange, sayDifference } from './texts/changes.ts';

type Given = Omit<Input<typeof contract.changeMeeting>, 'id' | 'sequence' | 'reason'>;

export async function changeMeeting(
  ctx: TxCtx,
  { id, sequence, reason, ...given }: Input<typeof contract.changeMeeting>,
): Promise<Output<typeof contract.changeMeeting>> {
  const row = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  if (row.sequence !== sequence)
    throw prepError('meeting_changed', { params: { now: sayAnnounced(ctx.locale, announcedOf(row)) } });
  requireChangeable(row, given);
  const columns = columnsOf(row, given);
  const next = { ...row, ...columns };
  if (next.ends_at !== null && (next.starts_at === null || next.ends_at <= next.starts_at))
    throw prepError('meeting_bad_times', { field: 'endsAt' });
  const change = await changeTold(ctx, row, next, reason);
  await ctx.db
    .updateTable('meetings.meeting')
    .set({
      ...columns,
      ...(change ? { change: JSON.stringify(change), changed_at: ctx.now } : {}),
      sequence: sequence + 1,
    })
    .where('id', '=', id)
    .execute();
  if (!change) {
    await ctx.audit({ action: 'meetings.change', entity: MEETING, entityId: id, orgId: row.org_id });
    return { sequence: sequence + 1 };
  }
  // In the history of the meeting: it stays where it is, and the reason says what became of it.
  const told = sayChange(ctx.locale, change);
  await recordChange(
    ctx,
    { entity: MEETING, entityId: id, from: row.state, to: row.state, reason: told },
    row.org_id,
  );
  if (hasMoved(change.was, change.is) && !isHeld(row.state)) await forgetAnswers(ctx, id, told);
  return { sequence: sequence + 1 };
}

/** The columns as they will be; fields left out stay. */
function columnsOf(row: Meeting, given: Given) {
  const kept = <T>(value: T | undefined, was: T): T => (value === undefined ? was : value);
  return {
    title: kept(given.title, row.title),
    month: kept(given.month, row.month),
    starts_at: given.startsAt === undefined ? row.starts_at : toDate(given.startsAt),
    ends_at: given.endsAt === undefined ? row.ends_at : toDate(given.endsAt),
    venue: kept(given.venue, row.venue),
    chair_name: kept(given.chairName, row.chair_name),
    chair_title: kept(given.chairTitle, row.chair_title),
  };
}

/** What those who have the notice are told of a change; null where there is nothing to tell. */
async function changeTold(
  ctx: TxCtx,
  row: Meeting,
  next: Meeting,
  reason: string | undefined,
): Promise<MeetingChange | null> {
  if (row.noticed_at === null || row.state === 'cancelled') return null;
  const [was, is] = [announcedOf(row), announcedOf(next)];
  if (sayDifference(ctx.locale, was, is) === null) return null;
  if (!reason) throw prepError('meeting_reason_needed', { field: 'reason' });
  const lacks = lacksFor('noticed', { ...(await readyOf(ctx, next)), accepted: 1, units: 1 }, ctx.now);
  if (lacks.length > 0) throw notReady(ctx, lacks);
  return { kind: 'changed', was, is, reason };
}

/** Once held only who chaired can be put right, until the minutes are issued. */
function requireChangeable({ state }: Meeting, { title, month, startsAt, endsAt, venue }: Given): void {
  const others = [title, month, startsAt, endsAt, venue].some((value) => value !== undefined);
  if (state === 'issued' || (isHeld(state) && others)) throw prepError('meeting_closed');
}

function toDate(value: string | null): Date | null {
  return value === null ? null : new Date(value);
}
