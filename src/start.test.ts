import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { freePort, holdPort } from '#kernel/testing/ports';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODE = join(ROOT, 'node_modules/.bin/node');
const folders: string[] = [];
const started: ChildProcess[] = [];

afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhijia-start-'));
  folders.push(folder);
  return folder;
}

function environment(data: string, port: number, more: Readonly<Record<string, string>> = {}) {
  return { ...process.env, ZHIJIA_DATA: data, PORT: String(port), ZHIJIA_DEMO: 'empty', ...more };
}

/** A server started as a person would, ready when its last line is printed. */
async function start(data: string, port: number): Promise<{ child: ChildProcess; output: () => string }> {
  const child = spawn(NODE, ['src/cli.ts', 'serve'], { cwd: ROOT, env: environment(data, port) });
  started.push(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await expect.poll(() => text, { timeout: 50_000, interval: 50 }).toContain('Ctrl-C');
  return { child, output: () => text };
}

function zhijia(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { status, stdout, stderr } = spawnSync(NODE, ['src/cli.ts', ...args], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });
}

const postmaster = (data: string): number =>
  Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
const alive = (pid: number): boolean => existsSync(`/proc/${pid}`);

describe('one command', () => {
  test('serves, says where, and stops all of it on Ctrl-C', async () => {
    const data = newFolder();
    const port = await freePort();
    const { child, output } = await start(data, port);
    expect(output()).toContain(`http://127.0.0.1:${port}`);
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
    const database = postmaster(data);
    child.kill('SIGINT');
    expect(await ended(child)).toBe(0);
    expect(alive(database)).toBe(false);
    expect(existsSync(join(data, 'postgres/postmaster.pid'))).toBe(false);
  });

  test('recovers by itself after the server was killed', async () => {
    const data = newFolder();
    const first = await start(data, await freePort());
    first.child.kill('SIGKILL');
    await ended(first.child);
    const second = await start(data, await freePort());
    second.child.kill('SIGINT');
    expect(await ended(second.child)).toBe(0);
  });

  test('starts PostgreSQL again when it is killed, says so, and stops as ever', async () => {
    const data = newFolder();
    const port = await freePort();
    const { child, output } = await start(data, port);
    const first = postmaster(data);
    process.kill(first, 'SIGKILL');
    const ready = async (): Promise<number> => (await fetch(`http://127.0.0.1:${port}/api/ready`)).status;
    await expect.poll(() => output(), { timeout: 20_000 }).toContain('PostgreSQL is back');
    await expect.poll(ready, { timeout: 20_000 }).toBe(200);
    const second = postmaster(data);
    expect(second).not.toBe(first);
    child.kill('SIGINT');
    expect(await ended(child)).toBe(0);
    expect(alive(second)).toBe(false);
  });
});

describe('a start that cannot be says in plain words what to do', () => {
  test('the port is taken', async () => {
    const { port, server } = await holdPort();
    const { status, stderr } = zhijia(['serve'], environment(newFolder(), port));
    server.close();
    expect(status).toBe(1);
    expect(stderr).toContain(`PORT=${port + 1} npm start`);
    expect(stderr).toContain('已被占用');
    expect(stderr).not.toContain('    at ');
  });

  test('another Zhijia runs on the folder; commands beside it work', async () => {
    const data = newFolder();
    const port = await freePort();
    const { child } = await start(data, port);
    const second = zhijia(['serve'], environment(data, await freePort()));
    expect(second).toMatchObject({ status: 1, stderr: expect.stringContaining(`http://127.0.0.1:${port}`) });
    const doctor = zhijia(['doctor'], environment(data, port));
    expect(doctor.stdout).toContain('PostgreSQL');
    child.kill('SIGINT');
    expect(await ended(child)).toBe(0);
  });

  test('the database was used by newer code', async () => {
    const data = newFolder();
    expect(zhijia(['migrate'], environment(data, 1)).status).toBe(0);
    const { child } = await start(data, await freePort());
    const [, , , , socket] = readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n');
    const client = new pg.Client({ host: socket, user: 'zhijia', database: 'zhijia' });
    await client.connect();
    await client.query(
      `insert into kernel.migration (module, file, checksum) values ('people', '9999_later.sql', 'x')`,
    );
    await client.end();
    child.kill('SIGINT');
    await ended(child);
    const { status, stderr } = zhijia(['serve'], environment(data, await freePort()));
    expect(status).toBe(1);
    expect(stderr).toContain('people/9999_later.sql');
    expect(stderr).toContain('ZHIJIA_DATA');
  });

  test.each([
    { name: 'a port that is no number', env: { PORT: 'eighty' }, says: 'PORT=eighty' },
    { name: 'a demo that does not exist', env: { ZHIJIA_DEMO: 'huge' }, says: 'ZHIJIA_DEMO=huge' },
    {
      name: 'a database address of another kind',
      env: { DATABASE_URL: 'mysql://x' },
      says: 'DATABASE_URL=mysql://x',
    },
    {
      name: 'a database that is not there',
      env: { DATABASE_URL: 'postgres://u@127.0.0.1:1/x' },
      says: 'DATABASE_URL',
    },
  ])('$name', ({ env, says }) => {
    const { status, stderr } = zhijia(['serve'], environment(newFolder(), 18080, env));
    expect(status).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('    at ');
  });
});

describe('the command line', () => {
  test('an unknown command shows how to use it', () => {
    const { status, stdout } = zhijia(['fly'], environment(newFolder(), 1));
    expect(status).toBe(2);
    expect(stdout).toContain('zhijia serve');
    expect(stdout).toContain('ZHIJIA_DATA');
  });

  test('makes the first administrator of an empty installation, and a token for them', () => {
    const env = environment(newFolder(), 1);
    const made = zhijia(
      ['admin', 'create', '--phone', '138 0013 8000', '--name', '管理员', '--federation', '某区总工会'],
      env,
    );
    expect(made.status).toBe(0);
    expect(made.stdout).toMatch(/密码 password: \S{12}/);
    const token = zhijia(['token', 'create', '--phone', '13800138000', '--name', 'test'], env);
    expect(token.stdout.trim()).toMatch(/^[\w-]{27}$/);
    expect(zhijia(['token', 'create', '--phone', '13800138001', '--name', 'test'], env).status).toBe(1);
    expect(zhijia(['admin', 'create', '--phone', '123', '--name', 'x'], env).stderr).toContain('--phone');
  });
});
