import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fillPage, type First, type FirstPage, type Render } from './first.ts';

/** A built surface: its pages live under `base`, its files in the folder `dist`, whose last name is the surface's. */
export interface Surface {
  readonly base: '/' | `/${string}/`;
  readonly dist: URL;
  /** The built module whose `render` draws the content of those pages that come with it; one surface has them. */
  readonly first?: URL;
}

/**
 * Serves the built files (hashed names, so cached for a year) and the one page of each surface for every other path;
 * those of `firsts` with their content.
 */
export async function servePages(
  server: FastifyInstance,
  surfaces: readonly Surface[],
  firsts: readonly FirstPage[] = [],
): Promise<void> {
  // The longest base first, so that `/staff/x` is not taken for a page of `/`.
  for (const { base, dist, first } of [...surfaces].sort((a, b) => b.base.length - a.base.length)) {
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
    if (first && existsSync(first)) {
      const { render } = (await import(first.href)) as { render: Render };
      for (const { path, ask } of firsts)
        server.get(path, { schema: { hide: true } }, async (request, reply) => {
          const begin = await ask(request);
          const full = begin && filled(page, begin, render, request);
          if (!full) return send(request, reply);
          reply.status(begin.answer === null ? 404 : 200).header('cache-control', 'no-cache');
          return sendFull(request, reply.type('text/html; charset=utf-8'), full);
        });
    }
    server.get(base, { schema: { hide: true } }, send);
    server.get(`${base}*`, { schema: { hide: true } }, send);
  }
}

/** A page that cannot be drawn goes out without content, and works all the same. */
function filled(page: string, first: First, render: Render, request: FastifyRequest): string | undefined {
  try {
    return fillPage(page, first, render(first));
  } catch (error) {
    request.log.error({ err: error }, 'the content of a page could not be drawn');
    return undefined;
  }
}

const gzipped = promisify(gzip);

/** The content says everything twice, drawn and as data: a third of a second on a slow phone, unless it is packed. */
async function sendFull(request: FastifyRequest, reply: FastifyReply, full: string): Promise<FastifyReply> {
  reply.header('vary', 'accept-encoding, accept-language');
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(full);
  return reply.header('content-encoding', 'gzip').send(await gzipped(full));
}
