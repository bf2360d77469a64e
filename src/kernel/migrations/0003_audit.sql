-- A restore raises the era: transaction numbers of another cluster mean nothing here. `log` tells one log from another.
-- The row comes with the first seal, so that a restore finds an empty table. Entries from before this migration are era 0;
-- they bear no mark, and the first seal takes them as they are.
create table kernel.audit_era (
  single boolean primary key default true check (single),
  era integer not null,
  log uuid not null default gen_random_uuid()
);

create function kernel.audit_era() returns integer language sql stable as
  'select coalesce((select era from kernel.audit_era), 1)';

create function kernel.begin_audit_log() returns void language sql security definer set search_path = pg_catalog as
  'insert into kernel.audit_era (era) values (1) on conflict do nothing';

-- Waits for the writers of the old era, so that none of them commits after the era was closed.
create function kernel.next_audit_era() returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  raised integer;
begin
  lock table kernel.audit_entry in share row exclusive mode;
  insert into kernel.audit_era as now (era) values (2)
    on conflict (single) do update set era = now.era + 1 returning era into raised;
  return raised;
end $$;

-- Nothing is sealed yet: whom an entry showed stands under one name from now on.
alter table kernel.audit_entry disable trigger audit_entry_append_only;
update kernel.audit_entry set detail = detail - 'ids' || jsonb_build_object(
    case action when 'people.list_applications' then 'applications' when 'people.list_transfers' then 'transfers'
      else 'people' end, detail->'ids')
  where jsonb_typeof(detail->'ids') = 'array';
alter table kernel.audit_entry enable trigger audit_entry_append_only;

alter table kernel.audit_entry
  -- As it was written: the mark is over these very characters.
  alter column ip type text using host(ip),
  add column era integer not null default 0,
  add column xid xid8 not null default '0',
  -- Keyed hash of all the other content, made by the application: whoever owns the database cannot make one.
  add column mac bytea;
alter table kernel.audit_entry
  alter column era set default kernel.audit_era(),
  alter column xid set default pg_current_xact_id();
-- The order in which entries are sealed.
create index audit_entry_sealing on kernel.audit_entry (era, xid, id);
-- Whom an entry showed: "who looked at me" is answered exactly.
create index audit_entry_people on kernel.audit_entry using gin ((detail->'people') jsonb_path_ops)
  where jsonb_typeof(detail->'people') = 'array';
create index audit_entry_applications on kernel.audit_entry using gin ((detail->'applications') jsonb_path_ops)
  where jsonb_typeof(detail->'applications') = 'array';

-- One seal a second at most: a chain of keyed roots over the entries of transactions from from_xid up to before to_xid.
-- When old entries are removed, the last of their seals stays as the beginning of the chain.
create table kernel.audit_seal (
  seq integer primary key,
  era integer not null,
  from_xid xid8 not null,
  to_xid xid8 not null check (to_xid > from_xid),
  entries integer not null check (entries > 0),
  leaves bytea not null,
  prev bytea not null,
  root bytea not null,
  sealed_at timestamptz not null,
  pruned_at timestamptz,
  pruned_mark bytea,
  check ((pruned_at is null) = (pruned_mark is null))
);

create function kernel.refuse_unless_pruning() returns trigger language plpgsql as $$
begin
  if current_setting('kernel.pruning', true) is distinct from 'on' then
    raise exception '% is append-only', tg_table_name using errcode = '42501';
  end if;
  return coalesce(new, old);
end $$;
create trigger audit_entry_kept before delete on kernel.audit_entry
  for each row execute function kernel.refuse_unless_pruning();
create trigger audit_entry_whole before truncate on kernel.audit_entry
  for each statement execute function kernel.refuse_change();
create trigger audit_seal_kept before update or delete on kernel.audit_seal
  for each row execute function kernel.refuse_unless_pruning();
create trigger audit_seal_whole before truncate on kernel.audit_seal
  for each statement execute function kernel.refuse_change();

-- Removes the entries up to and including the seal `upto`, which stays as the beginning of the chain and bears `mark`.
-- Refuses what is younger than six months (网络安全法 §21(3)), whatever the caller's clock or policy says.
create function kernel.prune_audit(upto integer, pruned timestamptz, mark bytea) returns bigint
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  last kernel.audit_seal;
  youngest timestamptz := now() - interval '6 months';
  removed bigint;
begin
  select * into last from kernel.audit_seal where seq = upto;
  if not found then
    raise exception 'there is no seal %', upto using errcode = '22023';
  end if;
  if last.sealed_at > youngest or exists (select from kernel.audit_entry
    where (era, xid) < (last.era, last.to_xid) and at > youngest) then
    raise exception 'entries younger than six months are kept' using errcode = '22023';
  end if;
  perform set_config('kernel.pruning', 'on', true);
  delete from kernel.audit_entry where (era, xid) < (last.era, last.to_xid);
  get diagnostics removed = row_count;
  delete from kernel.audit_seal where seq < upto;
  update kernel.audit_seal set pruned_at = pruned, pruned_mark = mark where seq = upto;
  perform set_config('kernel.pruning', 'off', true);
  return removed;
end $$;
