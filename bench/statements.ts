import pg from 'pg';
import { readConfig } from '#kernel/config';
import { startApp } from '../src/compose.ts';
import type { Plan, Statement } from './bare.ts';

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface Endpoint {
  readonly path: string;
  readonly session: boolean;
  /** JSON to POST; a GET without. */
  readonly body?: string;
}

/**
 * The statements that each of `paths` sends for the holder of `cookie`, once the session is cached. What a GET notes in
 * the audit log is none of them: it is written later, for many requests at once.
 */
export async function statementsOf(
  connection: pg.PoolConfig,
  dataDir: string,
  cookie: string,
  paths: readonly Endpoint[],
): Promise<Plan['routes']> {
  const config = readConfig({ ZHIJIA_DATA: dataDir, ZHIJIA_LOG: 'error' });
  const { server, stop } = await startApp(config, connection);
  try {
    const routes = new Map<string, { session: boolean; statements: Statement[] }>();
    for (const { path, session, body: given } of paths) {
      const ask = async () => {
        const post = given === undefined ? {} : { method: 'POST' as const, payload: given };
        const headers = {
          ...(session ? { cookie } : {}),
          ...(given === undefined ? {} : { 'content-type': 'application/json' }),
        };
        const { statusCode, body } = await server.inject({ url: path, headers, ...post });
        if (statusCode !== 200) throw new Error(`${path}: ${statusCode} ${body}`);
      };
      await ask();
      const own = ({ text }: Sent): boolean => given !== undefined || !isAudit(text);
      const [first, second] = [(await recorded(ask)).filter(own), (await recorded(ask)).filter(own)];
      routes.set(path, { session, statements: first.map((sent, i) => generalise(sent, second[i])) });
    }
    return routes;
  } finally {
    await stop();
  }
}

/** Every statement of this process passes here; only `work` may be sending any. */
async function recorded(work: () => Promise<void>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query')!;
  const spy = new Proxy(original.value as (...args: unknown[]) => unknown, {
    apply(query, client, args) {
      const [text, values] = args;
      if (typeof text === 'string') sent.push({ text, values: Array.isArray(values) ? values : [] });
      return Reflect.apply(query, client, args);
    },
  });
  Object.defineProperty(pg.Client.prototype, 'query', { ...original, value: spy });
  await work();
  Object.defineProperty(pg.Client.prototype, 'query', original);
  return sent;
}

function isAudit(text: string): boolean {
  return text.includes('insert into kernel.audit_entry');
}

/** What differs between two recordings is new each time: an id (UUID), also within a row as JSON, or the time. */
function generalise({ text, values }: Sent, again: Sent | undefined): Statement {
  if (again?.text !== text) throw new Error(`not the same statements twice: ${text}`);
  return {
    text,
    values: values.map((value, i) => {
      if (value instanceof Date) return { fresh: 'time' as const };
      if (value !== again.values[i] && typeof value === 'string' && value.startsWith('[{'))
        return { freshIn: value };
      return value === again.values[i] || typeof value !== 'string'
        ? { same: value }
        : { fresh: 'id' as const };
    }),
  };
}
