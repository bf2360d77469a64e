import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fastify from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { servePages } from './pages.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** What `vite build` leaves: one page, and files under a name that changes with what is in them. */
function newBuild(page: string): { dist: URL; name: string } {
  const folder = mkdtempSync(join(tmpdir(), 'zhijia-dist-'));
  folders.push(folder);
  const name = basename(folder);
  mkdirSync(join(folder, 'assets', name), { recursive: true });
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'assets', name, 'app-1a2b.js'), page);
  return { dist: pathToFileURL(`${folder}/`), name };
}

test('each surface’s page answers every path below it; the longer base first', async () => {
  const server = fastify();
  const surfaces = [
    { base: '/', ...newBuild('worker') },
    { base: '/staff/', ...newBuild('staff') },
  ] as const;
  await servePages(server, surfaces);
  const get = (path: string) => server.inject({ url: path });
  for (const path of ['/', '/track', '/apiary', '/staffing'])
    expect(await get(path)).toMatchObject({ statusCode: 200, payload: 'worker' });
  for (const path of ['/staff/', '/staff/orgs/1']) expect((await get(path)).payload).toBe('staff');
  expect((await get('/track')).headers).toMatchObject({ 'cache-control': 'no-cache' });
  const file = await get(`/assets/${surfaces[1].name}/app-1a2b.js`);
  expect(file.payload).toBe('staff');
  expect(file.headers['cache-control']).toContain('immutable');
  await server.close();
});

test('what asks for data or for a file does not get a page instead', async () => {
  const server = fastify();
  await servePages(server, [{ base: '/', ...newBuild('worker') }]);
  for (const url of ['/api/nothing', '/assets/old/app-9z.js', '/assets/..%2f..%2fetc%2fpasswd', '/api/'])
    expect((await server.inject({ url })).statusCode).toBe(404);
  await server.close();
});

test('a surface that was not built is left out', async () => {
  const server = fastify();
  await servePages(server, [{ base: '/', dist: new URL('file:///nowhere/dist/') }]);
  expect((await server.inject({ url: '/' })).statusCode).toBe(404);
  await server.close();
});
