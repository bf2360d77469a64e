-- A standing joint meeting of a government and its unions (政府与工会联席会议), its member units, and what it decides.
create table meetings.body (
  id uuid primary key,
  -- The union that prepares it and sees all of it.
  org_id integer not null references orgs.organisation (id),
  name text not null check (name <> ''),
  made_at timestamptz not null,
  ended_at timestamptz
);
create index body_org on meetings.body (org_id);

create table meetings.unit (
  id uuid primary key,
  body_id uuid not null references meetings.body (id),
  org_id integer not null references orgs.organisation (id),
  -- `office` coordinates: the government office. Observers (列席) are not counted as members.
  seat text not null check (seat in ('office', 'member', 'observer')),
  seq integer not null,
  contact_name text,
  contact_title text,
  -- A phone, for links by SMS.
  contact_sealed bytea,
  joined_at timestamptz not null,
  left_at timestamptz
);
create unique index unit_once on meetings.unit (body_id, org_id) where left_at is null;

create table meetings.meeting (
  id uuid primary key,
  body_id uuid not null references meetings.body (id),
  org_id integer not null references orgs.organisation (id),
  year integer not null check (year between 2000 and 2199),
  ordinal integer not null check (ordinal > 0),
  title text not null check (title <> ''),
  state text not null check (state in (
    'year_plan', 'topic_call', 'topics_drafted', 'coordinated', 'leader_approved', 'research_report', 'noticed', 'held',
    'minutes_draft', 'minutes_circulated', 'issued', 'cancelled')),
  -- Of the year plan: the month it is meant for.
  month integer check (month between 1 and 12),
  starts_at timestamptz,
  ends_at timestamptz check (ends_at > starts_at),
  venue text,
  -- As announced and, once held, as it was: a chair may be replaced on the day.
  chair_name text,
  chair_title text,
  notice_no text,
  notice_text text,
  noticed_at timestamptz,
  consensus text check (consensus in ('none', 'preliminary', 'full')),
  conclusion text,
  issued_at timestamptz,
  -- Counts the changes that calendars have to learn (RFC 5545, SEQUENCE).
  sequence integer not null default 0,
  made_at timestamptz not null,
  unique (body_id, year, ordinal),
  check (state not in ('noticed', 'held', 'minutes_draft', 'minutes_circulated', 'issued')
    or starts_at is not null and venue is not null),
  check (state not in ('minutes_draft', 'minutes_circulated', 'issued') or consensus is not null)
);

create table meetings.topic (
  id uuid primary key,
  body_id uuid not null references meetings.body (id),
  org_id integer not null references orgs.organisation (id),
  -- Null while it is only planned.
  meeting_id uuid references meetings.meeting (id),
  seq integer not null default 0,
  -- `relay` passes on a notice of above, `report` hears somebody, `discuss` is to end in something agreed.
  kind text not null check (kind in ('relay', 'report', 'discuss')),
  title text not null check (title <> ''),
  background text,
  research text,
  -- Who reports it or brought it in; null for the union itself.
  unit_id uuid references meetings.unit (id),
  reporter text,
  state text not null check (state in ('proposed', 'accepted', 'declined', 'heard')),
  reason text check (state <> 'declined' or reason is not null),
  made_at timestamptz not null
);
create index topic_meeting on meetings.topic (meeting_id, seq);
create table meetings.topic_concern (
  topic_id uuid not null references meetings.topic (id) on delete cascade,
  concern_id uuid not null references voices.concern (id),
  primary key (topic_id, concern_id)
);
create index topic_concern_concern on meetings.topic_concern (concern_id);

create table meetings.attendance (
  id uuid primary key,
  meeting_id uuid not null references meetings.meeting (id),
  -- Null for the leadership of the union and for guests.
  unit_id uuid references meetings.unit (id),
  -- As it was called on the day: units are renamed and merged.
  unit_name text not null,
  role text not null check (role in ('chair', 'member', 'observer', 'union', 'guest')),
  person text,
  title text,
  state text not null check (state in ('expected', 'coming', 'not_coming', 'present', 'deputy', 'absent')),
  seq integer not null,
  note text
);
create unique index attendance_once on meetings.attendance (meeting_id, unit_id) where unit_id is not null;

-- Something agreed (议定事项): one lead unit, one owner, one date, one measure.
create table meetings.item (
  id uuid primary key,
  body_id uuid not null references meetings.body (id),
  org_id integer not null references orgs.organisation (id),
  meeting_id uuid not null references meetings.meeting (id),
  topic_id uuid references meetings.topic (id),
  seq integer not null,
  text text not null check (text <> ''),
  measure text not null check (measure <> ''),
  theme text,
  consensus text not null check (consensus in ('preliminary', 'full')),
  lead_unit uuid not null references meetings.unit (id),
  owner_name text,
  owner_title text,
  owner_sealed bytea,
  due_on date,
  state text not null check (state in (
    'assigned', 'accepted', 'disputed', 'in_progress', 'reported', 'verified', 'closed', 'deferred', 'failed')),
  reason text check (state not in ('disputed', 'deferred', 'failed') or reason is not null),
  -- What came of it, in words for those whose voices are in it.
  outcome text check (state not in ('closed', 'failed') or outcome is not null),
  agreed_at timestamptz not null,
  chased_at timestamptz,
  escalated_at timestamptz,
  closed_at timestamptz,
  -- Grows with every change: two who edit at once are told.
  version integer not null default 1,
  unique (meeting_id, seq),
  check (consensus = 'preliminary' or due_on is not null),
  check (state in ('assigned', 'disputed', 'failed') or owner_name is not null),
  check ((state in ('closed', 'failed')) = (closed_at is not null))
);
create index item_body on meetings.item (body_id, state);
create index item_due on meetings.item (due_on) where closed_at is null;
create table meetings.item_support (
  item_id uuid not null references meetings.item (id) on delete cascade,
  unit_id uuid not null references meetings.unit (id),
  primary key (item_id, unit_id)
);
create table meetings.item_concern (
  item_id uuid not null references meetings.item (id) on delete cascade,
  concern_id uuid not null references voices.concern (id),
  primary key (item_id, concern_id)
);
create index item_concern_concern on meetings.item_concern (concern_id);

-- What a unit is asked to do by a link: one unit, and one meeting or item.
create table meetings.errand (
  id uuid primary key,
  org_id integer not null references orgs.organisation (id),
  kind text not null check (kind in ('topics', 'attend', 'review', 'item')),
  unit_id uuid not null references meetings.unit (id),
  meeting_id uuid references meetings.meeting (id),
  item_id uuid references meetings.item (id),
  check ((kind = 'item') = (item_id is not null and meeting_id is null)),
  check ((kind <> 'item') = (meeting_id is not null and item_id is null)),
  state text not null check (state in ('waiting', 'submitted', 'confirmed', 'returned', 'closed')),
  -- Until when an answer is asked for.
  due_on date,
  -- When somebody by the link first said that it was received; looking writes nothing.
  received_at timestamptz,
  made_at timestamptz not null
);
create unique index errand_of_meeting on meetings.errand (kind, meeting_id, unit_id) where meeting_id is not null;
create unique index errand_of_item on meetings.errand (item_id, unit_id) where item_id is not null;

-- What came by a link: submitted, until an officer confirms where it came from.
create table meetings.submission (
  id uuid primary key,
  errand_id uuid not null references meetings.errand (id),
  signer text not null check (signer <> ''),
  signer_title text,
  what jsonb not null,
  state text not null check (state in ('submitted', 'confirmed', 'returned')),
  reason text check (state <> 'returned' or reason is not null),
  at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  -- How the source was confirmed.
  confirmed_how text check (confirmed_how in ('phone', 'letter', 'known', 'in_person')),
  check ((state = 'submitted') = (decided_at is null)),
  check ((state = 'confirmed') = (confirmed_how is not null))
);
create index submission_errand on meetings.submission (errand_id, at);

create table meetings.file (
  id uuid primary key,
  org_id integer not null references orgs.organisation (id),
  topic_id uuid references meetings.topic (id),
  meeting_id uuid references meetings.meeting (id),
  item_id uuid references meetings.item (id),
  submission_id uuid references meetings.submission (id),
  check (num_nonnulls(topic_id, meeting_id, item_id, submission_id) = 1),
  name text not null check (name <> ''),
  type text not null,
  bytes bytea not null,
  added_at timestamptz not null
);
create index file_topic on meetings.file (topic_id);
create index file_meeting on meetings.file (meeting_id);
create index file_item on meetings.file (item_id);
create index file_submission on meetings.file (submission_id);

-- The minutes, section by section: two may write at once, and what one overwrote stays.
create table meetings.section (
  id uuid primary key,
  meeting_id uuid not null references meetings.meeting (id),
  seq integer not null,
  kind text not null check (kind in ('opening', 'carried', 'topic', 'conclusion', 'other')),
  topic_id uuid references meetings.topic (id),
  heading text not null,
  text text not null,
  version integer not null default 1,
  edited_by text not null,
  edited_at timestamptz not null,
  unique (meeting_id, seq)
);
create table meetings.section_edit (
  section_id uuid not null references meetings.section (id),
  version integer not null,
  heading text not null,
  text text not null,
  edited_by text not null,
  edited_at timestamptz not null,
  primary key (section_id, version)
);

-- What a meeting heard of an item that was open when it began.
create table meetings.carried (
  item_id uuid not null references meetings.item (id),
  meeting_id uuid not null references meetings.meeting (id),
  decision text not null check (decision in ('goes_on', 'deferred', 'verified', 'closed', 'failed')),
  said text,
  at timestamptz not null,
  primary key (item_id, meeting_id)
);
-- Changes of what was agreed, also after the meeting.
create table meetings.item_edit (
  id uuid primary key,
  item_id uuid not null references meetings.item (id),
  before jsonb not null,
  after jsonb not null,
  reason text not null check (reason <> ''),
  edited_by text not null,
  at timestamptz not null
);
create index item_edit_item on meetings.item_edit (item_id, at);
-- 催办: who was chased, and how often; the last one goes to the chair.
create table meetings.chase (
  id uuid primary key,
  item_id uuid not null references meetings.item (id),
  whom text not null check (whom in ('owner', 'unit', 'chair')),
  how text not null check (how in ('sms', 'by_hand')),
  note text,
  at timestamptz not null,
  made_by text not null
);
create index chase_item on meetings.chase (item_id, at);

-- The union that prepares a joint meeting sees it, and those above; units get there by their links, past these.
alter table meetings.body enable row level security, force row level security;
create policy everything on meetings.body to :all using (true);
create policy scope on meetings.body to :staff using (
  exists (select from orgs.reach as r where r.org_id = body.org_id and r.ancestor_id = any (kernel.scope())));
alter table meetings.meeting enable row level security, force row level security;
create policy everything on meetings.meeting to :all using (true);
create policy scope on meetings.meeting to :staff using (
  exists (select from orgs.reach as r where r.org_id = meeting.org_id and r.ancestor_id = any (kernel.scope())));
alter table meetings.topic enable row level security, force row level security;
create policy everything on meetings.topic to :all using (true);
create policy scope on meetings.topic to :staff using (
  exists (select from orgs.reach as r where r.org_id = topic.org_id and r.ancestor_id = any (kernel.scope())));
alter table meetings.item enable row level security, force row level security;
create policy everything on meetings.item to :all using (true);
create policy scope on meetings.item to :staff using (
  exists (select from orgs.reach as r where r.org_id = item.org_id and r.ancestor_id = any (kernel.scope())));
alter table meetings.errand enable row level security, force row level security;
create policy everything on meetings.errand to :all using (true);
create policy scope on meetings.errand to :staff using (
  exists (select from orgs.reach as r where r.org_id = errand.org_id and r.ancestor_id = any (kernel.scope())));
alter table meetings.file enable row level security, force row level security;
create policy everything on meetings.file to :all using (true);
create policy scope on meetings.file to :staff using (
  exists (select from orgs.reach as r where r.org_id = file.org_id and r.ancestor_id = any (kernel.scope())));
alter table meetings.unit enable row level security, force row level security;
create policy everything on meetings.unit to :all using (true);
create policy scope on meetings.unit to :staff using (
  exists (select from meetings.body as p where p.id = body_id));
alter table meetings.topic_concern enable row level security, force row level security;
create policy everything on meetings.topic_concern to :all using (true);
create policy scope on meetings.topic_concern to :staff using (
  exists (select from meetings.topic as p where p.id = topic_id));
alter table meetings.attendance enable row level security, force row level security;
create policy everything on meetings.attendance to :all using (true);
create policy scope on meetings.attendance to :staff using (
  exists (select from meetings.meeting as p where p.id = meeting_id));
alter table meetings.item_support enable row level security, force row level security;
create policy everything on meetings.item_support to :all using (true);
create policy scope on meetings.item_support to :staff using (
  exists (select from meetings.item as p where p.id = item_id));
alter table meetings.item_concern enable row level security, force row level security;
create policy everything on meetings.item_concern to :all using (true);
create policy scope on meetings.item_concern to :staff using (
  exists (select from meetings.item as p where p.id = item_id));
alter table meetings.submission enable row level security, force row level security;
create policy everything on meetings.submission to :all using (true);
create policy scope on meetings.submission to :staff using (
  exists (select from meetings.errand as p where p.id = errand_id));
alter table meetings.section enable row level security, force row level security;
create policy everything on meetings.section to :all using (true);
create policy scope on meetings.section to :staff using (
  exists (select from meetings.meeting as p where p.id = meeting_id));
alter table meetings.section_edit enable row level security, force row level security;
create policy everything on meetings.section_edit to :all using (true);
create policy scope on meetings.section_edit to :staff using (
  exists (select from meetings.section as p where p.id = section_id));
alter table meetings.carried enable row level security, force row level security;
create policy everything on meetings.carried to :all using (true);
create policy scope on meetings.carried to :staff using (
  exists (select from meetings.item as p where p.id = item_id));
alter table meetings.item_edit enable row level security, force row level security;
create policy everything on meetings.item_edit to :all using (true);
create policy scope on meetings.item_edit to :staff using (
  exists (select from meetings.item as p where p.id = item_id));
alter table meetings.chase enable row level security, force row level security;
create policy everything on meetings.chase to :all using (true);
create policy scope on meetings.chase to :staff using (
  exists (select from meetings.item as p where p.id = item_id));
