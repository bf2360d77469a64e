// A PostgreSQL that somebody else runs, for DATABASE_URL.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/kernel/postgres.ts';
import type { StageOptions } from './stage.ts';

export interface Elsewhere {
  /** For a server that uses it. */
  readonly options: StageOptions;
  /** By kill -9; nobody starts it again. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function openElsewhere(): Promise<Elsewhere> {
  const home = mkdtempSync(join(tmpdir(), 'zhijia-elsewhere-'));
  let postgres = await startEmbedded(home);
  const host = String(postgres.connection.host);
  return {
    options: {
      env: { DATABASE_URL: `postgres://zhijia@localhost/zhijia?host=${encodeURIComponent(host)}` },
      connection: { host, user: 'zhijia', database: 'zhijia' },
    },
    async kill() {
      process.kill(postgres.pid, 'SIGKILL');
      await postgres.stop();
    },
    async start() {
      postgres = await startEmbedded(home);
    },
    async close() {
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
