import type { Ctx, TxCtx } from '#kernel/ctx';
import { addDays, civilDate } from '#kernel/time';
import type { PlaceState } from '../contract.ts';
import { LISTED } from '../rules.ts';
import type { Hours } from './contract.ts';
import { calendarOf, exceptionsOf } from './queries.ts';
import { openTimes, type Calendar, type Exception, type Stretch } from './rules.ts';

/** So many days ahead are worked out; a job moves them on each night. */
export const DAYS_AHEAD = 15;

interface Opened {
  readonly id: string;
  readonly hours: Hours | null;
  readonly state: PlaceState;
  readonly closed_until: Date | null;
}

/** Works out anew when a place is open: after a change of its hours, exceptions or state, and every night. */
export async function refreshOpenTimes(ctx: TxCtx, placeId: string, given?: Calendar): Promise<void> {
  const place = await ctx.db
    .selectFrom('places.place')
    .select(['id', 'hours', 'state', 'closed_until'])
    .where('id', '=', placeId)
    .executeTakeFirstOrThrow();
  const calendar = given ?? (await calendarOf(ctx));
  const first = civilDate(ctx.now);
  const exceptions = [
    ...(await exceptionsOf(ctx, placeId, new Date(`${first}T00:00:00+08:00`))),
    ...closing(ctx, place),
  ];
  const { open, shut } = openTimes({ hours: place.hours, exceptions, calendar }, first, DAYS_AHEAD);
  await ctx.db
    .updateTable('places.place')
    .set({
      open_spans: multirange(open),
      shut_spans: multirange(shut),
      spans_until: new Date(`${addDays(first, DAYS_AHEAD)}T00:00:00+08:00`),
    })
    .where('id', '=', placeId)
    .execute();
}

/** A place that is closed for a time, or no longer there, is closed whatever its hours say. */
function closing({ now }: Ctx, { state, closed_until }: Opened): Exception[] {
  if (state === 'open') return [];
  const end = LISTED.includes(state) ? closed_until : null;
  const far = now.getTime() + (DAYS_AHEAD + 1) * 86_400_000;
  return [{ kind: 'cut', from: now.getTime() - 2 * 86_400_000, to: end?.getTime() ?? far }];
}

function multirange(stretches: readonly Stretch[]): string {
  const iso = (at: number) => new Date(at).toISOString();
  return `{${stretches.map(([from, to]) => `[${iso(from)},${iso(to)})`).join(',')}}`;
}
