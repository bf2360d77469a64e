import { sql } from 'kysely';
import pg from 'pg';
import { masterKeys } from './config.ts';
import type { Crypto, TurningCrypto } from './crypto.ts';
import type { Db } from './db.ts';
import { StartError } from './errors.ts';
import { startListening } from './listen.ts';

/** What stands in `kernel.key_state`. */
export interface KeyState {
  /** Counts the changes that every process has to know of before the next step. */
  readonly generation: number;
  /** Versions in force for sealing and for hashing. */
  readonly seals: number;
  readonly hashes: number;
  /** The version a rotation takes everything to; null while none runs. */
  readonly target: number | null;
  /** Of {@link SLICES}. */
  readonly lifted: number;
}

/** Numbers are lifted slice by slice, by the first ten bits of their hash. */
export const SLICES = 1024;

/** Class of the advisory locks by which each process says on which generation it acts. */
export const ACTS_ON = 7_301_503;
/** Class of those that keep a slice from being lifted while somebody writes in it; also in migrations/0004_keys.sql. */
export const WRITES_IN = 7_301_504;

export async function keyState(db: Db): Promise<KeyState> {
  const { rows } = await sql<KeyState>`
    select generation, seals, hashes, target, lifted from kernel.key_state`.execute(db);
  return rows[0]!;
}

/** Processes that still act on an older generation. */
export async function laggards(db: Db, generation: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_locks where locktype = 'advisory' and classid = ${ACTS_ON}::oid and granted
      and objid::bigint < ${generation} and database = (select oid from pg_database where datname = current_database())
  `.execute(db);
  return rows[0]!.count;
}

/** Tells every process that the keys or their state have changed. */
export async function tellTurn(db: Db): Promise<void> {
  await sql`select pg_notify('zhijia_keys', '')`.execute(db);
}

const refreshers = new WeakMap<Crypto, () => Promise<void>>();

/** Reads keys and state again, now: after a refusal, or before a job that depends on them. */
export async function refreshKeys(crypto: Crypto): Promise<void> {
  await refreshers.get(crypto)?.();
}

/**
 * Runs `work`, and once more if the keys turned meanwhile: the database refuses a hash of a version that may not be
 * written any more (kernel.keep_hash). `work` must leave nothing behind when it fails.
 */
export async function withKeys<T>(crypto: Crypto, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.constraint !== 'key_version') throw error;
    await refreshKeys(crypto);
    return work();
  }
}

export interface KeysOptions {
  readonly connection: pg.PoolConfig;
  readonly dataDir: string;
  readonly crypto: TurningCrypto;
  /** Whoever derived something from the keys does it again. */
  turned(): Promise<void>;
}

/**
 * Keeps `crypto` on the keys of the file and the versions in force, and says to a rotation which state this process acts
 * on: by a lock on a connection of its own, which ends with the process. Throws {@link StartError} when the file lacks a
 * version that the database uses.
 */
export async function startKeys(options: KeysOptions): Promise<{ close(): Promise<void> }> {
  let client: pg.Client;
  let acting = 0;
  let last = Promise.resolve();

  async function refresh(): Promise<void> {
    const { rows } = await client.query<KeyState>('select * from kernel.key_state');
    const state = rows[0]!;
    const keys = masterKeys(options.dataDir);
    requireVersion(keys.length, Math.max(state.seals, state.hashes, state.target ?? 0));
    const known = options.crypto.versions().length;
    options.crypto.turn(keys, state);
    if (keys.length !== known) await options.turned();
    if (state.generation === acting) return;
    await client.query('select pg_advisory_lock_shared($1, $2)', [ACTS_ON, state.generation]);
    if (acting > 0) await client.query('select pg_advisory_unlock_shared($1, $2)', [ACTS_ON, acting]);
    acting = state.generation;
    // It may have moved on before it could see our lock.
    await refresh();
  }
  /** One after the other; a failure is this caller's alone. */
  function queued(): Promise<void> {
    const next = last.then(refresh);
    last = next.catch(() => undefined);
    return next;
  }
  const listener = await startListening(options.connection, {
    name: 'zhijia-keys',
    channel: 'zhijia_keys',
    heard: () => void queued().catch(complain),
    begin(fresh) {
      client = fresh;
      acting = 0;
      return queued();
    },
  });
  refreshers.set(options.crypto, queued);
  return {
    async close() {
      await last;
      await listener.close();
    },
  };
}

function complain(error: Error): void {
  process.stderr.write(`keys: ${error.message}\n`);
}

function requireVersion(have: number, need: number): void {
  if (have >= need) return;
  throw new StartError('master_key', {
    zh: `密钥文件只到第 ${have} 版，数据库已用到第 ${need} 版。请把更换密钥的那台机器上的 master.key 复制过来。`,
    en: `The key file ends with version ${have}, the database uses ${need}. Copy master.key from where the keys were rotated.`,
  });
}
