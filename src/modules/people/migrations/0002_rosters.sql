-- What people are searched by. Two-letter pieces find any part of a name of two characters or more, which trigrams do
-- not (a name of two has none); the spelling is written by the application, which alone knows pinyin.
-- (In a loop: the same as one select over generate_series takes five times as long.)
create function people.name_keys(name text) returns text[] language plpgsql immutable parallel safe as $$
declare
  plain text := lower(regexp_replace(name, '[\s·]', '', 'g'));
  keys text[] := '{}';
begin
  for at in 1 .. greatest(length(plain) - 1, 1) loop
    if substr(plain, at, 2) <> all (keys) then keys := keys || substr(plain, at, 2); end if;
  end loop;
  return keys;
end $$;

alter table people.person
  -- 'zhangxiaoyu' and 'zxy'; '' until the application has spelt a name that came from elsewhere.
  add column pinyin text not null default '',
  add column initials text not null default '',
  add column keys text[] generated always as (people.name_keys(name)) stored,
  -- Kept by people.settle from memberships and rosters: the union that looks after the person (where they are a
  -- member, else whose roster they stand on, else where they were last), and how they stand to it.
  add column org_id integer references orgs.organisation (id),
  add column standing text not null default 'known',
  add column number text,
  add column joined_on date,
  add column on_roster boolean not null default false,
  add column employment text check (employment in (
    'on_establishment', 'off_establishment', 'dispatched', 'contract', 'intern', 'platform')),
  -- A roster says that they left the employer, and nobody has settled the membership yet.
  add column left_on date,
  -- Sealed JSON of what an upper union's form asks for and nothing searches by: education, department, …
  add column details_sealed bytea,
  -- Counts every change: an undo sees whether somebody touched the person since.
  add column version integer not null default 0;

create function people.count_version() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
create trigger person_version before update on people.person for each row execute function people.count_version();

-- The roster of an organisation: who looks after it, how its files are read, how old it is.
create table people.roster (
  org_id integer primary key references orgs.organisation (id),
  union_id integer not null references orgs.organisation (id),
  -- Title of a column → field, or 'none': as a person corrected it last.
  titles jsonb not null default '{}',
  mode text not null default 'staff' check (mode in ('staff', 'members')),
  reconciled_at timestamptz,
  reconciled_by text
);

create table people.roster_import (
  id uuid primary key,
  org_id integer not null references orgs.organisation (id),
  union_id integer not null references orgs.organisation (id),
  state text not null check (state in (
    'mapping', 'comparing', 'compared', 'applying', 'applied', 'undoing', 'discarded', 'failed')),
  mode text not null check (mode in ('staff', 'members')),
  transfers boolean not null default true,
  file_name text not null,
  file_bytes integer not null,
  sheets text[] not null,
  sheet text not null,
  header_row integer not null,
  columns jsonb not null,
  remembered boolean not null default false,
  counts jsonb,
  -- When the dry run was made: what was applied to the roster since makes it void.
  compared_at timestamptz,
  -- Rows worked off by the run at hand, and when it last gave a sign of life: another takes over from a dead one.
  done integer not null default 0,
  run uuid,
  beat_at timestamptz,
  failure text,
  created_by text not null,
  created_at timestamptz not null,
  confirmed_by text,
  applied_at timestamptz,
  undo_until timestamptz
);
-- The file as it came, until the import is applied or thrown away: megabytes that no other question should carry along.
create table people.roster_file (
  import_id uuid primary key references people.roster_import (id) on delete cascade,
  sealed bytea not null
);
-- One at a time for each organisation: two dry runs would each be void when the other is applied.
create unique index roster_import_one_open on people.roster_import (org_id)
  where state in ('mapping', 'comparing', 'compared', 'applying', 'undoing');
create index roster_import_org on people.roster_import (org_id, created_at desc);

create table people.roster_row (
  import_id uuid not null references people.roster_import (id) on delete cascade,
  no integer not null,
  outcome text not null check (outcome in ('joined', 'left', 'changed', 'unchanged', 'refused', 'duplicate')),
  name text not null,
  person_id uuid,
  -- Of a duplicate: the row that is used instead. Of a refusal: what stood in the cell, masked.
  first_row integer,
  shown text,
  refusals text[] not null default '{}',
  repairs text[] not null default '{}',
  remarks text[] not null default '{}',
  -- Sealed JSON: the row as understood and what it changes; of refused rows and duplicates the cells as they came.
  given_sealed bytea,
  -- The person's version when the dry run was made.
  seen integer,
  skipped boolean not null default false,
  applied text check (applied in ('applied', 'skipped', 'stale', 'undone', 'touched')),
  -- Sealed JSON of what was changed, to undo it; and the person's version right after.
  before_sealed bytea,
  left_version integer,
  primary key (import_id, no)
);
create index roster_row_outcome on people.roster_row (import_id, outcome, no);
create index roster_row_skipped on people.roster_row (import_id) where skipped;
create index roster_row_waiting on people.roster_row (import_id, no)
  where applied is null and not skipped and outcome in ('joined', 'left', 'changed', 'unchanged');

-- Somebody stands on a roster from a day on, until a later one no longer has them.
create table people.roster_entry (
  id uuid primary key,
  org_id integer not null references people.roster (org_id),
  person_id uuid not null references people.person (id),
  since date not null,
  until date,
  check (until is null or until >= since)
);
create unique index roster_entry_once on people.roster_entry (org_id, person_id) where until is null;
create index roster_entry_person on people.roster_entry (person_id);

-- Why a membership is retained, and what a deemed resignation rests on (章程: six months, after education; a decision).
alter table people.membership
  add column retained_as text check (retained_as in ('retired', 'unemployed', 'unit_closed', 'unit_without_union')),
  add column evidence jsonb,
  add column ended_by uuid references people.resolution (id);
alter table people.membership add constraint membership_deemed_has_evidence
  check (state <> 'deemed_resigned' or (evidence is not null and ended_by is not null)) not valid;
-- Until now nobody was retained but members of a union that was dissolved.
update people.membership set retained_as = 'unit_closed' where state = 'retained';
-- Who is moving keeps the reason meanwhile, to go back to it.
alter table people.membership add constraint membership_retained_as check (
  case state when 'retained' then retained_as is not null when 'transferring' then true else retained_as is null end);

create table people.warning (
  id uuid primary key,
  person_id uuid not null references people.person (id) on delete cascade,
  org_id integer not null references orgs.organisation (id),
  given_on date not null,
  how text not null check (how in ('in_person', 'phone', 'letter', 'message')),
  note text not null,
  created_by text not null,
  created_at timestamptz not null
);
create index warning_person on people.warning (person_id, given_on);

create table people.transfer (
  id uuid primary key,
  person_id uuid not null references people.person (id),
  from_org integer not null references orgs.organisation (id),
  to_org integer not null references orgs.organisation (id) check (to_org <> from_org),
  -- 'roster': by a reconcile of the receiving union.
  started_by text not null check (started_by in ('from', 'to', 'roster')),
  state text not null check (state in ('requested', 'confirmed', 'moved', 'refused', 'declined', 'withdrawn')),
  note text,
  reason text,
  -- The member's own word: by phone, or on paper before an officer.
  consent_at timestamptz,
  consent_how text check (consent_how in ('phone', 'paper')),
  -- The other union may agree before the member does; then the membership moves at the member's word.
  accepted_at timestamptz,
  accepted_by text,
  -- The other union has answered by the end of this day, or the membership moves by itself.
  due_on date,
  by_itself boolean not null default false,
  import_id uuid,
  -- As the membership stood before: what it goes back to.
  was text not null check (was in ('active', 'retained')),
  created_by text not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  check ((state in ('requested', 'confirmed')) = (closed_at is null)),
  check ((consent_at is null) = (consent_how is null)),
  check (state not in ('confirmed', 'moved') or consent_at is not null),
  check (state <> 'refused' or reason is not null)
);
create unique index transfer_one_open on people.transfer (person_id) where closed_at is null;
create index transfer_to on people.transfer (to_org, created_at desc);
create index transfer_from on people.transfer (from_org, created_at desc);
create index transfer_due on people.transfer (due_on) where closed_at is null;

-- Whoever moves memberships holds their persons first, always in one order: two of them wait for each other.
create function people.hold(ids uuid[]) returns void language plpgsql as $$
begin
  perform from people.person where id = any(ids) order by id for no key update;
end $$;

create table people.saved_view (
  id uuid primary key,
  user_id text not null,
  name text not null check (name <> ''),
  -- The filters and columns as they stand in the page's address.
  query text not null,
  created_at timestamptz not null,
  constraint saved_view_name_once unique (user_id, name)
);

-- The form an upper union wants, and how ours goes into it.
create table people.form (
  id uuid primary key,
  org_id integer not null references orgs.organisation (id),
  name text not null check (name <> ''),
  file_name text not null,
  file bytea not null,
  sheet text,
  header_row integer,
  first_row integer,
  columns jsonb not null default '[]',
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint form_name_once unique (org_id, name)
);

-- Figures of a day, by union and employer (0: none on record), for the trend.
create table people.coverage_day (
  day date not null,
  org_id integer not null references orgs.organisation (id),
  employer_id integer not null,
  known integer not null,
  members integer not null,
  retained integer not null,
  not_reached integer not null,
  off_establishment integer not null,
  nef integer not null,
  primary key (org_id, employer_id, day)
);
create index coverage_day_by_day on people.coverage_day (day);

-- The one place where what a person is to the unions is derived; triggers call it, so it cannot be forgotten.
-- Planned for each call: a plan kept from when the tables were empty would read all of them for each person.
create function people.settle(ids uuid[]) returns void language sql set plan_cache_mode = force_custom_plan as $$
  update people.person as p
  set org_id = now.org_id, standing = now.standing, number = now.number, joined_on = now.joined_on,
    on_roster = now.on_roster
  from (
    select given.id,
      coalesce(case when m.open then m.org_id end, e.union_id, m.org_id, last.union_id) as org_id,
      coalesce(m.state, 'known') as standing, m.number, m.joined_on, e.union_id is not null as on_roster
    from unnest(ids) as given (id)
    left join lateral (
      select org_id, state, number, lower(during) as joined_on, upper_inf(during) as open
      from people.membership where person_id = given.id order by during desc limit 1) as m on true
    left join lateral (
      select r.union_id from people.roster_entry as e join people.roster as r using (org_id)
      where e.person_id = given.id and e.until is null order by e.since desc, e.id desc limit 1) as e on true
    left join lateral (
      select r.union_id from people.roster_entry as e join people.roster as r using (org_id)
      where e.person_id = given.id order by e.until desc, e.id desc limit 1) as last on true
  ) as now
  where p.id = now.id
    and (p.org_id, p.standing, p.number, p.joined_on, p.on_roster)
      is distinct from (now.org_id, now.standing, now.number, now.joined_on, now.on_roster)
$$;

create function people.settle_changed() returns trigger language plpgsql as $$
begin
  perform people.settle(array(select distinct person_id from changed));
  return null;
end $$;
create trigger membership_added after insert on people.membership
  referencing new table as changed for each statement execute function people.settle_changed();
create trigger membership_changed after update on people.membership
  referencing new table as changed for each statement execute function people.settle_changed();
create trigger membership_gone after delete on people.membership
  referencing old table as changed for each statement execute function people.settle_changed();
create trigger roster_entry_added after insert on people.roster_entry
  referencing new table as changed for each statement execute function people.settle_changed();
create trigger roster_entry_changed after update on people.roster_entry
  referencing new table as changed for each statement execute function people.settle_changed();
create trigger roster_entry_gone after delete on people.roster_entry
  referencing old table as changed for each statement execute function people.settle_changed();

select people.settle(array(select id from people.person));

create index person_keys on people.person using gin (keys);
drop index people.person_name;
create index person_pinyin on people.person (pinyin text_pattern_ops);
create index person_initials on people.person (initials text_pattern_ops);
-- The list in its order: all of it, by a surname, by the first letter of the spelling. With what it is filtered by, so
-- that whoever is passed over costs no look into the table.
drop index people.person_name_sort;
create index person_name_sort on people.person (name collate "zh-x-icu", id)
  include (org_id, standing, on_roster, occupation, employment);
create index person_surname on people.person (left(name, 1), name collate "zh-x-icu", id)
  include (org_id, standing, on_roster, occupation, employment);
create index person_letter on people.person (left(initials, 1), name collate "zh-x-icu", id)
  include (org_id, standing, on_roster, initials, pinyin);
create index person_joined on people.person (joined_on, id) include (org_id, standing, on_roster, occupation);
-- Each filter by itself, small enough to be counted from.
create index person_org on people.person (org_id, standing, occupation, employment, on_roster, left_on);
create index person_standing on people.person (standing, on_roster, org_id) where standing <> 'active';
create index person_occupation on people.person (occupation, employment, standing, on_roster);
create index person_employment on people.person (employment, standing, on_roster) where employment is not null;
create index person_number on people.person (number) where number is not null;
create index person_employer on people.person (employer_id) where employer_id is not null;
create index person_not_reached on people.person (org_id)
  where on_roster and standing not in ('active', 'transferring', 'retained');
create index person_left on people.person (org_id) where left_on is not null;
create index person_unspelt on people.person (id) where pinyin = '';

-- Lists and counts are read from indexes alone where all may see a page: 15 ms become 1. Kept so every 2 % of changes,
-- not every 20 %.
alter table people.person set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
