import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../postgres.ts';
import { unseen } from './coverage.ts';

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
    await postgres.stop();
    const missed = (await ranWhole(project)) ? unseen(runDir) : [];
    rmSync(runDir, { recursive: true, force: true });
    // Vitest ends with 1 when a teardown throws.
    if (missed.length > 0) throw new Error(`no test has met:\n${missed.join('\n')}`);
  };
}

/** Whether every test file of the project ran and passed: only then does a status that nobody saw mean something. */
async function ranWhole(project: TestProject): Promise<boolean> {
  const passed = new Set(
    project.vitest.state.getFiles().flatMap((file) => (file.result?.state === 'pass' ? [file.filepath] : [])),
  );
  const { testFiles } = await project.globTestFiles();
  return !project.config.testNamePattern && testFiles.every((path) => passed.has(path));
}
