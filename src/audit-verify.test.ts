import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { startEmbedded } from '#kernel/postgres';
import { freePort } from '#kernel/testing/ports';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NODE = join(ROOT, 'node_modules/.bin/node');
const data = mkdtempSync(join(tmpdir(), 'zhijia-audit-'));
let server: ChildProcess | undefined;

afterAll(() => {
  server?.kill('SIGKILL');
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});

function environment(port: number) {
  return { ...process.env, ZHIJIA_DATA: data, PORT: String(port), ZHIJIA_DEMO: 'empty' };
}

function zhijia(...args: readonly string[]) {
  return spawnSync(NODE, ['src/cli.ts', ...args], { cwd: ROOT, env: environment(1), encoding: 'utf8' });
}

/** A server that runs until what it wrote is sealed, and is stopped as a person would. */
async function serveOnce(): Promise<void> {
  const child = spawn(NODE, ['src/cli.ts', 'serve'], { cwd: ROOT, env: environment(await freePort()) });
  server = child;
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await expect.poll(() => text, { timeout: 50_000, interval: 50 }).toContain('Ctrl-C');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await ended;
  expect(text).not.toContain('audit:');
}

test('a server seals what it writes, verify finds it whole, and says what its owner changed', async () => {
  zhijia('admin', 'create', '--phone', '13800138000', '--name', '管理员', '--federation', '某区总工会');
  await serveOnce();
  expect(existsSync(join(data, 'audit-head.json'))).toBe(true);
  expect(readFileSync(join(data, 'audit-roots.log'), 'utf8')).toContain('"day"');

  const whole = zhijia('audit', 'verify', '--json');
  expect(whole.status).toBe(0);
  expect(JSON.parse(whole.stdout)).toMatchObject({ ok: true, unsealed: 0, findings: [] });

  const postgres = await startEmbedded(data);
  const owner = new pg.Client(postgres.connection);
  await owner.connect();
  await owner.query(`alter table kernel.audit_entry disable trigger user;
    update kernel.audit_entry set actor = 'nobody' where action = 'orgs.grant';
    alter table kernel.audit_entry enable trigger user`);
  await owner.end();
  await postgres.stop();

  const found = zhijia('audit', 'verify');
  expect(found.status).toBe(1);
  expect(found.stdout).toMatch(/✗ 记录被改动 entry changed: \S+ orgs\.grant/);
  expect(found.stdout).toContain('审计日志有 1 处问题');
}, 180_000);
