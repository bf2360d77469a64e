import { sql } from 'kysely';
import { beyond, type TxCtx } from '#kernel/ctx';
import { answerFromMeeting, concernRefs, tellStep } from '#voices';
import { unitRefs, type Item } from '../../queries.ts';
import { isOpen } from '../../rules.ts';
import type { ItemState } from '../contract.ts';
import { endOfAll } from '../rules.ts';
import { NEWS, type News } from '../texts/news.ts';
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
    const refs = await concernRefs(all, await concernIdsOf(all, item));
    const alive = [...refs].filter(([, { state }]) => state !== 'dissolved');
    if (alive.length === 0) return;
    const text = NEWS[kind]({ item, note, lead: await leadOf(all, item) });
    // What has been merged meanwhile is told of once.
    for (const concernId of new Set(alive.map(([, { id }]) => id))) {
      const ids = [concernId, ...alive.flatMap(([id, heir]) => (heir.id === concernId ? [id] : []))];
      await tell(all, { concernId, ids, kind, text, item });
    }
  });
}

interface Told {
  readonly concernId: string;
  /** It, and what has been merged into it. */
  readonly ids: readonly string[];
  readonly kind: News['kind'];
  readonly text: string;
  readonly item: Item;
}

/** A step of the way; or the answer, where the last of the items has ended. */
async function tell(ctx: TxCtx, { concernId, ids, kind, text, item }: Told): Promise<void> {
  const ends = isOpen(item.state) ? [null] : await heldEndsOf(ctx, ids);
  const over = ends.filter((end) => end !== null);
  if (over.length < ends.length) {
    await tellStep(ctx, { concernId, kind, text, href: `/staff/items/${item.id}` });
    return;
  }
  const told = over.map(({ outcome }) => outcome).join('\n');
  await answerFromMeeting(ctx, { concernId, how: endOfAll(over.map(({ how }) => how)), text: told });
}

/** Of two that end at once each would take the other for open: the second waits for the first here. */
async function heldEndsOf(ctx: TxCtx, ids: readonly string[]) {
  for (const id of [...ids].sort((a, b) => a.localeCompare(b)))
    await sql`select pg_advisory_xact_lock(hashtextextended(${`meetings.concern:${id}`}, 0))`.execute(ctx.db);
  return endsOf(ctx, ids);
}

async function leadOf(ctx: TxCtx, item: Item): Promise<string> {
  const unit = await ctx.db
    .selectFrom('meetings.unit')
    .selectAll()
    .where('id', '=', item.lead_unit)
    .executeTakeFirstOrThrow();
  return (await unitRefs(ctx, [unit])).get(unit.id)!.name;
}
