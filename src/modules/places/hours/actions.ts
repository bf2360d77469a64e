import { sql, type SqlBool } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import { inTx, type Ctx, type TxCtx } from '#kernel/ctx';
import { addDays, civilDate } from '#kernel/time';
import type { PlaceState } from '../contract.ts';
import { placesError } from '../errors.ts';
import { ENTITY, placeFor } from '../queries.ts';
import { LISTED } from '../rules.ts';
import type * as contract from './contract.ts';
import type { Hours, Opening } from './contract.ts';
import { hoursError } from './errors.ts';
import { calendarOf, exceptionsFor, openingOf } from './queries.ts';
import { faultIn, openTimes, type Calendar, type Exception, type Stretch } from './rules.ts';
import { faultInWords } from './texts/words.ts';

/** So many days ahead are worked out; a job moves them on each night. */
export const DAYS_AHEAD = 15;

/** The job that works times out anew (jobs.ts). */
export const KEEP_TIMES = 'places.keep_times';

export async function setHours(
  ctx: TxCtx,
  { id, hours }: Input<typeof contract.setHours>,
): Promise<Output<typeof contract.setHours>> {
  const place = await placeFor(ctx, 'places.manage', id, { lock: true });
  requireGoodHours(ctx, hours);
  await ctx.db
    .updateTable('places.place')
    .set({ hours: hours ? JSON.stringify(hours) : null, updated_at: ctx.now })
    .where('id', '=', id)
    .execute();
  await ctx.audit({
    action: 'places.set_hours',
    entity: ENTITY,
    entityId: id,
    orgId: place.org_id,
    detail: { known: hours !== null },
  });
  return { opening: await reopened(ctx, id) };
}

/** Throws places.bad_hours with the day, or places.hours_seasons_overlap. */
export function requireGoodHours({ locale }: Pick<Ctx, 'locale'>, hours: Hours | null | undefined): void {
  const fault = hours ? faultIn(hours) : undefined;
  if (fault?.at === 'seasons') {
    const [a, b] = fault.names;
    throw hoursError('hours_seasons_overlap', { field: 'hours.seasons', params: { a, b } });
  }
  if (fault) throw placesError('bad_hours', { field: 'hours', params: { day: faultInWords(fault, locale) } });
}

/** Whether a place is open by what has just changed. */
export async function reopened(ctx: TxCtx, placeId: string): Promise<Opening> {
  await refreshOpenTimes(ctx, placeId);
  const row = await ctx.db
    .selectFrom('places.place')
    .select(['hours', 'open_spans', 'shut_spans', 'spans_until'])
    .where('id', '=', placeId)
    .executeTakeFirstOrThrow();
  return openingOf(row, ctx.now);
}

/** Works out anew when a place is open: after a change of its hours, exceptions or state. */
export async function refreshOpenTimes(ctx: TxCtx, placeId: string): Promise<void> {
  await refresh(ctx, sql<SqlBool>`id = ${placeId}`, 1, await calendarOf(ctx));
}

/** Places of one transaction: a fiftieth of a second of work between two turns of the event loop. */
const CHUNK = 250;

/**
 * Works out anew all places whose times do not reach as far as they should, as after every midnight and after the server was
 * away; or all there are. Returns how many. Each chunk is a transaction of its own.
 */
export async function refreshAll(ctx: Ctx, which: 'old' | 'all'): Promise<number> {
  const calendar = await inTx(ctx, (tx) => calendarOf(tx));
  const reach = reachOf(ctx);
  let count = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const done = await inTx(ctx, (tx) =>
      refresh(
        tx,
        sql<SqlBool>`id > ${after} and (${which === 'all'} or spans_until is distinct from ${reach})`,
        CHUNK,
        calendar,
      ),
    );
    count += done.length;
    if (done.length < CHUNK) return count;
    after = done.at(-1)!;
  }
}

/** Has all places worked out anew in the background, once this transaction commits. */
export async function queueRefresh(ctx: TxCtx): Promise<void> {
  await ctx.app.jobs.send(ctx.db, KEEP_TIMES, { all: true });
}

function reachOf({ now }: Pick<Ctx, 'now'>): Date {
  return new Date(`${addDays(civilDate(now), DAYS_AHEAD)}T00:00:00+08:00`);
}

interface Opened {
  readonly state: PlaceState;
  readonly closed_until: Date | null;
}

/** The ids of those done, in order; whoever changes a place meanwhile waits, so that the newer times stay. */
async function refresh(
  ctx: TxCtx,
  which: ReturnType<typeof sql<SqlBool>>,
  limit: number,
  calendar: Calendar,
): Promise<string[]> {
  const places = await ctx.db
    .selectFrom('places.place')
    .select(['id', 'hours', 'state', 'closed_until'])
    .where(which)
    .orderBy('id')
    .limit(limit)
    .forNoKeyUpdate()
    .execute();
  const ids = places.map(({ id }) => id);
  const first = civilDate(ctx.now);
  const told = await exceptionsFor(ctx, ids, new Date(`${first}T00:00:00+08:00`));
  const rows = places.map((place) => {
    const exceptions = [...(told.get(place.id) ?? []), ...closing(ctx, place)];
    const { open, shut } = openTimes({ hours: place.hours, exceptions, calendar }, first, DAYS_AHEAD);
    return { id: place.id, open: multirange(open), shut: multirange(shut) };
  });
  await sql`update places.place as p
    set open_spans = given.open, shut_spans = given.shut, spans_until = ${reachOf(ctx)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given
      (id uuid, open tstzmultirange, shut tstzmultirange)
    where p.id = given.id`.execute(ctx.db);
  return ids;
}

/** A place that is closed for a time, or no longer there, is closed whatever its hours say. */
function closing({ now }: Pick<Ctx, 'now'>, { state, closed_until }: Opened): Exception[] {
  if (state === 'open') return [];
  const end = LISTED.includes(state) ? closed_until : null;
  const far = now.getTime() + (DAYS_AHEAD + 1) * 86_400_000;
  return [{ kind: 'cut', from: now.getTime() - 2 * 86_400_000, to: end?.getTime() ?? far }];
}

function multirange(stretches: readonly Stretch[]): string {
  const iso = (at: number) => new Date(at).toISOString();
  return `{${stretches.map(([from, to]) => `[${iso(from)},${iso(to)})`).join(',')}}`;
}
