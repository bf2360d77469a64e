import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { explain, lockDataDir } from './datalock.ts';
import { startEmbedded, type Postgres } from './postgres.ts';
import type { Watcher } from './postgres-supervisor.ts';

const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === 'linux';

// mkdtemp makes it 0700: as root, every test here also shows that a folder only root can enter works.
const temporary = fs.mkdtempSync(join(tmpdir(), 'zhijia-test-'));
const started = new Set<Postgres>();
const children = new Set<ChildProcess>();
const ROW = `create table note as select '在' as text`;
let folders = 0;
const folder = (): string => join(temporary, String(++folders));

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await Promise.all([...started].map((postgres) => postgres.stop()));
  fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

let template: string | undefined;
/** A folder with a cluster in it, copied: initdb takes half a second each time. */
async function cluster(): Promise<string> {
  if (!template) {
    template = folder();
    await (await start(template)).stop();
  }
  const dir = folder();
  fs.cpSync(template, dir, { recursive: true });
  return dir;
}

async function start(dir: string, watcher?: Watcher): Promise<Postgres> {
  const postgres = await startEmbedded(dir, { durable: false, ...(watcher ? { watcher } : {}) });
  started.add(postgres);
  return postgres;
}

async function query(connection: pg.PoolConfig, sql: string): Promise<unknown[]> {
  // What is committed must outlive a killed server, also where the server was told to take it easy.
  const client = new pg.Client({ ...connection, options: '-c synchronous_commit=on' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** Runs `body` in a process of its own; `startEmbedded`, `lockDataDir`, `dir` and `say` (a line to us) are at hand. */
function program(dir: string, body: string, how: { env?: NodeJS.ProcessEnv; prefix?: string[] } = {}) {
  const source = `
    import { writeFileSync, rmSync } from 'node:fs';
    import { startEmbedded } from ${JSON.stringify(import.meta.resolve('./postgres.ts'))};
    import { lockDataDir } from ${JSON.stringify(import.meta.resolve('./datalock.ts'))};
    const dir = ${JSON.stringify(dir)};
    const say = (...words) => console.log(words.join(' '));
    const start = () => startEmbedded(dir, { durable: false });
    const codeOf = (attempt) => attempt.then(() => 'started', (error) => error.code ?? error.message);
    ${body}`;
  const words = [...(how.prefix ?? []), process.execPath, '--input-type=module', '-e', source];
  const child = spawn(words[0] ?? '', words.slice(1), {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true, // a process group of its own, as a shell gives to a job
    env: { ...process.env, NODE_OPTIONS: '', ...how.env },
  });
  children.add(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return { child, line: async () => String((await lines.next()).value) };
}

async function killed(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** A cluster with one row, whose server was killed: postmaster.pid is left behind, naming `pid`. */
async function crashed(pid?: number): Promise<string> {
  const dir = await cluster();
  const postgres = await start(dir);
  await query(postgres.connection, ROW);
  process.kill(postgres.pid, 'SIGKILL');
  await postgres.stop();
  const file = join(dir, 'postgres', 'postmaster.pid');
  if (pid) fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^\d+/, String(pid)));
  return dir;
}

async function expectIntact(dir: string): Promise<void> {
  const postgres = await start(dir);
  expect(await query(postgres.connection, 'select text from note')).toEqual(['在']);
  await postgres.stop();
}

describe('a start', () => {
  test('makes a UTF-8 cluster, keeps the data, cleans up behind itself', async () => {
    const dir = folder();
    const first = await start(dir);
    expect(
      await query(
        first.connection,
        `select current_setting('server_encoding'), datcollate, current_user from pg_database
        where datname = current_database()`,
      ),
    ).toEqual(['UTF8', 'C', 'zhijia']);
    expect(await query(first.connection, 'show listen_addresses')).toEqual(['']);
    expect(fs.statSync(join(dir, 'run')).mode & 0o777).toBe(0o700);
    await query(first.connection, ROW);
    await Promise.all([first.stop(), first.stop()]);
    expect(fs.readdirSync(dir).sort()).toEqual(['postgres', 'run']);
    expect(fs.readdirSync(join(dir, 'run'))).toEqual([]);
    await expectIntact(dir);
  });

  test('is durable unless told otherwise', async () => {
    const postgres = await startEmbedded(folder());
    started.add(postgres);
    const settings = `select string_agg(setting, ' ' order by name) from pg_settings
      where name in ('fsync', 'full_page_writes', 'synchronous_commit')`;
    expect(await query(postgres.connection, settings)).toEqual(['on on on']);
    await postgres.stop();
  });

  test('finds a short place for the socket when the path is long', async () => {
    const dir = join(folder(), '很长的目录名'.repeat(6), 'x'.repeat(60));
    const postgres = await start(dir);
    const host = String(postgres.connection.host);
    expect(await query(postgres.connection, 'select 1')).toEqual([1]);
    expect(host.startsWith(dir)).toBe(false);
    expect(fs.statSync(host).mode & 0o777).toBe(0o700);
    await postgres.stop();
    expect(fs.existsSync(host)).toBe(false);
  });

  test('keeps PostgreSQL out of the reach of Ctrl-C', async () => {
    const dir = await cluster();
    const { child, line } = program(
      dir,
      `
      process.on('SIGINT', () => say('interrupted'));
      const postgres = await start();
      say(JSON.stringify(postgres.connection));
      process.stdin.on('end', () => postgres.stop()).resume();`,
    );
    const connection = JSON.parse(await line()) as pg.PoolConfig;
    process.kill(-(child.pid ?? 0), 'SIGINT');
    expect(await line()).toBe('interrupted');
    await sleep(300);
    expect(await query(connection, 'select 1')).toEqual([1]);
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

describe('two starts on one folder', () => {
  test('in one process: the second is told pid and address', async () => {
    const dir = await cluster();
    const [a, b] = await Promise.allSettled([start(dir), start(dir)]);
    expect([a.status, b.status]).toEqual(['fulfilled', 'rejected']);
    const first = [...started].at(-1);
    first?.note('http://127.0.0.1:8080');
    await expect(start(dir)).rejects.toMatchObject({
      code: 'already_running',
      text: {
        en: `Zhijia is already running on this data folder, pid ${process.pid}. Open http://127.0.0.1:8080`,
      },
    });
    await first?.stop();
  });

  test('two processes at once on a new folder: one wins, the data is whole', async () => {
    const dir = folder();
    const body = `say(await start().then((p) => 'won ' + p.pid, (e) => e.code)); process.stdin.resume();`;
    const programs = [1, 2, 3].map(() => program(dir, body));
    const answers = await Promise.all(programs.map(({ line }) => line()));
    expect(answers.filter((answer) => answer.startsWith('won'))).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'already_running')).toHaveLength(2);
    expect(fs.readdirSync(dir).sort()).toEqual(['postgres', 'run', 'zhijia.pid']);
    await Promise.all(programs.map(({ child }) => killed(child)));
    await (await start(dir)).stop();
  });

  test('a dead owner leaves its lock to exactly one of many', async () => {
    const dir = folder();
    fs.mkdirSync(dir);
    fs.writeFileSync(
      join(dir, 'zhijia.pid'),
      JSON.stringify({ pid: process.pid, startedAt: 'an earlier process' }),
    );
    const body = `
      process.stdin.once('data', () => {
        try { lockDataDir(dir); say('held'); } catch (error) { say(error.code); }
      });
      say('ready');`;
    const programs = Array.from({ length: 6 }, () => program(dir, body));
    await Promise.all(programs.map(({ line }) => line()));
    for (const { child } of programs) child.stdin.write('go\n');
    const answers = await Promise.all(programs.map(({ line }) => line()));
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'already_running')).toHaveLength(5);
    expect(fs.readdirSync(dir)).toEqual(['zhijia.pid']);
    for (const { child } of programs) child.kill('SIGKILL');
  });

  test('a lock file that was removed, or emptied by a power cut, ruins nothing', async () => {
    const dir = await cluster();
    const first = await start(dir);
    fs.rmSync(join(dir, 'zhijia.pid'));
    if (isLinux) await expect(start(dir)).rejects.toMatchObject({ code: 'already_running' });
    expect(await query(first.connection, 'select 1')).toEqual([1]);
    await first.stop();
    fs.writeFileSync(join(dir, 'zhijia.pid'), '');
    lockDataDir(dir).release();
    expect(fs.existsSync(join(dir, 'zhijia.pid'))).toBe(false);
  });
});

describe('after a kill', () => {
  const serve = `
    const postgres = await start();
    say(postgres.pid, JSON.stringify(postgres.connection));
    process.stdin.resume();`;

  /** Kills a zhijia that has written one row; returns the pid of its PostgreSQL. */
  async function killOwner(dir: string, env: NodeJS.ProcessEnv = {}): Promise<number> {
    const { child, line } = program(dir, serve, { env });
    const [, pid, connection] = /^(\d+) (.*)$/.exec(await line()) ?? [];
    await query(JSON.parse(String(connection)) as pg.PoolConfig, ROW);
    await killed(child);
    return Number(pid);
  }

  test('of zhijia: the next start recovers at once', async () => {
    const dir = await cluster();
    await killOwner(dir);
    await expectIntact(dir);
  });

  test('of zhijia, where nothing ties PostgreSQL to it: the orphan is shut down first', async () => {
    const dir = await cluster();
    const bin = folder();
    fs.mkdirSync(bin);
    const places = process.env['PATH']?.split(':') ?? [];
    for (const name of ['unshare', 'true']) {
      const place = places.find((path) => fs.existsSync(join(path, name)));
      if (place) fs.symlinkSync(join(place, name), join(bin, name));
    }
    const pid = await killOwner(dir, { PATH: bin });
    await sleep(500);
    expect(() => process.kill(pid, 0)).not.toThrow();
    await expectIntact(dir);
  });

  test('of PostgreSQL, where nobody watches it: the next start recovers', async () => {
    await expectIntact(await crashed());
  });

  test('of both, while a long statement runs: waits for the backend to go', async () => {
    const dir = await cluster();
    const postgres = await start(dir);
    await query(postgres.connection, ROW);
    const busy = query(postgres.connection, `select count(*) from generate_series(1, 10000000)`).catch(
      () => 'cut off',
    );
    await sleep(200);
    process.kill(postgres.pid, 'SIGKILL');
    await postgres.stop();
    await expectIntact(dir);
    await busy;
  });

  test('the pid in postmaster.pid now belongs to another program', async () => {
    const other = spawn('sleep', ['60']);
    children.add(other);
    await expectIntact(await crashed(other.pid));
  });

  test('the pid in postmaster.pid is a zombie', async () => {
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60']);
    children.add(parent);
    const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
    const zombie = Number(String(printed));
    await sleep(200);
    if (isLinux) expect(fs.readFileSync(`/proc/${zombie}/stat`, 'utf8')).toContain(') Z ');
    await expectIntact(await crashed(zombie));
  });

  test('during the first init: the half-made cluster is cleared away', async () => {
    const dir = folder();
    const { child } = program(dir, serve);
    while (!fs.existsSync(dir) || !fs.readdirSync(dir).some((name) => name.startsWith('postgres.new-')))
      await sleep(5);
    await sleep(150);
    await killed(child);
    expect(fs.existsSync(join(dir, 'postgres'))).toBe(false);
    const postgres = await start(dir);
    expect(fs.readdirSync(dir).sort()).toEqual(['postgres', 'run', 'zhijia.pid']);
    await postgres.stop();
  });
});

describe('refused in plain words', () => {
  test('a cluster of another PostgreSQL version, untouched', async () => {
    const dir = folder();
    fs.mkdirSync(join(dir, 'postgres'), { recursive: true });
    fs.writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '17\n');
    await expect(start(dir)).rejects.toMatchObject({ code: 'data_version', text: { zh: /PostgreSQL 17/ } });
    expect(fs.readdirSync(dir)).toEqual(['postgres']);
    expect(fs.readdirSync(join(dir, 'postgres'))).toEqual(['PG_VERSION']);
  });

  test('a folder with files that is no cluster, untouched; an empty one is used', async () => {
    const dir = folder();
    const stray = join(dir, 'postgres', 'base');
    fs.mkdirSync(stray, { recursive: true });
    await expect(start(dir)).rejects.toMatchObject({ code: 'data_damaged' });
    expect(fs.existsSync(stray)).toBe(true);
    fs.rmdirSync(stray);
    await (await start(dir)).stop();
  });

  test('a cluster that does not start: with PostgreSQL’s last words', async () => {
    const dir = await cluster();
    fs.appendFileSync(join(dir, 'postgres', 'postgresql.conf'), '\nno_such_setting = 1\n');
    await expect(start(dir)).rejects.toMatchObject({
      code: 'postgres_failed',
      text: { en: /no_such_setting/ },
    });
    expect(fs.existsSync(join(dir, 'zhijia.pid'))).toBe(false);
  });

  test('a data folder that is a file, or where nobody may write', async () => {
    const file = folder();
    fs.writeFileSync(file, '');
    await expect(start(file)).rejects.toMatchObject({ code: 'data_unusable' });
    const closed = folder();
    fs.mkdirSync(closed, { mode: 0o555 });
    // Modes do not bind root, but even root may not make folders in the kernel's own tree.
    await expect(start(isRoot ? '/sys/kernel/zhijia' : closed)).rejects.toMatchObject({
      code: 'data_unusable',
    });
  });

  test.runIf(isRoot)('as root: a cluster of another user', async () => {
    const dir = await cluster();
    fs.chownSync(join(dir, 'postgres'), 12_345, 12_345);
    await expect(start(dir)).rejects.toMatchObject({ code: 'data_foreign', text: { en: /uid 12345/ } });
  });

  test.runIf(isRoot)('as root: neither a namespace nor a user who can get here', async () => {
    const { line } = program(folder(), `say(await codeOf(start()));`, { env: { PATH: temporary } });
    expect(await line()).toBe('root');
  });

  test('a full disk, at the first init and later', async ({ skip }) => {
    const mounted = join(temporary, 'small');
    fs.mkdirSync(mounted);
    // In a mount namespace of its own, which needs no root where the kernel lets ordinary users have one.
    const mount = `mount -t tmpfs -o size=$0 none ${mounted} && exec "$@"`;
    const small = (size: string) => [
      'unshare',
      '--user',
      '--map-root-user',
      '--mount',
      'sh',
      '-c',
      mount,
      size,
    ];
    const [command = '', ...args] = small('1m');
    if (spawnSync(command, [...args, 'true']).status !== 0)
      skip('this machine does not let us mount a small disk');

    const first = program(mounted, `say(await codeOf(start()));`, { prefix: small('20m') });
    expect(await first.line()).toBe('disk_full');
    const later = program(
      mounted,
      `
      await (await start()).stop();
      try { writeFileSync(dir + '/fill', Buffer.alloc(100_000_000)); } catch {}
      say(await codeOf(start()));
      rmSync(dir + '/fill');
      const postgres = await start();
      say('recovered');
      await postgres.stop();`,
      { prefix: small('80m') },
    );
    expect([await later.line(), await later.line()]).toEqual(['disk_full', 'recovered']);
  });

  test.each([
    [
      'could not extend file "base/1/2691": wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.',
      'disk_full',
    ],
    ['could not write to file "pg_wal/xlogtemp.7": No space left on device', 'disk_full'],
    ["ENOSPC: no space left on device, mkdir '/data/run'", 'disk_full'],
    ['could not create shared memory segment: No space left on device', 'no_memory'],
    ['error while loading shared libraries: libicui18n.so.60: cannot open', 'install_incomplete'],
    ["EROFS: read-only file system, open '/data/zhijia.pid.7'", 'data_unusable'],
    ['exit 1', 'postgres_failed'],
  ])('%s → %s', (said, code) => {
    expect(explain(new Error(said), '/data').code).toBe(code);
  });
});
