-- What was erased for good, by opaque ids alone: a restored backup is gone through with it. `logged_at`: when the id was
-- also written to the file beside the database.
create table kernel.erasure (
  entity text not null,
  entity_id text not null,
  at timestamptz not null,
  logged_at timestamptz,
  primary key (entity_id, entity)
);
create index erasure_unlogged on kernel.erasure (at) where logged_at is null;

-- The history stays append-only but for one thing: the reason, in free words, of what stands among the erased.
create function kernel.refuse_history_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.reason is null
    and (new.id, new.entity, new.entity_id, new.from_state, new.to_state, new.actor, new.at)
      is not distinct from (old.id, old.entity, old.entity_id, old.from_state, old.to_state, old.actor, old.at)
    and exists (select from kernel.erasure where entity_id = old.entity_id) then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
drop trigger state_change_append_only on kernel.state_change;
create trigger state_change_append_only before update or delete on kernel.state_change
  for each row execute function kernel.refuse_history_change();

-- By its owner's rights: whoever serves requests may not change the history otherwise.
create function kernel.forget_reasons(ids text[]) returns void language sql security definer
  set search_path = pg_catalog as $$
  update kernel.state_change set reason = null where entity_id = any(ids) and reason is not null
$$;
