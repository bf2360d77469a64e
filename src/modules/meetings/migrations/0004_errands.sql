-- How an answer came: by the unit's link, or told to an officer who wrote it down.
alter table meetings.submission add column via text not null default 'link' check (via in ('link', 'officer'));
-- The phone of whom a unit names as the owner of an item, until an officer passes it on.
alter table meetings.submission add column contact_sealed bytea;

-- A file that a unit has sent and not yet answered with; what is left over goes after a day.
create table meetings.upload (
  id uuid primary key,
  errand_id uuid not null references meetings.errand (id),
  name text not null check (name <> ''),
  type text not null,
  bytes bytea not null,
  at timestamptz not null
);
create index upload_errand on meetings.upload (errand_id);
create index upload_at on meetings.upload (at);
alter table meetings.upload enable row level security, force row level security;
create policy everything on meetings.upload to :all using (true);
create policy scope on meetings.upload to :staff using (
  exists (select from meetings.errand as p where p.id = errand_id));
