import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { mayAt } from '#orgs';
import { concernRefs, concernsForTopics, type ConcernRef } from '#voices';
import { concernIdsOf as concernsOfTopics } from '../../prep/concerns/queries.ts';
import { itemFor, type Item } from '../../queries.ts';
import type * as contract from './contract.ts';

type Links = Pick<Item, 'id' | 'topic_id'>;

/** The concerns that an item answers by itself, by what they are called now; each with the links that lead to it. */
export async function ownConcernsOf(ctx: Ctx, { id }: Pick<Item, 'id'>): Promise<Map<string, string[]>> {
  const rows = await ctx.db
    .selectFrom('meetings.item_concern')
    .select('concern_id')
    .where('item_id', '=', id)
    .execute();
  const ids = rows.map(({ concern_id }) => concern_id);
  const own = new Map<string, string[]>();
  for (const [asked, ref] of await concernRefs(ctx, ids))
    own.set(ref.id, [...(own.get(ref.id) ?? []), asked]);
  return own;
}

/** Those that its topic took up: they are in all that was agreed on it. */
async function ofTopic(ctx: Ctx, { topic_id }: Links): Promise<ConcernRef[]> {
  const links = topic_id === null ? [] : await concernsOfTopics(ctx, [topic_id]);
  const refs = await concernRefs(
    ctx,
    links.map(({ concernId }) => concernId),
  );
  return [...new Map([...refs.values()].map((ref) => [ref.id, ref])).values()];
}

export async function listItemConcerns(
  ctx: Ctx,
  { id }: Input<typeof contract.listItemConcerns>,
): Promise<Output<typeof contract.listItemConcerns>> {
  const item = await itemFor(ctx, 'meetings.read', id);
  const byTopic = await ofTopic(ctx, item);
  const own = await ownConcernsOf(ctx, item);
  const inTopic = new Set(byTopic.map((ref) => ref.id));
  const refs = await concernRefs(ctx, [...own.keys()]);
  const bySelf = [...refs.values()].filter((ref) => !inTopic.has(ref.id));
  const known = new Set([...inTopic, ...own.keys()]);
  const mayLink = await mayAt(ctx, 'meetings.manage', item.org_id);
  const offered = mayLink ? await concernsForTopics(ctx, { orgId: item.org_id }) : [];
  return {
    linked: [
      ...byTopic.map((ref) => ({ ...ref, byTopic: true })),
      ...bySelf.map((ref) => ({ ...ref, byTopic: false })),
    ],
    offered: offered.filter((ref) => !known.has(ref.id)),
  };
}
