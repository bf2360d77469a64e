-- Lists of places that are taken in: the rows as they came, what they were read as, and what became of them.
create table places.intake (
  id uuid primary key,
  org_id integer not null references orgs.organisation (id),
  file_name text not null,
  state text not null check (state in ('mapping', 'compared', 'applied', 'undone', 'discarded')),
  -- `[{index, title, field}]`: what a column is headed, and what it is taken to hold.
  columns jsonb not null,
  datum text check (datum in ('gcj02', 'wgs84', 'bd09')),
  kind text,
  created_by text not null,
  created_at timestamptz not null,
  applied_at timestamptz,
  undo_until timestamptz,
  check ((applied_at is null) = (undo_until is null)),
  check (state not in ('applied', 'undone') or applied_at is not null)
);
create index intake_org on places.intake (org_id, created_at);

create table places.intake_row (
  intake_id uuid not null references places.intake (id) on delete cascade,
  -- As the program counts that wrote the file.
  no integer not null,
  cells jsonb not null,
  -- What it was read as; null before the columns are known.
  read jsonb,
  outcome text check (outcome in ('new', 'similar', 'refused')),
  remarks jsonb not null default '[]',
  alike jsonb not null default '[]',
  skip boolean not null default false,
  place_id uuid references places.place (id) on delete set null,
  primary key (intake_id, no),
  check (outcome <> 'refused' or skip)
);

alter table places.intake enable row level security, force row level security;
create policy everything on places.intake to :all using (true);
create policy scope on places.intake to :staff using (
  exists (select from orgs.reach as r where r.org_id = intake.org_id and r.ancestor_id = any (kernel.scope())));

alter table places.intake_row enable row level security, force row level security;
create policy everything on places.intake_row to :all using (true);
create policy scope on places.intake_row to :staff using (
  exists (select from places.intake as i where i.id = intake_id));
