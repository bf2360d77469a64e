import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** A built surface: its pages live under `base`, its files in the folder `dist`, whose last name is the surface's. */
export interface Surface {
  readonly base: '/' | `/${string}/`;
  readonly dist: URL;
}

/** Serves the built files (hashed names, so cached for a year) and the one page of each surface for every other path. */
export async function servePages(server: FastifyInstance, surfaces: readonly Surface[]): Promise<void> {
  // The longest base first, so that `/staff/x` is not taken for a page of `/`.
  for (const { base, dist } of [...surfaces].sort((a, b) => b.base.length - a.base.length)) {
    if (!existsSync(new URL('index.html', dist))) continue;
    const page = readFileSync(new URL('index.html', dist), 'utf8');
    const files = `assets/${basename(fileURLToPath(dist))}/`;
    await server.register(fastifyStatic, {
      root: fileURLToPath(new URL(files, dist)),
      prefix: `/${files}`,
      decorateReply: false,
      index: false,
      // The build wrote .br and .gz beside each file.
      preCompressed: true,
      maxAge: 31_536_000_000,
      immutable: true,
    });
    const send = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
      // A page would hide from a program, and from a browser with a page of yesterday, that a file does not exist.
      if (/^\/(api|assets)\//.test(request.url)) {
        reply.callNotFound();
        return reply;
      }
      return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
    };
    server.get(base, { schema: { hide: true } }, send);
    server.get(`${base}*`, { schema: { hide: true } }, send);
  }
}
