-- Places: stations, reading rooms' premises, workers' homes, venues, service desks; one place may be several of them.
create table places.place (
  id uuid primary key,
  -- On its sign and in its QR: no 0/O, 1/I.
  code text not null unique check (code ~ '^[2-9A-HJ-NP-Z]{6}$'),
  -- The union that looks after it.
  org_id integer not null references orgs.organisation (id),
  name text not null check (name <> ''),
  kind text not null,
  roles text[] not null check (cardinality(roles) > 0
    and roles <@ array['station', 'reading_room', 'workers_home', 'venue', 'service_desk']),
  build_mode text not null check (build_mode in ('own', 'cohosted')),
  host_org_id integer references orgs.organisation (id),
  -- Of a host that is in no register of ours.
  host_name text,
  check (build_mode = 'cohosted' or (host_org_id is null and host_name is null)),
  check (host_org_id is null or host_name is null),
  state text not null check (state in
    ('proposed', 'surveyed', 'approved', 'building', 'open', 'temp_closed', 'suspended', 'delisted')),
  state_reason text,
  -- When a temporary closing is to end; null where nobody knows.
  closed_until timestamptz check (closed_until is null or state = 'temp_closed'),
  area_code text references orgs.area (code),
  address text,
  -- How to find the door.
  directions text,
  wgs_lat double precision check (wgs_lat between -85 and 85),
  wgs_lng double precision check (wgs_lng between -180 and 180),
  gcj_lat double precision,
  gcj_lng double precision,
  -- In which system the position was taken; the other was computed from it.
  datum text check (datum in ('wgs84', 'gcj02')),
  check (num_nulls(wgs_lat, wgs_lng, gcj_lat, gcj_lng, datum) in (0, 5)),
  -- Mercator keeps angles, so the nearest in degrees of it are the nearest on the ground, as far as one walks.
  spot point generated always as (point(wgs_lng, degrees(ln(tan(pi() / 4 + radians(wgs_lat) / 2))))) stored,
  entry_mode text not null check (entry_mode in ('walk_in', 'ask_staff', 'code_lock', 'smart_door')),
  entry_note text,
  -- The place's own, as it stands on the door.
  phone text,
  area_m2 numeric(8, 1) check (area_m2 > 0),
  seats integer check (seats >= 0),
  administrators integer check (administrators >= 0),
  -- The weekly pattern with seasons and holidays (hours/contract.ts); null: nobody knows them.
  hours jsonb,
  -- When it is open from the last midnight on, worked out from hours, holidays and exceptions; known until `spans_until`.
  open_spans tstzmultirange not null default '{}',
  -- Of a place whose hours nobody knows: when it is known to be closed.
  shut_spans tstzmultirange not null default '{}',
  spans_until timestamptz,
  -- What works now, kept by a trigger.
  facilities text[] not null default '{}',
  -- Last word that it was open, and from whom.
  confirmed_at timestamptz,
  confirmed_by text check (confirmed_by in ('use', 'visitor', 'host', 'officer')),
  check ((confirmed_at is null) = (confirmed_by is null)),
  used_at timestamptz,
  -- Since when it is in doubt: two who do not know each other found it closed.
  doubted_at timestamptz,
  -- A word of the host to whoever comes, until it goes away by itself.
  note text check (length(note) <= 60),
  note_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index place_spot on places.place using gist (spot) where state in ('open', 'temp_closed');
create index place_org on places.place (org_id);
create index place_area on places.place (area_code text_pattern_ops);

create table places.place_facility (
  place_id uuid not null references places.place (id) on delete cascade,
  code text not null,
  state text not null check (state in ('ok', 'out')),
  -- How many, where, when: what one has to know.
  note text,
  since timestamptz not null,
  primary key (place_id, code)
);

create function places.keep_facilities() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare changed uuid := coalesce(new.place_id, old.place_id);
begin
  update places.place set facilities = coalesce((select array_agg(code order by code) from places.place_facility
    where place_id = changed and state = 'ok'), '{}') where id = changed;
  return null;
end $$;
create trigger facility_kept after insert or update or delete on places.place_facility
  for each row execute function places.keep_facilities();

-- What differs from the pattern: `day` gives the days of `days` other hours (none: closed); `cut` closes and `extra`
-- opens from one instant to another. The newest counts.
create table places.exception (
  id uuid primary key,
  place_id uuid not null references places.place (id) on delete cascade,
  kind text not null check (kind in ('day', 'cut', 'extra')),
  days daterange check (not isempty(days) and not lower_inf(days) and not upper_inf(days)),
  spans jsonb,
  during tstzrange check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  check (case kind when 'day' then days is not null and spans is not null and during is null
    else during is not null and days is null and spans is null end),
  reason text,
  made_by text not null check (made_by in ('host', 'officer')),
  made_at timestamptz not null,
  withdrawn_at timestamptz
);
create index exception_place on places.exception (place_id, made_at);

alter table places.place enable row level security, force row level security;
create policy everything on places.place to :all using (true);
-- A sign stays on the wall after its station has gone: its page says so.
create policy public on places.place for select to :app, :staff using (
  state in ('open', 'temp_closed', 'suspended', 'delisted'));
create policy scope on places.place to :staff using (
  exists (select from orgs.reach as r where r.org_id = place.org_id and r.ancestor_id = any (kernel.scope())));

alter table places.place_facility enable row level security, force row level security;
create policy everything on places.place_facility to :all using (true);
create policy public on places.place_facility for select to :app, :staff using (
  exists (select from places.place as p where p.id = place_id));
create policy scope on places.place_facility to :staff using (
  exists (select from places.place as p, orgs.reach as r
    where p.id = place_id and r.org_id = p.org_id and r.ancestor_id = any (kernel.scope())));

alter table places.exception enable row level security, force row level security;
create policy everything on places.exception to :all using (true);
create policy public on places.exception for select to :app, :staff using (
  exists (select from places.place as p where p.id = place_id));
create policy scope on places.exception to :staff using (
  exists (select from places.place as p, orgs.reach as r
    where p.id = place_id and r.org_id = p.org_id and r.ancestor_id = any (kernel.scope())));
