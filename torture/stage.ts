// A real server process on a folder of its own, and the means to hurt it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../src/kernel/testing/ports.ts';

const ROOT = join(import.meta.dirname, '..');
const PATIENCE_MS = 120_000;

export interface StageOptions {
  /** A folder that is there already, as on a small disk; else a temporary one, removed at the end. */
  readonly home?: string;
  /** Instead of `src/cli.ts`: the planted fault. */
  readonly entry?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Of the database, where it is not the embedded one. */
  readonly connection?: pg.ClientConfig;
}

export interface Stage {
  readonly url: string;
  readonly home: string;
  /** The server’s process; another one after each {@link Stage.start}. */
  server(): ChildProcess;
  start(): Promise<void>;
  /** By kill -9. */
  killServer(): Promise<void>;
  /** The embedded PostgreSQL’s main process. */
  postmaster(): number;
  /** All processes of the embedded PostgreSQL. */
  postgres(): number[];
  /** Milliseconds until the server and its database answer. Rejects after two minutes. */
  untilReady(): Promise<number>;
  query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  /** The end of what the server said. */
  said(): string;
  close(): Promise<void>;
}

/** The demo federation on a free port, behind a proxy that names each caller’s address. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'zhijia-torture-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const connection = options.connection ?? { host: join(home, 'run'), user: 'zhijia', database: 'zhijia' };
  let server: ChildProcess | undefined;
  let said = '';
  const dieWithUs = (): void => void server?.kill('SIGKILL');
  process.once('exit', dieWithUs);
  const stage: Stage = {
    url,
    home,
    server: () => server!,
    async start() {
      server = spawn(realpathSync(process.execPath), [options.entry ?? 'src/cli.ts', 'serve'], {
        cwd: ROOT,
        env: environment(home, port, options.env),
      });
      const announced = Promise.withResolvers<void>();
      const hear = (chunk: Buffer): void => {
        if (chunk.includes('Ctrl-C')) announced.resolve();
        said = (said + chunk.toString()).slice(-8_000);
      };
      server.stdout?.on('data', hear);
      server.stderr?.on('data', hear);
      // Before that last line it still sets its jobs up, and would end rather than wait for a database that goes.
      await stage.untilReady();
      await announced.promise;
    },
    async killServer() {
      const gone = once(server!, 'exit');
      server!.kill('SIGKILL');
      await gone;
    },
    postmaster: () => Number(readFileSync(join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
    postgres() {
      const main = stage.postmaster();
      return [main, ...childrenOf(main)];
    },
    async untilReady() {
      const begin = performance.now();
      while (performance.now() - begin < PATIENCE_MS) {
        const answer = await fetch(`${url}/api/ready`, { signal: AbortSignal.timeout(5_000) }).catch(
          () => null,
        );
        await answer?.arrayBuffer().catch(() => undefined);
        if (answer?.status === 200) return Math.round(performance.now() - begin);
        if (server?.exitCode !== null) throw new Error(`the server ended: ${said}`);
        await sleep(20);
      }
      throw new Error(`the server did not come back: ${said}`);
    },
    async query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
      const client = new pg.Client(connection);
      client.on('error', () => undefined); // a lost connection also rejects the query
      await client.connect();
      try {
        return (await client.query<T>(text, values)).rows;
      } finally {
        await client.end();
      }
    },
    said: () => said,
    async close() {
      process.off('exit', dieWithUs);
      if (server && server.exitCode === null && server.signalCode === null) {
        const gone = once(server, 'exit');
        server.kill('SIGINT');
        const force = setTimeout(() => server?.kill('SIGKILL'), 20_000);
        await gone;
        clearTimeout(force);
      }
      if (!options.home) rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    },
  };
  return stage;
}

function environment(home: string, port: number, more: StageOptions['env'] = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(ZHIJIA_|DATABASE_URL$|NODE_OPTIONS$)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    ZHIJIA_DATA: home,
    PORT: String(port),
    ZHIJIA_DEMO: 'page',
    ZHIJIA_LOG: 'error',
    ZHIJIA_PROXIES: '1',
    ...more,
  };
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      if (!pid) return false;
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        return false; // it ended meanwhile
      }
    });
}
