-- What the teller says later: more, or that the answer did not help, which opens the voice again. The answer that it was
-- about stays here, for the voice itself then waits for another.
create table voices.addition (
  id uuid primary key,
  voice_id uuid not null references voices.voice (id) on delete cascade,
  text text not null,
  helped boolean,
  at timestamptz not null,
  answer text,
  answered_at timestamptz,
  check (text <> '' or helped is not null),
  check ((answer is null) = (answered_at is null))
);
create index addition_voice on voices.addition (voice_id, at);
alter table voices.addition enable row level security, force row level security;
create policy everything on voices.addition to :all using (true);
create policy scope on voices.addition to :staff using (
  exists (select from voices.voice as v where v.id = voice_id));

alter table voices.voice
  -- Opened again by who said it: the wait begins anew.
  add column reopened_at timestamptz,
  add constraint voice_reopened check (reopened_at is null or reopened_at >= at);
-- What waits, and since when: lists, to-dos and the overdue ones.
create index voice_waits on voices.voice (coalesce(reopened_at, at)) where state <> 'answered';
create index voice_settled on voices.voice (answered_at) where state = 'answered';

-- Why an answer takes longer, told to who asked; the voice waits on.
create table voices.delay (
  id uuid primary key,
  voice_id uuid not null references voices.voice (id) on delete cascade,
  reason text not null check (reason <> ''),
  until date,
  at timestamptz not null
);
create index delay_voice on voices.delay (voice_id, at);
alter table voices.delay enable row level security, force row level security;
create policy everything on voices.delay to :all using (true);
create policy scope on voices.delay to :staff using (
  exists (select from voices.voice as v where v.id = voice_id));
