-- Agreed items: how long one has stood where it stands, how it ended, and a chase once for each level and due date.
alter table meetings.item
  add column stepped_at timestamptz not null default now(),
  -- How it ended for those whose voices are in it.
  add column how text check (how in ('solved', 'partly', 'not_possible')),
  add constraint item_how check (how is null or closed_at is not null),
  -- Nobody is chased for what is over: the number goes when it ends.
  add constraint item_owner_gone check (closed_at is null or owner_sealed is null);
alter table meetings.chase
  -- Null for what officers did of their own accord.
  add column level text check (level in ('remind', 'overdue', 'escalate')),
  add column due_on date,
  add constraint chase_level check ((level is null) = (due_on is null)),
  drop constraint chase_how_check,
  add constraint chase_how check (how in ('sms', 'by_hand', 'todo'));
create unique index chase_once on meetings.chase (item_id, level, due_on) where level is not null;
