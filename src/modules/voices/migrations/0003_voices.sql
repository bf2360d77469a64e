-- What people say, however it reached us, is one thing: a voice. A suggestion from a page was the first kind.
alter table voices.suggestion rename to voice;
alter index voices.suggestion_pkey rename to voice_pkey;
alter index voices.suggestion_org rename to voice_org;
alter table voices.voice
  add column kind text not null default 'suggestion' check (kind in (
    'suggestion', 'wish', 'interview', 'visit', 'fault', 'hotline')),
  add column theme text,
  add column place_id uuid references places.place (id),
  add column area_code text references orgs.area (code),
  -- Given with consent, for an answer in person.
  add column name_sealed bytea,
  -- Where it came from, once: the number of a hotline case, the fault that nobody mends.
  add column source_ref text,
  add column visit_id uuid,
  add column concern_id uuid,
  alter column page drop not null,
  drop constraint suggestion_state_check,
  drop constraint suggestion_check;
alter table voices.voice alter column kind drop default;
alter table voices.voice
  add constraint voice_state check (state in ('open', 'grouped', 'answered')),
  -- Grouped with others it waits for the answer to all of them.
  add constraint voice_grouped check (state <> 'grouped' or concern_id is not null),
  add constraint voice_answered check ((state = 'answered') = (answered_at is not null and note is not null)),
  add constraint voice_source unique (org_id, kind, source_ref);

-- Several voices that say the same, in an officer's words; what is handled and answered.
create table voices.concern (
  id uuid primary key,
  org_id integer not null references orgs.organisation (id),
  title text not null check (title <> ''),
  summary text,
  theme text,
  place_id uuid references places.place (id),
  area_code text references orgs.area (code),
  state text not null check (state in ('open', 'referred', 'answered')),
  answer text,
  opened_by text not null,
  opened_at timestamptz not null,
  answered_at timestamptz,
  check ((state = 'answered') = (answer is not null and answered_at is not null))
);
create index concern_org on voices.concern (org_id, opened_at);
alter table voices.voice add constraint voice_concern foreign key (concern_id) references voices.concern (id);
create index voice_concern on voices.voice (concern_id);

-- Whom a concern was handed to, and what came of it.
create table voices.referral (
  id uuid primary key,
  concern_id uuid not null references voices.concern (id),
  lane text not null check (lane in ('hardship', 'legal', 'hotline', 'station_fault', 'joint_topic')),
  to_org integer references orgs.organisation (id),
  note text,
  made_by text not null,
  made_at timestamptz not null,
  how text check (how in ('solved', 'partly', 'not_possible', 'passed_on')),
  outcome text,
  ended_at timestamptz,
  check (num_nulls(how, outcome, ended_at) in (0, 3))
);
create unique index referral_open on voices.referral (concern_id, lane) where ended_at is null;

-- The way of a concern, told in plain words to everybody whose voice is in it.
create table voices.step (
  id uuid primary key,
  concern_id uuid not null references voices.concern (id),
  kind text not null check (kind in (
    'referred', 'outcome', 'topic', 'agenda', 'agreed', 'progress', 'deferred', 'closed', 'failed', 'answered')),
  text text not null check (text <> ''),
  -- A page of the desk about it; not for those who are told.
  href text,
  at timestamptz not null
);
create index step_concern on voices.step (concern_id, at);

-- 走访慰问: one journey with its stops, each at a union or a place.
create table voices.visit (
  id uuid primary key,
  org_id integer not null references orgs.organisation (id),
  title text not null check (title <> ''),
  on_day date not null,
  -- By office, in the words of the union: 市总工会党组成员、副主席.
  led_by text,
  state text not null check (state in ('planned', 'done', 'cancelled')),
  reason text,
  made_by text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'planned') = (ended_at is null)),
  check (state <> 'cancelled' or reason is not null)
);
create index visit_org on voices.visit (org_id, on_day);
alter table voices.voice add constraint voice_visit foreign key (visit_id) references voices.visit (id);
create index voice_visit on voices.voice (visit_id);

create table voices.visit_stop (
  id uuid primary key,
  visit_id uuid not null references voices.visit (id) on delete cascade,
  seq integer not null,
  union_id integer references orgs.organisation (id),
  place_id uuid references places.place (id),
  check (num_nonnulls(union_id, place_id) = 1),
  state text not null check (state in ('planned', 'done', 'skipped')),
  reason text check (state = 'skipped' or reason is null),
  done_at timestamptz,
  unique (visit_id, seq)
);

-- Six taps about work and rest. Nobody is named, no words are kept here: those are a voice that does not know its taps.
-- Of the day only the month is kept.
create table voices.interview (
  id uuid primary key,
  org_id integer not null references orgs.organisation (id),
  visit_id uuid references voices.visit (id),
  area_code text references orgs.area (code),
  month date not null check (month = date_trunc('month', month)),
  job text not null,
  platform text not null,
  hours_a_day text not null,
  days_a_month text not null,
  longest_stretch text not null,
  rest_place text not null
);
create index interview_org on voices.interview (org_id, month);

alter policy saying on voices.voice with check (state = 'open' and concern_id is null);

alter table voices.concern enable row level security, force row level security;
create policy everything on voices.concern to :all using (true);
create policy scope on voices.concern to :staff using (
  exists (select from orgs.reach as r where r.org_id = concern.org_id and r.ancestor_id = any (kernel.scope())));
alter table voices.referral enable row level security, force row level security;
create policy everything on voices.referral to :all using (true);
create policy scope on voices.referral to :staff using (
  exists (select from voices.concern as c where c.id = concern_id));
alter table voices.step enable row level security, force row level security;
create policy everything on voices.step to :all using (true);
create policy scope on voices.step to :staff using (
  exists (select from voices.concern as c where c.id = concern_id));
alter table voices.visit enable row level security, force row level security;
create policy everything on voices.visit to :all using (true);
create policy scope on voices.visit to :staff using (
  exists (select from orgs.reach as r where r.org_id = visit.org_id and r.ancestor_id = any (kernel.scope())));
alter table voices.visit_stop enable row level security, force row level security;
create policy everything on voices.visit_stop to :all using (true);
create policy scope on voices.visit_stop to :staff using (
  exists (select from voices.visit as v where v.id = visit_id));
-- Anybody answers; nobody reads a single one: they are seen as counts of ten and more.
alter table voices.interview enable row level security, force row level security;
create policy everything on voices.interview to :all using (true);
create policy answering on voices.interview for insert to :app, :staff with check (true);
