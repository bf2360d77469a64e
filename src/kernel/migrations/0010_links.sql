-- Secret links (kernel/links.ts): each opens one thing, ends by itself, and can be called back.
create table kernel.link (
  id uuid primary key,
  kind text not null,
  -- The id of what it opens, in the words of `kind`'s module.
  subject text not null,
  -- Whose it is to call back; null where nobody's but the holder's.
  org_id integer,
  -- For whom it was made, as its maker calls them; of an organisation, never of a private person.
  label text,
  token_hash bytea not null unique,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  used_at timestamptz,
  check (expires_at is null or expires_at > created_at)
);
create index link_subject on kernel.link (kind, subject);
alter table kernel.link enable row level security, force row level security;
create policy everything on kernel.link to :all using (true);
