-- Versions of the keys in force, and how far a rotation has come (docs/decisions/0010-keys-rotate-in-place.md).
create table kernel.key_state (
  one boolean primary key default true check (one),
  -- Counts every change of this row that processes have to know of before the next step.
  generation integer not null,
  seals integer not null,
  hashes integer not null,
  -- The version that rows are being taken to; null while no rotation runs.
  target integer check (target >= hashes),
  -- Slices of the numbers that are lifted, of 1024.
  lifted integer not null default 0,
  started_at timestamptz,
  finished_at timestamptz
);
insert into kernel.key_state (generation, seals, hashes) values (1, 1, 1);

-- While a rotation runs: numbers whose rows have all been lifted, in both forms.
create table kernel.lifted (old bytea primary key, risen bytea not null unique);
-- No request has a use for the numbers; kernel.keep_hash asks as their owner.
alter table kernel.key_state enable row level security;
create policy everything on kernel.key_state to :all using (true);
create policy reading on kernel.key_state for select to :app, :staff using (true);
alter table kernel.lifted enable row level security;
create policy everything on kernel.lifted to :all using (true);

create function kernel.hash_version(given bytea) returns integer language sql immutable parallel safe as $$
  select case octet_length(given) when 32 then 1 when 33 then get_byte(given, 0) else 0 end $$;
-- The slice of a hash: the first ten bits behind its version.
create function kernel.hash_slice(given bytea) returns integer language sql immutable parallel safe as $$
  select get_byte(given, octet_length(given) - 32) * 4 + get_byte(given, octet_length(given) - 31) / 64 $$;

-- The form in which a hash may be written now, so that one number never stands in two forms: as it is, or lifted if its
-- rows are. Holds off lifting of its slice until the writer commits. Whoever has not heard of a turn gets a 40001, and
-- tries again.
create function kernel.keep_hash(given bytea) returns bytea language plpgsql strict security definer
  set search_path = pg_catalog, public as $$
declare
  state record;
  version integer := kernel.hash_version(given);
  risen bytea;
begin
  -- Emptied: nothing is found by it any more.
  if octet_length(given) = 0 then return given; end if;
  select hashes, coalesce(target, hashes) as target into state from kernel.key_state;
  if version = state.hashes then
    if state.target = state.hashes then return given; end if;
    perform pg_advisory_xact_lock_shared(7301504, kernel.hash_slice(given));
    select l.risen into risen from kernel.lifted l where l.old = given;
    return coalesce(risen, given);
  end if;
  if version = state.target and exists (select from kernel.lifted l where l.risen = given) then return given; end if;
  raise exception 'keyed hash of version % while % is in force', version, state.hashes
    using errcode = '40001', constraint = 'key_version';
end $$;

create function kernel.keep_to_hash() returns trigger language plpgsql as $$
begin
  new.to_hash := kernel.keep_hash(new.to_hash);
  return new;
end $$;
create function kernel.keep_phone_hash() returns trigger language plpgsql as $$
begin
  new.phone_hash := kernel.keep_hash(new.phone_hash);
  return new;
end $$;
-- Of people by the hundred thousand: at rest it looks for itself, which takes a fraction of the two calls.
create function kernel.keep_both_hashes() returns trigger language plpgsql as $$
declare
  in_force integer;
begin
  select hashes into in_force from kernel.key_state where target is null;
  -- In brackets: PL/pgSQL would take the `then` of a case for its own.
  if (in_force = case octet_length(new.id_hash) when 32 then 1 else get_byte(new.id_hash, 0) end
    and (new.phone_hash is null
      or in_force = case octet_length(new.phone_hash) when 32 then 1 else get_byte(new.phone_hash, 0) end))
  then return new; end if;
  new.id_hash := kernel.keep_hash(new.id_hash);
  new.phone_hash := kernel.keep_hash(new.phone_hash);
  return new;
end $$;
create function kernel.keep_phone_number() returns trigger language plpgsql as $$
begin
  new."phoneNumber" := encode(kernel.keep_hash(decode(new."phoneNumber", 'base64')), 'base64');
  return new;
end $$;

create trigger message_hash before insert or update of to_hash on kernel.message
  for each row execute function kernel.keep_to_hash();
create trigger opt_out_hash before insert or update of to_hash on kernel.opt_out
  for each row execute function kernel.keep_to_hash();
create trigger code_hash before insert or update of phone_hash on auth.code
  for each row execute function kernel.keep_phone_hash();
create trigger code_quota_hash before insert or update of phone_hash on auth.code_quota
  for each row execute function kernel.keep_phone_hash();
create trigger user_hash before insert or update of "phoneNumber" on auth."user"
  for each row execute function kernel.keep_phone_number();
create index user_phone_hash on auth."user" (decode("phoneNumber", 'base64'));
