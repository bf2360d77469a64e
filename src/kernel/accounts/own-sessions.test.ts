import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { inTx } from '../ctx.ts';
import { expectProblem, nextPhone, testApp, type TestApp } from '../testing.ts';
import * as contract from './contract.ts';
import { accountJobs } from './jobs.ts';
import {
  accountOf,
  actionsOn,
  codeFor,
  enter,
  officer,
  ROOT,
  skip,
  visitor,
  type Visitor,
} from './visitor.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});

const PHONE = 'Mozilla/5.0 (Linux; Android 14) Chrome/126 Mobile Safari MicroMessenger/8.0';
const DESK = 'Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari Edg/126';

/** A browser that says what it is. */
async function signedIn(phone: string, userAgent: string): Promise<Visitor> {
  const browser = visitor(t);
  await browser.call(contract.sendCode, { phone });
  const code = await codeFor(t, phone);
  const answer = await browser.call(contract.signInByCode, { phone, code }, { 'user-agent': userAgent });
  expect(answer.status).toBe(200);
  skip(t, 61_000);
  return browser;
}

const listed = async (who: Visitor) => (await who.call(contract.listSessions, {})).body;
const end = (who: Visitor, id: string) => who.call(contract.endSession, { id });

describe('one’s own sessions', () => {
  test('are listed with the kind of device, this one first; no address and no browser string is kept', async () => {
    const phone = nextPhone();
    const desk = await signedIn(phone, DESK);
    const mobile = await signedIn(phone, PHONE);
    const { sessions, tokens } = await listed(mobile);
    expect(sessions).toMatchObject([
      { device: { kind: 'phone', app: 'wechat', system: 'android' }, current: true },
      { device: { kind: 'computer', app: 'edge', system: 'windows' }, current: false },
    ]);
    expect(tokens).toEqual([]);
    expect((await listed(desk)).sessions.map(({ current }) => current)).toEqual([true, false]);
    const { rows } = await sql<{ ip: string; ua: string }>`
      select "ipAddress" as ip, "userAgent" as ua from auth.session where id = ${sessions[0]!.id}`.execute(
      t.app.db,
    );
    expect(rows).toEqual([{ ip: '', ua: 'phone/wechat/android' }]);
  });

  test('end one at a time, at once, and that page says so; another’s cannot be ended', async () => {
    const phone = nextPhone();
    const [desk, mobile, stranger] = [
      await signedIn(phone, DESK),
      await signedIn(phone, PHONE),
      await signedIn(nextPhone(), PHONE),
    ];
    const [own, other] = (await listed(mobile)).sessions;
    expectProblem(await end(stranger, other!.id), 404, 'accounts.session_not_found');
    expect(await accountOf(desk)).not.toBeNull();
    expect((await end(mobile, other!.id)).body).toEqual({ done: true });
    expect((await desk.call(contract.getSession, {})).body).toEqual({ account: null, ended: 'by_owner' });
    expectProblem(await desk.call(contract.listSessions, {}), 401, 'kernel.session_ended');
    expectProblem(await end(mobile, other!.id), 404, 'accounts.session_not_found');
    expect((await listed(mobile)).sessions).toMatchObject([{ id: own!.id }]);
    expect(await actionsOn(t, (await accountOf(mobile))!.id)).toContain('session_ended');
  });

  test('end all but this one', async () => {
    const phone = nextPhone();
    const others = [await signedIn(phone, DESK), await signedIn(phone, DESK)];
    const mobile = await signedIn(phone, PHONE);
    expect((await mobile.call(contract.endOtherSessions, {})).body).toEqual({ ended: 2 });
    for (const who of others) expect(await accountOf(who)).toBeNull();
    expect((await listed(mobile)).sessions).toHaveLength(1);
    expect((await mobile.call(contract.endOtherSessions, {})).body).toEqual({ ended: 0 });
    expectProblem(await visitor(t).call(contract.endOtherSessions, {}), 401, 'kernel.unauthenticated');
  });

  test('an officer’s that lay idle is not shown as open', async () => {
    const { phone } = await officer(t);
    const [idle, busy] = [visitor(t), visitor(t)];
    for (const who of [idle, busy]) await enter(who, phone);
    const { sessions } = await listed(busy);
    expect(sessions).toHaveLength(2);
    const age = async (minutes: number): Promise<void> => {
      await sql`update auth.session set "updatedAt" = now() - make_interval(mins => ${minutes})
        where id = ${sessions[1]!.id}`.execute(t.app.db);
    };
    await age(29);
    expect((await listed(busy)).sessions).toHaveLength(2);
    await age(31);
    expect((await listed(busy)).sessions).toHaveLength(1);
  });

  test('ended ones are remembered until the night, for their pages only', async () => {
    const phone = nextPhone();
    const [gone, here] = [await signedIn(phone, DESK), await signedIn(phone, PHONE)];
    await here.call(contract.endOtherSessions, {});
    await inTx(t.ctx(), (tx) => accountJobs[0]!.run({ ...tx, now: new Date(Date.now() + 60_000) }, {}));
    expect((await gone.call(contract.getSession, {})).body).toEqual({ account: null });
    expect(await accountOf(here)).not.toBeNull();
  });
});

test('an access token is listed, revoked once, and dead at once', async () => {
  const { phone, id } = await officer(t);
  const browser = visitor(t);
  await enter(browser, phone);
  const authorization = `Bearer ${await t.app.accounts.createToken(t.ctx(), id, '月报', 30)}`;
  const program = visitor(t);
  const asks = () => program.call(contract.listSessions, {}, { authorization });
  expect((await asks()).body.sessions.map(({ current }) => current)).toEqual([false]);
  const token = (await listed(browser)).tokens.find(({ name }) => name === '月报')!;
  expect(token.lastUsedAt).not.toBeNull();
  const revoke = (who: Visitor, tokenId: string) => who.call(contract.revokeToken, { id: tokenId });
  const stranger = await signedIn(nextPhone(), PHONE);
  expectProblem(await revoke(stranger, token.id), 404, 'accounts.token_not_found');
  expectProblem(await revoke(browser, randomUUID()), 404, 'accounts.token_not_found');
  expect((await revoke(browser, token.id)).body).toEqual({ done: true });
  expectProblem(await asks(), 401, 'kernel.unauthenticated');
  expectProblem(await revoke(browser, token.id), 404, 'accounts.token_not_found');
  expect((await listed(browser)).tokens.map(({ name }) => name)).not.toContain('月报');
});

describe('a change of roles', () => {
  test('ends the sessions, says so, and a token goes on with the new rights', async () => {
    const { phone, id } = await officer(t);
    const browser = visitor(t);
    await enter(browser, phone);
    const token = await t.app.accounts.createToken(t.ctx(), id, 'x', 1);
    await t.grant(id, ROOT, 'viewer');
    expect((await browser.call(contract.getSession, {})).body).toEqual({
      account: null,
      ended: 'role_changed',
    });
    expectProblem(await browser.call(contract.listSessions, {}), 401, 'kernel.role_changed');
    const { account } = (await visitor(t).call(contract.getSession, {}, { authorization: `Bearer ${token}` }))
      .body;
    expect(account?.grants).toHaveLength(2);
    await enter(browser, phone);
    expect((await accountOf(browser))?.grants).toHaveLength(2);
    // A role that is held already changes nothing.
    await t.grant(id, ROOT, 'viewer');
    expect(await accountOf(browser)).not.toBeNull();
  });

  test('that is rolled back ends nothing; one that commits is told to every process', async () => {
    const { phone, id } = await officer(t);
    const browser = visitor(t);
    await enter(browser, phone);
    const elsewhere = new pg.Client(t.connection);
    await elsewhere.connect();
    const heard: string[] = [];
    elsewhere.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await elsewhere.query('listen zhijia_actor');
    const failing = inTx(t.ctx(), async (tx) => {
      await t.app.accounts.endSessions(tx, id, 'role_changed');
      throw new Error('no after all');
    });
    await expect(failing).rejects.toThrow('no after all');
    await elsewhere.query('select 1');
    expect(heard).not.toContain(id);
    expect(await accountOf(browser)).not.toBeNull();
    expect(await inTx(t.ctx(), (tx) => t.app.accounts.endSessions(tx, id, 'role_changed'))).toBe(1);
    await expect.poll(() => heard).toContain(id);
    expect(await accountOf(browser)).toBeNull();
    await elsewhere.end();
  });
});
