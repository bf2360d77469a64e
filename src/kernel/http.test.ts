import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startActors, type Actors } from './auth.ts';
import { endpoint } from './contract.ts';
import type { App } from './ctx.ts';
import { defineErrors } from './errors.ts';
import { buildServer } from './http.ts';
import { defineModule, route } from './module.ts';
import { defineTemplates } from './notify.ts';
import { nextPhone, testApp, type TestApp } from './testing.ts';

const probeError = defineErrors('probe', {
  no: {
    status: 409,
    message: { zh: '不行。', en: 'No.' },
    hint: { zh: '换一个。', en: 'Another.' },
  },
});
defineTemplates('probe', { note: { kind: 'code', text: { zh: '记 {n}', en: 'note {n}' } } });

/** What the next calls of `write` come to, before they write. */
const failures: unknown[] = [];
let calls = 0;
const fields = { text: z.string().trim().max(100_000).optional(), list: z.array(z.string()).optional() };
const common = { summary: 'For tests', access: 'public', output: z.any() } as const;

const probe = defineModule({
  name: 'probe',
  routes: [
    route(
      endpoint({
        ...common,
        method: 'POST',
        path: '/api/probe/echo',
        input: z.object({ ...fields, n: z.number().optional() }),
      }),
      async (_ctx, input) => input,
    ),
    route(
      endpoint({
        ...common,
        method: 'GET',
        path: '/api/probe/echo/:text',
        input: z.object({ ...fields, n: z.coerce.number().optional() }),
      }),
      async (ctx, input) => ({ ...input, ip: ctx.ip, locale: ctx.locale }),
    ),
    route(
      endpoint({
        ...common,
        method: 'POST',
        path: '/api/probe/write',
        input: z.object({ phone: z.string() }),
        status: 201,
      }),
      async (ctx, { phone }) => {
        calls += 1;
        await ctx.notify({ channel: 'sms', to: phone, template: 'probe.note', params: { n: calls } });
        if (failures.length > 0) throw failures.shift();
        return { call: calls };
      },
    ),
    route(
      endpoint({ ...common, method: 'POST', path: '/api/probe/limited', input: z.object({}), limit: 3 }),
      async () => ({ ok: true }),
    ),
    route(
      endpoint({
        ...common,
        method: 'GET',
        path: '/api/probe/file',
        input: z.object({ breaks: z.string().optional() }),
        produces: 'text/plain',
      }),
      async (_ctx, { breaks }) => ({ bytes: Readable.from(pieces(breaks !== undefined)), name: '名单.txt' }),
    ),
  ],
});

/** A file as it comes into being, which may fail once a part of it has gone out. */
async function* pieces(breaks: boolean) {
  yield 'one\n'.repeat(20_000);
  await turn();
  if (breaks) throw new Error('the database went away');
  yield 'two\n';
}

let t: TestApp;
let actors: Actors;
type Server = Awaited<ReturnType<typeof buildServer>>;
const opened: Server[] = [];
let server: Server;

async function open(given: Partial<App['config']> = {}) {
  const app = { ...t.app, config: { ...t.app.config, logLevel: 'silent' as const, ...given } };
  const made = await buildServer({ app, actors, modules: [probe], surfaces: [] });
  opened.push(made);
  return made;
}

beforeAll(async () => {
  t = await testApp();
  const { cookieName, cookieSecret } = t.app.accounts;
  actors = await startActors({
    pool: t.pool,
    connection: t.connection,
    crypto: t.app.crypto,
    cookieName,
    cookieSecret,
    staffIdleMinutes: 30,
    grantsOf: async () => [],
    totpRequired: async () => false,
  });
  server = await open();
});
afterAll(async () => {
  for (const made of opened) await made.close();
  await actors.close();
});

let visitors = 0;

async function send(
  line: string,
  body?: unknown,
  headers: Record<string, string> = {},
  { on = server, from = `10.9.${(visitors += 1) >> 8}.${visitors & 255}` } = {},
) {
  const [method, url] = line.split(' ') as ['GET' | 'POST', string];
  const raw = typeof body === 'string' || Buffer.isBuffer(body) ? body : undefined;
  const json = body !== undefined && raw === undefined;
  const answer = await on.inject({
    method,
    url,
    remoteAddress: from,
    headers: { 'x-locale': 'en', ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body === undefined ? {} : { payload: raw ?? JSON.stringify(body) }),
  });
  const isJson = String(answer.headers['content-type']).startsWith('application/json');
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.payload,
    body: isJson ? answer.json() : undefined,
  };
}

const problem = (status: number, code: string, field?: string) => ({
  status,
  body: { code, message: expect.any(String), hint: expect.any(String), ...(field ? { field } : {}) },
});

describe('idempotency', () => {
  const write = (phone: string, key: string, headers = {}) =>
    send('POST /api/probe/write', { phone }, { 'idempotency-key': key, ...headers });

  test('the same key gets the first answer and does nothing twice', async () => {
    const phone = nextPhone();
    const first = await write(phone, `one-key-of-${phone}`);
    const again = await write(phone, `one-key-of-${phone}`);
    expect(first.status).toBe(201);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect([first.headers['idempotent-replay'], again.headers['idempotent-replay']]).toEqual([
      undefined,
      'true',
    ]);
    expect(await t.messagesTo(phone)).toHaveLength(1);
    await write(phone, `two-key-of-${phone}`);
    expect(await t.messagesTo(phone)).toHaveLength(2);
  });

  test('asked at the same time, one works and all wait for its answer', async () => {
    const phone = nextPhone();
    const all = await Promise.all(Array.from({ length: 20 }, () => write(phone, `at-once-key-of-${phone}`)));
    expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await t.messagesTo(phone)).toHaveLength(1);
  });

  test('another request under the same key is refused', async () => {
    const phone = nextPhone();
    await write(phone, `same-key-of-${phone}`);
    expect(await write(nextPhone(), `same-key-of-${phone}`)).toMatchObject(
      problem(409, 'kernel.idempotency_mismatch'),
    );
    const elsewhere = await send(
      'POST /api/probe/echo',
      { text: phone },
      { 'idempotency-key': `same-key-of-${phone}` },
    );
    expect(elsewhere).toMatchObject(problem(409, 'kernel.idempotency_mismatch'));
  });

  test('a key is of its account: another’s is another', async () => {
    const phone = nextPhone();
    const key = `mine-key-of-${phone}`;
    const tokens = await Promise.all(
      [1, 2].map(async () => {
        const userId = await t.app.accounts.ensure({ phone: nextPhone(), name: '' });
        return t.app.accounts.createToken(t.ctx(), userId, 'test', 1);
      }),
    );
    for (const token of tokens) await write(phone, key, { authorization: `Bearer ${token}` });
    expect(await t.messagesTo(phone)).toHaveLength(2);
  });

  test('what failed leaves nothing, and its key may be used again', async () => {
    const phone = nextPhone();
    failures.push(probeError('no'));
    expect(await write(phone, `fail-key-of-${phone}`)).toMatchObject(problem(409, 'probe.no'));
    expect(await t.messagesTo(phone)).toEqual([]);
    expect((await write(phone, `fail-key-of-${phone}`)).status).toBe(201);
  });

  test('a guest’s is long, kept as a hash, and good from another address', async () => {
    const phone = nextPhone();
    const key = `first-key-of-${phone}`;
    const first = await write(phone, key);
    // Every call of `send` comes from an address of its own.
    expect((await write(phone, key)).headers['idempotent-replay']).toBe('true');
    const { rows } = await t.pool.query('select from kernel.idempotency where key = $1', [key]);
    expect([first.status, rows]).toEqual([201, []]);
    expect(await write(phone, key.slice(0, 19))).toMatchObject(
      problem(400, 'kernel.bad_request', 'Idempotency-Key'),
    );
    expect((await write(phone, key.slice(0, 20))).status).toBe(201);
  });

  test.each(['short', 'x'.repeat(101), 'with space', '中文钥匙'.repeat(3), 'tab\tin it'])(
    '%j is no key',
    async (key) => {
      expect(await write(nextPhone(), key)).toMatchObject(
        problem(400, 'kernel.bad_request', 'Idempotency-Key'),
      );
    },
  );

  test('the kept answer is sealed', async () => {
    const phone = nextPhone();
    await write(phone, `sealed-key-of-${phone}`);
    const { rows } = await t.pool.query('select answer from kernel.idempotency where key = $1', [
      t.app.crypto.hash('token', `idempotency:sealed-key-of-${phone}`).toString('base64'),
    ]);
    expect(rows[0].answer.toString('latin1')).not.toContain('call');
    expect(JSON.parse(t.app.crypto.open(rows[0].answer))).toEqual({ call: calls });
  });
});

describe('a transaction that met another', () => {
  const contended = (code: string) => Object.assign(new Error('contended'), { code });

  test.each(['40P01', '40001'])('by %s runs again, and only its last try is kept', async (code) => {
    const phone = nextPhone();
    failures.push(contended(code), contended(code));
    expect((await send('POST /api/probe/write', { phone })).status).toBe(201);
    expect(await t.messagesTo(phone)).toEqual([{ template: 'probe.note', params: { n: calls } }]);
  });

  test('three times is told that the service is busy', async () => {
    const phone = nextPhone();
    failures.push(contended('40P01'), contended('40P01'), contended('40P01'));
    expect(await send('POST /api/probe/write', { phone })).toMatchObject(problem(503, 'kernel.unavailable'));
    expect(await t.messagesTo(phone)).toEqual([]);
  });
});

describe('what goes wrong inside', () => {
  test('is told without a word of it, with a number to quote', async () => {
    failures.push(new Error('select secret from people.person'));
    const { status, body, headers, text } = await send('POST /api/probe/write', { phone: nextPhone() });
    expect([status, body.code]).toEqual([500, 'kernel.internal']);
    expect(text).not.toContain('secret');
    expect(body.hint).toContain(headers['x-request-id']);
  });

  test.each(['08006', '57P01', 'ECONNREFUSED', '53300'])('by %s is a service that is away', async (code) => {
    failures.push(Object.assign(new Error('gone'), { code }));
    const { status, body } = await send('POST /api/probe/write', { phone: nextPhone() });
    expect([status, body.code]).toEqual([503, 'kernel.unavailable']);
  });
});

describe('a file that is still being made', () => {
  test('goes out as it comes', async () => {
    const answer = await send('GET /api/probe/file');
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/plain' } });
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('名单.txt')}`,
    );
    expect(answer.text).toBe(`${'one\n'.repeat(20_000)}two\n`);
  });

  test('ends the connection when it fails: half a file is no file', async () => {
    const on = await open();
    const address = await on.listen({ host: '127.0.0.1', port: 0 });
    const answer = await fetch(`${address}/api/probe/file?breaks=1`);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
    expect((await fetch(`${address}/api/probe/echo/x`)).status).toBe(200);
  });
});

describe('input', () => {
  test('is the checked body and nothing of the query beside it', async () => {
    const { body } = await send('POST /api/probe/echo?n=abc&text=query&other=1', { list: ['a'], unknown: 1 });
    expect(body).toEqual({ list: ['a'] });
    const got = await send('GET /api/probe/echo/path?text=query&n=1&other=1');
    expect(got.body).toMatchObject({ text: 'path', n: 1 });
    expect(got.body).not.toHaveProperty('other');
  });

  test.each([
    ['NUL', { text: 'a\0b' }, 'text'],
    ['half a surrogate pair', { text: 'a\ud800' }, 'text'],
    ['NUL deep inside', { list: ['a', '\0'] }, 'list.1'],
    ['an escape sequence', { text: '\u001b[31m' }, 'text'],
  ])('with %s is refused before it reaches the database', async (_what, body, field) => {
    expect(await send('POST /api/probe/echo', body)).toMatchObject(problem(400, 'kernel.bad_request', field));
  });

  test('with any other character is taken', async () => {
    const text = '𠮷😀\t\n\u202e\ufffe"\\\'<>';
    expect((await send('POST /api/probe/echo', { text })).body).toEqual({ text });
    expect((await send(`GET /api/probe/echo/${encodeURIComponent(text)}`)).body.text).toBe(text);
  });

  const json = { 'content-type': 'application/json' };
  test.each<[string, string, string | Buffer | undefined, Record<string, string>, number]>([
    ['broken JSON', 'POST /api/probe/echo', '{"text":', json, 400],
    ['no body', 'POST /api/probe/echo', '', json, 400],
    ['an array', 'POST /api/probe/echo', '[]', json, 400],
    ['null', 'POST /api/probe/echo', 'null', json, 400],
    ['a prototype', 'POST /api/probe/echo', '{"__proto__":{"text":"x"}}', json, 400],
    ['a very deep body', 'POST /api/probe/echo', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, json, 400],
    [
      'a deep field',
      'POST /api/probe/echo',
      `{"text":${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}}`,
      json,
      400,
    ],
    ['bytes that are no UTF-8', 'POST /api/probe/echo', Buffer.from('{"n":"\xff"}', 'latin1'), json, 400],
    ['another media type', 'POST /api/probe/echo', '<a/>', { 'content-type': 'text/xml' }, 400],
    ['no media type', 'POST /api/probe/echo', '{}', { 'content-type': '' }, 400],
    [
      'a body that is too large',
      'POST /api/probe/echo',
      JSON.stringify({ text: 'x'.repeat(300_000) }),
      json,
      413,
    ],
    ['a path that cannot be read', 'GET /api/probe/echo/%E0%A4%A', undefined, {}, 400],
    ['a path that is too long', `GET /api/probe/echo/${'x'.repeat(500)}`, undefined, {}, 400],
    ['a path that nobody serves', 'GET /api/probe/nothing', undefined, {}, 404],
    ['a method that nobody serves', 'POST /api/probe/echo/x', '{}', json, 404],
  ])('that is wrong is told in our words: %s', async (_what, line, payload, headers, status) => {
    const answer = await send(line, payload, headers);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      code: { 400: 'kernel.bad_request', 404: 'kernel.not_found', 413: 'kernel.too_large' }[status],
      message: expect.stringMatching(/^[^{}]+/),
      hint: expect.any(String),
      ...(answer.body.field === undefined ? {} : { field: expect.any(String) }),
    });
    if (status === 413) expect(answer.body.hint).toContain('256 KB');
  });

  test.each([
    [{ 'x-locale': 'zh' }, /请/],
    [{ 'x-locale': 'en' }, /^[\x20-\x7e]+$/],
    [{ 'x-locale': 'fr', 'accept-language': 'en' }, /^[\x20-\x7e]+$/],
    [{ 'x-locale': 'zh', 'accept-language': 'en' }, /请/],
  ])('is answered in the language of %j', async (headers, hint) => {
    expect((await send('POST /api/probe/echo', { n: 'x' }, headers)).body.hint).toMatch(hint);
  });
});

describe('a limit', () => {
  test('is for one address, and says how long to wait', async () => {
    const statuses = async (from: string) => {
      const all = [];
      for (let i = 0; i < 4; i++) all.push(await send('POST /api/probe/limited', undefined, {}, { from }));
      return all;
    };
    const first = await statuses('10.8.0.1');
    expect(first.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(first[3]).toMatchObject(problem(429, 'kernel.rate_limited'));
    expect(first[3]!.body.hint).toMatch(/\b([1-9]|[1-5]\d|60) s/);
    expect((await statuses('10.8.0.2'))[0]!.status).toBe(200);
  });

  test('is for one account, from wherever it asks', async () => {
    const userId = await t.app.accounts.ensure({ phone: nextPhone(), name: '' });
    const headers = {
      authorization: `Bearer ${await t.app.accounts.createToken(t.ctx(), userId, 'test', 1)}`,
    };
    const all = [];
    for (let i = 0; i < 4; i++) all.push((await send('POST /api/probe/limited', undefined, headers)).status);
    expect(all).toEqual([200, 200, 200, 429]);
  });
});

describe('another site', () => {
  test.each([
    ['POST /api/probe/limited', 'https://evil.example', 403],
    ['POST /api/probe/limited', 'null', 403],
    ['POST /api/probe/limited', 'http://zhijia.test', 200],
    ['POST /api/probe/limited', 'http://localhost:80', 200],
    ['GET /api/probe/echo/x', 'https://evil.example', 200],
  ])('%s from %s: %i', async (line, origin, status) => {
    const answer = await send(line, undefined, { origin, host: 'localhost:80' });
    expect(answer.status).toBe(status);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('cannot frame us, guess our types, or find our answers in a cache', async () => {
    const { headers } = await send('GET /api/probe/echo/x');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });
});

describe('the client’s address', () => {
  const ipOf = async (proxies: number, forwarded: string) => {
    const on = await open({ proxies });
    const headers = { 'x-forwarded-for': forwarded };
    return (await send('GET /api/probe/echo/x', undefined, headers, { on, from: '10.7.0.1' })).body.ip;
  };
  test.each([
    [0, '1.2.3.4', '10.7.0.1'],
    [1, '1.2.3.4', '1.2.3.4'],
    [1, '6.6.6.6, 1.2.3.4', '1.2.3.4'],
    [2, '6.6.6.6, 1.2.3.4', '6.6.6.6'],
    [1, '2001:db8::1', '2001:db8::1'],
    [1, 'garbage', null],
    [1, 'fe80::1%eth0', null],
  ])('behind %i proxies, forwarded as %j, is %s', async (proxies, forwarded, ip) => {
    expect(await ipOf(proxies, forwarded)).toBe(ip);
  });
});
