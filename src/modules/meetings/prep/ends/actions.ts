import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { meetingsError } from '../../errors.ts';
import { meetingFor, TOPIC, topicFor, type Meeting, type Topic } from '../../queries.ts';
import { topicSteps } from '../../rules.ts';
import { tellOfTopic } from '../concerns/actions.ts';
import { prepError } from '../errors.ts';
import { addTopic } from '../topics/actions.ts';
import type * as contract from '../topics/contract.ts';
import { nextMeetingOf } from '../topics/queries.ts';

type Decision = Pick<Input<typeof contract.decideTopic>, 'to' | 'reason'>;

export async function decideTopic(
  ctx: TxCtx,
  { id, to, reason }: Input<typeof contract.decideTopic>,
): Promise<Output<typeof contract.decideTopic>> {
  const { meeting_id } = await topicFor(ctx, 'meetings.manage', id);
  if (meeting_id === null) throw meetingsError('not_found');
  const meeting = await meetingFor(ctx, 'meetings.manage', meeting_id, { lock: true });
  const topic = await topicFor(ctx, 'meetings.manage', id, { lock: true });
  const why = to === 'declined' || to === 'deferred';
  if (why && !reason) throw prepError('topic_reason_needed', { field: 'reason' });
  if (topic.state === to) return { state: to };
  if (!topicSteps(meeting.state, topic.state).includes(to)) throw prepError('topic_bad_step');
  const next = to === 'deferred' ? await takeOn(ctx, topic, meeting) : null;
  await decide(ctx, topic, { to, reason: why ? reason : undefined });
  await tellOfTopic(ctx, topic, { to, reason, meeting, next });
  return { state: to };
}

async function decide(
  ctx: TxCtx,
  { id, state, org_id }: Topic,
  { to, reason = '' }: Decision,
): Promise<void> {
  await ctx.db
    .updateTable('meetings.topic')
    .set({ state: to, reason: reason || null })
    .where('id', '=', id)
    .execute();
  await recordChange(ctx, { entity: TOPIC, entityId: id, from: state, to, reason: reason || null }, org_id);
}

/** The next meeting has a topic of its own from it, with the same files and for the same concerns. Returns that meeting. */
async function takeOn(ctx: TxCtx, topic: Topic, meeting: Meeting): Promise<Meeting> {
  const next = await nextMeetingOf(ctx, meeting);
  if (!next) throw prepError('topic_no_next');
  const { kind, title, background, research, unit_id, reporter } = topic;
  const facts = { kind, title, background, research, unit_id, reporter, from_id: topic.id };
  const id = await addTopic(ctx, next, facts);
  await ctx.db
    .insertInto('meetings.topic_concern')
    .columns(['topic_id', 'concern_id'])
    .expression((eb) =>
      eb
        .selectFrom('meetings.topic_concern')
        .select([eb.val(id).$castTo<string>().as('topic_id'), 'concern_id'])
        .where('topic_id', '=', topic.id),
    )
    .execute();
  await copyFiles(ctx, topic.id, id);
  return next;
}

/** The earlier meeting keeps its papers, and the next one has them. */
async function copyFiles(ctx: TxCtx, from: string, to: string): Promise<void> {
  const files = await ctx.db.selectFrom('meetings.file').selectAll().where('topic_id', '=', from).execute();
  for (const file of files)
    await ctx.db
      .insertInto('meetings.file')
      .values({ ...file, id: newId(ctx.now.getTime()), topic_id: to })
      .execute();
}

/**
 * The minutes of a meeting are issued: topics on its agenda that the minutes speak of (`spoken`, by their ids) and that
 * nobody has ended count as heard. The meeting is held by the caller.
 */
export async function hearTopics(ctx: TxCtx, meeting: Meeting, spoken: readonly string[]): Promise<void> {
  const open = await ctx.db
    .selectFrom('meetings.topic')
    .selectAll()
    .where('meeting_id', '=', meeting.id)
    .where('state', '=', 'accepted')
    .forUpdate()
    .execute();
  for (const topic of open.filter(({ id }) => spoken.includes(id))) {
    await decide(ctx, topic, { to: 'heard' });
    await tellOfTopic(ctx, topic, { to: 'heard', meeting, next: null });
  }
}
