-- Who found a place open or closed, and when: only ever added to. Of a passer-by no more is kept than two keyed hashes
-- that mean nothing at another place, and those only while they can still decide something (trust/jobs.ts).
create table places.sighting (
  id uuid primary key,
  place_id uuid not null references places.place (id) on delete cascade,
  what text not null check (what in ('open', 'closed')),
  source text not null check (source in ('visitor', 'use', 'host', 'officer')),
  -- Decides alone, together with others who do not know each other, or not at all (closed outside its hours).
  weight text not null check (weight in ('alone', 'together', 'none')),
  at timestamptz not null,
  network_hash bytea,
  account_hash bytea
);
create index sighting_place on places.sighting (place_id, at);
create index sighting_witness on places.sighting (at) where network_hash is not null or account_hash is not null;

create function places.keep_sighting() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.id, new.place_id, new.what, new.source, new.weight, new.at)
      is distinct from (old.id, old.place_id, old.what, old.source, old.weight, old.at)
    or coalesce(new.network_hash, old.network_hash) is distinct from old.network_hash
    or coalesce(new.account_hash, old.account_hash) is distinct from old.account_hash then
    raise exception 'a sighting is not changed: only its witness is forgotten';
  end if;
  return new;
end $$;
create trigger sighting_kept before update on places.sighting
  for each row execute function places.keep_sighting();

-- What is wrong at a place, until it is mended. Nothing here takes a place off the list.
create table places.fault (
  id uuid primary key,
  place_id uuid not null references places.place (id) on delete cascade,
  kind text not null check (kind in ('closed', 'locked_out', 'no_water', 'broken', 'other')),
  -- Of the dated list `places.facilities`; null where it is about the place as a whole.
  facility text,
  state text not null check (state in ('reported', 'acked', 'fixing', 'fixed', 'confirmed', 'reopened', 'refused')),
  -- Why it is refused: whoever reported it reads this.
  reason text check (length(reason) <= 100),
  check ((state = 'refused') = (reason is not null)),
  -- How many reports it holds.
  reports integer not null check (reports > 0),
  -- Whether it has taken its facility off the list of what works.
  marked boolean not null default false,
  reported_at timestamptz not null,
  changed_at timestamptz not null,
  -- Since when nobody has to do anything about it.
  settled_at timestamptz,
  check ((state in ('fixed', 'confirmed', 'refused')) = (settled_at is not null))
);
-- One open ticket for one thing, however many report it at once.
create unique index fault_open on places.fault (place_id, kind, coalesce(facility, ''))
  where state in ('reported', 'acked', 'fixing', 'reopened');
create index fault_place on places.fault (place_id, reported_at);
create index fault_waiting on places.fault (reported_at) where settled_at is null;

-- One person's report; its id is what a tracking link opens (kernel/links.ts, `places.fault`).
create table places.fault_report (
  id uuid primary key,
  fault_id uuid not null references places.fault (id) on delete cascade,
  at timestamptz not null,
  network_hash bytea,
  -- Of the account that reported it, so that it finds its reports again.
  account_hash bytea,
  note text check (length(note) <= 100),
  -- For one SMS when it is mended.
  phone_sealed bytea,
  -- What the reporter said of the last mending.
  works boolean,
  works_at timestamptz,
  again_note text check (length(again_note) <= 100),
  check ((works is null) = (works_at is null))
);
create index fault_report_fault on places.fault_report (fault_id);
create index fault_report_account on places.fault_report (account_hash) where account_hash is not null;

alter table places.sighting enable row level security, force row level security;
create policy everything on places.sighting to :all using (true);
create policy scope on places.sighting to :staff using (
  exists (select from places.place as p, orgs.reach as r
    where p.id = place_id and r.org_id = p.org_id and r.ancestor_id = any (kernel.scope())));

alter table places.fault enable row level security, force row level security;
create policy everything on places.fault to :all using (true);
create policy scope on places.fault to :staff using (
  exists (select from places.place as p, orgs.reach as r
    where p.id = place_id and r.org_id = p.org_id and r.ancestor_id = any (kernel.scope())));

alter table places.fault_report enable row level security, force row level security;
create policy everything on places.fault_report to :all using (true);
create policy scope on places.fault_report to :staff using (
  exists (select from places.fault as f where f.id = fault_id));
