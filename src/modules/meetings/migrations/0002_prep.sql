-- A unit that ended: why, and which other took its seat.
alter table meetings.unit add column left_reason text;
alter table meetings.unit add column heir_id uuid references meetings.unit (id);
alter table meetings.unit add check (left_reason is null or left_at is not null);
-- What was last changed of time, place or chair after the notice, in words for those who have it already.
alter table meetings.meeting add column change_note text;
alter table meetings.meeting add column changed_at timestamptz;
