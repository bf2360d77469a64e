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
  -- The union that answers, as it was then; while the person has one, theirs counts.
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
