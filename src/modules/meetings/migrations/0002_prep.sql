-- A unit that ended: why, and which other took its seat.
alter table meetings.unit add column left_reason text;
alter table meetings.unit add column heir_id uuid references meetings.unit (id);
alter table meetings.unit add check (left_reason is null or left_at is not null);
-- Nobody sets up the same joint meeting twice.
create unique index body_name on meetings.body (org_id, name) where ended_at is null;
alter table meetings.meeting
  -- What was last changed after the notice: those who have it read it in their own language.
  add column change jsonb,
  add column changed_at timestamptz,
  add constraint meeting_change check ((change is null) = (changed_at is null)),
  -- Which leader approved the topics, when, and the number of the paper.
  add column approved_by text,
  add column approved_on date,
  add column approval_no text,
  add constraint meeting_approval check (
    (approved_by is null) = (approved_on is null) and (approval_no is null or approved_by is not null));
-- What a meeting did not come to goes to the next one as a topic of its own, once.
alter table meetings.topic
  add column from_id uuid references meetings.topic (id),
  drop constraint topic_state_check,
  add constraint topic_state check (state in ('proposed', 'accepted', 'declined', 'heard', 'deferred')),
  add constraint topic_deferred check (state <> 'deferred' or reason is not null);
create unique index topic_taken_on on meetings.topic (from_id);
