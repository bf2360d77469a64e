import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import * as accounts from '#kernel/accounts/contract';
import { accountOf, codeFor, enter, officer, totpOf, visitor, type Visitor } from '#kernel/accounts/visitor';
import { addMasterKey, keyFile, readConfig } from '#kernel/config';
import { ACTS_ON, keyState, SLICES, tellTurn, WRITES_IN } from '#kernel/keys';
import { runRotation } from '#kernel/keys/jobs';
import { keysStatus } from '#kernel/keys/status';
import { nextIdNumber, nextPhone, openTestApp, testApp, type Client, type TestApp } from '#kernel/testing';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { getMe, getPerson } from '#people/contract';
import {
  compareFile,
  newApplication,
  newMember,
  newResolution,
  reconcileCsv,
  rosterCsv,
} from '#people/factory';
import { lookupPerson } from '#people/find/contract';
import { approveApplications, getApplication } from '#people/review/contract';
import { undoImport } from '#people/roster/contract';
import { keyedColumns, startApp, type Running } from './compose.ts';

const nameOf = (n: number): string =>
  `${'王李张刘陈杨赵黄周吴'[n % 10]!}${['小明', '国强', '秀英', '建华', '晓雨', '丽'][n % 6]!}`;

const TITLES = ['姓名', '身份证号', '手机号'];

/** An app with keys and a database of its own, and a second process beside it. They are closed by `stop`: connections are few. */
async function open(name: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhijia-keys-'));
  const t = await openTestApp(`${name}_${process.pid}`, { dataDir });
  const beside = await startApp(t.app.config, t.connection);
  for (const { options } of beside.pools) options.max = 4;
  const stop = async (): Promise<void> => {
    await beside.stop();
    await t.stop();
  };
  return { t, beside, dataDir, stop };
}

async function addKey(t: TestApp, dataDir: string): Promise<void> {
  addMasterKey(dataDir);
  await tellTurn(t.app.db);
}

function rotate(t: TestApp): Promise<void> {
  return runRotation(t.ctx(), keyedColumns());
}

/** Somebody writes in the slices from this one on and does not finish: a rotation gets as far as there. */
async function holdSlices(t: TestApp, from: number): Promise<() => Promise<void>> {
  const client = new pg.Client(t.connection);
  await client.connect();
  await client.query('select pg_advisory_lock_shared($1, slice) from generate_series($2::int, $3) as slice', [
    WRITES_IN,
    from,
    SLICES - 1,
  ]);
  return () => client.end();
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 600; turn++) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error('it never came about');
}

/** Until the rotation waits for whoever holds its next slice. */
const waits = (t: TestApp) =>
  until(async () => {
    const { rowCount } = await t.pool.query(
      `select from pg_locks where locktype = 'advisory' and classid = $1 and not granted`,
      [WRITES_IN],
    );
    return rowCount === 1;
  });

/** How many of the numbers stand in each version. */
async function versionsIn(t: TestApp, at: string): Promise<Record<string, number>> {
  const [schema, table, column] = at.split('.');
  const { rows } = await t.pool.query<{ version: number; n: number }>(
    `select kernel.hash_version(${column}) as version, count(*)::int as n from ${schema}.${table}
     where ${column} is not null group by 1`,
  );
  return Object.fromEntries(rows.map(({ version, n }) => [version, n]));
}

interface Somebody {
  readonly name: string;
  readonly idNo: string;
  readonly phone: string;
  readonly personId: string;
  readonly userId: string;
  readonly worker: Client;
}

async function newPeople(t: TestApp, by: Client, orgId: number, count: number): Promise<Somebody[]> {
  const people: Somebody[] = [];
  for (let n = 0; n < count; n++) {
    const { idNo, phone, personId } = await newMember(t, by, orgId, { name: nameOf(n) });
    const { userId, ...worker } = await t.worker(phone);
    people.push({ name: nameOf(n), idNo, phone, personId, userId, worker });
  }
  return people;
}

/** Everything that finds a person by a number. Returns what was not found, or was found twice. */
async function missing(t: TestApp, beside: Running, orgId: number, some: readonly Somebody[]) {
  // Somebody new: looking up is limited.
  const by = await t.officer('chair', orgId);
  const missed: string[] = [];
  for (const { idNo, phone, personId, userId, worker } of some) {
    const note = (what: string, found: unknown, wanted: unknown) => {
      if (found !== wanted) missed.push(what);
    };
    for (const number of [idNo, phone])
      note('lookup', (await by.call(lookupPerson, { number })).body.id, personId);
    note('account', await t.app.accounts.ensure({ phone, name: '' }), userId);
    note('account beside', (await beside.app.accounts.findByPhone(phone))?.userId, userId);
    note('self', (await worker.call(getMe, {})).body.person?.id, personId);
    const again = await newApplication(t, (await by.call(getPerson, { id: personId })).body.org.id, {
      idNo,
      phone,
    });
    const { flags } = (await by.call(getApplication, { id: again.id })).body;
    note('member known', flags.includes('known_member'), true);
    note('phone is their own', flags.includes('phone_taken'), false);
  }
  return missed;
}

async function enrolledOfficer(t: TestApp) {
  const { phone } = await officer(t);
  const browser = visitor(t);
  await enter(browser, phone);
  const { secret, backupCodes } = (await browser.call(accounts.startTotp, { password: 'correct horse' }))
    .body;
  await browser.call(accounts.confirmTotp, { code: totpOf(secret) });
  return { phone, browser, secret, backupCodes };
}

describe('while the keys turn', () => {
  let t: TestApp;
  let beside: Running;
  let dataDir: string;
  let stop: () => Promise<void>;
  let d: TestDistrict;
  let chair: Client;
  let people: Somebody[];
  let chief: { phone: string; browser: Visitor; secret: string; backupCodes: string[] };
  let importId: string;
  let rotation: Promise<void>;
  let release: () => Promise<void>;
  const waiting = nextPhone();
  let waitingCode: string;

  afterAll(() => stop());
  beforeAll(async () => {
    ({ t, beside, dataDir, stop } = await open('keys'));
    d = await newDistrict(t);
    chair = await t.officer('chair', d.district);
    people = await newPeople(t, chair, d.primary, 24);
    chief = await enrolledOfficer(t);
    await visitor(t).call(accounts.sendCode, { phone: waiting });
    waitingCode = await codeFor(t, waiting);
    // A roster that gives the first member another phone, to be undone afterwards.
    const [first] = people;
    const lines = people.map(({ name, idNo, phone }, n) => [name, idNo, n === 0 ? nextPhone() : phone]);
    importId = (await reconcileCsv(t, chair, d.employer, rosterCsv(lines, TITLES))).id;
    expect((await chair.call(lookupPerson, { number: first!.phone })).body.id).toBeNull();
    people = people.slice(1);
    release = await holdSlices(t, SLICES / 2);
    await addKey(t, dataDir);
    rotation = rotate(t);
    await waits(t);
  });

  test('half of the numbers stand in the old form and half in the new', async () => {
    for (const at of ['people.person.id_hash', 'people.person.phone_hash', 'people.application.id_hash']) {
      const { 1: old = 0, 2: risen = 0 } = await versionsIn(t, at);
      expect(Math.min(old, risen)).toBeGreaterThan(0);
    }
    const { lifted, ...state } = await keyState(t.app.db);
    expect(state).toMatchObject({ hashes: 1, seals: 2, target: 2 });
    expect(lifted).toBeGreaterThan(0);
    expect(lifted).toBeLessThanOrEqual(SLICES / 2);
    expect(Object.keys((await keysStatus(t.ctx(), keyedColumns())).older)).toContain('people.person.id_hash');
  });

  test('everybody is found by their numbers, in every process, and nobody a second time', async () => {
    expect(await missing(t, beside, d.district, people)).toEqual([]);
    expect(await missing(t, beside, d.district, await newPeople(t, chair, d.primary, 6))).toEqual([]);
  });

  test('with the look-up of both forms off, half of them are not', async () => {
    const { crypto } = t.app;
    const both = crypto.hashes.bind(crypto);
    crypto.hashes = (purpose, text) => [crypto.hash(purpose, text)];
    const found = await Promise.all(
      people.map(({ idNo }) => chair.call(lookupPerson, { number: idNo }).then(({ body }) => body.id)),
    );
    crypto.hashes = both;
    expect(found).toContain(null);
    expect(found.some((id) => id !== null)).toBe(true);
  });

  test('a roster finds everybody as they are', async () => {
    const lines = people.map(({ name, idNo, phone }) => [name, idNo, phone]);
    const { id, counts } = await compareFile(t, chair, d.employer, rosterCsv(lines, TITLES));
    expect(counts).toMatchObject({ unchanged: people.length, changed: 0, joined: 0 });
    await t.pool.query(`update people.roster_import set state = 'discarded' where id = $1`, [id]);
  });

  test('an officer signs in with the second factor of before', async () => {
    const browser = visitor(t);
    expect((await enter(browser, chief.phone)).body).toEqual({ next: 'totp' });
    const answer = await browser.call(accounts.signInByTotp, { code: totpOf(chief.secret, 1) });
    expect(answer.status).toBe(200);
  });

  test('sessions that were signed under the old key have ended', async () => {
    expect(await accountOf(chief.browser)).toBeNull();
  });

  describe('and when they have', () => {
    beforeAll(async () => {
      await release();
      await rotation;
    });

    test('nothing is left under the old key, and nothing of the way there', async () => {
      const { older, behind, versions, ...state } = await keysStatus(t.ctx(), keyedColumns());
      expect({ older, behind, versions }).toEqual({ older: {}, behind: 0, versions: [1, 2] });
      expect(state).toMatchObject({ hashes: 2, seals: 2, target: null });
      expect((await t.pool.query('select from kernel.lifted')).rowCount).toBe(0);
      const { rows } = await t.pool.query(
        `select detail from kernel.audit_entry where action = 'kernel.keys_rotated'`,
      );
      expect(rows).toEqual([{ detail: { version: 2 } }]);
    });

    test('everybody is still found', async () => {
      expect(await missing(t, beside, d.district, people)).toEqual([]);
    });

    test('a code sent before signs in, and so does a backup code', async () => {
      const phone = waiting;
      const answer = await visitor(t).call(accounts.signInByCode, { phone, code: waitingCode });
      expect(answer.status).toBe(200);
      const browser = visitor(t);
      await enter(browser, chief.phone);
      const second = await browser.call(accounts.signInByTotp, { code: chief.backupCodes[0]! });
      expect(second.status).toBe(200);
    });

    test('what a roster changed before is taken back, under the new key: nobody touched it', async () => {
      expect((await chair.call(undoImport, { id: importId })).status).toBe(202);
      await t.drain('people.undo_roster');
      const { rows } = await t.pool.query(
        `select applied, count(*)::int as n from people.roster_row where import_id = $1 and before_sealed is not null
         group by 1`,
        [importId],
      );
      expect(rows.find(({ applied }) => applied === 'undone')?.n).toBeGreaterThan(0);
      expect(rows.find(({ applied }) => applied === 'touched')).toBeUndefined();
      expect((await keysStatus(t.ctx(), keyedColumns())).older).toEqual({});
    });

    test('a process whose key file is older does not start, and says what to do', async () => {
      const elsewhere = mkdtempSync(join(tmpdir(), 'zhijia-keys-'));
      writeFileSync(keyFile(elsewhere), readFileSync(keyFile(dataDir), 'utf8').split('\n', 1)[0]!, {
        mode: 0o600,
      });
      const config = readConfig({ ZHIJIA_DATA: elsewhere, ZHIJIA_LOG: 'error' });
      await expect(startApp(config, t.connection)).rejects.toMatchObject({ code: 'master_key' });
    });
  });
});

/** The numbers, in the form all forms of one have in common, that stand more than once where they may stand once. */
async function twice(t: TestApp): Promise<string[]> {
  const { rows } = await t.pool.query<{ place: string; purpose: 'id' | 'phone'; hash: Buffer }>(`
    select 'id' as place, 'id' as purpose, id_hash as hash from people.person
    union all select 'phone', 'phone', phone_hash from people.person where phone_hash is not null
    union all select 'account', 'phone', decode("phoneNumber", 'base64') from auth."user" where "phoneNumber" is not null`);
  const keys = rows.map(
    ({ place, purpose, hash }) => `${place} ${t.app.crypto.variants(purpose, hash).at(-1)!.toString('hex')}`,
  );
  return keys.filter((key, n) => keys.indexOf(key) !== n);
}

interface Race {
  readonly writes: number;
  readonly wrong: readonly string[];
}

/** Signs in, applies, and admits with the same few numbers, from both processes, until `over`. */
async function race(t: TestApp, beside: Running, over: () => boolean): Promise<Race> {
  const d = await newDistrict(t);
  const chair = await t.officer('chair', d.district);
  const phones = Array.from({ length: 24 }, nextPhone);
  const ids = Array.from({ length: 24 }, () => nextIdNumber());
  const userIds = new Map<string, string>();
  const wrong: string[] = [];
  let writes = 0;
  const pick = <T>(from: readonly T[]): T => from[writes++ % from.length]!;
  const signIn = async (app: TestApp['app']): Promise<void> => {
    const phone = pick(phones);
    const userId = await app.accounts.ensure({ phone, name: '' });
    if ((userIds.get(phone) ?? userId) !== userId) wrong.push('another account');
    userIds.set(phone, userId);
  };
  const admit = async (): Promise<void> => {
    const { id } = await newApplication(t, d.primary, { idNo: pick(ids), phone: pick(phones) });
    const resolution = await newResolution(chair, d.primary);
    const { status } = await chair.call(approveApplications, { id: resolution, ids: [id] });
    if (status !== 200) wrong.push(`approving: ${status}`);
  };
  const loop = async (work: () => Promise<void>): Promise<void> => {
    while (!over()) await work();
  };
  await Promise.all([
    loop(() => signIn(t.app)),
    loop(() => signIn(beside.app)),
    loop(() => signIn(t.app)),
    loop(admit),
    loop(admit),
  ]);
  return { writes, wrong };
}

/** A rotation in the middle of {@link race}. */
async function rotateInRace(t: TestApp, beside: Running, dataDir: string): Promise<Race> {
  let over = false;
  const racing = race(t, beside, () => over);
  await addKey(t, dataDir);
  const rotation = rotate(t).finally(() => {
    over = true;
  });
  const [, rotated] = await Promise.allSettled([racing, rotation]);
  if (rotated.status === 'rejected') throw rotated.reason;
  return racing;
}

describe('with writers in the way', () => {
  test('no number is ever taken for two, not from the first key to the second nor on to the third', async () => {
    const { t, beside, dataDir, stop } = await open('keysrace');
    onTestFinished(stop);
    for (const version of [2, 3]) {
      const { writes, wrong } = await rotateInRace(t, beside, dataDir);
      expect(wrong).toEqual([]);
      expect(writes).toBeGreaterThan(50);
      expect(await twice(t)).toEqual([]);
      expect(await keyState(t.app.db)).toMatchObject({ hashes: version, seals: version, target: null });
      expect((await keysStatus(t.ctx(), keyedColumns())).older).toEqual({});
    }
  });

  test('with the guard of the database off, some are', async () => {
    const { t, beside, dataDir, stop } = await open('keysbare');
    onTestFinished(stop);
    await t.pool.query(
      'create or replace function kernel.keep_hash(given bytea) returns bytea language sql as $$ select given $$',
    );
    const outcome = await rotateInRace(t, beside, dataDir).catch((error: unknown) => error);
    // Two of one number end the rotation itself, by the constraint that it lifts them into.
    const refused = outcome instanceof Error && 'code' in outcome ? outcome.code : (outcome as Race).wrong[0];
    expect(['23505', 'another account']).toContain(refused);
  });

  test('a rotation that was stopped goes on where it was; two at once are one', async () => {
    const { t, dataDir, stop } = await open('keysstop');
    onTestFinished(stop);
    const d = await newDistrict(t);
    await newPeople(t, await t.officer('chair', d.district), d.primary, 12);
    const release = await holdSlices(t, SLICES / 2);
    await addKey(t, dataDir);
    const first = rotate(t).catch((error: unknown) => error);
    await waits(t);
    expect(await rotate(t)).toBeUndefined();
    const { lifted } = await keyState(t.app.db);
    expect(await keyState(t.app.db)).toMatchObject({ hashes: 1, target: 2 });
    expect(lifted).toBeGreaterThan(0);
    await until(async () => {
      const { rowCount } = await t.pool.query(
        `select pg_cancel_backend(pid) from pg_locks where locktype = 'advisory' and classid = $1 and not granted`,
        [WRITES_IN],
      );
      return rowCount === 1;
    });
    expect(await first).toMatchObject({ code: '57014' });
    await release();
    await rotate(t);
    expect(await keyState(t.app.db)).toMatchObject({ hashes: 2, target: null });
    expect((await keysStatus(t.ctx(), keyedColumns())).older).toEqual({});
  });

  test('a process that cannot read the new key holds a rotation up before anything is written', async () => {
    const { t, dataDir, stop } = await open('keyslag');
    onTestFinished(stop);
    const client = new pg.Client(t.connection);
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1, 1)', [ACTS_ON]);
    await addKey(t, dataDir);
    const rotation = rotate(t);
    await until(async () => (await keysStatus(t.ctx(), keyedColumns())).behind === 1);
    expect(await keyState(t.app.db)).toMatchObject({ target: 2, seals: 1, hashes: 1, lifted: 0 });
    expect(t.app.crypto.seal('x')[0]).toBe(1);
    await client.end();
    await rotation;
    expect(t.app.crypto.seal('x')[0]).toBe(2);
  });
});

test('every column of sealed values and of hashed numbers is named by its module', async () => {
  const { pool } = await testApp();
  const { rows } = await pool.query<{ at: string }>(
    `select table_schema || '.' || table_name || '.' || column_name as at from information_schema.columns
     where data_type = 'bytea' and table_schema not in ('pg_catalog', 'information_schema', 'jobs')`,
  );
  const { sealed, hashed } = keyedColumns();
  const named = [...sealed, ...hashed.map(({ at }) => at)];
  const known = new Set([...named, ...OTHER_BYTES]);
  expect(rows.map(({ at }) => at).filter((at) => !known.has(at))).toEqual([]);
  const existing = new Set([...rows.map(({ at }) => at), 'auth.user.phoneNumber']);
  expect([...known].filter((at) => !existing.has(at))).toEqual([]);
});

/**
 * Bytes that are neither: hashes of random secrets, of requests, of networks that are forgotten within days and of account
 * ids; papers of resolutions, photographs of places, evidence for titles; marks of the audit log, and the rotation’s own.
 */
const OTHER_BYTES = [
  'auth.access_token.hash',
  'auth.code.code_hash',
  'auth.used_totp.code_hash',
  'kernel.audit_entry.mac',
  'kernel.audit_seal.leaves',
  'kernel.audit_seal.prev',
  'kernel.audit_seal.root',
  'kernel.audit_seal.pruned_mark',
  'kernel.idempotency.request_hash',
  'kernel.link.token_hash',
  'kernel.lifted.old',
  'kernel.lifted.risen',
  'orgs.invitation.token_hash',
  'people.resolution.attachment',
  'people.tracking_link.token_hash',
  'places.fault_report.account_hash',
  'places.fault_report.network_hash',
  'places.sighting.account_hash',
  'places.sighting.network_hash',
  'places.photo.bytes',
  'meetings.file.bytes',
  'meetings.upload.bytes',
  'places.title_evidence.file',
];
