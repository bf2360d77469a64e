import { sql } from 'kysely';
import { allows } from '#kernel/auth';
import type { Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { addDays, civilDate } from '#kernel/time';
import { rootOrg } from '#orgs';
import { YEARS } from '../../texts/holidays.ts';
import type { Calendar } from '../rules.ts';
import type { listHolidayTodos as todos } from '../contract.ts';
import type * as contract from './contract.ts';

type Year = Output<typeof contract.getHolidays>['years'][number];

/** All years on record, the latest first: the newest word on each, before what came with the program. */
async function yearsOf(ctx: Ctx): Promise<Year[]> {
  const entered = await ctx.db
    .selectFrom('places.holiday_year')
    .distinctOn('year')
    .select(['year', 'holidays', 'workdays', 'source', 'set_at'])
    .orderBy('year', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const years = entered.map(({ set_at, ...year }): Year => ({ ...year, setAt: set_at.toISOString() }));
  const brought = YEARS.filter(({ year }) => !years.some((one) => one.year === year));
  return [...years, ...brought.map((year) => ({ ...year, setAt: null }))].sort((a, b) => b.year - a.year);
}

/** The holidays and exchanged workdays of all years on record. */
export async function calendarOf(ctx: Ctx): Promise<Calendar> {
  const years = await yearsOf(ctx);
  const holidays = new Map<string, string>();
  for (const { name, from, to } of years.flatMap((year) => year.holidays))
    for (let date = from; date <= to; date = addDays(date, 1)) holidays.set(date, name);
  return { holidays, workdays: new Set(years.flatMap(({ workdays }) => workdays)) };
}

export async function getHolidays(ctx: Ctx): Promise<Output<typeof contract.getHolidays>> {
  return { years: await yearsOf(ctx), maySet: await maySet(ctx) };
}

/** One calendar for the whole installation: whoever answers for all of it enters it. */
async function maySet(ctx: Ctx): Promise<boolean> {
  const root = await rootOrg(ctx);
  return root !== undefined && allows(ctx.actor, 'places.settings', root.path);
}

/** As early as that the notice for the next year is out, as a rule. */
const ASKED_FROM = '11-01';

/** The calendar of this year or, from November on, of the next, where nobody has entered it and places go by it. */
export async function listHolidayTodos(ctx: Ctx): Promise<Output<typeof todos>> {
  const today = civilDate(ctx.now);
  const thisYear = Number(today.slice(0, 4));
  const known = new Set((await yearsOf(ctx)).map(({ year }) => year));
  const wanted = [thisYear, ...(today.slice(5) >= ASKED_FROM ? [thisYear + 1] : [])];
  const missing = wanted.find((year) => !known.has(year));
  if (missing === undefined || !(await maySet(ctx)) || !(await anyPlace(ctx))) return { items: [] };
  return {
    items: [
      {
        code: missing === thisYear ? 'places.holidays_missing' : 'places.holidays_due',
        count: 1,
        oldest: new Date(`${missing}-01-01T00:00:00+08:00`).toISOString(),
        minutes: 3,
        href: `/staff/places/calendar?year=${missing}`,
      },
    ],
  };
}

async function anyPlace(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`
    select exists (select from places.place where state <> 'delisted' and hours is not null) as some`.execute(
    ctx.db,
  );
  return rows[0]!.some;
}
