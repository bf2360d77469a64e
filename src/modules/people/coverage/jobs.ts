import { sql } from 'kysely';
import type { TxCtx } from '#kernel/ctx';
import type { Job } from '#kernel/jobs';
import { civilDate } from '#kernel/time';
import { counted } from './queries.ts';

/** Writes down how things stand today, for the trend; a second time on one day it replaces the first. */
export async function recordCoverage(ctx: TxCtx): Promise<void> {
  const today = civilDate(ctx.now);
  await ctx.db.deleteFrom('people.coverage_day').where('day', '=', today).execute();
  await sql`
    insert into people.coverage_day (day, org_id, employer_id, known, members, retained, not_reached,
      off_establishment, nef)
    select ${today}::date, p.org_id, coalesce(p.employer_id, 0), ${counted('known')}, ${counted('members')},
      ${counted('retained')}, ${counted('notReached')}, ${counted('offEstablishment')}, ${counted('nef')}
    from people.person as p where p.org_id is not null
    group by p.org_id, coalesce(p.employer_id, 0)
    having ${counted('known')} + ${counted('retained')} > 0`.execute(ctx.db);
}

export const coverageDay: Job = { name: 'people.coverage_day', cron: '10 3 * * 1', run: recordCoverage };
