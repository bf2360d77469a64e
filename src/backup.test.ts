import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { backupKeys, checkBackup, restoreBackup, takeBackup } from '#kernel/backup';
import type { Connection } from '#kernel/db';
import { StartError } from '#kernel/errors';
import { openTestApp, type TestApp } from '#kernel/testing';
import { newDistrict } from '#orgs/factory';
import { newApplication, newMember } from '#people/factory';
import { LEFT_OUT } from './kernel/backup/tables.ts';
import { migrations, PROGRAM } from './compose.ts';

let t: TestApp;
let dir: string;
let keys: ReturnType<typeof backupKeys>;
const databases: string[] = [];

beforeAll(async () => {
  // Of its own: other tests erase people, whose history stays behind on purpose.
  t = await openTestApp(`backup_${process.pid}`);
  dir = mkdtempSync(join(tmpdir(), 'zhijia-backup-'));
  keys = backupKeys(inject('runDir'));
});

afterAll(async () => {
  await t.stop();
  rmSync(dir, { recursive: true, force: true });
  for (const name of databases) await atServer(`drop database if exists ${name} with (force)`);
});

async function withClient<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const atServer = (text: string) =>
  withClient({ ...t.connection, database: 'postgres' }, (client) => client.query(text));

async function emptyDatabase(): Promise<Connection> {
  const database = `${t.connection.database}_r${databases.length}`;
  databases.push(database);
  await atServer(`create database ${database}`);
  return { ...t.connection, database };
}

let files = 0;
const newFile = (): string => join(dir, `${++files}.backup`);

async function backUp(tell?: (table: string) => unknown): Promise<string> {
  const file = newFile();
  await takeBackup({
    connection: t.connection,
    key: keys[0],
    file,
    program: PROGRAM,
    ...(tell ? { tell } : {}),
  });
  return file;
}

const restore = (file: string, to: Connection, more: Partial<Parameters<typeof restoreBackup>[0]> = {}) =>
  restoreBackup({ connect: async () => to, keys, file, sources: migrations, ...more });

/** Tables of the database that are no system's and no extension's; of partitions the parent alone. */
const TABLES = `select format('%I.%I', n.nspname, c.relname) as name from pg_class as c
  join pg_namespace as n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by 1`;

/** What every table holds, whatever the order of its rows: rows and a sum of them. */
async function contents(connection: Connection): Promise<Record<string, string>> {
  return withClient(connection, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(TABLES);
    const found: Record<string, string> = {};
    for (const { name } of tables.filter(({ name: one }) => !(one in LEFT_OUT))) {
      const { rows } = await client.query<{ sum: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(md5(one::text), '' order by md5(one::text))), '') as sum
         from ${name} as one ${name === 'jobs.job' ? `where state in ('created', 'retry')` : ''}`,
      );
      found[name] = rows[0]!.sum;
    }
    const { rows: sequences } = await client.query<{ name: string; value: string }>(
      `select schemaname || '.' || sequencename as name, last_value::text as value from pg_sequences
       where schemaname <> 'jobs'`,
    );
    return { ...found, ...Object.fromEntries(sequences.map(({ name, value }) => [name, value])) };
  });
}

/** Every index, constraint and trigger, as PostgreSQL writes it. */
async function shape(connection: Connection): Promise<string[]> {
  const { rows } = await withClient(connection, (client) =>
    client.query<{ what: string }>(
      `select indexdef as what from pg_indexes where schemaname !~ '^pg_'
       union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
       union all select pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
       union all select oid::regclass || relrowsecurity::text || relforcerowsecurity from pg_class where relkind = 'r'
       order by 1`,
    ),
  );
  expect(rows.length).toBeGreaterThan(200);
  return rows.map(({ what }) => what);
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StartError);
  const { code, text } = error as StartError;
  expect(text.zh).toMatch(/^[^!！]*[。]/);
  expect(text.en).not.toMatch(/\{|undefined|!/);
  return code;
}

async function expectEmpty(connection: Connection): Promise<void> {
  const { rows } = await withClient(connection, (client) => client.query(TABLES));
  expect(rows).toEqual([]);
}

describe('a backup', () => {
  test('brings back the same facts, jobs that wait among them', async () => {
    const { primary, district } = await newDistrict(t);
    const officer = await t.officer('membership_officer', district);
    await newMember(t, officer, primary);
    await t.drain();
    await newApplication(t, primary); // its message waits
    await t.pool.query(`insert into jobs.job (name, state, data)
      select name, 'active', '{}' from jobs.queue where name = 'kernel.deliver_message' or name like 'kernel.%' limit 1`);
    const before = await contents(t.connection);
    expect(before['jobs.job']).not.toMatch(/^0 /);
    const file = await backUp();
    const to = await emptyDatabase();
    const { head, rows } = await restore(file, to);
    const after = await contents(to);
    // The one that was being worked on waits again.
    expect([before['jobs.job'], after['jobs.job']].map((sum) => Number.parseInt(sum!, 10))).toEqual([
      Number.parseInt(before['jobs.job']!, 10),
      Number.parseInt(before['jobs.job']!, 10) + 1,
    ]);
    // A restore begins an era of the audit log.
    const besides = { 'jobs.job': '', 'kernel.audit_era': '' };
    expect({ ...after, ...besides }).toEqual({ ...before, ...besides });
    // Triggers, indexes and constraints were off meanwhile.
    expect(await shape(to)).toEqual(await shape(t.connection));
    expect(rows).toBeGreaterThan(400);
    expect(head.program).toBe(PROGRAM);
    await t.pool.query(`delete from jobs.job where state = 'active'`);
    // What the comparison is worth: one row changed is seen.
    await withClient(to, (client) =>
      client.query(`update orgs.organisation set address = '别处' where id = 1`),
    );
    expect((await contents(to))['orgs.organisation']).not.toBe(before['orgs.organisation']);
  });

  test('has every table of the database in it, or a reason why not', async () => {
    const { head } = await checkBackup(await backUp(), keys);
    const { rows } = await t.pool.query<{ name: string }>(TABLES);
    const known = [...head.tables.map(({ name }) => name), ...Object.keys(LEFT_OUT)];
    expect(rows.map(({ name }) => name)).toEqual([...known].sort());
    for (const reason of Object.values(LEFT_OUT)) expect(reason.length).toBeGreaterThan(20);
  });

  test('is for its owner’s eyes only, and shows nothing without the key', async () => {
    const file = await backUp();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file).toString('latin1');
    expect(text.slice(0, 200)).toMatch(/^ZHIJIA-BACKUP \{"format":1,"program":"[\d.]+","key":1,/);
    expect(text).not.toMatch(/organisation|测试/);
  });

  test('does not write over a file, nor where it may not, nor beside another backup', async () => {
    const file = await backUp();
    const at = (path: string) =>
      takeBackup({ connection: t.connection, key: keys[0], file: path, program: PROGRAM });
    expect(await refusal(at(file))).toBe('backup_exists');
    expect(await refusal(at(join(dir, 'no/such/folder.backup')))).toBe('backup_unwritable');
    expect(
      await refusal(
        takeBackup({ connection: await emptyDatabase(), key: keys[0], file: newFile(), program: PROGRAM }),
      ),
    ).toBe('backup_nothing');
    let second: string | undefined;
    await backUp(async () => {
      second ??= await refusal(at(newFile()));
    });
    expect(second).toBe('backup_running');
  });

  test('is not taken by a role from which rows are hidden', async () => {
    const staff = { ...t.connection, user: t.app.roles.staff };
    const file = newFile();
    expect(await refusal(takeBackup({ connection: staff, key: keys[0], file, program: PROGRAM }))).toBe(
      'backup_hidden',
    );
  });

  test('that fails half-way leaves no file', async () => {
    const file = newFile();
    const tell = (table: string) =>
      table === 'orgs.organisation' &&
      t.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'zhijia-backup' and datname = current_database()`,
      );
    await expect(
      takeBackup({ connection: t.connection, key: keys[0], file, program: PROGRAM, tell }),
    ).rejects.toThrow('backup_database_lost');
    expect(readdirSync(dir).filter((name) => name.startsWith(basename(file)))).toEqual([]);
  });
});

/** Whether what one transaction wrote is in the copy as a whole: applications and their first step, members and theirs. */
async function torn(connection: Connection): Promise<number> {
  return withClient(connection, async (client) => {
    const { rows } = await client.query<{ torn: number }>(
      `select (select count(*) from people.application as a full join
           (select distinct entity_id from kernel.state_change where entity = 'people.application') as s
           on s.entity_id = a.id::text where a.id is null or s.entity_id is null)
         + (select count(*) from people.application as a where a.state = 'approved' and not exists (
             select from kernel.state_change where entity_id = a.id::text and to_state = 'approved'))
         + (select count(*) from kernel.state_change as s where s.entity = 'people.application' and s.to_state = 'approved'
             and not exists (select from people.application as a join people.membership as m on m.person_id = a.person_id
               where a.id::text = s.entity_id)) as torn`,
    );
    return rows[0]!.torn;
  });
}

describe('while fifty people write', () => {
  async function copyWhileWriting(): Promise<{ torn: number; written: number }> {
    const { primary, district } = await newDistrict(t);
    const officers = await Promise.all(
      Array.from({ length: 50 }, () => t.officer('membership_officer', district)),
    );
    const done = { written: 0, stopped: false };
    const writers = officers.map(async (officer) => {
      while (!done.stopped) {
        await newMember(t, officer, primary);
        done.written += 1;
      }
    });
    // More is written while the backup stands before one of the tables it concerns.
    const tell = async (table: string) => {
      if (!['kernel.state_change', 'people.application', 'people.membership'].includes(table)) return;
      const before = done.written;
      while (done.written < before + 5) await sleep(20);
    };
    const file = await backUp(tell).finally(() => {
      done.stopped = true;
    });
    await Promise.all(writers);
    const to = await emptyDatabase();
    await restore(file, to);
    return { torn: await torn(to), written: done.written };
  }

  test('what belongs together is together', async () => {
    const { torn: found, written } = await copyWhileWriting();
    expect(written).toBeGreaterThan(15);
    expect(found).toBe(0);
    expect(await torn(t.connection)).toBe(0);
  });

  test('negative control: without the one snapshot it is not', async () => {
    const query = Reflect.get(pg.Client.prototype, 'query') as (...args: unknown[]) => unknown;
    const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      first: unknown,
      ...rest: unknown[]
    ) {
      const snapshot = first === 'begin isolation level repeatable read read only';
      return Reflect.apply(query, this, [snapshot ? 'begin' : first, ...rest]);
    });
    try {
      // Rows that refer to what was not copied may also stop the restore.
      const found = await copyWhileWriting().catch((error: unknown) => error);
      if (found instanceof pg.DatabaseError) expect(found.code).toBe('23503');
      else expect((found as { torn: number }).torn).toBeGreaterThan(0);
    } finally {
      spy.mockRestore();
    }
  });
});

describe('a restore refuses in plain words, and leaves nothing behind', () => {
  let good: string;
  let bytes: Buffer;
  beforeAll(async () => {
    await newDistrict(t);
    good = await backUp();
    bytes = readFileSync(good);
  });

  const changed =
    (change: (copy: Buffer) => Buffer): (() => string) =>
    () => {
      const file = newFile();
      writeFileSync(file, change(Buffer.from(bytes)));
      return file;
    };
  const flip = (at: (length: number) => number) =>
    changed((copy) => {
      copy[at(copy.length)]! ^= 1;
      return copy;
    });
  const header = (from: RegExp, to: string) =>
    changed((copy) => {
      const end = copy.indexOf(10);
      const line = copy.subarray(0, end).toString('utf8');
      expect(line).toMatch(from);
      return Buffer.concat([Buffer.from(line.replace(from, to)), copy.subarray(end)]);
    });
  const cut = (at: (length: number) => number) => changed((copy) => copy.subarray(0, at(copy.length)));

  test.each([
    { name: 'no such file', file: () => join(dir, 'none'), code: 'backup_unreadable' },
    { name: 'a folder', file: () => dir, code: 'backup_unreadable' },
    { name: 'an empty file', file: cut(() => 0), code: 'backup_foreign' },
    { name: 'another kind of file', file: () => join(import.meta.dirname, 'cli.ts'), code: 'backup_foreign' },
    { name: 'a newer format', file: header(/"format":1/, '"format":2'), code: 'backup_format' },
    {
      name: 'a header that was changed',
      file: header(/"program":"0/, '"program":"9'),
      code: 'backup_damaged',
    },
    { name: 'a header that is no JSON', file: header(/\{/, ''), code: 'backup_damaged' },
    {
      name: 'cut after the header',
      file: changed((copy) => copy.subarray(0, copy.indexOf(10) + 1)),
      code: 'backup_truncated',
    },
    { name: 'cut in the middle', file: cut((length) => length >> 1), code: 'backup_truncated' },
    { name: 'cut by one byte', file: cut((length) => length - 1), code: 'backup_truncated' },
    {
      name: 'one byte more',
      file: changed((copy) => Buffer.concat([copy, Buffer.from('x')])),
      code: 'backup_damaged',
    },
    { name: 'a bit changed at the end', file: flip((length) => length - 1), code: 'backup_damaged' },
    { name: 'a bit changed in the middle', file: flip((length) => length >> 1), code: 'backup_damaged' },
    {
      name: 'a length that was changed',
      file: changed((copy) => {
        copy[copy.indexOf(10) + 1] = 0x7f;
        return copy;
      }),
      code: 'backup_damaged',
    },
  ])('$name: $code', async ({ file, code }) => {
    let opened = false;
    const connect = async () => {
      opened = true;
      return t.connection;
    };
    expect(await refusal(restore(file(), t.connection, { connect }))).toBe(code);
    // The database was not even opened.
    expect(opened).toBe(false);
  });

  test('another key', async () => {
    const other = [{ version: 1, key: Buffer.alloc(32, 7) }];
    expect(await refusal(restore(good, t.connection, { keys: other }))).toBe('backup_key');
  });

  test('an old key among several opens it', async () => {
    const several = [{ version: 2, key: Buffer.alloc(32, 7) }, ...keys];
    expect((await checkBackup(good, several)).end.rows).toBeGreaterThan(300);
  });

  test('no key at all', () => {
    const place = join(dir, 'keyless');
    mkdirSync(place);
    expect(() => backupKeys(place)).toThrow(StartError);
    expect(readdirSync(place)).toEqual([]);
  });

  test('a database that has anything in it', async () => {
    const before = await contents(t.connection);
    expect(await refusal(restore(good, t.connection))).toBe('restore_not_empty');
    expect(await contents(t.connection)).toEqual(before);
    const to = await emptyDatabase();
    await withClient(to, (client) => client.query('create table public.theirs (id integer)'));
    expect(await refusal(restore(good, to))).toBe('restore_not_empty');
  });

  test('a newer version’s migrations, or changed ones', async () => {
    const to = await emptyDatabase();
    const fewer = migrations.filter(({ name }) => name !== 'voices');
    expect(await refusal(restore(good, to, { sources: fewer }))).toBe('database_newer');
    const folder = mkdtempSync(join(dir, 'voices-'));
    copyFileSync(
      new URL('./modules/voices/migrations/0001_voices.sql', import.meta.url),
      join(folder, '0001_voices.sql'),
    );
    writeFileSync(join(folder, '0001_voices.sql'), '-- changed\n', { flag: 'a' });
    const other = [...fewer, { name: 'voices', migrations: new URL(`file://${folder}/`) }];
    expect(await refusal(restore(good, to, { sources: other }))).toBe('migration_changed');
    await expectEmpty(to);
  });

  test('interrupted, it leaves the database empty, and can be begun again', async () => {
    const to = await emptyDatabase();
    const tell = (table: string) =>
      table === 'people.person' &&
      atServer(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'zhijia-restore'`,
      );
    await expect(restore(good, to, { tell })).rejects.toThrow('backup_database_lost');
    await expectEmpty(to);
    expect((await restore(good, to)).rows).toBeGreaterThan(300);
  });
});
