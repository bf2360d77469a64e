create schema if not exists auth;

-- The five tables of better-auth (names and types are the library's own; accounts.test.ts asks it whether they fit).
-- "phoneNumber" is the base64 of a keyed hash and email an opaque invented address: no number of a person is in here.
create table auth."user" (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp,
  "phoneNumber" text unique,
  "phoneNumberVerified" boolean,
  "twoFactorEnabled" boolean
);

create table auth.session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" (id) on delete cascade
);
create index "session_userId_idx" on auth.session ("userId");

create table auth.account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  unique ("providerId", "accountId")
);
create index "account_userId_idx" on auth.account ("userId");

create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
create index verification_identifier_idx on auth.verification (identifier);

create table auth."twoFactor" (
  id text primary key,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null references auth."user" (id) on delete cascade,
  verified boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index "twoFactor_secret_idx" on auth."twoFactor" (secret);
-- The library asks for a plain index. Two enrolments begun at once must not leave two secrets to choose from.
create unique index "twoFactor_userId_idx" on auth."twoFactor" ("userId");

create table auth.access_token (
  id uuid primary key,
  user_id text not null references auth."user" (id) on delete cascade,
  name text not null,
  hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index access_token_user on auth.access_token (user_id);

-- The last code sent to a phone for a purpose; code_hash is null once it was used.
create table auth.code (
  phone_hash bytea not null,
  purpose text not null,
  code_hash bytea,
  tries integer not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (phone_hash, purpose)
);

-- Codes sent to a phone on its latest day (Asia/Shanghai), for all purposes together.
create table auth.code_quota (
  phone_hash bytea primary key,
  day date not null,
  sent integer not null
);

-- Tries at a password or second factor; a right one removes the row. The subject need not exist: unknown phones lock too.
create table auth.lockout (
  subject text primary key,
  tries integer not null,
  since timestamptz not null,
  locks integer not null,
  locked_until timestamptz
);

-- Codes of authenticator apps that were typed in lately: each counts once (RFC 6238 §5.2).
create table auth.used_totp (
  user_id text not null references auth."user" (id) on delete cascade,
  code_hash bytea not null,
  at timestamptz not null,
  primary key (user_id, code_hash)
);
