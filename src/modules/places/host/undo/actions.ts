import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import { beyond, type TxCtx } from '#kernel/ctx';
import { noteLinkUse, openLink, type Link } from '#kernel/links';
import { refreshOpenTimes } from '../../hours/actions.ts';
import { ENTITY, type Place } from '../../queries.ts';
import { restoreSupply } from '../../supplies/actions.ts';
import type { openHostPage, undoAsHost as undoContract } from '../contract.ts';
import { hostError } from '../errors.ts';
import { hostPageOf, lastWord, LINK_KINDS, placeByLink } from '../queries.ts';
import { writeFacility, writeNote } from '../state/actions.ts';
import type { Before } from '../tables.ts';

/** Takes the last word back while it is fresh; a second time it finds nothing to do. */
export async function undoAsHost(
  ctx: TxCtx,
  { token, id }: Input<typeof undoContract>,
): Promise<Output<typeof openHostPage>> {
  const link = await openLink(ctx, LINK_KINDS.host, token);
  return beyond(ctx, 'what a host takes back', (wide) => takeBack(wide, link, id));
}

async function takeBack(ctx: TxCtx, link: Link, id: string): Promise<Output<typeof openHostPage>> {
  const place = await placeByLink(ctx, link, { lock: true });
  if (!(await isUndone(ctx, link, id))) {
    if ((await lastWord(ctx, place.id, link.id))?.id !== id) throw hostError('host_undo_late');
    const { at, before } = await ctx.db
      .updateTable('places.host_word')
      .set({ undone_at: ctx.now })
      .where('id', '=', id)
      .returning(['at', 'before'])
      .executeTakeFirstOrThrow();
    await restore(ctx, place, before!, at);
    await noteLinkUse(ctx, link);
    await ctx.audit({
      action: 'places.host_undo',
      entity: ENTITY,
      entityId: place.id,
      orgId: place.org_id,
      detail: { link: link.id },
    });
  }
  return hostPageOf(ctx, await placeByLink(ctx, link), link);
}

async function isUndone(ctx: TxCtx, link: Link, id: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('places.host_word')
    .select('undone_at')
    .where('id', '=', id)
    .where('link_id', '=', link.id)
    .executeTakeFirst();
  return row?.undone_at != null;
}

async function restore(ctx: TxCtx, place: Place, before: Before, saidAt: Date): Promise<void> {
  const { confirmed, ended = [], made, facility, note: noted, supply } = before;
  // Somebody else may have confirmed it since: that stands.
  if (confirmed && place.confirmed_by === 'host' && place.confirmed_at?.getTime() === saidAt.getTime())
    await ctx.db
      .updateTable('places.place')
      .set({
        confirmed_at: instantOf(confirmed.at),
        confirmed_by: confirmed.by,
        doubted_at: place.doubted_at ?? instantOf(confirmed.doubted),
      })
      .where('id', '=', place.id)
      .execute();
  if (confirmed)
    await ctx.db
      .deleteFrom('places.sighting')
      .where('place_id', '=', place.id)
      .where('source', '=', 'host')
      .where('at', '=', saidAt)
      .execute();
  const changed = [...ended, ...(made ? [made] : [])];
  if (changed.length > 0) {
    await ctx.db
      .updateTable('places.exception')
      .set({ withdrawn_at: sql`case when id = ${made ?? null}::uuid then ${ctx.now}::timestamptz end` })
      .where('id', 'in', changed)
      .execute();
    await refreshOpenTimes(ctx, place.id);
  }
  if (facility) await writeFacility(ctx, place.id, { ...facility, since: new Date(facility.since) });
  if (noted) await writeNote(ctx, place.id, noted.text, instantOf(noted.until));
  if (supply) await restoreSupply(ctx, supply);
}

function instantOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
