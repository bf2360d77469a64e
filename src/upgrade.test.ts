import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupKeys, restoreBackup } from '#kernel/backup';
import { readConfig } from '#kernel/config';
import { testApp } from '#kernel/testing';
import { DEMO_OFFICERS, DEMO_PASSWORD } from './demo.ts';
import { migrations, prepareDatabase, startApp, type Running } from './compose.ts';

/**
 * A database made by the code of commit 0fb2be6, before there were backups: the demo, thinned out by SQL to keep the
 * file small (5,300 people to 695, one day of coverage), one officer signed in, one message waiting. `zhijia backup` of
 * the next commit, which does not migrate what it copies, wrote it. The key beside it was made for it alone.
 */
const FIXTURE = fileURLToPath(new URL('./fixtures/0fb2be6/', import.meta.url));
const STEPS = [
  'kernel/0001_kernel.sql',
  'kernel/0002_accounts.sql',
  'orgs/0001_orgs.sql',
  'orgs/0002_life.sql',
];

let dir: string;
let running: Running;
let restored: Awaited<ReturnType<typeof restoreBackup>>;
let drop: () => Promise<void>;

beforeAll(async () => {
  const { connection: shared } = await testApp();
  const database = `${shared.database}_up`;
  const atServer = async (text: string) => {
    const client = new pg.Client({ ...shared, database: 'postgres' });
    await client.connect();
    await client.query(text);
    await client.end();
  };
  drop = () => atServer(`drop database ${database} with (force)`);
  await atServer(`create database ${database}`);
  const connection = { ...shared, database };
  dir = mkdtempSync(join(tmpdir(), 'zhijia-upgrade-'));
  restored = await restoreBackup({
    connect: async () => connection,
    keys: backupKeys(FIXTURE),
    file: join(FIXTURE, 'demo.backup'),
    sources: migrations,
  });
  await prepareDatabase(connection);
  // As that commit made its queues; an upgrade in place finds them so.
  const owner = new pg.Client(connection);
  await owner.connect();
  await owner.query('update jobs.queue set heartbeat_seconds = null');
  await owner.end();
  // Its own numbers are sealed by its own key.
  const config = readConfig({ ZHIJIA_DATA: FIXTURE, ZHIJIA_BACKUPS: dir, ZHIJIA_LOG: 'error' });
  running = await startApp(config, connection);
  await running.server.ready();
});

afterAll(async () => {
  await running.stop();
  await drop();
  rmSync(dir, { recursive: true, force: true });
});

const count = async (text: string): Promise<number> =>
  (await running.pools[0]!.query<{ n: number }>(`select (${text}) as n`)).rows[0]!.n;

test('the schema of that commit becomes today’s', () => {
  expect(Object.keys(restored.head.migrations)).toEqual(expect.arrayContaining(STEPS));
  expect(Object.keys(restored.head.migrations)).toHaveLength(7);
  const all = restored.upgraded.length + 7;
  expect(restored.upgraded).toContain('kernel/0006_backup.sql');
  expect([restored.tables, restored.rows]).toEqual([41, 8065]);
  return expect(count('select count(*) from kernel.migration')).resolves.toBe(all);
});

test('its queues are those of today', async () => {
  expect(await count('select count(*) from jobs.queue where heartbeat_seconds = 30')).toBeGreaterThan(20);
});

test('every fact is there', async () => {
  const facts = {
    people: await count('select count(*) from people.person'),
    memberships: await count('select count(*) from people.membership'),
    organisations: await count('select count(*) from orgs.organisation'),
    steps: await count('select count(*) from kernel.state_change'),
    waiting: await count(`select count(*) from jobs.job where state = 'created' and name not like '\\_\\_%'`),
    highestId: await count('select max(id) from orgs.organisation'),
  };
  expect(facts).toMatchObject({
    people: 695,
    memberships: 686,
    organisations: 1455,
    steps: 715,
    waiting: 1,
  });
  // The next number is a new one.
  expect(await count(`select nextval('orgs.organisation_id_seq')`)).toBe(facts.highestId + 1);
});

test('an officer of then signs in, and reads', async () => {
  const { server } = running;
  const signIn = await server.inject({
    method: 'POST',
    url: '/api/session/password',
    payload: { phone: DEMO_OFFICERS[1]!.phone, password: DEMO_PASSWORD },
  });
  expect(signIn.json()).toEqual({ next: 'done' });
  const cookie = signIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const people = await server.inject({ url: '/api/people?limit=5', headers: { cookie } });
  expect(people.json<{ total: number }>().total).toBeGreaterThan(400);
});

test('a number sealed then is opened', async () => {
  const { rows } = await running.pools[0]!.query<{ id_sealed: Buffer }>(
    'select id_sealed from people.person order by id limit 1',
  );
  expect(running.app.crypto.open(rows[0]!.id_sealed)).toMatch(/^\d{17}[\dX]$/);
});
