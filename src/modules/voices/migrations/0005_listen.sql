-- Six taps about work and rest are counted and never read. Nobody's role reads a row, not even the one that sees
-- everything else: what they come to is told by voices.rhythm() alone, and no count below ten leaves it.
-- A visit knows no taps: few answer on one day, and those who asked them might tell who said what.
alter table voices.interview drop column visit_id;
alter table voices.interview
  add constraint interview_hours check (hours_a_day in ('lt6', '6to8', '8to10', '10to12', 'gt12')),
  add constraint interview_days check (days_a_month in ('lt20', '20to22', '23to25', '26to28', 'gt28')),
  add constraint interview_stretch check (longest_stretch in ('lt2', '2to4', '4to6', '6to8', 'gt8')),
  add constraint interview_rest check (rest_place in ('station', 'shop', 'home', 'roadside', 'vehicle', 'nowhere'));

-- The owner of the tables, who backs up and counts, is not held; all who serve requests and jobs are.
alter table voices.interview no force row level security;
drop policy everything on voices.interview;
drop policy answering on voices.interview;
create policy answering on voices.interview for insert to :app, :staff, :all with check (true);

-- Counts of the answers given below `asked_org` in the quarter that begins on `quarter`, grouped `by` job, platform or
-- area, of one `measure`: for each group and for all (`of` null), the whole (`bucket` null), what is beyond the line
-- (`beyond`) and what is not, and each bucket. A count below `at_least`, which is ten at the least, is null; what nobody
-- said has no row. Nothing in it can be chosen freely, so that no two answers differ by a few people: quarters that are
-- over, and so never change again; the union where the caller's own role is, not one below it; streets, or counties for
-- the whole federation.
create function voices.rhythm(asked_org integer, quarter date, by text, measure text, at_least integer, this_month date)
  returns table (of text, beyond boolean, bucket text, count integer)
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  k constant integer := greatest(10, at_least);
  caller constant text := coalesce(nullif(current_setting('role', true), 'none'), session_user::text);
  whole boolean;
begin
  if caller <> current_database() || '_all' and (
    not asked_org = any (kernel.scope())
    or exists (select from orgs.reach as r where r.org_id = asked_org and r.ancestor_id <> asked_org
      and r.ancestor_id = any (kernel.scope()))) then return; end if;
  if quarter is null or quarter <> date_trunc('quarter', quarter) then
    raise exception 'quarters only' using errcode = '22023';
  end if;
  if by not in ('job', 'platform', 'area') or measure not in ('hours', 'days', 'stretch', 'rest') then
    raise exception 'no such picture' using errcode = '22023';
  end if;
  if quarter + interval '3 months' > this_month then return; end if;
  select o.parent_id is null into whole from orgs.organisation as o where o.id = asked_org;
  return query
    with answer as (
      select
        case by when 'job' then i.job when 'platform' then i.platform
          else coalesce(case when whole then left(i.area_code, 6) else i.area_code end, '') end as g,
        case measure when 'hours' then i.hours_a_day when 'days' then i.days_a_month
          when 'stretch' then i.longest_stretch else i.rest_place end as b,
        case measure when 'hours' then i.hours_a_day in ('10to12', 'gt12')
          when 'days' then i.days_a_month in ('26to28', 'gt28')
          when 'stretch' then i.longest_stretch in ('4to6', '6to8', 'gt8')
          else i.rest_place in ('roadside', 'vehicle', 'nowhere') end as past,
        count(*) over () as answers
      from voices.interview as i join orgs.reach as r on r.org_id = i.org_id and r.ancestor_id = asked_org
      where i.month >= quarter and i.month < quarter + interval '3 months'
    )
    select a.g, a.past, a.b, case when count(*) >= k then count(*)::integer end
    from answer as a
    where a.answers >= k
    group by grouping sets ((a.g, a.past, a.b), (a.g, a.past), (a.g), (a.past, a.b), (a.past), ());
end $$;

-- The place of a row and its transaction lead to the note of the same moment: the rows of a month are put down anew, all
-- in one transaction and in the order of their ids, which are drawn at random.
create function voices.mix_interviews(of_month date) returns void
  language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if coalesce(nullif(current_setting('role', true), 'none'), session_user::text) <> current_database() || '_all' then
    raise exception 'only by the job that does it' using errcode = '42501';
  end if;
  with taken as (delete from voices.interview where month = of_month returning *)
    insert into voices.interview select * from taken order by id;
end $$;

-- What is older than is kept; how many. Of whole quarters: one that was cut into would differ from itself by a month.
create function voices.forget_interviews(before date) returns integer
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare gone integer;
begin
  if coalesce(nullif(current_setting('role', true), 'none'), session_user::text) <> current_database() || '_all' then
    raise exception 'only by the job that does it' using errcode = '42501';
  end if;
  delete from voices.interview where month < date_trunc('quarter', before);
  get diagnostics gone = row_count;
  return gone;
end $$;
