import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig, type OidcConfig } from '../../config.ts';
import { inTx } from '../../ctx.ts';
import { policies, setPolicy, type PolicyDefinition } from '../../policy.ts';
import { expectProblem, testApp, type TestApp } from '../../testing.ts';
import { confirmTotp, listSessions, signInByTotp, startTotp } from '../contract.ts';
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
} from '../visitor.ts';
import * as contract from './contract.ts';
import { CLIENT, openStandIn, type Back, type Forgery, type StandIn } from './stand-in.ts';

let provider: StandIn;
let t: TestApp;
beforeAll(async () => {
  provider = await openStandIn('http://zhijia.test/staff/oidc');
  t = await testApp();
});
afterAll(async () => {
  set(undefined);
  await provider.stop();
});

/** The setting of the deployment; a new one is a process that has not asked the provider yet. */
function set(oidc: OidcConfig | undefined): void {
  Object.assign(t.app.config, { oidc });
}

const setting = (): OidcConfig => ({
  issuer: provider.issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  name: '市总统一认证',
});

beforeEach(() => {
  set(setting());
  provider.forge = null;
});

let people = 0;
const aPerson = () => ({ sub: `person-${(people += 1)}` });

const finish = (who: Visitor, back: Back) => who.call(contract.signInByOidc, back);

/** To the provider and back; the person there is `provider.person`. */
async function go(who: Visitor): Promise<Back> {
  const started = await who.call(contract.startOidc, {});
  expect(started.status).toBe(200);
  return provider.visit(started.body.url);
}

async function link(who: Visitor, password = PASSWORD) {
  const started = await who.call(contract.startOidcLink, { password });
  if (started.status !== 200) return started;
  return who.call(contract.linkOidc, await provider.visit(started.body.url));
}

/** An officer who has linked the person at the provider. */
async function linked(person: NonNullable<StandIn['person']> = aPerson()) {
  const { id, phone } = await officer(t);
  const browser = visitor(t);
  await enter(browser, phone);
  provider.person = person;
  expect((await link(browser)).body).toEqual({ done: true });
  return { id, phone, browser, person };
}

async function withTotp(browser: Visitor): Promise<string> {
  const { secret } = (await browser.call(startTotp, { password: PASSWORD })).body;
  expect((await browser.call(confirmTotp, { code: totpOf(secret) })).status).toBe(200);
  return secret;
}

test('is offered by its name where it is set up, and nowhere else', async () => {
  expect((await visitor(t).call(contract.aboutOidc, {})).body).toEqual({ name: '市总统一认证' });
  set(undefined);
  const guest = visitor(t);
  expect((await guest.call(contract.aboutOidc, {})).body).toEqual({ name: null });
  expectProblem(await guest.call(contract.startOidc, {}), 404, 'accounts.oidc_off');
  expectProblem(await finish(guest, { state: 'in.x', code: 'x' }), 404, 'accounts.oidc_off');
  const { phone } = await officer(t);
  await enter(guest, phone);
  expect((await guest.call(contract.getOidcLink, {})).body).toEqual({ name: null, linkedAt: null });
  const started = await guest.call(contract.startOidcLink, { password: PASSWORD });
  expectProblem(started, 404, 'accounts.oidc_off');
  expectProblem(await guest.call(contract.linkOidc, { state: 'link.x' }), 404, 'accounts.oidc_off');
});

test.each([
  [{ ZHIJIA_OIDC_ISSUER: 'https://id.example.org' }, 'ZHIJIA_OIDC_CLIENT_ID'],
  [{ ZHIJIA_OIDC_ISSUER: 'http://id.example.org', ZHIJIA_OIDC_CLIENT_ID: 'x' }, 'ZHIJIA_OIDC_ISSUER'],
  [{ ZHIJIA_OIDC_ISSUER: 'http://127.0.0.1.example.org', ZHIJIA_OIDC_CLIENT_ID: 'x' }, 'ZHIJIA_OIDC_ISSUER'],
  [{ ZHIJIA_OIDC_ISSUER: 'id', ZHIJIA_OIDC_CLIENT_ID: 'x' }, 'ZHIJIA_OIDC_ISSUER'],
])('%o is refused at the start', (settings, name) => {
  expect(() => readConfig(settings)).toThrow(name);
});

describe('signing in', () => {
  test('leaves with state, nonce and PKCE, and opens the account that was linked', async () => {
    const { id, person } = await linked();
    const browser = visitor(t);
    const { url } = (await browser.call(contract.startOidc, {})).body;
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      scope: 'openid',
      response_type: 'code',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^in\.[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: 'http://zhijia.test/staff/oidc',
    });
    expect(browser.lines).toEqual([
      expect.stringMatching(/^zhijia\.oidc=.*; Max-Age=600; Path=\/api; HttpOnly; SameSite=Lax$/),
    ]);
    const sealed = Buffer.from(browser.cookies.get('zhijia.oidc')!, 'base64url').toString('latin1');
    expect(sealed).not.toContain('nonce');
    provider.person = person;
    expect((await finish(browser, await provider.visit(url))).body).toEqual({ next: 'done' });
    expect(await accountOf(browser)).toMatchObject({ id, grants: [{ orgId: ROOT }] });
    expect([...browser.cookies.keys()]).toEqual(['zhijia.session_token']);
    expect((await browser.call(listSessions, {})).body.sessions).toHaveLength(2);
    expect(await actionsOn(t, id)).toEqual(expect.arrayContaining(['oidc_linked', 'signed_in']));
  });

  test('of somebody who was never linked opens and makes nothing', async () => {
    const users = async () =>
      (await sql<{ n: number }>`select count(*) as n from auth."user"`.execute(t.app.db)).rows[0]!.n;
    const before = await users();
    const browser = visitor(t);
    provider.person = aPerson();
    expectProblem(await finish(browser, await go(browser)), 403, 'accounts.oidc_not_linked');
    expect([await accountOf(browser), await users()]).toEqual([null, before]);
  });

  test('that was cancelled, or came back without its cookie, says so', async () => {
    const browser = visitor(t);
    provider.person = null;
    const back = await go(browser);
    expect(back).toMatchObject({ error: 'access_denied' });
    expectProblem(await finish(browser, back), 422, 'accounts.oidc_cancelled');
    provider.person = aPerson();
    const other = await go(browser);
    expectProblem(await finish(visitor(t), other), 422, 'accounts.oidc_expired');
    browser.cookies.set('zhijia.oidc', 'AAAA');
    expectProblem(await finish(browser, other), 422, 'accounts.oidc_expired');
  });

  test('that took longer than ten minutes has expired', async () => {
    const { person } = await linked();
    const browser = visitor(t);
    provider.person = person;
    const back = await go(browser);
    t.setNow(new Date(Date.now() + 11 * 60_000));
    const late = await finish(browser, back);
    t.setNow(null);
    expectProblem(late, 422, 'accounts.oidc_expired');
    expect((await finish(browser, back)).body).toEqual({ next: 'done' });
  });

  test('works once: another state, a second use, another browser’s code open nothing', async () => {
    const { person } = await linked();
    provider.person = person;
    const [browser, thief] = [visitor(t), visitor(t)];
    const back = await go(browser);
    const stolen = visitor(t, browser);
    await go(thief);
    expectProblem(await finish(thief, back), 422, 'accounts.oidc_expired');
    const mixed = await go(thief);
    // The code of one under the state of another: the verifier does not fit.
    expectProblem(await finish(thief, { ...back, state: mixed.state }), 422, 'accounts.oidc_expired');
    const fresh = await go(browser);
    expect((await finish(browser, fresh)).status).toBe(200);
    const replay = visitor(t, browser);
    expectProblem(await finish(replay, fresh), 422, 'accounts.oidc_expired');
    expectProblem(await finish(stolen, fresh), 422, 'accounts.oidc_expired');
  });

  test('a used code is refused by the provider, though the browser kept its cookie', async () => {
    const { person } = await linked();
    provider.person = person;
    const browser = visitor(t);
    const back = await go(browser);
    const copy = visitor(t, browser);
    expect((await finish(browser, back)).status).toBe(200);
    expectProblem(await finish(copy, back), 422, 'accounts.oidc_expired');
    expect(await accountOf(copy)).toBeNull();
  });

  const NOW = Math.floor(Date.now() / 1000);
  test.each<{ what: string; forge: (claims: Readonly<Record<string, unknown>>) => Forgery }>([
    { what: 'for another client', forge: (claims) => ({ claims: { ...claims, aud: 'another' } }) },
    {
      what: 'of another issuer',
      forge: (claims) => ({ claims: { ...claims, iss: 'https://id.example.org' } }),
    },
    { what: 'with another nonce', forge: (claims) => ({ claims: { ...claims, nonce: 'x'.repeat(43) } }) },
    { what: 'without a nonce', forge: ({ nonce: _nonce, ...claims }) => ({ claims }) },
    {
      what: 'that is over',
      forge: (claims) => ({ claims: { ...claims, iat: NOW - 7200, exp: NOW - 3600 } }),
    },
    { what: 'signed by somebody else', forge: (claims) => ({ claims, foreignKey: true }) },
    { what: 'without a subject', forge: ({ sub: _sub, ...claims }) => ({ claims }) },
  ])('an ID token $what opens nothing', async ({ forge }) => {
    const { person } = await linked();
    provider.person = person;
    provider.forge = forge;
    const browser = visitor(t);
    expectProblem(await finish(browser, await go(browser)), 422, 'accounts.oidc_failed');
    expect(await accountOf(browser)).toBeNull();
    // The same way with the claims as they were does open: it was the forgery that was refused.
    provider.forge = (claims) => ({ claims });
    expect((await finish(browser, await go(browser))).status).toBe(200);
  });

  test('with another issuer in the address is refused', async () => {
    const { person } = await linked();
    provider.person = person;
    const browser = visitor(t);
    const back = await go(browser);
    const elsewhere = await finish(browser, { ...back, iss: 'https://id.example.org' });
    expectProblem(elsewhere, 422, 'accounts.oidc_failed');
  });
});

describe('our second factor', () => {
  test('is asked for as after a password, and the same check ends it', async () => {
    const { id, browser: first, person } = await linked();
    const secret = await withTotp(first);
    const browser = visitor(t);
    provider.person = { ...person, amr: ['mfa'] };
    expect((await finish(browser, await go(browser))).body).toEqual({ next: 'totp' });
    expect(await accountOf(browser)).toBeNull();
    expectProblem(await browser.call(signInByTotp, { code: '000000' }), 401, 'accounts.wrong_totp');
    const { account } = (await browser.call(signInByTotp, { code: totpOf(secret, 1) })).body;
    expect(account).toMatchObject({ id, totp: true });
    expect(await actionsOn(t, id)).toContain('oidc_passed');
  });

  test('is spared where the policy says so and the provider asked for two', async () => {
    const { id, browser: first, person } = await linked();
    await withTotp(first);
    const policy = policies.get('accounts.oidc_is_second_factor') as PolicyDefinition<unknown>;
    const trust = (value: boolean, from: string) =>
      inTx(t.ctx(), (tx) => setPolicy(tx, policy, { value, from, source: 'test' }));
    await trust(true, '2020-01-01');
    const asked: string[] = [];
    for (const amr of [undefined, ['pwd'], ['pwd', 'otp'], ['hwk'], ['mfa']]) {
      provider.person = { ...person, ...(amr ? { amr } : {}) };
      const browser = visitor(t);
      asked.push((await finish(browser, await go(browser))).body.next);
      expect((await accountOf(browser))?.id).toBe(asked.at(-1) === 'done' ? id : undefined);
    }
    await trust(false, '2020-01-02');
    expect(asked).toEqual(['totp', 'totp', 'done', 'done', 'done']);
  });

  test('is to be set up first where it is a rule', async () => {
    const { person } = await linked();
    const policy = policies.get('accounts.totp_required') as PolicyDefinition<unknown>;
    await inTx(t.ctx(), (tx) => setPolicy(tx, policy, { value: true, from: '2020-02-01', source: 'test' }));
    const browser = visitor(t);
    provider.person = person;
    expect((await finish(browser, await go(browser))).body).toEqual({ next: 'enrol' });
    expect(await accountOf(browser)).toMatchObject({ grants: [], totp: false });
    await inTx(t.ctx(), (tx) => setPolicy(tx, policy, { value: false, from: '2020-02-02', source: 'test' }));
  });
});

describe('a link', () => {
  test('wants the password, from a session and not from a token', async () => {
    const { id, phone } = await officer(t);
    const browser = visitor(t);
    await enter(browser, phone);
    provider.person = aPerson();
    expectProblem(await link(browser, 'wrong horse'), 401, 'accounts.wrong_password');
    const authorization = `Bearer ${await t.app.accounts.createToken(t.ctx(), id, 'x', 1)}`;
    const program = visitor(t);
    const byToken = await program.call(contract.startOidcLink, { password: PASSWORD }, { authorization });
    expectProblem(byToken, 401, 'kernel.unauthenticated');
    for (let i = 0; i < 3; i++) await link(browser, 'wrong horse');
    expectProblem(await link(browser, 'wrong horse'), 429, 'accounts.locked');
  });

  test('is of one account: another cannot take it, nor finish what somebody else began', async () => {
    const { person } = await linked();
    const { phone } = await officer(t);
    const browser = visitor(t);
    await enter(browser, phone);
    provider.person = person;
    expectProblem(await link(browser), 409, 'accounts.oidc_taken');
    // Neither does a link pass for a sign-in, nor a sign-in for a link.
    const back = await go(browser);
    expectProblem(await browser.call(contract.linkOidc, back), 422, 'accounts.oidc_expired');
    const { url } = (await browser.call(contract.startOidcLink, { password: PASSWORD })).body;
    expect(new URL(url).searchParams.get('prompt')).toBe('login');
    const begun = await provider.visit(url);
    expectProblem(await finish(browser, begun), 422, 'accounts.oidc_expired');
    const other = await officer(t);
    await enter(browser, other.phone);
    expectProblem(await browser.call(contract.linkOidc, begun), 422, 'accounts.oidc_expired');
    provider.person = null;
    expectProblem(await link(browser), 422, 'accounts.oidc_cancelled');
    provider.person = aPerson();
    provider.forge = (claims) => ({ claims: { ...claims, aud: 'another' } });
    expectProblem(await link(browser), 422, 'accounts.oidc_failed');
    expect((await browser.call(contract.getOidcLink, {})).body.linkedAt).toBeNull();
  });

  test('replaces the one before, is shown, and goes with the sessions it may have opened', async () => {
    const { id, browser, person } = await linked();
    const next = aPerson();
    provider.person = next;
    expect((await link(browser)).status).toBe(200);
    const { name, linkedAt } = (await browser.call(contract.getOidcLink, {})).body;
    expect([name, Date.parse(linkedAt!) > Date.now() - 60_000]).toEqual(['市总统一认证', true]);
    const other = visitor(t);
    provider.person = person;
    expectProblem(await finish(other, await go(other)), 403, 'accounts.oidc_not_linked');
    provider.person = next;
    expect((await finish(other, await go(other))).status).toBe(200);
    expect((await browser.call(contract.unlinkOidc, {})).body).toEqual({ done: true });
    expect([await accountOf(other), (await accountOf(browser))?.id]).toEqual([null, id]);
    expectProblem(await finish(other, await go(other)), 403, 'accounts.oidc_not_linked');
    expectProblem(await browser.call(contract.unlinkOidc, {}), 404, 'accounts.oidc_none');
    expect(await actionsOn(t, id)).toContain('oidc_unlinked');
  });
});

test('a provider that is away is told as such, wherever it goes missing', async () => {
  const { phone, browser: staff } = await linked();
  const [guest, late] = [visitor(t), visitor(t)];
  const back = await go(guest);
  provider.person = aPerson();
  const { url } = (await staff.call(contract.startOidcLink, { password: PASSWORD })).body;
  const linking = await provider.visit(url);
  await provider.stop();
  expectProblem(await finish(guest, back), 503, 'accounts.oidc_away');
  expectProblem(await staff.call(contract.linkOidc, linking), 503, 'accounts.oidc_away');
  // What it published is known for an hour; a process that starts now does not know it.
  set(setting());
  expectProblem(await visitor(t).call(contract.startOidc, {}), 503, 'accounts.oidc_away');
  const started = await staff.call(contract.startOidcLink, { password: PASSWORD });
  expectProblem(started, 503, 'accounts.oidc_away');
  // The password still opens the door.
  expect((await enter(late, phone)).body).toEqual({ next: 'done' });
});
