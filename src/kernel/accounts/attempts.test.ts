import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTx, makeCtx, type Ctx } from '../ctx.ts';
import { EVERYTHING } from '../net.ts';
import { setPolicy, type PolicyDefinition, policies } from '../policy.ts';
import { nextPhone, testApp, type TestApp } from '../testing.ts';
import { codeFor } from './visitor.ts';

/** Small enough to be reached: two phones' worth of wrong codes, three codes an hour. */
const RULES = {
  'accounts.guesses_of_address': { wrong: 4, minutes: 60 },
  'accounts.codes_of_address': { perHour: 5, samePhonePerDay: 3 },
};

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
  await inTx(t.ctx(), async (tx) => {
    for (const [key, value] of Object.entries(RULES)) {
      const policy = policies.get(key) as PolicyDefinition<unknown>;
      // In a year that no other test goes to.
      await setPolicy(tx, policy, { value, from: '2031-05-01', source: 'test' });
    }
  });
  t.setNow(new Date('2031-05-05T02:00:00Z'));
});
afterAll(() => t.setNow(null));

const pass = (minutes: number): void => t.setNow(new Date(t.app.now().getTime() + minutes * 60_000));

let addresses = 0;
const anAddress = (): string => `2001:db8:${(addresses += 1).toString(16)}:1::7`;

/** Somebody at an address. */
const at = (ip: string | null): Ctx =>
  makeCtx({
    app: t.app,
    db: t.app.db,
    net: EVERYTHING,
    actor: { kind: 'guest' },
    locale: 'zh',
    requestId: 'test',
    ip,
  });

async function send(ip: string | null, phone: string, askedBy?: 'holder' | 'other'): Promise<string> {
  return t.app.accounts.sendCode(at(ip), phone, 'test', askedBy).then(
    () => 'sent',
    (error: { code: string }) => error.code,
  );
}

async function guess(ip: string | null, phone: string, code: string): Promise<string> {
  return t.app.accounts.checkCode(at(ip), phone, 'test', code).then(
    () => 'right',
    (error: { code: string }) => error.code,
  );
}

const WRONG = 'accounts.wrong_code';
const TIRED = 'kernel.rate_limited';

describe('wrong codes of one address', () => {
  test('count over all phones, and stop a right one too, until the time is over', async () => {
    const ip = anAddress();
    for (let i = 0; i < 4; i++) expect(await guess(ip, nextPhone(), '123456')).toBe(WRONG);
    const phone = nextPhone();
    await send(null, phone);
    const code = await codeFor(t, phone);
    expect(await guess(ip, phone, code)).toBe(TIRED);
    // Its neighbour in the same /64 is the same address; the next network is not, and neither is its own phone elsewhere.
    expect(await guess(ip.replace('::7', '::8'), phone, code)).toBe(TIRED);
    expect(await guess(anAddress(), phone, code)).toBe('right');
    pass(59);
    expect(await guess(ip, nextPhone(), '123456')).toBe(TIRED);
    pass(1);
    expect(await guess(ip, nextPhone(), '123456')).toBe(WRONG);
  });

  test('are not counted when they were right', async () => {
    const ip = anAddress();
    for (let i = 0; i < 10; i++) {
      const phone = nextPhone();
      await send(null, phone);
      expect(await guess(ip, phone, await codeFor(t, phone))).toBe('right');
    }
  });

  test('sent all at once get no further', async () => {
    const ip = anAddress();
    const all = await Promise.all(Array.from({ length: 12 }, () => guess(ip, nextPhone(), '123456')));
    expect(all.filter((code) => code === WRONG)).toHaveLength(4);
    expect(all.filter((code) => code === TIRED)).toHaveLength(8);
  });

  test('do not exist where no address is behind it', async () => {
    for (let i = 0; i < 8; i++) expect(await guess(null, nextPhone(), '123456')).toBe(WRONG);
  });
});

describe('codes that one address asks for', () => {
  test('are few for the same phone, whose owner gets theirs from elsewhere', async () => {
    const [ip, phone] = [anAddress(), nextPhone()];
    const sent: string[] = [];
    for (let i = 0; i < 5; i++, pass(1)) sent.push(await send(ip, phone));
    expect(sent).toEqual(['sent', 'sent', 'sent', TIRED, TIRED]);
    expect(await send(anAddress(), phone)).toBe('sent');
    pass(24 * 60);
    expect(await send(ip, phone)).toBe('sent');
  });

  test('are so many in an hour for all phones; what was asked for too soon takes none', async () => {
    const [ip, phone] = [anAddress(), nextPhone()];
    expect(await send(ip, phone)).toBe('sent');
    for (let i = 0; i < 6; i++) expect(await send(ip, phone)).toBe('accounts.code_too_soon');
    for (let i = 0; i < 4; i++) expect(await send(ip, nextPhone())).toBe('sent');
    expect(await send(ip, nextPhone())).toBe(TIRED);
    pass(60);
    expect(await send(ip, nextPhone())).toBe('sent');
  });
});

test('whoever only knows an ID takes none of its owner’s ten codes', async () => {
  pass(24 * 60);
  const phone = nextPhone();
  const asked: string[] = [];
  for (let i = 0; i < 5; i++, pass(1)) asked.push(await send(null, phone, 'other'));
  expect(asked).toEqual(['sent', 'sent', 'sent', 'accounts.code_too_soon', 'accounts.code_too_soon']);
  const own: string[] = [];
  for (let i = 0; i < 11; i++, pass(1)) own.push(await send(null, phone));
  expect(own).toEqual([...Array<string>(10).fill('sent'), 'accounts.code_too_soon']);
});

test('no address is kept, and what was counted is gone after a day', async () => {
  const ip = '203.0.113.99';
  await guess(ip, nextPhone(), '123456');
  const lines = async (): Promise<string[]> =>
    (await sql<{ line: string }>`select a::text as line from auth.attempt a`.execute(t.app.db)).rows.map(
      ({ line }) => line,
    );
  expect((await lines()).length).toBeGreaterThan(0);
  expect((await lines()).filter((line) => line.includes('203.0'))).toEqual([]);
  pass(25 * 60);
  await t.app.jobs.send(t.app.db, 'accounts.forget_attempts', {});
  await t.drain('accounts.forget_attempts');
  expect(await lines()).toEqual([]);
});
