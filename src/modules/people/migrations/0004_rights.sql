-- What somebody agreed to, each purpose by itself, with the words that were shown (PIPL §14, §15). It belongs to a record
-- or an application, never to a phone: a number may go to another person.
create table people.consent (
  id uuid primary key,
  person_id uuid references people.person (id) on delete cascade,
  application_id uuid references people.application (id) on delete cascade,
  user_id text,
  purpose text not null check (purpose in ('membership', 'news')),
  text_version text not null,
  given_at timestamptz,
  how text not null check (how in ('join_form', 'account')),
  withdrawn_at timestamptz,
  check (num_nonnulls(person_id, application_id, user_id) = 1),
  -- Somebody may say no to what they were never asked.
  check (given_at is not null or withdrawn_at is not null)
);
create index consent_person on people.consent (person_id) where person_id is not null;
create index consent_application on people.consent (application_id) where application_id is not null;
create index consent_user on people.consent (user_id) where user_id is not null;

insert into people.consent (id, application_id, purpose, text_version, given_at, how)
select gen_random_uuid(), id, 'membership', '2026-11', consent_at, 'join_form' from people.application;

-- When an application last left the queue unapproved: from then on it is kept for a time and then deleted.
alter table people.application add column closed_at timestamptz;
update people.application as a set closed_at = coalesce((
  select max(at) from kernel.state_change where entity = 'people.application' and entity_id = a.id::text), a.submitted_at)
where state in ('returned', 'rejected', 'withdrawn');
create index application_closed on people.application (closed_at) where closed_at is not null;

-- What somebody asked for by right (PIPL §15, §44–47; domain.md C14). Ids are opaque, so that it outlives who asked.
create table people.rights_request (
  id uuid primary key,
  kind text not null check (kind in ('copy', 'correct', 'withdraw', 'delete', 'deregister')),
  state text not null check (state in ('requested', 'identity_checked', 'done', 'refused')),
  person_id uuid,
  user_id text not null,
  -- The union that answers: while it is open whichever looks after the person.
  org_id integer references orgs.organisation (id),
  -- Sealed JSON of what it should be instead, while the request is open.
  wish_sealed bytea,
  reason text,
  answer text,
  due_on date not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  check ((state in ('done', 'refused')) = (closed_at is not null)),
  check (state <> 'refused' or answer is not null)
);
create unique index rights_request_one_open on people.rights_request (user_id, kind) where closed_at is null;
create index rights_request_due on people.rights_request (due_on, id) where closed_at is null;
create index rights_request_person on people.rights_request (person_id);
create index rights_request_user on people.rights_request (user_id, created_at desc);

-- A period of somebody whose record is erased: the union's figures stay whole, and nobody is behind them any more.
create table people.past_period (
  id uuid primary key,
  org_id integer not null references orgs.organisation (id),
  state text not null,
  during daterange not null,
  resolution_id uuid references people.resolution (id)
);
create index past_period_org on people.past_period (org_id);

-- What the daily clearing took away: a row for each rule and run that took anything.
create table people.retention_run (
  id uuid primary key,
  at timestamptz not null,
  category text not null,
  policy text not null,
  cutoff timestamptz not null,
  action text not null check (action in ('delete', 'anonymise')),
  count integer not null check (count > 0),
  -- Until when copies of it may still lie in backups.
  backups_until date not null
);
create index retention_run_at on people.retention_run (at desc, id desc);
create index roster_row_person on people.roster_row (person_id) where person_id is not null;
create index transfer_person on people.transfer (person_id);
create index application_person on people.application (person_id) where person_id is not null;
create index tracking_link_created on people.tracking_link (created_at);

-- Whoever looks after the person answers: an open request goes with them. By its owner's rights, for neither union sees
-- what is the other's.
create function people.pass_requests() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
begin
  update people.rights_request set org_id = new.org_id
  where person_id = new.id and closed_at is null and org_id is not null;
  return null;
end $$;
create trigger person_passes_requests after update of org_id on people.person for each row
  when (old.org_id <> new.org_id) execute function people.pass_requests();

-- The second net (docs/decisions/0009). What is one's own a person reads through people/rights/own, wherever it stands.
alter table people.consent enable row level security, force row level security;
create policy everything on people.consent to :all using (true);

alter table people.rights_request enable row level security, force row level security;
create policy everything on people.rights_request to :all using (true);
create policy scope on people.rights_request to :staff using (
  exists (select from orgs.reach as r where r.org_id = rights_request.org_id and r.ancestor_id = any (kernel.scope())));

alter table people.past_period enable row level security, force row level security;
create policy everything on people.past_period to :all using (true);
create policy scope on people.past_period for select to :staff using (
  exists (select from orgs.reach as r where r.org_id = past_period.org_id and r.ancestor_id = any (kernel.scope())));

alter table people.retention_run enable row level security, force row level security;
create policy everything on people.retention_run to :all using (true);
