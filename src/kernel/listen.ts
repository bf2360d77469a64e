import pg from 'pg';
import { CONNECT_TIMEOUT_MS } from './db.ts';

export interface Listening {
  /** Also of the connection in `pg_stat_activity`. */
  readonly name: string;
  readonly channel: string;
  readonly heard: (payload: string) => void;
  /** Once a new connection listens, the first one too: what was missed meanwhile is made up for. */
  readonly begin: (client: pg.Client) => Promise<void> | void;
  /** The connection is gone. */
  readonly lost?: () => void;
}

/** A connection of its own for LISTEN that comes back by itself, tried once a second. Throws if the first fails. */
export async function startListening(
  connection: pg.PoolConfig,
  { name, channel, heard, begin, lost }: Listening,
): Promise<{ close(): Promise<void> }> {
  let closed = false;
  let client: pg.Client;
  async function connect(): Promise<void> {
    client = new pg.Client({
      ...connection,
      application_name: name,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    const own = client;
    own.on('notification', ({ payload }) => heard(payload ?? ''));
    own.on('error', () => undefined);
    // Once for each client, also for one that never got through: it is what tries again.
    own.once('end', () => {
      lost?.();
      if (!closed) setTimeout(() => void connect().catch(() => undefined), 1_000).unref();
    });
    try {
      await own.connect();
      await own.query(`listen ${channel}`);
      await begin(own);
    } catch (error) {
      void own.end().catch(() => undefined);
      throw error;
    }
  }
  await connect().catch((error: unknown) => {
    closed = true;
    throw error;
  });
  return {
    async close() {
      closed = true;
      await client.end();
    },
  };
}
