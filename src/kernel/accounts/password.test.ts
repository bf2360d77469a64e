import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem, nextPhone, testApp, type TestApp } from '../testing.ts';
import * as contract from './contract.ts';
import { phoneKey } from './directory.ts';
import {
  accountOf,
  actionsOn,
  codeFor,
  enter,
  officer,
  PASSWORD,
  skip,
  visitor,
  type Visitor,
} from './visitor.ts';

const MINUTE = 60_000;
const WEAK = ['short', '1990010112345'];

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.setNow(null));

const guest = (): Visitor => visitor(t);

test('a wrong one, an unknown phone and an account without one get the same answer', async () => {
  const { id, phone } = await officer(t);
  const wrong = await enter(guest(), phone, 'wrong horse');
  expectProblem(wrong, 401, 'accounts.wrong_password');
  expect((await enter(guest(), nextPhone())).problem).toEqual(wrong.problem);
  const worker = nextPhone();
  await t.app.accounts.ensure({ phone: worker, name: '' });
  expect((await enter(guest(), worker)).problem).toEqual(wrong.problem);
  expect(await actionsOn(t, id)).toContain('sign_in_failed');
});

test('five wrong ones lock for 15 minutes, then for 30, whether the phone is known or not', async () => {
  const { id, phone } = await officer(t);
  for (const tried of [phone, nextPhone()]) {
    for (let i = 0; i < 4; i++) expect((await enter(guest(), tried, 'wrong horse')).status).toBe(401);
    const fifth = await enter(guest(), tried, 'wrong horse');
    expectProblem(fifth, 429, 'accounts.locked');
    expect(fifth.problem.hint).toMatch(/^请 15 分钟/);
    expect((await enter(guest(), tried)).problem.code).toBe('accounts.locked');
  }
  skip(t, 15 * MINUTE);
  for (let i = 0; i < 4; i++) await enter(guest(), phone, 'wrong horse');
  expect((await enter(guest(), phone, 'wrong horse')).problem.hint).toMatch(/^请 30 分钟/);
  skip(t, 30 * MINUTE);
  expect((await enter(guest(), phone)).status).toBe(200);
  expect((await actionsOn(t, id)).filter((action) => action === 'locked')).toHaveLength(2);
  const { rows } = await sql`
    select from auth.lockout where subject = ${`password:${phoneKey(t.app.crypto, phone)}`}`.execute(
    t.app.db,
  );
  expect(rows).toHaveLength(0);
});

test('guesses sent all at once get five tries together', async () => {
  const { phone } = await officer(t);
  const guesses = Array.from({ length: 30 }, (_, i) =>
    enter(guest(), phone, i < 29 ? 'wrong horse' : PASSWORD),
  );
  const codes = (await Promise.all(guesses)).map(({ problem }) => problem.code);
  expect(codes.filter((code) => code === 'accounts.wrong_password').length).toBe(4);
  expect(codes.filter((code) => code === 'accounts.locked').length).toBe(26);
});

test('staff cannot enter by code alone, and only who has the code learns that they are staff', async () => {
  const { phone } = await officer(t);
  await guest().call(contract.sendCode, { phone });
  const code = await codeFor(t, phone);
  const other = code === '000000' ? '000001' : '000000';
  const wrong = await guest().call(contract.signInByCode, { phone, code: other });
  expectProblem(wrong, 422, 'accounts.wrong_code');
  const browser = guest();
  const right = await browser.call(contract.signInByCode, { phone, code });
  expectProblem(right, 409, 'accounts.password_needed');
  expect(browser.cookies.size).toBe(0);
});

test('changing it ends the other sessions and wants the current one', async () => {
  const { id, phone } = await officer(t);
  const [one, two] = [guest(), guest()];
  await enter(one, phone);
  await enter(two, phone);
  const change = (current: string, next: string) => one.call(contract.changePassword, { current, next });
  for (const weak of WEAK) {
    expectProblem(await change(PASSWORD, weak), 400, 'accounts.weak_password', 'next');
  }
  expectProblem(await change('wrong horse', 'a new staple'), 401, 'accounts.wrong_password');
  const former = visitor(t, one);
  expect((await change(PASSWORD, 'a new staple')).body).toEqual({ done: true });
  expect(await accountOf(one)).toMatchObject({ id });
  for (const ended of [two, former]) expect(await accountOf(ended)).toBeNull();
  expect((await enter(guest(), phone)).status).toBe(401);
  expect((await enter(guest(), phone, 'a new staple')).status).toBe(200);
  expect(await actionsOn(t, id)).toEqual(expect.arrayContaining(['password_refused', 'password_changed']));
});

test('guessing it through the settings counts with the sign-ins', async () => {
  const { phone } = await officer(t);
  const browser = guest();
  await enter(browser, phone);
  const start = (password: string) => browser.call(contract.startTotp, { password });
  const change = () =>
    browser.call(contract.changePassword, { current: 'wrong horse', next: 'a new staple' });
  for (let i = 0; i < 2; i++) expectProblem(await start('wrong horse'), 401, 'accounts.wrong_password');
  for (let i = 0; i < 2; i++) await change();
  expectProblem(await enter(guest(), phone, 'wrong horse'), 429, 'accounts.locked');
  expectProblem(await start(PASSWORD), 429, 'accounts.locked');
  expectProblem(await change(), 429, 'accounts.locked');
});

test('one set from outside ends the sessions; a weak one is refused', async () => {
  const { phone } = await officer(t);
  const browser = guest();
  await enter(browser, phone);
  const set = (password: string) => t.app.accounts.ensure({ phone, name: '王芳', password });
  for (const weak of WEAK) await expect(set(weak)).rejects.toMatchObject({ code: 'accounts.weak_password' });
  expect(await accountOf(browser)).not.toBeNull();
  await set('a new staple');
  expect(await accountOf(browser)).toBeNull();
});
