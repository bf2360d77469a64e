import type { Accounts } from './accounts.ts';
import type { Actor } from './auth.ts';
import { noteLook, writeAudit, type AuditEntry } from './audit.ts';
import type { Config } from './config.ts';
import type { Crypto } from './crypto.ts';
import type { Connection, Db, Tx } from './db.ts';
import type { Disk } from './disk.ts';
import { sendEvent, type EventName, type Events } from './events.ts';
import type { Locale } from './i18n.ts';
import type { Jobs } from './jobs.ts';
import { withKeys } from './keys.ts';
import { EVERYTHING, roleFor, setRole, spread, type Net } from './net.ts';
import { queueMessage, type Message } from './notify.ts';
import type { Roles } from './roles.ts';
import type { Pulse } from './pulse.ts';

/** What lives as long as the process. */
export interface App {
  readonly config: Config;
  /** Sees everything: for jobs, the command line and whatever no request asked for. */
  readonly db: Db;
  /** Sees what is public: for requests, which ask for more by {@link Ctx.net}. */
  readonly requests: Db;
  readonly roles: Roles;
  /** Of the owner of the tables: for backups and the large demo. */
  readonly owner: Connection;
  readonly disk: Disk;
  readonly pulse: Pulse;
  readonly crypto: Crypto;
  readonly jobs: Jobs;
  readonly accounts: Accounts;
  /** The clock; tests set it. */
  now(): Date;
}

/** What a query or an action is given first: who asks, when, and through which connection. */
export interface Ctx<D extends Db = Db> {
  readonly app: App;
  readonly db: D;
  /** What the database shows through `db`, whatever the actor may. */
  readonly net: Net;
  readonly actor: Actor;
  readonly locale: Locale;
  readonly now: Date;
  readonly requestId: string;
  /** Peer address for the audit log; null for jobs and the command line. */
  readonly ip: string | null;
  /** Appends to the audit log, in this transaction if there is one. */
  audit(entry: AuditEntry): Promise<void>;
  /** Notes in the audit log, within a second, that personal data was looked at. */
  look(entry: AuditEntry): void;
  /** Tells the modules that hear `name`; delivered if and only if this transaction commits. */
  emit<N extends EventName>(name: N, payload: Events[N]): Promise<void>;
  /** Queues an SMS or e-mail; sent if and only if this transaction commits. */
  notify(message: Message): Promise<void>;
}

/** A {@link Ctx} inside a transaction: what an action that writes asks for. */
export type TxCtx = Ctx<Tx>;

export type CtxParts<D extends Db> = Pick<
  Ctx<D>,
  'app' | 'db' | 'net' | 'actor' | 'locale' | 'requestId' | 'ip'
>;

export function makeCtx<D extends Db>(parts: CtxParts<D>): Ctx<D> {
  const ctx: Ctx<D> = {
    ...parts,
    now: parts.app.now(),
    audit: (entry) => writeAudit(ctx, entry),
    look: (entry) => noteLook(ctx, entry),
    emit: (name, payload) => sendEvent(ctx, name, payload),
    notify: (message) => queueMessage(ctx, message),
  };
  return ctx;
}

/** A context for work that no request started: a job, the command line, the demo. `name` appears in the audit log. */
export function systemCtx(app: App, name: string): Ctx {
  return makeCtx({
    app,
    db: app.db,
    net: EVERYTHING,
    actor: { kind: 'system', name },
    locale: 'zh',
    requestId: name,
    ip: null,
  });
}

/**
 * Runs `work` in a transaction that shows no more than `ctx.net`. Requests are in one already; jobs, the demo and
 * endpoints without one ask for it.
 */
export function inTx<T>(ctx: Ctx, work: (ctx: TxCtx) => Promise<T>): Promise<T> {
  // Once more where the keys turned meanwhile: nothing of the first try is left.
  return withKeys(ctx.app.crypto, () =>
    ctx.db.transaction().execute(async (tx) => {
      // Other handles than that of the requests see everything by themselves.
      if (ctx.net.kind !== 'all' || ctx.db === ctx.app.requests) await spread(tx, ctx.net, ctx.app);
      return work(makeCtx({ ...ctx, db: tx }));
    }),
  );
}

/**
 * Runs a part of a request that has to look past what the caller may see, and `why`: whether an ID number is somebody's
 * already, what a secret link opens, whom a receiving union takes in. What it answers is the caller's to know;
 * `src/beyond.test.ts` lists every place. Nothing else may be asked of the transaction meanwhile.
 */
export async function beyond<D extends Db, T>(
  ctx: Ctx<D>,
  _why: string,
  work: (ctx: Ctx<D>) => Promise<T>,
): Promise<T> {
  const { net, app } = ctx;
  // The plain handle of the requests shows what is public, whatever the net.
  if (net.kind === 'all' && ctx.db !== app.requests) return work(ctx);
  // Outside a transaction `D` is the plain handle, which `app.db` is as well.
  if (!ctx.db.isTransaction) return work(makeCtx({ ...ctx, net: EVERYTHING, db: app.db as unknown as D }));
  await setRole(ctx.db, app.roles.all);
  try {
    return await work(makeCtx({ ...ctx, net: EVERYTHING }));
  } finally {
    // A transaction that has failed takes no more statements, and shows nothing either.
    await setRole(ctx.db, roleFor(net, app.roles)).catch(() => undefined);
  }
}
