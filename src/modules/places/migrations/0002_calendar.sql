-- The days of a State Council notice, as somebody entered them: of one year the newest row counts, the others are history.
-- Years that came with the program stand in places/texts/holidays.ts.
create table places.holiday_year (
  id uuid primary key,
  year integer not null check (year between 2000 and 2199),
  holidays jsonb not null,
  workdays jsonb not null,
  -- The notice.
  source text not null check (source <> ''),
  set_at timestamptz not null
);
create index holiday_year_newest on places.holiday_year (year, id);

alter table places.holiday_year enable row level security, force row level security;
-- Written by officers of the root alone, who see everything.
create policy everything on places.holiday_year to :all using (true);
create policy public on places.holiday_year for select to :app, :staff using (true);
