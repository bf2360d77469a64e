import type { Accounts } from './accounts.ts';
import type { Actor } from './auth.ts';
import { noteLook, writeAudit, type AuditEntry } from './audit.ts';
import type { Config } from './config.ts';
import type { Crypto } from './crypto.ts';
import type { Db, Tx } from './db.ts';
import { sendEvent, type EventName, type Events } from './events.ts';
import type { Locale } from './i18n.ts';
import type { Jobs } from './jobs.ts';
import { withKeys } from './keys.ts';
import { queueMessage, type Message } from './notify.ts';

/** What lives as long as the process. */
export interface App {
  readonly config: Config;
  readonly db: Db;
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

export type CtxParts<D extends Db> = Pick<Ctx<D>, 'app' | 'db' | 'actor' | 'locale' | 'requestId' | 'ip'>;

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
    actor: { kind: 'system', name },
    locale: 'zh',
    requestId: name,
    ip: null,
  });
}

/** Runs `work` in a transaction of its own. Requests that write are in one already; jobs and the demo ask for it. */
export function inTx<T>(ctx: Ctx, work: (ctx: TxCtx) => Promise<T>): Promise<T> {
  // Once more where the keys turned meanwhile: nothing of the first try is left.
  return withKeys(ctx.app.crypto, () =>
    ctx.db.transaction().execute((tx) => work(makeCtx({ ...ctx, db: tx }))),
  );
}
