-- One line for each backup that was taken, or could not be.
create table kernel.backup (
  id uuid primary key,
  at timestamptz not null,
  file text,
  bytes bigint,
  milliseconds integer not null,
  error text,
  deleted_at timestamptz,
  check ((error is null) = (file is not null)),
  check ((file is null) = (bytes is null))
);
create index backup_at on kernel.backup (at);

-- Whom a restore has brought back though they had been erased: emptied before anybody is served.
create table kernel.erasure_replay (id text primary key, at timestamptz not null);
