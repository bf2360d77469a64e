import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { StartError } from './errors.ts';
import { ensureRoles, grantJobs, grantRights, rolesHere, withRoles, type Roles } from './roles.ts';

/**
 * Every table of every module, by its full name (`people.person`). A module's `tables.ts` adds its own rows here by
 * declaration merging; `lint/arch.js` keeps each module to its own schema.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Tables {}

export type Db = Kysely<Tables>;
/** A database handle inside a transaction: what a row lock needs. */
export type Tx = Transaction<Tables>;

// int8 (counts) fits a JS number up to 2^53; a civil date stays the text it is, never shifted by a time zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** How a PostgreSQL is reached. */
export type Connection = pg.PoolConfig;

export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  /** Breaks every connection: who waits on one is told that it is lost. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** Who waits longer for a connection is told that the service is busy: the database is away, or has too much to do. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** Opens a pool. `max` connections; a statement that runs longer than 30 s is ended by the server. */
export function openDatabase(connection: Connection, max = 16): Database {
  const pool = new pg.Pool({
    ...connection,
    max,
    statement_timeout: 30_000,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'zhijia',
  });
  // A dropped connection is replaced by the pool; without a listener Node would end the process. The pool's own hears
  // idle ones only: one lost between two statements of a transaction needs the other.
  pool.on('error', () => undefined);
  const clients = new Set<pg.PoolClient>();
  pool.on('connect', (client) => clients.add(client.on('error', () => undefined)));
  pool.on('remove', (client) => clients.delete(client));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const cut = (): void =>
    clients.forEach((client) => (client as pg.Client & pg.PoolClient).connection.stream.destroy());
  return { db, pool, cut, close: () => db.destroy() };
}

/** A module's folder of `NNNN_name.sql` files. */
export interface MigrationSource {
  readonly name: string;
  readonly migrations: URL;
}

interface Step {
  readonly module: string;
  readonly file: string;
  readonly sql: string;
  readonly checksum: string;
}

const ADVISORY_LOCK = 7_301_501;

/**
 * Brings the database to the state of the code, all in one transaction under a lock, so that two starts cannot collide
 * and a failure changes nothing. Returns the files applied. Throws {@link StartError} when the database is too old for
 * us, newer than the code, or a file that was applied has been changed since.
 */
export async function migrate(pool: pg.Pool, sources: readonly MigrationSource[]): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const fresh = await migrateIn(client, sources);
    await client.query('commit');
    return fresh;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** {@link migrate} inside the caller's transaction; `wanted` (`module/file`) leaves out steps, for a restore. */
export async function migrateIn(
  client: pg.ClientBase,
  sources: readonly MigrationSource[],
  wanted: (step: string) => boolean = () => true,
): Promise<string[]> {
  await requireVersion(client);
  await client.query('set local statement_timeout = 0');
  await client.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
  await client.query(`
    create schema if not exists kernel;
    create table if not exists kernel.migration (
      module text not null, file text not null, checksum text not null, applied_at timestamptz not null default now(),
      primary key (module, file)
    )`);
  const applied = await appliedSteps(client);
  const steps = sources.flatMap(readSteps);
  refuseForeign(applied, steps);
  const roles = await rolesHere(client);
  await ensureRoles(client, roles);
  const fresh = steps.filter((step) => !applied.has(nameOf(step)) && wanted(nameOf(step)));
  for (const step of fresh) await apply(client, step, roles);
  await grantRights(client, roles, ['auth', ...sources.map(({ name }) => name)]);
  await grantJobs(client, roles);
  return fresh.map(nameOf);
}

const nameOf = ({ module, file }: Step): string => `${module}/${file}`;

/** Throws as {@link migrate} does, for steps (`module/file` → checksum) that were applied elsewhere. */
export function refuseForeignSteps(
  applied: ReadonlyMap<string, string>,
  sources: readonly MigrationSource[],
): void {
  refuseForeign(applied, sources.flatMap(readSteps));
}

function readSteps({ name, migrations }: MigrationSource): Step[] {
  if (!existsSync(migrations)) return [];
  return readdirSync(migrations)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(file, migrations), 'utf8');
      return { module: name, file, sql: text, checksum: createHash('sha256').update(text).digest('hex') };
    });
}

async function apply(client: pg.ClientBase, step: Step, roles: Roles): Promise<void> {
  await client.query(`create schema if not exists ${client.escapeIdentifier(step.module)}`);
  await client.query(withRoles(step.sql, roles));
  await client.query('insert into kernel.migration (module, file, checksum) values ($1, $2, $3)', [
    step.module,
    step.file,
    step.checksum,
  ]);
}

/** What was applied to a database: `module/file` → checksum. */
export async function appliedSteps(client: pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await client.query<{ step: string; checksum: string }>(
    `select module || '/' || file as step, checksum from kernel.migration`,
  );
  return new Map(rows.map((row) => [row.step, row.checksum]));
}

function refuseForeign(applied: ReadonlyMap<string, string>, steps: readonly Step[]): void {
  const known = new Map(steps.map((step) => [`${step.module}/${step.file}`, step.checksum]));
  for (const [step, checksum] of applied) {
    if (!known.has(step)) {
      throw new StartError('database_newer', {
        zh: `数据库由更新的版本使用过（有 ${step}，本程序没有）。请换用更新的程序，或改用另一个 ZHIJIA_DATA 目录。`,
        en: `This database was used by a newer version (it has ${step}). Run that version, or use another ZHIJIA_DATA.`,
      });
    }
    if (known.get(step) !== checksum) {
      throw new StartError('migration_changed', {
        zh: `${step} 在应用之后被改动过。已发布的迁移不能改，请恢复原文件并另加一个新文件。`,
        en: `${step} was changed after it was applied. Restore it and add a new file instead.`,
      });
    }
  }
}

async function requireVersion(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  );
  const version = Math.floor(Number(rows[0]?.version) / 10_000);
  if (version >= 15) return;
  throw new StartError('postgres_old', {
    zh: `DATABASE_URL 指向 PostgreSQL ${version}，需要 15 或更高版本。`,
    en: `DATABASE_URL points to PostgreSQL ${version}; 15 or newer is needed.`,
  });
}

/** A violated constraint (`23505` unique, `23P01` exclusion, `23514` check, `23503` foreign key) by its name. */
export function violates(error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.constraint === constraint;
}

/** Settings of the server without which an answered write could be lost in a crash; those that are off. */
export async function durabilityOff(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from pg_settings
    where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name`.execute(
    db,
  );
  return rows.map(({ name }) => name);
}

/** Version and size, for people. */
export async function databaseFacts(db: Db): Promise<{ version: string; size: string }> {
  const { rows } = await sql<{ version: string; size: string }>`
    select current_setting('server_version') as version,
      pg_size_pretty(pg_database_size(current_database())) as size`.execute(db);
  return rows[0]!;
}
