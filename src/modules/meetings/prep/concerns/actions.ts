import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { concernRefs, concernsForTopics, tellStep } from '#voices';
import { tellOfLinks } from '../../items/back/actions.ts';
import { concernIdsOf as concernsOfItem } from '../../items/back/queries.ts';
import { meetingFor, TOPIC, topicFor, type Item, type Meeting, type Topic } from '../../queries.ts';
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
  const tellItems = await itemsOf(ctx, id);
  if (gone.length > 0)
    await ctx.db
      .deleteFrom('meetings.topic_concern')
      .where('topic_id', '=', id)
      .where('concern_id', 'in', gone)
      .execute();
  for (const concern_id of added) {
    await ctx.db.insertInto('meetings.topic_concern').values({ topic_id: id, concern_id }).execute();
    const at = `联席会议议题“${topic.title}”`;
    const onAgenda = topic.state === 'accepted' || topic.state === 'heard';
    const text = onAgenda ? `写进了${at}，已列入${meeting.title}的议程。` : `写进了${at}，等着定是否上会。`;
    await tellStep(ctx, {
      concernId: concern_id,
      kind: onAgenda ? 'agenda' : 'topic',
      text,
      href: hrefOf(topic),
    });
  }
  await tellGone(ctx, topic, gone);
  await tellItems();
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

/** Who was told that it comes before the meeting hears that it does not, unless they have an answer. */
async function tellGone(ctx: TxCtx, topic: Topic, gone: readonly string[]): Promise<void> {
  const text = `更正：联席会议议题“${topic.title}”不包括这件诉求。`;
  for (const { id, state } of (await concernRefs(ctx, gone)).values())
    if (state === 'open' || state === 'referred')
      await tellStep(ctx, { concernId: id, kind: 'topic', text, href: hrefOf(topic) });
}

/**
 * What was agreed on a topic already, held: an item that ends meanwhile would answer without those who come in. Returns
 * what tells them, once the topic is linked anew.
 */
async function itemsOf(ctx: TxCtx, topicId: string): Promise<() => Promise<void>> {
  const items = await ctx.db
    .selectFrom('meetings.item')
    .selectAll()
    .where('topic_id', '=', topicId)
    .orderBy('id')
    .forUpdate()
    .execute();
  const before = new Map<Item, string[]>();
  for (const item of items) before.set(item, await concernsOfItem(ctx, item));
  return async () => {
    for (const [item, had] of before) await tellOfLinks(ctx, item, had);
  };
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
    await tellStep(ctx, { concernId, kind, text, href: hrefOf(topic) });
}

function hrefOf({ meeting_id }: Pick<Topic, 'meeting_id'>): string {
  return `/staff/meetings/${meeting_id}?tab=agenda`;
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
  const text = `${title}取消了：${reason}。这件诉求还在，等下一次联席会议。`;
  for (const concernId of new Set(links.map((link) => link.concernId)))
    await tellStep(ctx, { concernId, kind: 'topic', text, href: hrefOf({ meeting_id: id }) });
}
