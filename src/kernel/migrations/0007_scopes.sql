-- Row-level security, the second net (docs/decisions/0009). A transaction of a request says by settings whom it may see:
-- kernel/net.ts. Policies compare plain columns; `:app`, `:staff` and `:all` are the roles of this database.

-- The organisations an officer may reach, with all below them.
create function kernel.scope() returns integer[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('zhijia.scope', true), ''), '{}')::integer[]
$$;
-- The account that asks; null for none.
create function kernel.own_user() returns text language sql stable parallel safe as $$
  select nullif(current_setting('zhijia.user', true), '')
$$;
-- The keyed hashes under which the phone of the account may stand.
create function kernel.own_phones() returns bytea[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('zhijia.phones', true), ''), '{}')::bytea[]
$$;

-- Everybody leaves a trace; it is read by nobody but those who see everything, and by auditors (orgs/0004_scopes.sql).
alter table kernel.audit_entry enable row level security, force row level security;
create policy everything on kernel.audit_entry to :all using (true);
create policy writing on kernel.audit_entry for insert to :app, :staff with check (true);
