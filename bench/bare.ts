// The baseline of bench/http.ts, a process of its own: node:http and pg, nothing else. It checks the session by one
// SQL join, sends the statements that our endpoint sent for the same path, and answers with their rows as JSON.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Server } from 'node:net';
import pg from 'pg';

/** A statement with its values; an id or a time must be new each time, also an id in rows as JSON. */
export interface Statement {
  readonly text: string;
  readonly values: readonly (
    | { readonly same: unknown }
    | { readonly fresh: 'id' | 'time' }
    | { readonly freshIn: string }
  )[];
}

export interface Plan {
  readonly connection: pg.PoolConfig;
  /** By path. `session`: answered only to a valid session token. */
  readonly routes: ReadonlyMap<
    string,
    { readonly session: boolean; readonly statements: readonly Statement[] }
  >;
}

export interface Ports {
  readonly bare: number;
  /** Answers every packet with the same bytes and reads none: how fast the client can be. */
  readonly constant: number;
}

/** As many connections as ours has. */
const POOL_SIZE = 16;
const SESSION = `select u.id, array_agg(f.role) as roles, array_agg(f.org_id) as orgs
  from auth.session s join auth."user" u on u.id = s."userId"
    left join orgs.officer f on f.user_id = u.id and f.during @> now()
  where s.token = $1 and s."expiresAt" > now() group by u.id`;
const CONSTANT =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{"account":null}';

async function serve({ connection, routes }: Plan): Promise<Ports> {
  const pool = new pg.Pool({ ...connection, max: POOL_SIZE });

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const found = routes.get(request.url ?? '');
    if (!found) return { status: 404, body: null };
    if (found.session) {
      const token = /=([^;.]+)\./.exec(request.headers.cookie ?? '')?.[1];
      const { rows } = await pool.query(SESSION, [token]);
      if (rows.length === 0) return { status: 401, body: null };
    }
    if (found.statements.length === 0) return { status: 200, body: { account: null } };
    // A transaction stays on one connection.
    if (found.statements[0]!.text !== 'begin')
      return { status: 200, body: await send(pool, found.statements) };
    const client = await pool.connect();
    try {
      return { status: 200, body: await send(client, found.statements) };
    } finally {
      client.release();
    }
  }

  async function send(to: pg.Pool | pg.PoolClient, statements: readonly Statement[]): Promise<unknown[]> {
    const body: unknown[] = [];
    for (const { text, values } of statements) {
      const { rows } = await to.query(text, values.map(valueOf));
      body.push(rows);
    }
    return body;
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    const { status, body } = await answer(request);
    const bytes = Buffer.from(JSON.stringify(body));
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
    response.end(bytes);
  }

  const bare = createServer((request, response) => void respond(request, response));
  const constant = createSocketServer((socket) => {
    socket.on('data', () => socket.write(CONSTANT));
    socket.on('error', () => undefined);
  });
  return { bare: await listen(bare), constant: await listen(constant) };
}

function valueOf(value: Statement['values'][number]): unknown {
  if ('same' in value) return value.same;
  if ('freshIn' in value) return value.freshIn.replace(/"id":"[^"]+"/g, () => `"id":"${randomUUID()}"`);
  return value.fresh === 'id' ? randomUUID() : new Date();
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

process.once('disconnect', () => process.exit()); // whoever asked is gone
process.on('message', (plan: Plan) => void serve(plan).then((ports) => process.send?.(ports)));
