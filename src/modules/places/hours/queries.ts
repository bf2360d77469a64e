import { sql } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { addDays, civilDate } from '#kernel/time';
import type { Opening } from './contract.ts';
import { openingAt, type Exception, type OpenTimes, type Stretch } from './rules.ts';

export { calendarOf } from './calendar/queries.ts';

/** The exceptions of one place that bear on `from` or later, in the order in which they were made. */
export async function exceptionsOf(ctx: Ctx, placeId: string, from: Date): Promise<Exception[]> {
  return (await exceptionsFor(ctx, [placeId], from)).get(placeId) ?? [];
}

/** The same of many places, by their ids. */
export async function exceptionsFor(
  ctx: Ctx,
  placeIds: readonly string[],
  from: Date,
): Promise<ReadonlyMap<string, Exception[]>> {
  const rows = await ctx.db
    .selectFrom('places.exception')
    .select(['place_id', 'kind', 'spans'])
    .select([
      sql<string | null>`lower(days)::text`.as('first'),
      sql<string | null>`(upper(days) - 1)::text`.as('last'),
      sql<Date | null>`lower(during)`.as('begin'),
      sql<Date | null>`upper(during)`.as('end'),
    ])
    .where(sql<boolean>`place_id = any(${placeIds}::uuid[])`)
    .where('withdrawn_at', 'is', null)
    .where(
      sql<boolean>`coalesce(upper(during) > ${from}, upper(days) >= ${addDays(civilDate(from), -1)}::date)`,
    )
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  const found = new Map<string, Exception[]>();
  for (const { place_id, kind, spans, first, last, begin, end } of rows) {
    const one: Exception =
      kind === 'day'
        ? { kind, from: first!, to: last!, spans: spans! }
        : { kind, from: begin!.getTime(), to: end!.getTime() };
    found.set(place_id, [...(found.get(place_id) ?? []), one]);
  }
  return found;
}

/** What a query reads of a place to tell whether it is open. */
export interface OpeningRow {
  readonly open_spans: string;
  readonly shut_spans: string;
  readonly spans_until: Date | null;
  readonly hours: unknown;
}

/** The stretches that are written down with a place. */
export function timesOf({ open_spans, shut_spans }: OpeningRow): OpenTimes {
  return { open: stretchesOf(open_spans), shut: stretchesOf(shut_spans) };
}

export function openingOf(row: OpeningRow, now: Date): Opening {
  const until = row.spans_until?.getTime() ?? 0;
  const state = openingAt(timesOf(row), row.hours !== null, now.getTime(), until);
  return { now: state.now, until: state.until === null ? null : new Date(state.until).toISOString() };
}

/** `{["2026-11-22 00:00:00+00","2026-11-22 14:00:00+00")}` as PostgreSQL writes it. */
function stretchesOf(multirange: string): Stretch[] {
  return [...multirange.matchAll(/\["?([^",]+)"?,"?([^")]+)"?\)/g)].map(([, from, to]) => [
    Date.parse(instantText(from!)),
    Date.parse(instantText(to!)),
  ]);
}

/** PostgreSQL leaves out the minutes of a whole-hour offset. */
function instantText(text: string): string {
  return text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
}
