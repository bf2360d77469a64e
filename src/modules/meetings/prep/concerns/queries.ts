import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { concernRefs, concernsForTopics, type ConcernRef } from '#voices';
import { meetingFor } from '../../queries.ts';
import type * as contract from './contract.ts';

/** Which concerns each of these topics has taken up; whoever sees the topics. */
export async function concernIdsOf(ctx: Ctx, topics: readonly string[]) {
  if (topics.length === 0) return [];
  return ctx.db
    .selectFrom('meetings.topic_concern')
    .select(['topic_id as topicId', 'concern_id as concernId'])
    .where('topic_id', 'in', topics)
    .execute();
}

/** The concerns of each topic, as they are called now; one that was joined with another goes by that one's name. */
export async function concernsOf(
  ctx: Ctx,
  topics: readonly string[],
): Promise<(topicId: string) => ConcernRef[]> {
  const links = await concernIdsOf(ctx, topics);
  const refs = await concernRefs(
    ctx,
    links.map(({ concernId }) => concernId),
  );
  return (topicId) => {
    const own = links.filter((link) => link.topicId === topicId);
    const found = own.flatMap(({ concernId }) => refs.get(concernId) ?? []);
    return [...new Map(found.map((ref) => [ref.id, ref])).values()];
  };
}

export async function listTopicConcerns(
  ctx: Ctx,
  { id, q }: Input<typeof contract.listTopicConcerns>,
): Promise<Output<typeof contract.listTopicConcerns>> {
  const meeting = await meetingFor(ctx, 'meetings.manage', id);
  const refs = await concernsForTopics(ctx, { orgId: meeting.org_id, ...(q ? { q } : {}) });
  const rows = await ctx.db
    .selectFrom('meetings.topic_concern as l')
    .innerJoin('meetings.topic as t', 't.id', 'l.topic_id')
    .innerJoin('meetings.meeting as m', 'm.id', 't.meeting_id')
    .select('l.concern_id')
    .where('t.body_id', '=', meeting.body_id)
    .where('t.state', '<>', 'declined')
    // What was to be heard at a meeting that was called off is free again.
    .where('m.state', '<>', 'cancelled')
    .execute();
  const heirs = await concernRefs(
    ctx,
    rows.map(({ concern_id }) => concern_id),
  );
  const taken = new Set([...heirs.values()].map((ref) => ref.id));
  return { items: refs.map((ref) => ({ ...ref, taken: taken.has(ref.id) })) };
}
