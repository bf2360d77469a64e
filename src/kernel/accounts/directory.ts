import { sql } from 'kysely';
import { forgetActor } from '../auth.ts';
import type { Ctx, TxCtx } from '../ctx.ts';
import type { Crypto } from '../crypto.ts';
import type { Db } from '../db.ts';
import { newId, newSecret } from '../ids.ts';
import { withKeys } from '../keys.ts';
import type { SessionEnd } from './contract.ts';

/** How an account's phone is written in the database. */
export function phoneKey(crypto: Crypto, phone: string): string {
  return crypto.hash('phone', phone).toString('base64');
}

/** How it may stand there while keys are rotated. */
function phoneKeys(crypto: Crypto, phone: string): string[] {
  return crypto.hashes('phone', phone).map((hash) => hash.toString('base64'));
}

export interface Credential {
  readonly userId: string;
  /** The account's phone as it stands. */
  readonly phone: string;
  readonly hash: string | null;
}

/** The account of a phone, with the hash of its password if it has one. */
export async function findCredential(db: Db, crypto: Crypto, phone: string): Promise<Credential | null> {
  const { rows } = await sql<Credential>`
    select u.id as "userId", u."phoneNumber" as phone, a.password as hash
    from auth."user" u left join auth.account a on a."userId" = u.id and a."providerId" = 'credential'
    where u."phoneNumber" = any(${phoneKeys(crypto, phone)})`.execute(db);
  return rows[0] ?? null;
}

/** The account of a phone, made if missing. Two at once get the same one. A given `name` replaces the one it has. */
export async function upsertUser(db: Db, crypto: Crypto, phone: string, name?: string): Promise<string> {
  const id = newId();
  const insert = () =>
    sql<{ id: string }>`
    insert into auth."user" as old (id, name, email, "emailVerified", "phoneNumber", "phoneNumberVerified")
    values (${id}, ${name ?? ''}, ${`${newId()}@phone.invalid`}, false, ${phoneKey(crypto, phone)}, true)
    on conflict ("phoneNumber") do update set name = coalesce(${name ?? null}, old.name), "updatedAt" = now()
    returning id`.execute(db);
  const { rows } = await withKeys(crypto, insert);
  return rows[0]!.id;
}

/** Sets the password and ends the sessions that were opened without it. */
export async function setPassword(db: Db, userId: string, hash: string): Promise<void> {
  await sql`
    insert into auth.account (id, "accountId", "providerId", "userId", password, "updatedAt")
    values (${newId()}, ${userId}, 'credential', ${userId}, ${hash}, now())
    on conflict ("providerId", "accountId") do update set password = excluded.password, "updatedAt" = now()`.execute(
    db,
  );
  await dropSessions(db, userId);
}

/** Ends all sessions of an account without a word: its owner is at this very moment proving who they are. */
export async function dropSessions(db: Db, userId: string): Promise<void> {
  await sql`delete from auth.session where "userId" = ${userId}`.execute(db);
}

/**
 * Ends sessions of an account if and only if the caller's transaction commits; `only` one, or all `but` one. Their pages
 * are told why. Access tokens stay: their rights are read anew. Returns how many sessions it ended.
 */
export async function endSessions(
  ctx: TxCtx,
  userId: string,
  why: SessionEnd,
  { only, but }: { only?: string; but?: string } = {},
): Promise<number> {
  const { numAffectedRows } = await sql`
    update auth.session set "expiresAt" = now(), "endedFor" = ${why}
    where "userId" = ${userId} and "expiresAt" > now()
      and (${only ?? null}::text is null or id = ${only ?? null})
      and (${but ?? null}::text is null or id <> ${but ?? null})`.execute(ctx.db);
  await forgetActor(ctx.db, userId);
  return Number(numAffectedRows ?? 0n);
}

/**
 * Takes a second factor off an account and ends its sessions: it is set up anew at the next sign-in. False if there was
 * none.
 */
export async function resetTotp(ctx: TxCtx, userId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update auth."user" set "twoFactorEnabled" = false, "updatedAt" = now()
    where id = ${userId} and "twoFactorEnabled"`.execute(ctx.db);
  if (numAffectedRows !== 1n) return false;
  await sql`delete from auth."twoFactor" where "userId" = ${userId}`.execute(ctx.db);
  await sql`delete from auth.lockout where subject = ${`totp:${userId}`}`.execute(ctx.db);
  await endSessions(ctx, userId, 'by_admin');
  return true;
}

export async function namesOf(db: Db, userIds: readonly string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from auth."user" where id = any(${[...userIds]})`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The keyed hash of each account's phone as it stands (`crypto.variants` compares it), by account id. */
export async function phoneHashesOf(db: Db, userIds: readonly string[]): Promise<Map<string, Buffer>> {
  if (userIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; phone: string }>`
    select id, "phoneNumber" as phone from auth."user"
    where id = any(${[...userIds]}) and "phoneNumber" is not null`.execute(db);
  return new Map(rows.map(({ id, phone }) => [id, Buffer.from(phone, 'base64')]));
}

/** Makes an access token, in the caller's transaction, and returns it; only its hash is kept. */
export async function createToken(ctx: Ctx, userId: string, name: string, days: number): Promise<string> {
  const id = newId(ctx.now.getTime());
  const token = newSecret();
  const expires = new Date(ctx.now.getTime() + days * 86_400_000);
  await sql`
    insert into auth.access_token (id, user_id, name, hash, created_at, expires_at)
    values (${id}, ${userId}, ${name}, ${ctx.app.crypto.hash('token', token)}, ${ctx.now}, ${expires})`.execute(
    ctx.db,
  );
  await ctx.audit({
    action: 'accounts.token_created',
    entity: 'account',
    entityId: userId,
    detail: { token: id, days },
  });
  return token;
}

/** See `Accounts.sessionsOf`. */
export async function sessionsOf(ctx: Ctx, userId: string): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select "createdAt" as at from auth.session where "userId" = ${userId} order by at desc`.execute(ctx.db);
  return rows.map(({ at }) => at);
}

/** See `Accounts.erase`. */
export async function eraseAccount(ctx: TxCtx, phoneHash: Buffer): Promise<string | null> {
  const forms = ctx.app.crypto.variants('phone', phoneHash);
  await sql`delete from auth.code where phone_hash = any(${forms}::bytea[])`.execute(ctx.db);
  await sql`delete from auth.code_quota where phone_hash = any(${forms}::bytea[])`.execute(ctx.db);
  const { rows } = await sql<{ id: string }>`
    delete from auth."user" as u where decode("phoneNumber", 'base64') = any(${forms}::bytea[]) and name = ''
      and not exists (select from auth.account where "userId" = u.id and password is not null)
    returning id`.execute(ctx.db);
  const id = rows[0]?.id;
  if (id === undefined) return null;
  await sql`delete from auth.lockout where subject in (${`password:${phoneHash.toString('base64')}`}, ${`totp:${id}`})`.execute(
    ctx.db,
  );
  await sql`delete from kernel.idempotency where actor = ${id}`.execute(ctx.db);
  await forgetActor(ctx.db, id);
  return id;
}
