import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { civilDate } from '#kernel/time';
import { endErrands } from '../../errands/actions.ts';
import { MEETING, meetingFor, type Meeting } from '../../queries.ts';
import { mayGo } from '../../rules.ts';
import type { MeetingChange } from '../../tables.ts';
import { callAsToday, expectUnits, forgetAnswers } from '../come/actions.ts';
import { noticeDraft } from '../come/queries.ts';
import { tellOfCancelled } from '../concerns/actions.ts';
import type * as contract from '../contract.ts';
import { prepError } from '../errors.ts';
import { readyOf, unitsToAsk } from '../queries.ts';
import { lacksFor, needsReason, opensTopics, PREPARED, type Lack } from '../rules.ts';
import { announcedOf } from '../texts/changes.ts';
import { LACK_WORDS } from '../texts/words.ts';

type Step = Input<typeof contract.stepMeeting>;

/** That a meeting still lacks these, in words. */
export function notReady(ctx: TxCtx, lacks: readonly Lack[]): Error {
  const words = lacks.map((lack) => LACK_WORDS[ctx.locale][lack]);
  return prepError('meeting_not_ready', { params: { lacks: words.join(ctx.locale === 'zh' ? '、' : ', ') } });
}

export async function stepMeeting(ctx: TxCtx, step: Step): Promise<Output<typeof contract.stepMeeting>> {
  const { id, from, to, reason } = step;
  const row = await meetingFor(ctx, 'meetings.manage', id, { lock: true });
  const prepared = to === 'cancelled' || PREPARED.includes(to);
  if (row.state !== from || !mayGo(from, to) || !prepared) throw prepError('meeting_bad_step');
  if (needsReason(from, to) && !reason) throw prepError('meeting_reason_needed', { field: 'reason' });
  const lacks = needsReason(from, to) ? [] : lacksFor(to, await readyOf(ctx, row), ctx.now);
  if (lacks.length > 0) throw notReady(ctx, lacks);
  await ctx.db
    .updateTable('meetings.meeting')
    .set({
      state: to,
      ...approvalOf(ctx, step),
      ...toldOf(ctx, row, step),
      ...(to === 'noticed' && row.notice_text === null ? { notice_text: await noticeDraft(ctx, row) } : {}),
    })
    .where('id', '=', id)
    .execute();
  await recordChange(ctx, { entity: MEETING, entityId: id, from, to, reason: reason ?? null }, row.org_id);
  await follow(ctx, row, step);
  return { state: to };
}

type Approval = Partial<Pick<Meeting, 'approved_by' | 'approved_on' | 'approval_no'>>;

/** Who approved, with the step that says so; a step that opens the topics again takes it away. */
function approvalOf(ctx: TxCtx, { from, to, approval }: Step): Approval {
  if (opensTopics(to)) return { approved_by: null, approved_on: null, approval_no: null };
  if (to !== 'leader_approved' || from !== 'coordinated') return {};
  if (!approval || approval.on > civilDate(ctx.now))
    throw prepError('meeting_approval_needed', { field: approval ? 'approval.on' : 'approval' });
  return { approved_by: approval.by, approved_on: approval.on, approval_no: approval.no };
}

/** What changes for those who have the notice: calendars learn of it, and of what takes it back. */
function toldOf(ctx: TxCtx, row: Meeting, { to, reason = '' }: Step) {
  const told = row.noticed_at !== null;
  const sequence = row.sequence + 1;
  if (to === 'noticed')
    return { noticed_at: ctx.now, change: null, changed_at: null, ...(told ? { sequence } : {}) };
  const is = announcedOf(row);
  const kind = to === 'cancelled' ? 'cancelled' : 'postponed';
  const change: MeetingChange = { kind, was: is, is, reason };
  const takenBack = (to === 'cancelled' && told) || (row.state === 'noticed' && to !== 'held');
  return takenBack ? { sequence, change: JSON.stringify(change), changed_at: ctx.now } : {};
}

/** What a step brings about for units, and for those whose voices are in its topics. */
async function follow(ctx: TxCtx, row: Meeting, { from, to, reason = '' }: Step): Promise<void> {
  const { id } = row;
  if (to === 'noticed') await expectUnits(ctx, row, await unitsToAsk(ctx, id));
  if (to === 'held') await callAsToday(ctx, id);
  if (from === 'cancelled') await forgetAnswers(ctx, id, reason);
  if (to !== 'cancelled') return;
  const errands = await ctx.db
    .selectFrom('meetings.errand')
    .select(['id', 'state', 'org_id'])
    .where('meeting_id', '=', id)
    .where('state', 'in', ['waiting', 'submitted', 'returned'])
    .forUpdate()
    .execute();
  // Its links still open: who has one reads there that the meeting was cancelled, and why.
  await endErrands(ctx, errands, reason);
  await tellOfCancelled(ctx, row, reason);
}
