// What somebody sees while something is broken: a page, a read, every quarter of a second.
import { setTimeout as sleep } from 'node:timers/promises';
import { address } from './people.ts';

export interface Glance {
  /** Milliseconds since the watch began. */
  readonly at: number;
  readonly status: number;
  readonly code: string | null;
  readonly retryAfter: string | null;
  /** How long the answer took. */
  readonly tookMs: number;
}

export interface Watch {
  readonly pages: Glance[];
  readonly reads: Glance[];
  stop(): Promise<void>;
}

/** Asks for both pages (as a browser that opens the address) and for a read that needs the database. */
export function watch(url: string): Watch {
  const pages: Glance[] = [];
  const reads: Glance[] = [];
  const begin = performance.now();
  const stop = new AbortController();
  async function look(path: string, to: Glance[]): Promise<void> {
    while (!stop.signal.aborted) {
      const at = performance.now();
      const answer = await fetch(url + path, {
        headers: { 'x-forwarded-for': address(to.length % 60_000) },
        signal: AbortSignal.timeout(60_000),
      }).catch(() => null);
      const text = (await answer?.text().catch(() => null)) ?? '';
      to.push({
        at: Math.round(at - begin),
        status: answer?.status ?? 0,
        code: text.startsWith('{') ? ((JSON.parse(text) as { code?: string }).code ?? null) : null,
        retryAfter: answer?.headers.get('retry-after') ?? null,
        tookMs: Math.round(performance.now() - at),
      });
      await sleep(250);
    }
  }
  const looking = Promise.all([
    look('/', pages),
    look('/staff/', pages),
    look('/api/public/join-target', reads),
    look('/api/ready', reads),
  ]);
  return {
    pages,
    reads,
    async stop() {
      stop.abort();
      await looking;
    },
  };
}
