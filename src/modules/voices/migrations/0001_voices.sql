create table voices.suggestion (
  id uuid primary key,
  org_id integer not null references orgs.organisation (id),
  text text not null check (text <> ''),
  page text not null,
  contact_sealed bytea,
  state text not null check (state in ('open', 'answered')),
  note text,
  at timestamptz not null,
  answered_at timestamptz,
  check ((state = 'answered') = (answered_at is not null and note is not null))
);
create index suggestion_org on voices.suggestion (org_id, at);
