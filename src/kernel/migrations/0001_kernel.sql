create extension if not exists btree_gist;
create extension if not exists ltree;
create extension if not exists pg_trgm;

-- Who did or saw what. Opaque ids only, so that a person can be deleted and the log stays whole.
create table kernel.audit_entry (
  id uuid primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  entity text,
  entity_id text,
  org_id integer,
  purpose text,
  detail jsonb not null,
  request_id text not null,
  ip inet
);
create index audit_entry_entity on kernel.audit_entry (entity, entity_id);
create index audit_entry_org on kernel.audit_entry (org_id, at);

-- The steps of every state machine, oldest first.
create table kernel.state_change (
  id uuid primary key,
  entity text not null,
  entity_id text not null,
  from_state text,
  to_state text not null,
  reason text,
  actor text not null,
  at timestamptz not null
);
create index state_change_entity on kernel.state_change (entity, entity_id, at);

create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
create trigger audit_entry_append_only before update on kernel.audit_entry
  for each row execute function kernel.refuse_change();
create trigger state_change_append_only before update or delete on kernel.state_change
  for each row execute function kernel.refuse_change();

-- area: leading digits of a GB/T 2260 code; '' is everywhere.
create table kernel.policy (
  key text not null,
  area text not null,
  during daterange not null check (not isempty(during)),
  value jsonb not null,
  source text not null check (source <> ''),
  exclude using gist (key with =, area with =, during with &&)
);

create table kernel.message (
  id uuid primary key,
  channel text not null check (channel in ('sms', 'mail')),
  to_hash bytea not null,
  to_sealed bytea not null,
  template text not null,
  params jsonb not null,
  locale text not null,
  state text not null check (state in ('queued', 'sent', 'refused')),
  cost_fen integer not null default 0 check (cost_fen >= 0),
  created_at timestamptz not null,
  sent_at timestamptz
);
create index message_to on kernel.message (to_hash, created_at);

create table kernel.opt_out (to_hash bytea primary key, at timestamptz not null);

-- The first answer to a write, for whoever asks again with the same key.
create table kernel.idempotency (
  actor text not null,
  key text not null,
  request_hash bytea not null,
  answer bytea,
  at timestamptz not null,
  primary key (actor, key)
);
create index idempotency_at on kernel.idempotency (at);
