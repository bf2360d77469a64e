import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { expectProblem, openTestApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { setPolicy } from '../policy.ts';
import { backupKeys, backupState, backupsUntil, checkBackup } from '../backup.ts';
import { getBackups, takeBackupNow } from './contract.ts';
import { backupDays } from './records.ts';
import { requireSpace } from './schedule.ts';
import { BACKUP_LOCK } from './take.ts';

const DAY = 86_400_000;
const began = Date.now();
let t: TestApp;
let folder: string;
let root: number;
let street: number;

beforeAll(async () => {
  t = await openTestApp(`backups_${process.pid}`);
  folder = t.app.config.backupsDir;
  ({ root, street } = await newDistrict(t));
  return () => t.stop();
});
afterEach(() => t.setNow(null));

const after = (days: number): Date => new Date(began + days * DAY);
const files = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.backup'));

async function night(days: number): Promise<void> {
  t.setNow(after(days));
  await t.app.jobs.send(t.app.db, 'kernel.back_up', {});
  await t.drain('kernel.back_up');
}

test('a new installation has none, and is told so only after two days', async () => {
  expect(await backupState(t.app.db, new Date())).toMatchObject({ running: false, kept: [], late: false });
  expect((await backupState(t.app.db, after(3))).late).toBe(true);
});

test('an administrator of the root has one taken, and sees it', async () => {
  const admin = await t.officer('system_admin', root);
  const asked = await admin.call(takeBackupNow, {});
  expect([asked.status, asked.body]).toEqual([202, { queued: true }]);
  expect((await admin.call(getBackups, {})).body.items).toEqual([]);
  await t.drain('kernel.back_up');
  const { status, body } = await admin.call(getBackups, {});
  expect(status).toBe(200);
  expect(body).toMatchObject({ running: false, late: false, failure: null, keptDays: 14 });
  const [item] = body.items;
  expect(body.items).toHaveLength(1);
  expect(item!.bytes).toBeGreaterThan(1000);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const { end } = await checkBackup(join(folder, item!.file), backupKeys(t.app.config.dataDir));
  expect(end.rows).toBeGreaterThan(300);
  const { rows } = await t.pool.query(`select actor from kernel.audit_entry where action = 'backup.asked'`);
  expect(rows).toEqual([{ actor: admin.userId }]);
});

test('it is for the root’s administrators alone', async () => {
  const below = await t.officer('system_admin', street);
  expectProblem(await below.call(getBackups, {}), 403, 'kernel.root_only');
  expectProblem(await below.call(takeBackupNow, {}), 403, 'kernel.root_only');
  const chair = await t.officer('chair', root);
  expectProblem(await chair.call(getBackups, {}), 403, 'kernel.forbidden');
});

test('while one is taken, no other is', async () => {
  const admin = await t.officer('system_admin', root);
  const other = new pg.Client(t.connection);
  await other.connect();
  await other.query('select pg_advisory_lock($1)', [BACKUP_LOCK]);
  expect((await admin.call(getBackups, {})).body.running).toBe(true);
  expectProblem(await admin.call(takeBackupNow, {}), 409, 'kernel.backup_running');
  const before = files();
  await night(3);
  expect(files()).toEqual(before);
  // That is no failure.
  expect((await backupState(t.app.db, after(3))).failure).toBeNull();
  await other.end();
});

test('each night one, whatever the number of tries', async () => {
  const before = files();
  await night(4);
  await night(4.05);
  await night(4.1);
  expect(files()).toHaveLength(before.length + 1);
  expect((await backupState(t.app.db, after(4.1))).kept[0]?.at).toEqual(after(4));
});

test('a failure is written down with its kind, and the next hour tries again', async () => {
  renameSync(folder, `${folder}.aside`);
  writeFileSync(folder, 'in the way');
  await night(5);
  rmSync(folder);
  renameSync(`${folder}.aside`, folder);
  const failed = await backupState(t.app.db, after(5));
  expect(failed.failure).toEqual({ at: after(5), error: 'unwritable' });
  await night(5.05);
  expect((await backupState(t.app.db, after(5.05))).failure).toBeNull();
});

test('a backup that would fill the disk is not begun', async () => {
  await expect(requireSpace(tmpdir(), 2 ** 60)).rejects.toMatchObject({ code: 'backup_disk_full' });
  await expect(requireSpace(tmpdir(), 0)).resolves.toBeUndefined();
});

test('old ones are deleted by the policy, also such as the table does not know; the newest stays', async () => {
  const unknown = join(folder, 'zhijia-20200101T000000Z.backup');
  const theirs = join(folder, 'zhijia-notes.txt');
  for (const file of [unknown, theirs]) writeFileSync(file, '');
  await night(10);
  expect(existsSync(unknown)).toBe(false);
  expect(existsSync(theirs)).toBe(true);
  const before = files();
  expect(before.length).toBeGreaterThan(2);
  await setPolicy(t.ctx(), backupDays, { value: 3, from: '2020-01-01', source: 'test' });
  t.setNow(after(12));
  expect(await backupsUntil(t.ctx())).toBe(
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(after(16)),
  );
  await night(12);
  expect(files()).toHaveLength(2); // of days 10 and 12
  const { kept } = await backupState(t.app.db, after(12));
  expect(kept.map(({ at }) => at)).toEqual([after(12), after(10)]);
  // When none succeeds any more, the last one is not taken away as well.
  const other = new pg.Client(t.connection);
  await other.connect();
  await other.query('select pg_advisory_lock($1)', [BACKUP_LOCK]);
  await night(40);
  await other.end();
  expect(files()).toHaveLength(1);
  expect((await backupState(t.app.db, after(40))).late).toBe(true);
});

test('half a file that a killed process left behind goes after a day', async () => {
  const half = join(folder, 'zhijia-20200101T000000Z.backup.1.part');
  writeFileSync(half, '');
  await night(41);
  expect(existsSync(half)).toBe(true);
  utimesSync(half, new Date(began - 2 * DAY), new Date(began - 2 * DAY));
  await night(42);
  expect(existsSync(half)).toBe(false);
});
