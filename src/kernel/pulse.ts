import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CONNECT_TIMEOUT_MS, type Connection } from './db.ts';
import { kernelError } from './errors.ts';

/** Whether the database answers at all. */
export interface Pulse {
  /** Stops with `kernel.unavailable` while it does not. */
  readonly requireAnswer: () => void;
  readonly close: () => Promise<void>;
}

const EVERY_MS = 2_000;
/** `select 1` on a connection of its own needs no disk and no lock: whoever takes so long is not there. */
const PATIENCE_MS = 5_000;
const LATE_MS = 500;

/**
 * A database that stands still, or whose machine has vanished, refuses nothing: whoever asks it waits. So somebody asks
 * all the time; when no answer comes, `cut` breaks the connections of those who wait, and nobody else begins to.
 */
export function startPulse(connection: Connection, cut: () => void): Pulse {
  const stop = new AbortController();
  let silent = false;
  let client: pg.Client | undefined;

  async function beat(): Promise<void> {
    if (!client) {
      client = newClient(connection);
      await client.connect();
    }
    await client.query('select 1');
  }

  async function listen(): Promise<void> {
    while (!stop.signal.aborted) {
      const asked = beat().then(
        () => 'alive' as const,
        () => 'refused' as const,
      );
      const answer = await Promise.race([asked, patience()]);
      if (answer === 'silent' || answer === 'refused') {
        client?.connection.stream.destroy();
        client = undefined;
      }
      if (answer === 'silent' && !silent) cut();
      // A database that refuses says so to everybody by itself.
      if (answer !== 'busy') silent = answer === 'silent';
      await sleep(EVERY_MS, undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
    }
  }

  /**
   * In two parts: after a busy second of our own the answer may lie there, and must be heard before the verdict. If we
   * come late ourselves, this process or its machine is out of breath, and nothing can be said about the database.
   */
  async function patience(): Promise<'silent' | 'busy' | 'stopped'> {
    const begin = performance.now();
    for (const ms of [PATIENCE_MS - 1_000, 1_000]) {
      const over = await sleep(ms, 'over', { signal: stop.signal, ref: false }).catch(
        () => 'stopped' as const,
      );
      if (over === 'stopped') return over;
    }
    return performance.now() - begin > PATIENCE_MS + LATE_MS ? 'busy' : 'silent';
  }

  const listening = listen();
  return {
    requireAnswer() {
      if (silent) throw kernelError('unavailable');
    },
    async close() {
      stop.abort();
      await listening;
      client?.connection.stream.destroy();
    },
  };
}

function newClient(connection: Connection): pg.Client {
  const client = new pg.Client({
    ...connection,
    application_name: 'zhijia-pulse',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  return client;
}
