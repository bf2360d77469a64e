import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createOrg, listOrgs } from '#orgs/contract';
import { newDistrict, type TestDistrict } from '#orgs/factory';
import { changePlaceState } from '#places/contract';
import { newPlace } from '#places/factory';
import { nearPlaces, publicPlace } from '#places/near/contract';
import { defineModule, route } from '../module.ts';
import { testApp, type Client, type TestApp } from '../testing.ts';
import { firstsOf, type First } from './first.ts';
import { servePages } from './pages.ts';

let t: TestApp;
let d: TestDistrict;
let chair: Client;
beforeAll(async () => {
  t = await testApp();
});
beforeEach(async () => {
  t.setNow(new Date('2026-11-24T03:00:00Z'));
  d = await newDistrict(t);
  chair = await t.officer('chair', d.street);
});
afterEach(() => t.setNow(null));

const get = (url: string, headers: Record<string, string> = {}) => t.server.inject({ url, headers });
const PLAIN = '正在打开';

/** The block of data in a page. */
function dataOf(page: string): unknown {
  const text = /<script type="application\/json" id="first">([^<]*)<\/script>/.exec(page)?.[1];
  return text === undefined ? undefined : JSON.parse(text);
}

describe('the list', () => {
  test('comes with its places, as text for whoever has no script and as data for whoever has', async () => {
    const name = `近处的站${d.tag}`;
    const { code } = await newPlace(chair, d.street, { name, address: '回龙观东大街' });
    const url = `/near?q=${encodeURIComponent(name)}&utm=x&open=`;
    const { statusCode, headers, payload } = await get(url);
    expect([statusCode, headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const app = /<div id="app">([^]*)<\/div>\s*<script/.exec(payload)![1]!;
    expect(app).toContain(name);
    expect(app).toContain(`href="/p/${code}"`);
    expect(payload).not.toContain(PLAIN);
    expect(payload).toMatch(/<title>[^<]+ · 职工之家<\/title>/);
    expect(payload).toMatch(/<meta property="og:title" content="[^"]+">/);
    const answer = (await t.guest().call(nearPlaces, { q: name })).body;
    expect(answer.items).toHaveLength(1);
    expect(dataOf(payload)).toEqual({
      route: 'GET /api/public/places',
      input: { q: name },
      at: Date.parse('2026-11-24T03:00:00Z'),
      answer,
    });
  });

  test('is the same whoever asks, and leaves no cookie', async () => {
    const guest = await get('/near?limit=3');
    const { userId } = await t.officer('chair', d.street);
    const token = await t.app.accounts.createToken(t.ctx(), userId, 'first', 1);
    const officer = await get('/near?limit=3', {
      authorization: `Bearer ${token}`,
      cookie: 'zhijia.session_token=a.b',
    });
    expect(officer.payload).toBe(guest.payload);
    expect(officer.headers['set-cookie']).toBeUndefined();
  });

  test('speaks English to whoever asks for it', async () => {
    expect((await get('/near')).payload).toContain('<html lang="zh-CN"');
    for (const [url, headers] of [
      ['/near?lang=en', {}],
      ['/near', { 'accept-language': 'en-GB,en;q=0.9' }],
    ] as const) {
      const { payload, headers: sent } = await get(url, headers);
      expect(payload).toContain('<html lang="en"');
      expect(payload).toMatch(/<h1[^>]*>[A-Z]/);
      expect(sent.vary).toContain('accept-language');
    }
  });

  test('no name gets out of its place, in text or in data', async () => {
    const name = `</script><b title="${d.tag}">`;
    await newPlace(chair, d.street, { name });
    const { payload } = await get(`/near?q=${encodeURIComponent(d.tag)}`);
    expect(payload).not.toContain(name);
    expect(payload).not.toContain('<b title');
    expect(dataOf(payload)).toMatchObject({ answer: { items: [{ name }] } });
  });

  test('is packed for whoever can unpack it', async () => {
    const plain = await get('/near?limit=2');
    const packed = await get('/near?limit=2', { 'accept-encoding': 'br, gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.payload);
  });

  test.each([
    'open=maybe',
    'lat=40.071234&lng=116.33',
    'lat=40.07',
    'area=99',
    'q=%00',
    'cursor=x',
    'open=yes&open=yes&q=%F0',
  ])('goes out without its content where that cannot be asked for: %s', async (query) => {
    const { statusCode, payload } = await get(`/near?${query}`);
    expect(statusCode).toBe(200);
    expect(dataOf(payload) === undefined).toBe(payload.includes(PLAIN));
    if (!query.startsWith('open=yes')) expect(payload).toContain(PLAIN);
  });

  test('goes out without its content when the database fails, or lets one wait', async () => {
    await t.pool.query('alter table places.place rename to hidden');
    const failed = await get('/near');
    await t.pool.query('alter table places.hidden rename to place');
    expect([failed.statusCode, failed.payload.includes(PLAIN)]).toEqual([200, true]);
    const holder = await t.pool.connect();
    await holder.query('begin');
    await holder.query('lock table places.place in access exclusive mode');
    const late = await get('/near');
    await holder.query('rollback');
    holder.release();
    expect([late.statusCode, late.payload.includes(PLAIN)]).toEqual([200, true]);
    expect((await get('/near')).payload).not.toContain(PLAIN);
  });
});

describe('the page of a place', () => {
  test('begins with the place, and its card bears the name', async () => {
    const name = `牌子${d.tag}`;
    const { id, code } = await newPlace(chair, d.street, { name });
    const { statusCode, payload } = await get(`/p/${code}`);
    expect(statusCode).toBe(200);
    expect(payload).toContain(`<title>${name} · 职工之家</title>`);
    expect(payload).toContain(`<meta property="og:title" content="${name} · 职工之家">`);
    const answer = (await t.guest().call(publicPlace, { code })).body;
    expect(dataOf(payload)).toMatchObject({ route: 'GET /api/public/places/:code', input: { code }, answer });
    await chair.call(changePlaceState, { id, to: 'delisted', reason: '搬走了' });
    expect((await get(`/p/${code.toLowerCase()}`)).statusCode).toBe(200);
  });

  test.each(['/p/222222', '/p/0', '/p/%3Cscript%3E'])('says that there is none: %s', async (url) => {
    const { statusCode, payload } = await get(url);
    expect(statusCode).toBe(404);
    expect(payload).toContain('没有找到');
    expect(payload).not.toContain(PLAIN);
    expect(dataOf(payload)).toBeUndefined();
  });
});

describe('a page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijia-first-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const dist = pathToFileURL(`${folder}/`);
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<div id="app"><!--first-->plain<!--/first--></div></body>');
  const first: First = { page: '/x', locale: 'zh', now: 0, route: 'GET /api/x', input: {}, answer: 1 };
  const drawnBy = async (render: URL) => {
    const server = fastify();
    await servePages(server, [{ base: '/', dist, first: render }], [{ path: '/x', ask: async () => first }]);
    const { payload } = await server.inject({ url: '/x' });
    await server.close();
    return payload;
  };

  test('goes out plain where its content was not built, or cannot be drawn', async () => {
    expect(await drawnBy(new URL('none.js', dist))).toContain('plain');
    writeFileSync(join(folder, 'fails.js'), 'export const render = () => { throw new Error("no"); }');
    expect(await drawnBy(new URL('fails.js', dist))).toContain('plain');
    writeFileSync(
      join(folder, 'draws.js'),
      'export const render = () => ({ html: "$& drawn", title: "", description: "" })',
    );
    expect(await drawnBy(new URL('draws.js', dist))).toMatch(/^<div id="app">\$& drawn<\/div>/);
  });

  test.each([
    ['asks for a permission', listOrgs],
    ['writes', createOrg],
  ])('begins with nothing that %s', (_what, contract) => {
    const never = route(contract, async () => Promise.reject(new Error('never')));
    const module = defineModule({ name: 'x', routes: [never], pages: [{ path: '/x', first: contract }] });
    expect(() => firstsOf(t.app, [module])).toThrow('public GET');
  });
});
