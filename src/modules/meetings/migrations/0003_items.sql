-- Agreed items: how long one has stood where it stands, how it ended, and a chase once for each level and due date.
alter table meetings.item
  add column stepped_at timestamptz not null default now(),
  -- How it ended for those whose voices are in it.
  add column how text check (how in ('solved', 'partly', 'not_possible')),
  -- How often its date was put off: who counts what was on time has to know.
  add column deferrals integer not null default 0,
  add constraint item_how check (how is null or closed_at is not null),
  add constraint item_deferred check (state <> 'deferred' or due_on is not null),
  -- Nobody is chased for what is over: the number goes when it ends.
  add constraint item_owner_gone check (closed_at is null or owner_sealed is null);
alter table meetings.chase
  -- Null for what officers did of their own accord.
  add column level text check (level in ('settle', 'remind', 'overdue', 'escalate')),
  -- The date that it was about; of `settle` the day by which there should have been one.
  add column due_on date,
  add constraint chase_level check ((level is null) = (due_on is null)),
  drop constraint chase_how_check,
  add constraint chase_how check (how in ('sms', 'by_hand', 'todo'));
create unique index chase_once on meetings.chase (item_id, level, due_on) where level is not null;

-- Whoever writes: an item goes only where ITEM_STEPS of rules.ts lets it go (a test holds the two together), stays with
-- the meeting that agreed on it, and is ended, never deleted; only what was added a moment ago can be taken back.
create function meetings.keep_item() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'assigned' or old.version <> 1 then
      raise exception 'an agreed item is ended, never deleted';
    end if;
    return old;
  end if;
  if (new.id, new.body_id, new.org_id, new.meeting_id, new.seq, new.agreed_at)
    is distinct from (old.id, old.body_id, old.org_id, old.meeting_id, old.seq, old.agreed_at) then
    raise exception 'an agreed item stays with its meeting';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
    ('assigned', 'accepted'), ('assigned', 'disputed'), ('assigned', 'deferred'), ('assigned', 'failed'),
    ('disputed', 'assigned'), ('disputed', 'accepted'), ('disputed', 'failed'),
    ('accepted', 'assigned'), ('accepted', 'in_progress'), ('accepted', 'reported'), ('accepted', 'deferred'),
    ('accepted', 'failed'),
    ('in_progress', 'assigned'), ('in_progress', 'reported'), ('in_progress', 'deferred'), ('in_progress', 'failed'),
    ('reported', 'verified'), ('reported', 'in_progress'), ('reported', 'deferred'), ('reported', 'failed'),
    ('verified', 'closed'), ('verified', 'in_progress'),
    ('deferred', 'assigned'), ('deferred', 'in_progress'), ('deferred', 'reported'), ('deferred', 'failed')) then
    raise exception 'an agreed item cannot go from % to %', old.state, new.state;
  end if;
  return new;
end $$;
create trigger keep_item before update or delete on meetings.item
  for each row execute function meetings.keep_item();

create function meetings.keep_past() returns trigger language plpgsql as $$
begin
  raise exception 'what happened to an agreed item is only added to';
end $$;
create trigger keep_past before update or delete on meetings.item_edit
  for each row execute function meetings.keep_past();
create trigger keep_past before update or delete on meetings.carried
  for each row execute function meetings.keep_past();
create trigger keep_past before update or delete on meetings.chase
  for each row execute function meetings.keep_past();
