-- Rooms of a place that are booked, their bookings, photographs of places, and what happened there.
create table places.room (
  id uuid primary key,
  place_id uuid not null references places.place (id),
  name text not null check (name <> ''),
  seats integer check (seats > 0),
  -- What it has: codes of facilities, or an officer's own words.
  has text[] not null default '{}',
  state text not null check (state in ('open', 'closed')),
  who text not null check (who in ('unions', 'anyone')),
  -- Whether an officer has to say yes.
  approval boolean not null,
  -- Minutes of the day between which it is booked, within the opening times of its place.
  from_minute integer not null check (from_minute between 0 and 1439),
  to_minute integer not null check (to_minute between 1 and 1440),
  check (from_minute < to_minute),
  min_minutes integer not null check (min_minutes between 5 and 1440),
  max_minutes integer not null check (max_minutes between min_minutes and 1440),
  step_minutes integer not null check (step_minutes between 5 and 240),
  ahead_days integer not null check (ahead_days between 1 and 366),
  -- Bookings ahead of one person or one union at a time.
  most_ahead integer not null check (most_ahead between 1 and 200),
  -- Kept free after each booking.
  rest_minutes integer not null check (rest_minutes between 0 and 240),
  rules text check (length(rules) <= 300),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index room_place on places.room (place_id);

create table places.blackout (
  id uuid primary key,
  room_id uuid not null references places.room (id),
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  reason text not null check (reason <> ''),
  made_at timestamptz not null,
  withdrawn_at timestamptz
);
create index blackout_room on places.blackout (room_id);

create table places.booking (
  id uuid primary key,
  -- Told at the door: the keeper knows a person by nothing else.
  code text not null unique check (code ~ '^[2-9A-HJ-NP-Z]{6}$'),
  room_id uuid not null references places.room (id),
  -- The union it is for; null where a person books for themselves.
  org_id integer references orgs.organisation (id),
  -- Who made it. Goes with the account, and when the booking is long over.
  user_id text references auth."user" (id) on delete set null,
  during tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  -- With the rest after it.
  held tstzrange not null check (held @> during),
  state text not null check (state in ('asked', 'confirmed', 'refused', 'cancelled', 'done', 'no_show')),
  -- For the keeper alone.
  purpose text check (length(purpose) <= 60),
  -- What the booker lets everybody read.
  title text check (length(title) <= 30),
  reason text,
  cancelled_by text check (cancelled_by in ('booker', 'keeper')),
  check ((state = 'cancelled') = (cancelled_by is not null)),
  -- Those that were booked together, week after week.
  series uuid,
  -- How often it changed, for calendars that have it already (RFC 5545, SEQUENCE).
  sequence integer not null default 0,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  erased_at timestamptz,
  check (erased_at is null or (user_id is null and purpose is null and title is null)),
  constraint booking_apart exclude using gist (room_id with =, held with &&) where (state in ('asked', 'confirmed'))
);
create index booking_room on places.booking (room_id, lower(during));
create index booking_org on places.booking (org_id) where org_id is not null;
create index booking_user on places.booking (user_id) where user_id is not null;

-- Whose account is erased leaves no words behind either.
create function places.empty_booking() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  new.purpose := null;
  new.title := null;
  new.erased_at := coalesce(new.erased_at, now());
  return new;
end $$;
create trigger booking_emptied before update of user_id on places.booking
  for each row when (old.user_id is not null and new.user_id is null) execute function places.empty_booking();

create table places.photo (
  id uuid primary key,
  place_id uuid not null references places.place (id),
  kind text not null check (kind in ('jpeg', 'png')),
  bytes bytea not null,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  caption text check (length(caption) <= 60),
  taken_on date,
  rank integer not null,
  added_at timestamptz not null
);
create index photo_place on places.photo (place_id, rank);

create table places.event (
  id uuid primary key,
  place_id uuid not null references places.place (id),
  "on" date not null,
  title text not null check (title <> ''),
  about text check (length(about) <= 500),
  -- Attendances (人次), counted there.
  attendances integer check (attendances >= 0),
  -- The one of the same kind before it: last year's.
  follows uuid references places.event (id),
  check (follows <> id),
  is_public boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index event_place on places.event (place_id, "on");

-- Rooms, their blackouts and photographs are as public as their place.
alter table places.room enable row level security, force row level security;
create policy everything on places.room to :all using (true);
create policy public on places.room for select to :app, :staff using (
  exists (select from places.place as p where p.id = place_id and p.state in ('open', 'temp_closed', 'suspended', 'delisted')));
create policy scope on places.room to :staff using (
  exists (select from places.place as p, orgs.reach as r
    where p.id = place_id and r.org_id = p.org_id and r.ancestor_id = any (kernel.scope())));

alter table places.blackout enable row level security, force row level security;
create policy everything on places.blackout to :all using (true);
create policy public on places.blackout for select to :app, :staff using (
  exists (select from places.room as o where o.id = room_id));
create policy scope on places.blackout to :staff using (
  exists (select from places.room as o, places.place as p, orgs.reach as r
    where o.id = room_id and p.id = o.place_id and r.org_id = p.org_id and r.ancestor_id = any (kernel.scope())));

-- A booking is the affair of the place's keeper and of whoever booked: a person, or a union.
alter table places.booking enable row level security, force row level security;
create policy everything on places.booking to :all using (true);
create policy scope on places.booking to :staff using (
  exists (select from places.room as o, places.place as p, orgs.reach as r
    where o.id = room_id and p.id = o.place_id and r.org_id = p.org_id and r.ancestor_id = any (kernel.scope()))
  or exists (select from orgs.reach as r where r.org_id = booking.org_id and r.ancestor_id = any (kernel.scope())));
create policy own on places.booking to :app using (user_id = kernel.own_user());

alter table places.photo enable row level security, force row level security;
create policy everything on places.photo to :all using (true);
create policy public on places.photo for select to :app, :staff using (
  exists (select from places.place as p where p.id = place_id and p.state in ('open', 'temp_closed', 'suspended', 'delisted')));
create policy scope on places.photo to :staff using (
  exists (select from places.place as p, orgs.reach as r
    where p.id = place_id and r.org_id = p.org_id and r.ancestor_id = any (kernel.scope())));

alter table places.event enable row level security, force row level security;
create policy everything on places.event to :all using (true);
create policy public on places.event for select to :app, :staff using (
  is_public and exists (select from places.place as p
    where p.id = place_id and p.state in ('open', 'temp_closed', 'suspended', 'delisted')));
create policy scope on places.event to :staff using (
  exists (select from places.place as p, orgs.reach as r
    where p.id = place_id and r.org_id = p.org_id and r.ancestor_id = any (kernel.scope())));
