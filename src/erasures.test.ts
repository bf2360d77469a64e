import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backupKeys, erasureLine, readErasures, restoreBackup, takeBackup } from '#kernel/backup';
import { newId } from '#kernel/ids';
import { testApp, type TestApp } from '#kernel/testing';
import { migrations, modules, PROGRAM, replayErasures } from './compose.ts';

const HOUR = 3_600_000;
let t: TestApp;
let dir: string;

beforeAll(async () => {
  t = await testApp();
  dir = mkdtempSync(join(tmpdir(), 'zhijia-erasures-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('the list is read line by line; none is none, unless it was named', async () => {
  const at = new Date('2026-11-22T08:00:00.000Z');
  const [one, two] = [newId(), newId()];
  const file = join(dir, 'erasures.log');
  const lines = [one, two].map((id) => ({ at, entity: 'people.person', id }));
  writeFileSync(file, lines.map(erasureLine).join(''));
  expect(await readErasures(file, true)).toEqual(lines);
  expect(await readErasures(join(dir, 'none'), false)).toEqual([]);
  await expect(readErasures(join(dir, 'none'), true)).rejects.toMatchObject({ code: 'backup_unreadable' });
});

test.each(['gibberish', '2026-11-22T08:00:00.000Z people.person', 'yesterday people.person 1'])(
  'a line that says nothing stops a restore: %s',
  async (line) => {
    const file = join(dir, 'bad.log');
    writeFileSync(file, `${line}\n`);
    await expect(readErasures(file, false)).rejects.toMatchObject({ code: 'erasures' });
  },
);

test('who was erased after the backup is erased again, once, before anybody is served', async () => {
  const file = join(dir, 'one.backup');
  const keys = backupKeys(t.app.config.dataDir);
  const { takenAt } = await takeBackup({ connection: t.connection, key: keys[0], file, program: PROGRAM });
  const database = `${t.connection.database}_erased`;
  const admin = new pg.Client({ ...t.connection, database: 'postgres' });
  await admin.connect();
  await admin.query(`create database ${database}`);
  const at = (hours: number) => new Date(takenAt.getTime() + hours * HOUR);
  const [longAgo, justBefore, later] = [newId(), newId(), newId()];
  const erasures = [
    { at: at(-100), entity: 'people.person', id: longAgo },
    // The clocks of two machines need not agree.
    { at: at(-1), entity: 'people.person', id: justBefore },
    { at: at(5), entity: 'people.person', id: later },
    { at: at(6), entity: 'people.person', id: later },
  ];
  const connect = async () => ({ ...t.connection, database });
  await restoreBackup({ connect, keys, file, sources: migrations, erasures });
  const restored = new pg.Client(await connect());
  await restored.connect();
  const { rows } = await restored.query<{ id: string }>('select id from kernel.erasure_replay order by id');
  await restored.end();
  expect(rows.map(({ id }) => id)).toEqual([justBefore, later].sort());
  await admin.query(`drop database ${database} with (force)`);
  await admin.end();
});

test('the modules are asked once for each restore, and a failure keeps the list', async () => {
  const ids = [newId(), newId()].sort();
  await t.pool.query('insert into kernel.erasure_replay (id, at) select unnest($1::text[]), now()', [ids]);
  const heard: string[][] = [];
  let fail = true;
  const voices = modules.find(({ name }) => name === 'voices')!;
  const before = { ...voices };
  Object.assign(voices, {
    async replayErasures(_ctx: unknown, given: readonly string[]) {
      if (fail) throw new Error('not now');
      heard.push([...given].sort());
    },
  });
  try {
    await expect(replayErasures(t.app)).rejects.toThrow('not now');
    fail = false;
    expect(await replayErasures(t.app)).toBe(2);
    expect(await replayErasures(t.app)).toBe(0);
    expect(heard).toEqual([ids]);
  } finally {
    Object.assign(voices, before);
  }
});
