import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../postgres.ts';
import { unseen } from './coverage.ts';
import { junkOf, leaksIn, leaksOf, namesIn } from './personal.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the socket of the run's PostgreSQL. */
    socketDir: string;
    /** A folder for this run: keys, and what the tests saw. */
    runDir: string;
  }
}

/** One PostgreSQL for the whole run, without durability; each worker makes a database of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const runDir = mkdtempSync(join(tmpdir(), 'zhijia-test-'));
  const postgres = await startEmbedded(runDir, { durable: false });
  project.provide('socketDir', String(postgres.connection.host));
  project.provide('runDir', runDir);
  return async () => {
    const leaks = await leaksAfter(runDir, postgres.connection);
    await postgres.stop();
    const missed = (await ranWhole(project)) ? unseen(runDir) : [];
    rmSync(runDir, { recursive: true, force: true });
    // Vitest ends with 1 when a teardown throws.
    if (leaks.length > 0) throw new Error(`personal data has got out:\n${leaks.join('\n')}`);
    if (missed.length > 0) throw new Error(`no test has met:\n${missed.join('\n')}`);
  };
}

/** Numbers and names of persons where the run must not have left any: addresses, errors, logs, jobs, the audit log. */
async function leaksAfter(runDir: string, connection: pg.PoolConfig): Promise<string[]> {
  const names = new Set<string>();
  const leaks: string[] = [];
  const junk = junkOf(runDir);
  for (const database of await databasesOf(connection)) {
    const client = new pg.Client({ ...connection, database });
    await client.connect();
    leaks.push(...(await leaksIn(client)).map((leak) => `${database}: ${leak}`));
    if (!junk.includes(database)) for (const name of await namesIn(client)) names.add(name);
    await client.end();
  }
  return [...leaksOf(runDir, names), ...leaks];
}

/** Those that the tests made, whole: one that failed half way has no tables to look into. */
async function databasesOf(connection: pg.PoolConfig): Promise<string[]> {
  const admin = new pg.Client({ ...connection, database: 'postgres' });
  await admin.connect();
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name from pg_database where not datistemplate and datname <> 'postgres'`,
  );
  await admin.end();
  const whole: string[] = [];
  for (const { name } of rows) {
    const client = new pg.Client({ ...connection, database: name });
    await client.connect();
    const found = await client.query(`select from pg_tables where schemaname || '.' || tablename = any($1)`, [
      ['people.person', 'jobs.job', 'kernel.audit_entry'],
    ]);
    if (found.rowCount === 3) whole.push(name);
    await client.end();
  }
  return whole;
}

/** Whether every test file of the project ran and passed: only then does a status that nobody saw mean something. */
async function ranWhole(project: TestProject): Promise<boolean> {
  const passed = new Set(
    project.vitest.state.getFiles().flatMap((file) => (file.result?.state === 'pass' ? [file.filepath] : [])),
  );
  const { testFiles } = await project.globTestFiles();
  return !project.config.testNamePattern && testFiles.every((path) => passed.has(path));
}
