import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { concernsForTopics, tellStep } from '#voices';
import { meetingFor, TOPIC, topicFor, type Meeting, type Topic } from '../../queries.ts';
import { meetingsError } from '../../errors.ts';
import { prepError } from '../errors.ts';
import { isTopicOpen } from '../rules.ts';
import type * as contract from './contract.ts';
import { concernIdsOf } from './queries.ts';

export async function linkConcerns(
  ctx: TxCtx,
  { id, concernIds }: Input<typeof contract.linkConcerns>,
): Promise<Output<typeof contract.linkConcerns>> {
  const { meeting_id } = await topicFor(ctx, 'meetings.manage', id);
  if (meeting_id === null) throw meetingsError('not_found');
  const meeting = await meetingFor(ctx, 'meetings.manage', meeting_id, { lock: true });
  if (!isTopicOpen(meeting.state)) throw prepError('meeting_closed');
  const topic = await topicFor(ctx, 'meetings.manage', id, { lock: true });
  const wanted = new Set(concernIds);
  const had = (await concernIdsOf(ctx, [id])).map(({ concernId }) => concernId);
  const added = [...wanted].filter((one) => !had.includes(one));
  const offered = added.length > 0 ? await concernsForTopics(ctx, { orgId: topic.org_id }) : [];
  if (added.some((one) => !offered.some((ref) => ref.id === one)))
    throw prepError('topic_concern_unknown', { field: 'concernIds' });
  const gone = had.filter((one) => !wanted.has(one));
  if (gone.length > 0)
    await ctx.db
      .deleteFrom('meetings.topic_concern')
      .where('topic_id', '=', id)
      .where('concern_id', 'in', gone)
      .execute();
  for (const concernId of gone)
    await tellStep(ctx, {
      concernId,
      kind: 'topic',
      text: `不再写在联席会议议题“${topic.title}”里，工会会另外安排。`,
    });
  for (const concern_id of added) {
    await ctx.db.insertInto('meetings.topic_concern').values({ topic_id: id, concern_id }).execute();
    const at = `联席会议议题“${topic.title}”`;
    const onAgenda = topic.state === 'accepted' || topic.state === 'heard';
    const text = onAgenda ? `写进了${at}，已列入${meeting.title}的议程。` : `写进了${at}，等着定是否上会。`;
    await tellStep(ctx, { concernId: concern_id, kind: onAgenda ? 'agenda' : 'topic', text });
  }
  const detail = { added: added.length, removed: gone.length };
  await ctx.audit({
    action: 'meetings.topic_concerns',
    entity: TOPIC,
    entityId: id,
    orgId: topic.org_id,
    detail,
  });
  return { linked: wanted.size };
}

interface Told {
  readonly to: Topic['state'];
  readonly reason?: string | undefined;
  readonly meeting: Pick<Meeting, 'title'>;
  /** The meeting that takes it on, where one does. */
  readonly next: Pick<Meeting, 'title'> | null;
}

/** Those whose voices are in a topic hear whether it comes before the meeting, what became of it there, and why not. */
export async function tellOfTopic(
  ctx: TxCtx,
  topic: Topic,
  { to, reason, meeting, next }: Told,
): Promise<void> {
  const texts: Partial<Record<Topic['state'], string>> = {
    accepted: `议题“${topic.title}”已列入${meeting.title}的议程。`,
    declined: `议题“${topic.title}”这次没有上会：${reason}`,
    heard: `${meeting.title}已经研究了议题“${topic.title}”。`,
    deferred: `议题“${topic.title}”留到${next?.title}再议：${reason}`,
  };
  const text = texts[to];
  if (text === undefined) return;
  const kind = to === 'accepted' || to === 'heard' ? 'agenda' : to === 'deferred' ? 'deferred' : 'topic';
  for (const { concernId } of await concernIdsOf(ctx, [topic.id]))
    await tellStep(ctx, { concernId, kind, text });
}

/** Those whose voices are in what stood on its agenda hear that the meeting will not be held, and why. */
export async function tellOfCancelled(
  ctx: TxCtx,
  { id, title }: Pick<Meeting, 'id' | 'title'>,
  reason: string,
): Promise<void> {
  const topics = await ctx.db
    .selectFrom('meetings.topic')
    .select('id')
    .where('meeting_id', '=', id)
    .where('state', 'in', ['proposed', 'accepted'])
    .execute();
  const links = await concernIdsOf(
    ctx,
    topics.map((topic) => topic.id),
  );
  for (const concernId of new Set(links.map((link) => link.concernId)))
    await tellStep(ctx, { concernId, kind: 'topic', text: `${title}取消了：${reason}。这件事会另外安排。` });
}
