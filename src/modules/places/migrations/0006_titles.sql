-- Titles (荣誉称号): dated rules of a union as data, and the cases by which places get, keep and lose them.

-- One version of the rules of a title. The versions of one title share `line`; a case keeps that by which it is judged.
create table places.title_template (
  id uuid primary key,
  line uuid not null,
  version integer not null check (version > 0),
  -- The union that grants it, or records the grants of one above the tree (`granted_by`).
  org_id integer not null references orgs.organisation (id),
  name_zh text not null check (name_zh <> ''),
  name_en text not null check (name_en <> ''),
  level text not null check (level in ('national', 'city', 'district', 'township', 'primary')),
  -- On the plaque, where it is another than the union that keeps the rules.
  granted_by text,
  roles text[] not null check (cardinality(roles) > 0
    and roles <@ array['station', 'reading_room', 'workers_home', 'venue', 'service_desk']),
  area_code text references orgs.area (code),
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  source text not null,
  -- Whether the rules, or a part of them, are inferred and not read in a notice.
  inferred boolean not null,
  criteria jsonb not null,
  notice_days integer not null check (notice_days between 1 and 90),
  -- Null: it is not looked at again.
  recheck_months integer check (recheck_months between 1 and 120),
  created_by text not null,
  created_at timestamptz not null,
  constraint title_version_once unique (line, version),
  constraint title_version_dates exclude using gist (line with =, during with &&)
);
create index title_template_org on places.title_template (org_id);

create table places.title_case (
  id uuid primary key,
  place_id uuid not null references places.place (id) on delete cascade,
  template_id uuid not null references places.title_template (id),
  line uuid not null,
  grantor_id integer not null references orgs.organisation (id),
  state text not null check (state in ('self_check', 'applied', 'reviewing', 'returned', 'site_visit', 'public_notice',
    'awarded', 'reinspection_due', 'rectify', 'rejected', 'withdrawn', 'revoked')),
  -- When it came to its state.
  stepped_at timestamptz not null,
  -- Whose review it waits for.
  review_org integer references orgs.organisation (id),
  check ((review_org is not null) = (state in ('applied', 'reviewing'))),
  applied_by text,
  applied_at timestamptz,
  check ((applied_by is null) = (applied_at is null)),
  -- What the records said of each criterion at the time of applying.
  snapshot jsonb,
  -- What was found at the visit, by the code of the criterion.
  marks jsonb,
  visit_on date,
  visited_on date,
  findings text,
  notice_from date,
  notice_until date,
  check ((notice_from is null) = (notice_until is null)),
  plaque_no text,
  awarded_on date,
  awarded_by text,
  check (num_nulls(plaque_no, awarded_on, awarded_by) in (0, 3)),
  -- Nothing is awarded before its notice is over, and nobody awards what they applied for.
  constraint title_after_notice check (awarded_on is null or notice_until < awarded_on),
  constraint title_two_people check (awarded_by <> applied_by),
  check (state not in ('awarded', 'reinspection_due', 'rectify', 'revoked') or awarded_on is not null),
  due_on date,
  rectify_until date,
  rectify_what text,
  check ((rectify_until is null) = (rectify_what is null)),
  check ((state = 'rectify') = (rectify_until is not null)),
  created_at timestamptz not null,
  constraint title_plaque_once unique (line, plaque_no)
);
-- What is open or held is not asked for once more.
create unique index title_open on places.title_case (place_id, line)
  where state not in ('rejected', 'withdrawn', 'revoked');
create index title_case_grantor on places.title_case (grantor_id, state);
create index title_case_template on places.title_case (template_id);
create index title_case_due on places.title_case (due_on) where state = 'awarded';

-- What is laid before the reviewers: a sentence or a file, each to one criterion.
create table places.title_evidence (
  id uuid primary key,
  case_id uuid not null references places.title_case (id) on delete cascade,
  criterion text not null,
  note text,
  file bytea,
  file_name text,
  file_type text check (file_type in ('image/jpeg', 'image/png', 'application/pdf')),
  check (num_nulls(file, file_name, file_type) in (0, 3)),
  check (note is not null or file_name is not null),
  added_by text not null,
  added_at timestamptz not null
);
create index title_evidence_case on places.title_evidence (case_id);

alter table places.title_template enable row level security, force row level security;
create policy everything on places.title_template to :all using (true);
-- Rules are there to be read.
create policy public on places.title_template for select to :app, :staff using (true);
create policy scope on places.title_template to :staff using (
  exists (select from orgs.reach as r where r.org_id = title_template.org_id and r.ancestor_id = any (kernel.scope())));

-- A case is the affair of the union of the place and of the one that grants.
alter table places.title_case enable row level security, force row level security;
create policy everything on places.title_case to :all using (true);
create policy public on places.title_case for select to :app using (
  state in ('public_notice', 'awarded', 'reinspection_due', 'rectify'));
create policy scope on places.title_case to :staff using (
  exists (select from orgs.reach as r where r.org_id = grantor_id and r.ancestor_id = any (kernel.scope()))
  or exists (select from places.place as p, orgs.reach as r
    where p.id = place_id and r.org_id = p.org_id and r.ancestor_id = any (kernel.scope())));

alter table places.title_evidence enable row level security, force row level security;
create policy everything on places.title_evidence to :all using (true);
create policy scope on places.title_evidence to :staff using (
  exists (select from places.title_case as c where c.id = case_id));
