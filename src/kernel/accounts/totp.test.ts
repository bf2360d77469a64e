import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { inTx } from '../ctx.ts';
import { setPolicy } from '../policy.ts';
import { expectProblem, openTestApp, testApp, type TestApp } from '../testing.ts';
import * as contract from './contract.ts';
import { totpPolicy } from './sessions.ts';
import {
  accountOf,
  actionsOn,
  enter,
  officer,
  PASSWORD,
  ROOT,
  totpOf,
  visitor,
  type Visitor,
} from './visitor.ts';

let t: TestApp;
beforeAll(async () => {
  // An app of our own: in this one the second factor is required, as it is everywhere but in tests.
  t = await openTestApp(`totp_${process.pid}`);
  await inTx(t.ctx(), (tx) => setPolicy(tx, totpPolicy, { value: true, from: '2020-01-02', source: 'test' }));
});

const guest = (app = t): Visitor => visitor(app);
const start = (who: Visitor) => who.call(contract.startTotp, { password: PASSWORD });
const confirm = (who: Visitor, code: string) => who.call(contract.confirmTotp, { code });
const second = (who: Visitor, code: string) => who.call(contract.signInByTotp, { code });
/** What a chair may read. */
const rights = (who: Visitor) => who.get(`/api/orgs/${ROOT}/officers`);

/** Signs in with the password and sets up the second factor; the next code that works is the one a step ahead. */
async function enrolled() {
  const { id, phone } = await officer(t);
  const browser = guest();
  expect((await enter(browser, phone)).body).toEqual({ next: 'enrol' });
  const { secret, backupCodes } = (await start(browser)).body;
  const spent = totpOf(secret);
  expect((await confirm(browser, spent)).body).toEqual({ done: true });
  return { id, phone, browser, secret, backupCodes, spent };
}

test('an officer has no rights before it is set up, and other sessions do not rise with it', async () => {
  const { id, phone } = await officer(t);
  const [browser, thief] = [guest(), guest()];
  await enter(browser, phone);
  await enter(thief, phone);
  expect(await accountOf(browser)).toMatchObject({ id, grants: [], totp: false });
  expect(await rights(browser)).toBe(403);
  expectProblem(await confirm(browser, '123456'), 409, 'accounts.totp_not_started');
  const { uri, secret, backupCodes } = (await start(browser)).body;
  expect(uri).toMatch(/^otpauth:\/\/totp\/%E8[^:?]*:%E7[^:?]*\?secret=[A-Z2-7]{52}&/);
  expect(backupCodes).toHaveLength(10);
  expect(await rights(browser)).toBe(403);
  expectProblem(await confirm(browser, totpOf(secret, 100)), 401, 'accounts.wrong_totp');
  expect((await confirm(browser, totpOf(secret))).status).toBe(200);
  expect(await rights(browser)).toBe(200);
  const account = { grants: [{ role: 'chair', orgId: ROOT }], totp: true };
  expect(await accountOf(browser)).toMatchObject(account);
  expect(await accountOf(thief)).toBeNull();
  expectProblem(await start(browser), 409, 'accounts.totp_on');
  expectProblem(await confirm(browser, totpOf(secret, 1)), 409, 'accounts.totp_not_started');
  const actions = ['totp_started', 'totp_refused', 'totp_enabled'];
  expect(await actionsOn(t, id)).toEqual(expect.arrayContaining(actions));
});

test('signing in takes both; a code counts once, and the challenge stays open for the next', async () => {
  const { id, phone, browser: first, secret, spent } = await enrolled();
  const browser = guest();
  expect((await enter(browser, phone)).body).toEqual({ next: 'totp' });
  expect(await accountOf(browser)).toBeNull();
  expect([...browser.cookies.keys()]).toEqual(['zhijia.two_factor']);
  // The code that confirmed the enrolment does not sign in as well.
  expectProblem(await second(browser, spent), 401, 'accounts.wrong_totp');
  const code = totpOf(secret, 1);
  const copy = visitor(t, browser);
  const { account } = (await second(browser, `${code.slice(0, 3)} ${code.slice(3)}`)).body;
  expect(account).toMatchObject({ id, totp: true, grants: [{ orgId: ROOT }] });
  expect(await rights(browser)).toBe(200);
  expectProblem(await second(copy, totpOf(secret, -1)), 401, 'accounts.wrong_totp');
  const thief = guest();
  await enter(thief, phone);
  expectProblem(await second(thief, code), 401, 'accounts.wrong_totp');
  expect(await rights(first)).toBe(200);
});

test('of two who send the same code at once, one gets in', async () => {
  const { phone, secret } = await enrolled();
  const both = [guest(), guest()];
  for (const who of both) await enter(who, phone);
  const code = totpOf(secret, 1);
  const replies = await Promise.all(both.map((who) => second(who, code)));
  expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401]);
});

test('a backup code works once', async () => {
  const { phone, backupCodes, id } = await enrolled();
  const [one, two] = [guest(), guest()];
  for (const who of [one, two]) await enter(who, phone);
  expect((await second(one, backupCodes[0]!)).body).toMatchObject({ account: { id } });
  expectProblem(await second(two, backupCodes[0]!), 401, 'accounts.wrong_totp');
  expect((await second(two, backupCodes[1]!)).status).toBe(200);
  const { rows } = await sql`
    select from kernel.audit_entry where entity_id = ${id} and detail->>'by' = 'backup_code'`.execute(
    t.app.db,
  );
  expect(rows).toHaveLength(2);
});

test('five wrong ones lock it, over any number of challenges; a session does not get around that', async () => {
  const { phone, secret, browser } = await enrolled();
  for (let i = 0; i < 5; i++) {
    await enter(browser, phone);
    expect((await second(browser, totpOf(secret, 100 + i))).status).toBe(i < 4 ? 401 : 429);
  }
  expectProblem(await second(browser, totpOf(secret, 1)), 429, 'accounts.locked');
});

test('nothing opens without the challenge of a right password', async () => {
  const { phone, secret, browser } = await enrolled();
  const challenged = guest();
  await enter(challenged, phone);
  const [identifier] = challenged.cookies.get('zhijia.two_factor')!.split('.');
  const forged = guest();
  forged.cookies.set('zhijia.two_factor', `${identifier}.${'A'.repeat(43)}%3D`);
  const odd = guest();
  odd.cookies.set('zhijia.two_factor', '2fa-abc.%E0%A4%A');
  for (const who of [guest(), browser, odd, forged]) {
    expectProblem(await second(who, totpOf(secret, 1)), 401, 'accounts.wrong_totp');
  }
});

test('the own second factor does not open the challenge of another account', async () => {
  const [insider, victim] = [await enrolled(), await enrolled()];
  const challenged = guest();
  await enter(challenged, victim.phone);
  const mixed = visitor(t, insider.browser);
  mixed.cookies.set('zhijia.two_factor', challenged.cookies.get('zhijia.two_factor')!);
  expectProblem(await second(mixed, totpOf(insider.secret, 1)), 401, 'accounts.wrong_totp');
  expect(await accountOf(mixed)).toMatchObject({ id: insider.id });
});

test('what is empty or much too long is refused before it counts as a try', async () => {
  const { phone } = await officer(t);
  const browser = guest();
  const long = 'x'.repeat(129);
  expectProblem(await enter(browser, phone, long), 400, 'kernel.bad_request', 'password');
  await enter(browser, phone);
  expectProblem(await second(browser, ' '), 400, 'kernel.bad_request', 'code');
  const started = await browser.call(contract.startTotp, { password: '' });
  expectProblem(started, 400, 'kernel.bad_request', 'password');
  for (let i = 0; i < 30; i++) {
    expectProblem(await confirm(browser, '１２３ 45'), 400, 'accounts.bad_code', 'code');
  }
  expectProblem(await confirm(guest(), '12345'), 401, 'kernel.unauthenticated');
  expectProblem(await confirm(browser, '123456'), 429, 'kernel.rate_limited');
});

test('where the policy does not ask for it, the password is enough', async () => {
  const app = await testApp();
  const { phone } = await officer(app);
  const browser = guest(app);
  expect((await enter(browser, phone)).body).toEqual({ next: 'done' });
  expect(await rights(browser)).toBe(200);
});

test('an access token speaks for its account but does not change how one signs in', async () => {
  const { id } = await officer(t);
  const authorization = `Bearer ${await t.app.accounts.createToken(t.ctx(), id, '报表', 30)}`;
  const { browser } = await enrolled();
  const { account } = (await guest().call(contract.getSession, {}, { authorization })).body;
  expect(account).toMatchObject({ id, grants: [{ role: 'chair', orgId: ROOT }] });
  for (const who of [guest(), browser]) {
    const started = await who.call(contract.startTotp, { password: PASSWORD }, { authorization });
    expectProblem(started, 401, 'kernel.unauthenticated');
  }
  expect(await t.app.accounts.namesOf([id, 'nobody'])).toEqual(new Map([[id, '王芳']]));
});

test('no phone number is in the clear in any table of accounts or in the audit log', async () => {
  const { phone } = await enrolled();
  await enter(guest(), phone, 'wrong horse');
  await guest().call(contract.sendCode, { phone });
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = 'auth' or (schemaname, tablename) = ('kernel', 'audit_entry')`.execute(t.app.db);
  expect(tables.length).toBeGreaterThan(10);
  for (const { name } of tables) {
    const { rows } = await sql<{ line: string }>`select r::text as line from ${sql.raw(name)} r`.execute(
      t.app.db,
    );
    expect([name, rows.length > 0]).toEqual([name, true]);
    expect(rows.filter(({ line }) => line.includes(phone))).toEqual([]);
  }
});
