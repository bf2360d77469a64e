import { sql } from 'kysely';
import type { Ctx, TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { refreshOpenTimes } from '../../hours/actions.ts';
import { openingOf, timesOf } from '../../hours/queries.ts';
import { endOfToday } from '../rules.ts';

/** Ends what the host said before and still holds; those of officers stay. Returns what it ended. */
export async function endExceptions(
  ctx: TxCtx,
  placeId: string,
  kinds: readonly ('cut' | 'extra')[],
): Promise<string[]> {
  const rows = await ctx.db
    .updateTable('places.exception')
    .set({ withdrawn_at: ctx.now })
    .where('place_id', '=', placeId)
    .where('made_by', '=', 'host')
    .where('kind', 'in', kinds)
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`upper(during) > ${ctx.now}`)
    .returning('id')
    .execute();
  if (rows.length > 0) await refreshOpenTimes(ctx, placeId);
  return rows.map(({ id }) => id);
}

/** Closes or opens from one instant to another; the newest word counts. Returns its id. */
export async function addException(
  ctx: TxCtx,
  placeId: string,
  { kind, from, to, reason = null }: { kind: 'cut' | 'extra'; from: Date; to: Date; reason?: string | null },
): Promise<string> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('places.exception')
    .values({
      id,
      place_id: placeId,
      kind,
      days: null,
      spans: null,
      during: `[${from.toISOString()},${to.toISOString()})`,
      reason,
      made_by: 'host',
      made_at: ctx.now,
      withdrawn_at: null,
    })
    .execute();
  await refreshOpenTimes(ctx, placeId);
  return id;
}

function timesNow(ctx: Ctx, placeId: string) {
  return ctx.db
    .selectFrom('places.place')
    .select(['open_spans', 'shut_spans', 'spans_until', 'hours'])
    .where('id', '=', placeId)
    .executeTakeFirstOrThrow();
}

/** Whether a place is open, after what this transaction has changed. */
export async function openingNow(ctx: Ctx, placeId: string) {
  return openingOf(await timesNow(ctx, placeId), ctx.now).now;
}

/** See {@link endOfToday}. */
export async function todayEnds(ctx: Ctx, placeId: string): Promise<number | null> {
  return endOfToday(timesOf(await timesNow(ctx, placeId)).open, ctx.now.getTime());
}

/** Says since when a facility is as it is. */
export async function writeFacility(
  ctx: TxCtx,
  placeId: string,
  { code, state, since }: { code: string; state: 'ok' | 'out'; since: Date },
): Promise<void> {
  await ctx.db
    .updateTable('places.place_facility')
    .set({ state, since })
    .where('place_id', '=', placeId)
    .where('code', '=', code)
    .execute();
}

/** The word to whoever comes, until an instant. */
export async function writeNote(
  ctx: TxCtx,
  placeId: string,
  text: string | null,
  until: Date | null,
): Promise<void> {
  await ctx.db
    .updateTable('places.place')
    .set({ note: text, note_until: until })
    .where('id', '=', placeId)
    .execute();
}
