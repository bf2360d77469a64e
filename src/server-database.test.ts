import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseRunner, run, type Child } from '#kernel/postgres-host';
import { freePort } from '#kernel/testing/ports';
import type { Contract, Output } from '#kernel/contract';
import type { listTree } from '#orgs/contract';
import type { listPeople } from '#people/find/contract';
import type { listApplications } from '#people/review/contract';
import { DEMO_OFFICERS, DEMO_PASSWORD } from './demo.ts';

/** DATABASE_URL against the oldest PostgreSQL we support, Debian's 15, through a role that is no superuser. */
const BIN = '/usr/lib/postgresql/15/bin';
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODE = join(ROOT, 'node_modules/.bin/node');

let home: string;
let server: Child;
let url: string;
let port: number;
const children: ChildProcess[] = [];

/** A bare machine has none; the tests bring what they need. */
function installPostgres(): void {
  if (existsSync(join(BIN, 'postgres'))) return;
  execFileSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
  execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'postgresql-15'], {
    stdio: 'ignore',
  });
}

beforeAll(async () => {
  installPostgres();
  home = mkdtempSync(join(tmpdir(), 'zhijia-pg15-'));
  mkdirSync(join(home, 'run'), { mode: 0o700 });
  const binaries = { postgres: join(BIN, 'postgres'), initdb: join(BIN, 'initdb'), major: '15' };
  const runner = chooseRunner(binaries, home);
  const cluster = join(home, 'cluster');
  const initdb = ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  expect(await run(runner, binaries.initdb, initdb).ended).toBe('exit 0');
  port = await freePort();
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${join(home, 'run')}`,
    'fsync=off',
  ];
  server = run(runner, binaries.postgres, ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])]);
  const admin = { host: '127.0.0.1', port, user: 'postgres', database: 'postgres' };
  await untilUp(admin);
  await query(admin, 'create role union_app login nosuperuser createrole');
  await query(admin, 'create database union_db owner union_app');
  url = `postgres://union_app@127.0.0.1:${port}/union_db`;
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  server.process.kill('SIGINT');
  await server.ended;
  rmSync(home, { recursive: true, force: true });
});

async function untilUp(connection: pg.ClientConfig): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await query(connection, 'select 1');
    } catch (error) {
      if (tries === 200) throw error;
      await sleep(100);
    }
  }
}

async function query(connection: pg.ClientConfig, text: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

interface Place {
  readonly data: string;
  readonly url?: string;
}

function environment({ data, url: at }: Place): NodeJS.ProcessEnv {
  const { DATABASE_URL: _none, ...env } = process.env;
  return { ...env, ZHIJIA_DATA: data, ...(at ? { DATABASE_URL: at } : {}) };
}

/** A server as a person starts it, on a free port; ready when it has printed its last line. */
async function serve(place: Place): Promise<{ base: string; child: ChildProcess }> {
  const web = await freePort();
  const env = { ...environment(place), PORT: String(web) };
  const child = spawn(NODE, ['src/cli.ts', 'serve'], { cwd: ROOT, env });
  children.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await expect.poll(() => output, { timeout: 50_000 }).toContain('Ctrl-C');
  return { base: `http://127.0.0.1:${web}`, child };
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGINT');
  await new Promise((resolve) => child.once('exit', resolve));
}

function zhijia(place: Place, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(NODE, ['src/cli.ts', ...args], { cwd: ROOT, env: environment(place), encoding: 'utf8' });
}

/** What an officer of the demo sees. */
async function look(base: string) {
  const signIn = await fetch(`${base}/api/session/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: DEMO_OFFICERS[1]!.phone, password: DEMO_PASSWORD }),
  });
  expect(await signIn.json()).toEqual({ next: 'done' });
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const read = async <C extends Contract>(path: C['path'], after = '') =>
    (await (await fetch(base + path + after, { headers: { cookie } })).json()) as Output<C>;
  return {
    people: await read<typeof listPeople>('/api/people', '?limit=5'),
    applications: await read<typeof listApplications>('/api/applications'),
    tree: await read<typeof listTree>('/api/orgs/tree'),
  };
}

test('serves the whole demo from PostgreSQL 15 by DATABASE_URL', async () => {
  const data = join(home, 'data');
  const { base } = await serve({ data, url });
  const { people, applications, tree } = await look(base);
  expect(people.total).toBeGreaterThan(500);
  expect(applications.total).toBeGreaterThan(12);
  expect(tree.items[0]?.name).toContain('昌平');
  expect(existsSync(join(data, 'postgres'))).toBe(false);
});

test('a backup moves the embedded database to a server, and back', { timeout: 120_000 }, async () => {
  const [embedded, moved, back] = ['embedded', 'moved', 'back'].map((name) => join(home, name));
  const [out, again] = ['out.backup', 'again.backup'].map((name) => join(home, name));
  const first = await serve({ data: embedded! });
  const seen = await look(first.base);
  // While it serves.
  expect(zhijia({ data: embedded! }, 'backup', out!)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('master.key'),
  });
  await stop(first.child);

  const admin = { host: '127.0.0.1', port, user: 'postgres', database: 'postgres' };
  await query(admin, 'create database moved_db owner union_app');
  const place = { data: moved!, url: `postgres://union_app@127.0.0.1:${port}/moved_db` };
  const without = zhijia(place, 'restore', out!);
  expect(without).toMatchObject({ status: 1, stderr: expect.stringContaining(join(moved!, 'master.key')) });
  mkdirSync(moved!);
  copyFileSync(join(embedded!, 'master.key'), join(moved!, 'master.key'));
  expect(zhijia(place, 'restore', out!)).toMatchObject({ status: 0, stderr: '' });
  expect(zhijia(place, 'restore', out!)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('空的数据库'),
  });
  const second = await serve(place);
  expect(await look(second.base)).toEqual(seen);
  expect(zhijia(place, 'backup', again!)).toMatchObject({ status: 0, stderr: '' });
  await stop(second.child);

  mkdirSync(back!);
  copyFileSync(join(embedded!, 'master.key'), join(back!, 'master.key'));
  expect(zhijia({ data: back! }, 'restore', again!)).toMatchObject({ status: 0, stderr: '' });
  const third = await serve({ data: back! });
  expect(await look(third.base)).toEqual(seen);
  await stop(third.child);
});

/** `zhijia migrate` on a database; what it said and how it ended. */
async function migrate(database: string): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, DATABASE_URL: database, ZHIJIA_DATA: join(home, 'other') };
  const child = spawn(NODE, ['src/cli.ts', 'migrate'], { cwd: ROOT, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

test('tells which roles to make where it may make none, and goes on once they are there', async () => {
  const admin = { host: '127.0.0.1', port, user: 'postgres', database: 'postgres' };
  await query(admin, 'create role plain login nosuperuser nocreaterole');
  await query(admin, 'create database plain_db owner plain');
  const database = `postgres://plain@127.0.0.1:${port}/plain_db`;
  const refused = await migrate(database);
  expect(refused.code).toBe(1);
  const lines = [...refused.said.matchAll(/^ {2}((?:create role|grant) .+;)$/gm)].map(([, line]) => line!);
  expect(new Set(lines).size).toBe(5);
  for (const line of new Set(lines)) await query(admin, line);
  expect(await migrate(database)).toMatchObject({ code: 0 });
});

test('serves as a role that owns no table and is bound by row-level security', async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ role: string; free: boolean }>(
    `select distinct s.usename as role, r.rolsuper or r.rolbypassrls as free
     from pg_stat_activity as s join pg_roles as r on r.rolname = s.usename where s.datname = 'union_db'`,
  );
  await client.query('set role union_db_app');
  const seen = await client.query('select from people.person');
  await client.end();
  expect(rows).toEqual([{ role: 'union_app', free: false }]);
  expect(seen.rowCount).toBe(0);
});
