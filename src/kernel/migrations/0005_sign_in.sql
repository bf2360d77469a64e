-- A session that somebody else ended stays, expired, until the nightly clean-up: its page can say why.
alter table auth.session add column "endedFor" text
  check ("endedFor" in ('role_changed', 'by_owner', 'by_admin'));

-- What came from one address lately, for every process together: wrong codes and passwords, codes sent. The subject is
-- a word and a keyed hash; no address is kept.
create table auth.attempt (
  subject text primary key,
  count integer not null,
  since timestamptz not null
);

-- Codes that somebody else had sent to this phone on that day: they must not use up those its owner asks for.
alter table auth.code_quota add column by_others integer not null default 0;
