-- A person outlives every membership. Numbers are sealed with a keyed hash for exact search; of the birth date only
-- the year is in clear.
create table people.person (
  id uuid primary key,
  name text not null check (name <> ''),
  sex text check (sex in ('male', 'female')),
  birth_year smallint check (birth_year between 1900 and 2100),
  occupation text not null,
  id_type text not null check (id_type in ('resident_id', 'hmt_residence_permit', 'foreign_residence_card', 'passport')),
  id_sealed bytea not null,
  id_hash bytea not null,
  phone_sealed bytea,
  phone_hash bytea,
  employer_id integer references orgs.organisation (id),
  employer_name text,
  area_code text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint person_id_once unique (id_hash),
  constraint person_phone_once unique (phone_hash),
  check ((phone_sealed is null) = (phone_hash is null))
);
create index person_name on people.person using gin (name gin_trgm_ops);

create table people.resolution (
  id uuid primary key,
  org_id integer not null references orgs.organisation (id),
  number text not null check (number <> ''),
  held_on date not null,
  title text not null,
  attachment bytea,
  attachment_name text,
  attachment_type text,
  created_by text not null,
  created_at timestamptz not null,
  constraint resolution_number_once unique (org_id, number),
  check ((attachment is null) = (attachment_name is null))
);

create sequence people.member_number;

create table people.membership (
  id uuid primary key,
  person_id uuid not null references people.person (id),
  org_id integer not null references orgs.organisation (id),
  state text not null check (state in (
    'active', 'transferring', 'retained', 'transferred', 'resigned', 'deemed_resigned', 'expelled', 'deceased')),
  -- The member card's: it stays with the person when they move.
  number text not null,
  during daterange not null check (not isempty(during)),
  resolution_id uuid references people.resolution (id),
  created_at timestamptz not null,
  -- An open state has an open period, an ended one a closed period.
  check ((state in ('active', 'transferring', 'retained')) = upper_inf(during)),
  -- 一次入会、动态接转: at any time a person is a member at one place at most (会籍管理办法 2016 §3).
  constraint membership_one_at_a_time exclude using gist (person_id with =, during with &&)
);
create unique index membership_number_once on people.membership (number) where upper_inf(during);
create index membership_org_open on people.membership (org_id) where upper_inf(during);

create table people.application (
  id uuid primary key,
  state text not null check (state in (
    'submitted', 'auto_checked', 'in_review', 'pooled', 'offered', 'returned', 'approved', 'rejected', 'withdrawn')),
  name text not null check (name <> ''),
  sex text check (sex in ('male', 'female')),
  birth_year smallint,
  occupation text not null,
  id_type text not null,
  id_sealed bytea not null,
  id_hash bytea not null,
  phone_sealed bytea not null,
  phone_hash bytea not null,
  phone_verified_at timestamptz,
  -- The holder of the phone on record has proved to be the applicant.
  owner_proved_at timestamptz,
  employer_id integer references orgs.organisation (id),
  employer_name text,
  area_code text,
  qr_org_id integer references orgs.organisation (id),
  org_id integer not null references orgs.organisation (id),
  route_reason text not null,
  -- Where an offered application returns to when the union bounces it.
  offered_by integer references orgs.organisation (id),
  reason text,
  consent_at timestamptz not null,
  submitted_at timestamptz not null,
  resolution_id uuid references people.resolution (id),
  person_id uuid references people.person (id),
  check ((state = 'approved') = (person_id is not null)),
  check ((state = 'approved') = (resolution_id is not null)),
  check (state not in ('returned', 'rejected') or reason is not null)
);
-- The links by which an application is seen without an account. Whoever signs in with its phone gets one of their own.
create table people.tracking_link (
  token_hash bytea primary key,
  application_id uuid not null references people.application (id),
  created_at timestamptz not null
);
create index tracking_link_application on people.tracking_link (application_id);

create index application_queue on people.application (org_id, submitted_at) where state in ('in_review', 'pooled', 'offered');
create index application_id_hash on people.application (id_hash);
create index application_phone_hash on people.application (phone_hash);
create index application_resolution on people.application (resolution_id) where resolution_id is not null;
create index person_name_sort on people.person (name collate "zh-x-icu", id);
