import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import fastify from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { serveOffline } from './offline.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhijia-sw-'));
writeFileSync(join(folder, 'sw.js'), 'keep()');
afterAll(() => rmSync(folder, { recursive: true }));
const surfaces = [{ base: '/', dist: pathToFileURL(`${folder}/`) }] as const;

test('the service worker is asked for anew at each visit', async () => {
  const server = fastify();
  serveOffline(server, surfaces, true);
  const { headers, payload } = await server.inject({ url: '/sw.js' });
  expect([headers['content-type'], headers['cache-control']]).toEqual([
    'text/javascript; charset=utf-8',
    'no-cache',
  ]);
  expect(payload).toBe('keep()');
  await server.close();
});

test('switched off, another comes in its place, which throws away what was kept and then itself', async () => {
  const server = fastify();
  serveOffline(server, surfaces, false);
  const { payload } = await server.inject({ url: '/sw.js' });
  const done: string[] = [];
  const heard: Record<string, (event: { waitUntil(work: Promise<unknown>): void }) => void> = {};
  const work: Promise<unknown>[] = [];
  const scope = {
    addEventListener: (name: string, hear: (typeof heard)[string]) => (heard[name] = hear),
    skipWaiting: () => done.push('no waiting'),
    caches: { keys: async () => ['a', 'b'], delete: async (name: string) => done.push(`without ${name}`) },
    registration: { unregister: async () => done.push('gone') },
  };
  // A browser runs it as a script of its own; here it gets what it would find there.
  runInNewContext(payload, scope);
  for (const name of ['install', 'activate']) heard[name]!({ waitUntil: (given) => void work.push(given) });
  await Promise.all(work);
  expect(done).toEqual(['no waiting', 'without a', 'without b', 'gone']);
  await server.close();
});

test('where nothing was built there is none', async () => {
  const server = fastify();
  serveOffline(server, [{ base: '/', dist: new URL('file:///nowhere/dist/') }], true);
  expect((await server.inject({ url: '/sw.js' })).statusCode).toBe(404);
  await server.close();
});
