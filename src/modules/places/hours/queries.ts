import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';
import { addDays, civilDate } from '#kernel/time';
import type { Opening, Span } from './contract.ts';
import { openingAt, type Calendar, type Exception, type OpenTimes, type Stretch } from './rules.ts';
import { YEARS } from '../texts/holidays.ts';

const day = z.iso.date();
const year = z.object({
  year: z.int().min(2000).max(2199),
  holidays: z.array(z.object({ name: z.string().min(1).max(20), from: day, to: day })).max(20),
  workdays: z.array(day).max(20),
  /** The notice: 国办发明电〔2025〕7号. */
  source: z.string().min(1).max(120),
});
export type HolidayYear = z.output<typeof year>;

export const holidayCalendar = definePolicy<readonly HolidayYear[]>({
  key: 'places.holidays',
  about:
    'Public holidays and the weekend days worked in exchange, year by year, as the State Council announces them',
  schema: z.array(year).max(40),
  fallback: YEARS,
  source: '国务院办公厅节假日安排通知 of each year, as compiled by the MIT package chinese-days 1.5.7',
});

/** The holidays of all years that are on record. */
export async function calendarOf(ctx: Ctx): Promise<Calendar> {
  const years = await policyAt(ctx, holidayCalendar);
  const holidays = new Map<string, string>();
  for (const { name, from, to } of years.flatMap((one) => one.holidays))
    for (let date = from; date <= to; date = addDays(date, 1)) holidays.set(date, name);
  return { holidays, workdays: new Set(years.flatMap(({ workdays }) => workdays)) };
}

/** The exceptions that bear on `from` or later, the oldest first. */
export async function exceptionsOf(ctx: Ctx, placeId: string, from: Date): Promise<Exception[]> {
  const rows = await ctx.db
    .selectFrom('places.exception')
    .select(['kind', 'spans'])
    .select([
      sql<string | null>`lower(days)::text`.as('first'),
      sql<string | null>`(upper(days) - 1)::text`.as('last'),
      sql<Date | null>`lower(during)`.as('begin'),
      sql<Date | null>`upper(during)`.as('end'),
    ])
    .where('place_id', '=', placeId)
    .where('withdrawn_at', 'is', null)
    .where(
      sql<boolean>`coalesce(upper(during) > ${from}, upper(days) >= ${addDays(civilDate(from), -1)}::date)`,
    )
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return rows.map(({ kind, spans, first, last, begin, end }) =>
    kind === 'day'
      ? { kind, from: first!, to: last!, spans: spans as Span[] }
      : { kind, from: begin!.getTime(), to: end!.getTime() },
  );
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
