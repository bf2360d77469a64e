import { sql } from 'kysely';
import { beyond, type TxCtx } from '#kernel/ctx';
import { answerFromMeeting, concernRefs, mergedInto, tellStep, type ConcernRef } from '#voices';
import { unitRefs, type Item } from '../../queries.ts';
import { isOpen } from '../../rules.ts';
import type { ItemState } from '../contract.ts';
import { endOfAll } from '../rules.ts';
import { NEWS, TAKEN_OUT, type News } from '../texts/news.ts';
import { concernIdsOf, endsOf } from './queries.ts';

const KINDS: Readonly<Partial<Record<ItemState, News['kind']>>> = {
  assigned: 'agreed',
  in_progress: 'progress',
  reported: 'progress',
  deferred: 'deferred',
  closed: 'closed',
  failed: 'failed',
};

/**
 * Tells everybody whose voice is in an item how it goes on; `note`: how far it is. Where the last item that a concern is
 * in has ended, everybody is answered, once, with what came of them all.
 */
export async function tellConcerns(ctx: TxCtx, item: Item, note: string | null): Promise<void> {
  const kind = KINDS[item.state];
  if (!kind) return;
  await beyond(ctx, 'everybody whose voice is in an agreed item hears of it', async (all) => {
    const concerns = await aliveOf(all, await concernIdsOf(all, item));
    await tellAll(all, concerns, { kind, item, note });
  });
}

/**
 * After an item was linked anew, by itself or by its topic, or taken back: `before` are the concerns that were in it. Who
 * comes in hears what was agreed; who goes out hears so, and is answered where all else that they are in has ended.
 */
export async function tellOfLinks(ctx: TxCtx, item: Item, before: readonly string[]): Promise<void> {
  await beyond(
    ctx,
    'everybody whose voice comes into an agreed item or goes out of it hears so',
    async (all) => {
      const [had, has] = [await aliveOf(all, before), await aliveOf(all, await concernIdsOf(all, item))];
      const added = [...has].filter(([id]) => !had.has(id));
      await tellAll(all, new Map(added), { kind: 'agreed', item, note: null });
      for (const [id, { state }] of had) {
        // An answer stands, whatever is found out about it later.
        if (has.has(id) || state === 'answered' || (await answered(all, id))) continue;
        const href = `/staff/meetings/${item.meeting_id}?tab=items`;
        await tellStep(all, { concernId: id, kind: 'topic', text: TAKEN_OUT(item), href });
      }
    },
  );
}

/** What these concerns are now, by their ids: merged ones are one; nobody is left in those taken apart. */
async function aliveOf(ctx: TxCtx, ids: readonly string[]): Promise<Map<string, ConcernRef>> {
  const refs = [...(await concernRefs(ctx, ids)).values()].filter(({ state }) => state !== 'dissolved');
  return new Map(refs.map((ref) => [ref.id, ref]));
}

interface Told extends Pick<News, 'kind' | 'note'> {
  readonly item: Item;
}

async function tellAll(
  ctx: TxCtx,
  concerns: ReadonlyMap<string, ConcernRef>,
  { kind, item, note }: Told,
): Promise<void> {
  if (concerns.size === 0) return;
  const lead = await leadOf(ctx, item);
  const step = (concernId: string, of: News['kind']): Promise<void> =>
    tellStep(ctx, {
      concernId,
      kind: of,
      text: NEWS[of]({ item, note, lead }),
      href: `/staff/items/${item.id}`,
    });
  const end = isOpen(item.state) ? null : KINDS[item.state]!;
  for (const id of concerns.keys()) {
    if (kind !== end) await step(id, kind);
    if (end !== null && !(await answered(ctx, id))) await step(id, end);
  }
}

/** Answers a concern where all items that it is in have ended. Returns whether they have. */
async function answered(ctx: TxCtx, concernId: string): Promise<boolean> {
  const ids = [concernId, ...(await mergedInto(ctx, concernId))];
  await holdConcerns(ctx, ids);
  const ends = await endsOf(ctx, ids);
  const over = ends.filter((end) => end !== null);
  if (over.length === 0 || over.length < ends.length) return false;
  const told = over.map(({ outcome }) => outcome).join('\n');
  await answerFromMeeting(ctx, { concernId, how: endOfAll(over.map(({ how }) => how)), text: told });
  return true;
}

/** Of two items of a concern that end at once each would take the other for open: the second waits for the first here. */
export async function holdConcerns(ctx: TxCtx, ids: readonly string[]): Promise<void> {
  for (const id of ids.toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`meetings.concern:${id}`}, 0))`.execute(ctx.db);
}

async function leadOf(ctx: TxCtx, item: Item): Promise<string> {
  const unit = await ctx.db
    .selectFrom('meetings.unit')
    .selectAll()
    .where('id', '=', item.lead_unit)
    .executeTakeFirstOrThrow();
  return (await unitRefs(ctx, [unit])).get(unit.id)!.name;
}
