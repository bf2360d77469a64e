-- What was changed of a visit after it had been planned, for its page.
create table voices.visit_change (
  id uuid primary key,
  visit_id uuid not null references voices.visit (id) on delete cascade,
  field text not null check (field in ('title', 'day', 'led_by', 'stop_added', 'stop_removed', 'order')),
  was text,
  now text,
  changed_by text not null,
  at timestamptz not null
);
create index visit_change_visit on voices.visit_change (visit_id, at);
alter table voices.visit_change enable row level security, force row level security;
create policy everything on voices.visit_change to :all using (true);
create policy scope on voices.visit_change to :staff using (
  exists (select from voices.visit as v where v.id = visit_id));

-- How many told six taps by its link. A count and nothing else: no answer knows its visit (0005_listen.sql).
alter table voices.visit add column interviews integer not null default 0 check (interviews >= 0);

-- Lists of the hotline (12351) that are taken in: rows as they came, without the columns about people, and what became of
-- them. The file itself is not kept.
create table voices.hotline_intake (
  id uuid primary key,
  org_id integer not null references orgs.organisation (id),
  file_name text not null,
  state text not null check (state in ('mapping', 'compared', 'applied', 'undone', 'discarded')),
  -- `[{index, title, field, personal}]`: of a personal column the title alone.
  columns jsonb not null,
  -- Numbers of people that stood in the other cells, and were not kept.
  masked integer not null,
  created_by text not null,
  created_at timestamptz not null,
  applied_at timestamptz,
  undo_until timestamptz,
  -- What came of it, for when the rows are gone.
  taken integer,
  left_out integer,
  check (num_nulls(applied_at, undo_until, taken, left_out) in (0, 4)),
  check (state not in ('applied', 'undone') or applied_at is not null)
);
create index hotline_intake_org on voices.hotline_intake (org_id, created_at);

create table voices.hotline_row (
  intake_id uuid not null references voices.hotline_intake (id) on delete cascade,
  -- As the program counts that wrote the file.
  no integer not null,
  cells jsonb not null,
  -- What it was read as; null before the columns are known.
  read jsonb,
  outcome text check (outcome in ('new', 'known', 'refused')),
  remarks jsonb not null default '[]',
  skip boolean not null default false,
  voice_id uuid references voices.voice (id) on delete set null,
  primary key (intake_id, no),
  check (outcome = 'new' or skip)
);
create index hotline_row_voice on voices.hotline_row (voice_id);

alter table voices.hotline_intake enable row level security, force row level security;
create policy everything on voices.hotline_intake to :all using (true);
create policy scope on voices.hotline_intake to :staff using (
  exists (select from orgs.reach as r where r.org_id = hotline_intake.org_id and r.ancestor_id = any (kernel.scope())));
alter table voices.hotline_row enable row level security, force row level security;
create policy everything on voices.hotline_row to :all using (true);
create policy scope on voices.hotline_row to :staff using (
  exists (select from voices.hotline_intake as i where i.id = intake_id));
