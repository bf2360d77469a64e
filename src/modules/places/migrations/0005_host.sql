-- What a host said of their place by a link, tap by tap, so that the last one can be taken back.
create table places.host_word (
  id uuid primary key,
  place_id uuid not null references places.place (id) on delete cascade,
  -- By which it was said (kernel.link).
  link_id uuid not null,
  kind text not null check (kind in ('open', 'close', 'longer', 'facility', 'note', 'supply', 'fault')),
  -- Codes and times alone: the words of a note stand with the place until they end.
  detail jsonb not null,
  -- How it was before, for taking it back; emptied the night after.
  before jsonb,
  at timestamptz not null,
  undone_at timestamptz
);
create index host_word_place on places.host_word (place_id, at);

-- What a place keeps for those who come: a record, no stock-keeping.
create table places.supply (
  id uuid primary key,
  place_id uuid not null references places.place (id) on delete cascade,
  item text not null check (item <> ''),
  quantity integer not null check (quantity > 0),
  unit text not null check (unit <> ''),
  placed_on date not null,
  -- Null for what does not expire.
  expires_on date check (expires_on >= placed_on),
  gone_at timestamptz,
  gone_how text check (gone_how in ('used_up', 'expired', 'other')),
  gone_by text check (gone_by in ('host', 'officer')),
  check (num_nulls(gone_at, gone_how, gone_by) in (0, 3))
);
create index supply_place on places.supply (place_id);
create index supply_expiring on places.supply (expires_on) where gone_at is null;

-- A host reads and writes by a link, past these; nobody else but the union's officers has to do with either.
alter table places.host_word enable row level security, force row level security;
create policy everything on places.host_word to :all using (true);
create policy scope on places.host_word to :staff using (
  exists (select from places.place as p, orgs.reach as r
    where p.id = place_id and r.org_id = p.org_id and r.ancestor_id = any (kernel.scope())));

alter table places.supply enable row level security, force row level security;
create policy everything on places.supply to :all using (true);
create policy scope on places.supply to :staff using (
  exists (select from places.place as p, orgs.reach as r
    where p.id = place_id and r.org_id = p.org_id and r.ancestor_id = any (kernel.scope())));
