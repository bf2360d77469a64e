import { sql } from 'kysely';
import type { TxCtx } from '#kernel/ctx';
import { civilDate } from '#kernel/time';
import { IS_NEF, IS_OFF } from '../find/queries.ts';

const WEEKS = 52;

/**
 * The Mondays of the last year, as the job would have counted them, from the days in memberships and roster entries
 * alone: somebody who is retained today counts as retained for all of the period. What somebody did and for whom is as of
 * today.
 */
export async function demoCoverage(ctx: TxCtx): Promise<void> {
  const today = civilDate(ctx.now);
  await sql`
    with week as (
      select nth, date_trunc('week', ${today}::date)::date - 7 * (${WEEKS} - nth) as day
      from generate_series(0, ${WEEKS} - 1) as nth
    ), bounds as (
      select min(day) as first from week
    ), held as (
      select person_id, org_id, during, state <> 'retained' as is_member from people.membership
    ), standing_on as (
      select e.person_id, r.union_id as org_id,
        unnest(datemultirange(daterange(e.since, e.until)) - coalesce(range_agg(m.during), '{}')) as during
      from people.roster_entry as e join people.roster as r using (org_id)
      left join people.membership as m on m.person_id = e.person_id
      where e.until is null or e.until > e.since group by e.id, r.union_id
    ), known as (
      select person_id, org_id, during, is_member::integer as member, (not is_member)::integer as retained,
        0 as not_reached from held
      union all
      select person_id, org_id, during, 0, 0, 1 from standing_on
    ), counted as (
      select k.org_id, coalesce(p.employer_id, 0) as employer_id, k.during, k.member, k.retained, k.not_reached,
        (${IS_OFF} and k.retained = 0)::integer as off, (${IS_NEF} and k.retained = 0)::integer as nef
      from known as k join people.person as p on p.id = k.person_id
    ), step as (
      select org_id, employer_id, sign, greatest(0, ceil(((day - first)::numeric) / 7))::integer as nth, member,
        retained, not_reached, coalesce(off, 0) as off, nef
      from counted, bounds, lateral (values (1, lower(during)), (-1, upper(during))) as edge (sign, day)
      where day is not null and day <= ${today}::date
    ), change as (
      select org_id, employer_id, nth, sum(sign * member) as member, sum(sign * retained) as retained,
        sum(sign * not_reached) as not_reached, sum(sign * off) as off, sum(sign * nef) as nef
      from step where nth < ${WEEKS} group by 1, 2, 3
    ), figure as (
      select week.day, place.org_id, place.employer_id,
        sum(c.member) over so_far as members, sum(c.retained) over so_far as retained,
        sum(c.not_reached) over so_far as not_reached, sum(c.off) over so_far as off, sum(c.nef) over so_far as nef
      from (select distinct org_id, employer_id from change) as place cross join week
      left join change as c using (org_id, employer_id, nth)
      window so_far as (partition by place.org_id, place.employer_id order by week.nth)
    )
    insert into people.coverage_day (day, org_id, employer_id, known, members, retained, not_reached,
      off_establishment, nef)
    select day, org_id, employer_id, coalesce(members, 0) + coalesce(not_reached, 0), coalesce(members, 0),
      coalesce(retained, 0), coalesce(not_reached, 0), coalesce(off, 0), coalesce(nef, 0)
    from figure where coalesce(members, 0) + coalesce(not_reached, 0) + coalesce(retained, 0) > 0
    on conflict (org_id, employer_id, day) do nothing`.execute(ctx.db);
}
