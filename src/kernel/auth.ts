import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { sql } from 'kysely';
import type { SessionEnd } from './accounts/contract.ts';
import type { Ctx } from './ctx.ts';
import { sameBytes, type Crypto } from './crypto.ts';
import type { Db } from './db.ts';
import { kernelError, type AppError } from './errors.ts';
import { startListening } from './listen.ts';

export const ROLES = ['chair', 'membership_officer', 'viewer', 'system_admin', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

export const DUTIES = ['business', 'system', 'audit'] as const;
export type Duty = (typeof DUTIES)[number];

/** Separated duties (GB/T 22239-2019, level 3): nobody holds two of them at a time; the database refuses it. */
export const DUTY_OF: Readonly<Record<Role, Duty>> = {
  chair: 'business',
  membership_officer: 'business',
  viewer: 'business',
  system_admin: 'system',
  auditor: 'audit',
};

/** A role at an organisation; its scope is that organisation's subtree. `path`: ids from the root, `1.4.17`. */
export interface Grant {
  readonly role: Role;
  readonly orgId: number;
  readonly path: string;
}

export interface Account {
  readonly kind: 'account';
  readonly userId: string;
  readonly sessionId: string;
  /** Base64 of the keyed hash of the account's phone; null for an account without one. */
  readonly phone: string | null;
  readonly grants: readonly Grant[];
}

/** Nobody signed in; `ended`: somebody was until a moment ago, and this is why no more. */
export interface Guest {
  readonly kind: 'guest';
  readonly ended?: SessionEnd;
}

export type Actor = Guest | Account | { readonly kind: 'system'; readonly name: string };

const permissions = new Map<string, ReadonlySet<Role>>();

/** Declares who may do what: `definePermissions('people', { review: ['chair', 'membership_officer'] })`. */
export function definePermissions(module: string, table: Readonly<Record<string, readonly Role[]>>): void {
  for (const [verb, roles] of Object.entries(table)) permissions.set(`${module}.${verb}`, new Set(roles));
}

export function permissionTable(): ReadonlyMap<string, ReadonlySet<Role>> {
  return permissions;
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}.`);
}

/** The paths below which the actor holds `permission`; none for anyone who is not an account. */
export function scopesOf(actor: Actor, permission: string): readonly string[] {
  const roles = permissions.get(permission);
  if (!roles) throw new Error(`permission ${permission} was never defined`);
  if (actor.kind !== 'account') return [];
  return actor.grants.filter((grant) => roles.has(grant.role)).map((grant) => grant.path);
}

/** Whether the account holds `permission` anywhere at all: the first, cheap check of a request. */
export function allowsSomewhere(actor: Account, permission: string): boolean {
  return scopesOf(actor, permission).length > 0;
}

/** Whether the actor holds `permission` at the organisation with this `path`; only an account can. */
export function allows(actor: Actor, permission: string, path: string): boolean {
  return scopesOf(actor, permission).some((scope) => isWithin(path, scope));
}

/** Stops unless the actor holds `permission` at the organisation with this `path`. */
export function authorise(ctx: Ctx, permission: string, path: string): void {
  if (ctx.actor.kind === 'system') return;
  if (ctx.actor.kind === 'guest') throw signInFirst(ctx.actor);
  if (!allows(ctx.actor, permission, path)) throw kernelError('forbidden');
}

/** The signed-in account, or a stop with 401. */
export function requireAccount(ctx: Ctx): Account {
  if (ctx.actor.kind === 'account') return ctx.actor;
  throw signInFirst(ctx.actor);
}

/** The stop for whoever is not signed in: in words of its own for somebody whose session was ended. */
export function signInFirst(actor: Actor): AppError {
  const ended = actor.kind === 'guest' ? actor.ended : undefined;
  if (ended === undefined) return kernelError('unauthenticated');
  return kernelError(ended === 'role_changed' ? 'role_changed' : 'session_ended');
}

/** Everybody, for {@link forgetActor}. */
export const EVERYONE = '*';

/** The caches of this process. */
const forgetters = new Set<(userId: string) => void>();

/**
 * Empties the actor caches for this account: after a change of roles, sign-out or revocation. Those of this process at
 * once; those of every process, ours again among them, when the transaction commits.
 */
export async function forgetActor(db: Db, userId: string): Promise<void> {
  for (const forget of forgetters) forget(userId);
  await sql`select pg_notify('zhijia_actor', ${userId})`.execute(db);
}

/** Turns the credentials of a request into an actor, through a short-lived cache. */
export interface Actors {
  find(
    cookies: Readonly<Record<string, string | undefined>>,
    authorization: string | undefined,
  ): Promise<Actor>;
  close(): Promise<void>;
}

export interface ActorsOptions {
  readonly pool: pg.Pool;
  readonly connection: pg.PoolConfig;
  readonly crypto: Crypto;
  readonly cookieName: string;
  /** The secret that signs session cookies. */
  readonly cookieSecret: string;
  /** Minutes after which an officer's unused session ends (GB/T 22239-2019 asks for a time-out). */
  readonly staffIdleMinutes: number;
  /** Roles of an account, from the module that keeps them. */
  grantsOf(userId: string): Promise<readonly Grant[]>;
  /** Whether an officer has no rights before a second factor is set up. */
  totpRequired(): Promise<boolean>;
}

/** What a session may use of its account's `grants`: nothing while a second factor is required and not set up. */
export async function grantsInForce(
  grants: readonly Grant[],
  hasTotp: boolean,
  totpRequired: () => Promise<boolean>,
): Promise<readonly Grant[]> {
  return grants.length > 0 && !hasTotp && (await totpRequired()) ? [] : grants;
}

const GUEST: Actor = { kind: 'guest' };
/** How long a revocation could go unnoticed if the database's notice were lost; also bounds the memory used. */
const CACHE_MS = 30_000;
const CACHE_SIZE = 20_000;
/** Minutes after which an officer's unused session ends (GB/T 22239-2019 asks for a time-out). */
export const STAFF_IDLE_MINUTES = 30;

export async function startActors(options: ActorsOptions): Promise<Actors> {
  const cache = new Map<string, { readonly actor: Actor; readonly until: number }>();
  let revocations = 0;
  const forget = (userId: string): void => {
    revocations++;
    if (userId === EVERYONE) cache.clear();
    for (const [key, { actor }] of cache)
      if (actor.kind === 'account' && actor.userId === userId) cache.delete(key);
  };
  const everybody = (): void => forget(EVERYONE);
  const listener = await startListening(options.connection, {
    name: 'zhijia-listen',
    channel: 'zhijia_actor',
    heard: forget,
    begin: everybody,
    lost: everybody,
  });
  forgetters.add(forget);

  async function cached(key: string, load: () => Promise<Actor>): Promise<Actor> {
    const hit = cache.get(key);
    if (hit && hit.until > Date.now()) return hit.actor;
    const before = revocations;
    const actor = await load();
    if (cache.size >= CACHE_SIZE) cache.clear();
    // What was read before a revocation and comes back after it must not be kept.
    const current = before === revocations;
    if (current && actor.kind === 'account') cache.set(key, { actor, until: Date.now() + CACHE_MS });
    return actor;
  }

  return {
    async find(cookies, authorization) {
      if (authorization?.startsWith('Bearer ')) {
        const hash = options.crypto.hash('token', authorization.slice(7));
        return cached(`t:${hash.toString('base64')}`, () => tokenActor(options, hash));
      }
      const token = verifiedToken(cookies[options.cookieName], options.cookieSecret);
      return token ? cached(`s:${token}`, () => sessionActor(options, token)) : GUEST;
    },
    close() {
      forgetters.delete(forget);
      return listener.close();
    },
  };
}

/** better-auth signs its session cookie `token.base64(HMAC-SHA256)`; checking it here costs 11 µs (traps.md §5). */
function verifiedToken(cookie: string | undefined, secret: string): string | undefined {
  const dot = cookie?.lastIndexOf('.') ?? -1;
  if (!cookie || dot < 1) return undefined;
  const token = cookie.slice(0, dot);
  const mac = createHmac('sha256', secret).update(token).digest();
  return sameBytes(mac, Buffer.from(cookie.slice(dot + 1), 'base64')) ? token : undefined;
}

interface AccountRow {
  readonly userId: string;
  readonly sessionId: string;
  readonly phone: string | null;
  readonly seen: Date;
}

interface SessionRow extends AccountRow {
  readonly totp: boolean;
  readonly open: boolean;
  readonly endedFor: SessionEnd | null;
}

async function sessionActor(options: ActorsOptions, token: string): Promise<Actor> {
  const { rows } = await options.pool.query<SessionRow>(
    `select u.id as "userId", s.id as "sessionId", u."phoneNumber" as phone, s."updatedAt" as seen,
       coalesce(u."twoFactorEnabled", false) as totp, s."expiresAt" > now() as open, s."endedFor" as "endedFor"
     from auth.session s join auth."user" u on u.id = s."userId" where s.token = $1`,
    [token],
  );
  const row = rows[0];
  if (!row?.open) return row?.endedFor ? { kind: 'guest', ended: row.endedFor } : GUEST;
  const grants = await options.grantsOf(row.userId);
  const idleMs = Date.now() - row.seen.getTime();
  if (grants.length > 0 && idleMs > options.staffIdleMinutes * 60_000) {
    await options.pool.query('delete from auth.session where id = $1', [row.sessionId]);
    return GUEST;
  }
  // Touched at most once a cache period, so that idle time is known without a write for each request.
  await options.pool.query('update auth.session set "updatedAt" = now() where id = $1', [row.sessionId]);
  return {
    kind: 'account',
    ...pick(row),
    grants: await grantsInForce(grants, row.totp, () => options.totpRequired()),
  };
}

async function tokenActor(options: ActorsOptions, hash: Buffer): Promise<Actor> {
  const { rows } = await options.pool.query<AccountRow>(
    `update auth.access_token t set last_used_at = now() from auth."user" u
     where t.hash = $1 and u.id = t.user_id and t.revoked_at is null and t.expires_at > now()
     returning u.id as "userId", t.id as "sessionId", u."phoneNumber" as phone, t.created_at as seen`,
    [hash],
  );
  const row = rows[0];
  if (!row) return GUEST;
  return { kind: 'account', ...pick(row), grants: await options.grantsOf(row.userId) };
}

function pick({ userId, sessionId, phone }: AccountRow) {
  return { userId, sessionId, phone };
}
