import { getMigrations } from 'better-auth/db/migration';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTx } from '../ctx.ts';
import { expectProblem, nextPhone, testApp, type Answer, type TestApp } from '../testing.ts';
import * as contract from './contract.ts';
import { accountJobs } from './jobs.ts';
import { configure } from './library.ts';
import { codeFor, skip, visitor, type Visitor } from './visitor.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.setNow(null));

const guest = (): Visitor => visitor(t);
const MINUTE = 60_000;
const DAY = 86_400_000;

async function askCode(phone: string): Promise<string> {
  expect((await guest().call(contract.sendCode, { phone })).status).toBe(202);
  return codeFor(t, phone);
}

function enter(phone: string, code: string, who = guest()): Promise<Answer<typeof contract.signInByCode>> {
  return who.call(contract.signInByCode, { phone, code });
}

/** Six digits that are not `code`. */
const notThe = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('better-auth finds nothing missing in our migration', async () => {
  const pool = new pg.Pool({ ...t.connection, options: '-c search_path=auth' });
  const plan = await getMigrations(configure(pool, t.app.config, t.app.crypto).options);
  await pool.end();
  const { toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems } = plan;
  expect([toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems]).toEqual([
    [],
    [],
    [],
    [],
    [],
  ]);
});

test('where the server is reached by https, its cookies are for https only', async () => {
  const pool = new pg.Pool(t.connection);
  const auth = configure(pool, { ...t.app.config, url: 'https://zhijia.test' }, t.app.crypto);
  const { sessionToken } = (await auth.$context).authCookies;
  await pool.end();
  expect(sessionToken).toMatchObject({
    name: '__Secure-zhijia.session_token',
    attributes: { secure: true, httpOnly: true, sameSite: 'lax' },
  });
});

describe('signing in by code', () => {
  test('makes the account the first time and finds it the next', async () => {
    const phone = nextPhone();
    const worker = guest();
    const code = await askCode(phone);
    const first = await enter(`+86 ${phone}`, ` ${code.slice(0, 3)} ${code.slice(3)} `, worker);
    expect(first).toMatchObject({ status: 200, body: { account: { name: '', grants: [], totp: false } } });
    expect(worker.lines).toEqual([
      expect.stringMatching(/^zhijia\.session_token=.*; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect((await worker.call(contract.getSession, {})).body).toEqual(first.body);
    skip(t, MINUTE);
    expect((await enter(phone, await askCode(phone))).body).toEqual(first.body);
    expect(await t.app.accounts.findByPhone(phone)).toMatchObject({ hasPassword: false });
  });

  test('a code works once, for its purpose, and for five minutes', async () => {
    const phone = nextPhone();
    const code = await askCode(phone);
    const elsewhere = t.app.accounts.checkCode(t.ctx(), phone, 'other', code);
    await expect(elsewhere).rejects.toMatchObject({ code: 'accounts.wrong_code' });
    expect((await enter(phone, code)).status).toBe(200);
    expectProblem(await enter(phone, code), 422, 'accounts.wrong_code');
    skip(t, MINUTE);
    const late = await askCode(phone);
    skip(t, 5 * MINUTE);
    expectProblem(await enter(phone, late), 422, 'accounts.wrong_code');
  });

  test('an unknown phone, a wrong code and a void one get the same answer', async () => {
    const phone = nextPhone();
    const code = await askCode(phone);
    const wrong = await enter(phone, notThe(code));
    expectProblem(wrong, 422, 'accounts.wrong_code');
    expect((await enter(nextPhone(), code)).problem).toEqual(wrong.problem);
    for (let i = 0; i < 4; i++) await enter(phone, notThe(code));
    expect((await enter(phone, code)).problem).toEqual(wrong.problem);
    expectProblem(await enter(phone, '12345'), 400, 'accounts.bad_code', 'code');
  });

  test('guesses sent all at once get five tries together', async () => {
    const phone = nextPhone();
    const code = await askCode(phone);
    const before = await refusals();
    const guesses = await Promise.all(Array.from({ length: 40 }, () => enter(phone, notThe(code))));
    expect(guesses.every(({ status }) => status === 422)).toBe(true);
    const { rows } = await sql<{ tries: number }>`
      select tries from auth.code where phone_hash = ${t.app.crypto.hash('phone', phone)}`.execute(t.app.db);
    expect(rows).toEqual([{ tries: 5 }]);
    expect((await refusals()) - before).toBe(40);
  });

  test('of two who send the right code at once, one gets in', async () => {
    const phone = nextPhone();
    const code = await askCode(phone);
    const both = await Promise.all([enter(phone, code), enter(phone, code)]);
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 422]);
  });

  test('a try counts also when the caller rolls back, and many callers at once do not stop each other', async () => {
    const phone = nextPhone();
    const code = await askCode(phone);
    const inside = Array.from({ length: 40 }, () =>
      inTx(t.ctx(), (tx) => tx.app.accounts.checkCode(tx, phone, 'sign_in', notThe(code))),
    );
    for (const outcome of await Promise.allSettled(inside)) expect(outcome.status).toBe('rejected');
    expectProblem(await enter(phone, code), 422, 'accounts.wrong_code');
  });

  async function refusals(): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from kernel.audit_entry where action = 'accounts.code_refused'`.execute(t.app.db);
    return rows[0]!.n;
  }
});

test('thirty tries a minute from one address, for all phones together', async () => {
  const guesser = guest();
  for (let i = 0; i < 30; i++) expect((await enter(nextPhone(), '123456', guesser)).status).toBe(422);
  expectProblem(await enter(nextPhone(), '123456', guesser), 429, 'kernel.rate_limited');
});

describe('sending codes', () => {
  test('one a minute, the same answer for staff and for strangers', async () => {
    const phone = nextPhone();
    await t.app.accounts.ensure({ phone, name: '王芳', password: 'correct horse' });
    skip(t, 0);
    const staff = await guest().call(contract.sendCode, { phone });
    expect(staff).toMatchObject({ status: 202, body: { retryAfterSeconds: 60 } });
    expect((await guest().call(contract.sendCode, { phone: nextPhone() })).body).toEqual(staff.body);
    skip(t, MINUTE / 2);
    const soon = await guest().call(contract.sendCode, { phone });
    expectProblem(soon, 429, 'accounts.code_too_soon');
    expect(soon.problem.hint).toMatch(/^请 30 秒/);
    const bad = await guest().call(contract.sendCode, { phone: '12345' });
    expectProblem(bad, 400, 'kernel.bad_phone', 'phone');
  });

  test('ten a day for all purposes together, and again the next day', async () => {
    const phone = nextPhone();
    const send = (purpose: number) => t.app.accounts.sendCode(t.ctx(), phone, `purpose:${purpose}`);
    for (let i = 0; i < 10; i++) await send(i);
    await expect(send(10)).rejects.toMatchObject({ code: 'accounts.code_too_soon' });
    skip(t, DAY);
    expect(await send(10)).toEqual({ retryAfterSeconds: 60 });
  });

  test('asked for many times at once, one goes out, with how long it is valid', async () => {
    const phone = nextPhone();
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => guest().call(contract.sendCode, { phone })),
    );
    expect(asked.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(await t.messagesTo(phone)).toEqual([
      { template: 'accounts.code', params: { code: expect.stringMatching(/^\d{6}$/), minutes: 5 } },
    ]);
  });
});

test('sign-out empties the cache at once, for every copy of the cookie', async () => {
  const phone = nextPhone();
  const worker = guest();
  await enter(phone, await askCode(phone), worker);
  const copy = visitor(t, worker);
  expect((await copy.call(contract.getSession, {})).body.account).not.toBeNull();
  expect((await worker.call(contract.signOut, {})).body).toEqual({ done: true });
  expect((await copy.call(contract.getSession, {})).body).toEqual({ account: null });
  expect(worker.cookies.size).toBe(0);
  // Nobody to sign out, or a cookie that is not ours: the same answer.
  const odd = { cookie: 'zhijia.session_token=%E0%A4%A' };
  for (const headers of [{}, odd])
    expect((await guest().call(contract.signOut, {}, headers)).status).toBe(200);
});

test('sign-out tells the other processes', async () => {
  const phone = nextPhone();
  const worker = guest();
  const { account } = (await enter(phone, await askCode(phone), worker)).body;
  const other = new pg.Client(t.connection);
  await other.connect();
  await other.query('listen zhijia_actor');
  const told = new Promise((resolve) => {
    other.on('notification', ({ payload }) => payload === account.id && resolve(payload));
  });
  await worker.call(contract.signOut, {});
  expect(await told).toBe(account.id);
  await other.end();
});

test('signing in again in the same browser ends the session before', async () => {
  const [one, two] = [nextPhone(), nextPhone()];
  const worker = guest();
  await enter(one, await askCode(one), worker);
  const copy = visitor(t, worker);
  await enter(two, await askCode(two), worker);
  expect((await copy.call(contract.getSession, {})).body).toEqual({ account: null });
});

test('what no longer decides anything is removed', async () => {
  const phone = nextPhone();
  await enter(phone, await askCode(phone));
  skip(t, 40 * DAY);
  for (const job of accountJobs) await inTx(t.ctx(), (tx) => job.run(tx, {}));
  for (const table of ['code', 'code_quota', 'lockout', 'used_totp', 'session', 'verification']) {
    const { rows } = await sql`select from ${sql.table(`auth.${table}`)}`.execute(t.app.db);
    expect([table, rows.length]).toEqual([table, 0]);
  }
});
