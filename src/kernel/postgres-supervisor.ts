import { setTimeout as sleep } from 'node:timers/promises';
import type { StartError } from './errors.ts';
import type { Child } from './postgres-host.ts';

/** Who wants to know how the server is. */
export interface Watcher {
  /** It ended without being told to. `next`: when it will be started again, in milliseconds; null when we gave up. */
  readonly down: (why: string, next: number | null) => void;
  readonly up: () => void;
}

export interface Supervised {
  /** Of the server that runs now, or of the last one. */
  pid(): number;
  /** Ends it. May be called twice, and while it is being started again. */
  stop(): Promise<void>;
}

interface Supervision {
  /** Starts another one in the place of one that ended, or throws. */
  readonly launch: () => Promise<Child>;
  readonly explain: (error: unknown) => StartError;
  /** Called once it has stopped for good. */
  readonly free: () => void;
  readonly watcher: Watcher | undefined;
  /** The wait before the third start; it doubles. Tests have no time. */
  readonly firstWaitMs?: number;
}

/** Failures in a row until we give up: with the waits between them about a minute, longer than any hiccup lasts. */
const PATIENCE = 10;
const LONGEST_WAIT_MS = 10_000;
/** A server that lived for so long was well; its end starts a new count. */
const WELL_AFTER_MS = 5_000;

/**
 * Keeps a server running: starts it again when it ends by itself, at once the first time, then with longer and longer
 * waits. Gives up after {@link PATIENCE} failures in a row, but never because the disk is full: room can be made at any
 * time, and then nobody should have to remember us. Without a watcher it is left as it is.
 */
export function supervise(
  first: Child,
  { launch, explain, free, watcher, firstWaitMs = 250 }: Supervision,
): Supervised {
  let server = first;
  let stopping: Promise<void> | undefined;
  let failures = 0;
  let restarting: Promise<void> | undefined;
  const stopped = new AbortController();
  // The last net where PostgreSQL is not tied to our life (no setpriv): runs after everything else has ended.
  const interrupt = (): void => void server.process.kill('SIGINT');
  process.once('exit', interrupt);

  function attend(child: Child): void {
    server = child;
    const born = Date.now();
    void child.ended.then((why) => {
      if (stopping || !watcher) return;
      if (Date.now() - born >= WELL_AFTER_MS) failures = 0;
      restarting = restart(watcher, `PostgreSQL: ${why}\n${child.log()}`);
    });
  }

  async function restart(to: Watcher, why: string): Promise<void> {
    const wait = failures === 0 ? 0 : Math.min(LONGEST_WAIT_MS, firstWaitMs * 2 ** failures);
    const full = explain(new Error(why)).code === 'disk_full';
    if (!full && ++failures > PATIENCE) return to.down(why, null);
    if (full) failures = Math.min(failures + 1, PATIENCE);
    to.down(why, wait);
    await sleep(wait, undefined, { signal: stopped.signal }).catch(() => undefined);
    if (stopping) return;
    const next = await launch().catch((error: Error) => error);
    if (next instanceof Error) return stopping ? undefined : restart(to, next.message);
    attend(next);
    if (!stopping) to.up();
  }

  const shutDown = async (): Promise<void> => {
    stopped.abort();
    await restarting;
    await end(server);
    process.off('exit', interrupt);
    free();
  };
  attend(first);
  return { pid: () => server.process.pid ?? 0, stop: () => (stopping ??= shutDown()) };
}

/** Fast: ends the connections, keeps everything. Then at once, to be recovered at the next start. Then by force. */
async function end(server: Child): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 20],
    ['SIGQUIT', 5],
    ['SIGKILL', 5],
  ] as const) {
    server.process.kill(signal);
    if (await Promise.race([server.ended, sleep(seconds * 1000, undefined, { ref: false })])) return;
  }
}
