import { existsSync, readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Surface } from './pages.ts';

/** Put in the place of the real one it clears up: phones that have it throw away what they kept, and themselves. */
const FAREWELL = `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.map((name) => caches.delete(name))))
      .then(() => registration.unregister()),
  ),
);
`;

/**
 * Serves `/sw.js`, by which phones open the pages without a network (web/worker/sw.ts). Browsers ask for it again at each
 * visit; with `offline` off the answer takes it back everywhere.
 */
export function serveOffline(server: FastifyInstance, surfaces: readonly Surface[], offline: boolean): void {
  const file = surfaces
    .filter(({ base }) => base === '/')
    .map(({ dist }) => new URL('sw.js', dist))
    .find((path) => existsSync(path));
  if (!file) return;
  const script = offline ? readFileSync(file, 'utf8') : FAREWELL;
  server.get('/sw.js', { schema: { hide: true } }, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(script),
  );
}
