import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import pg from 'pg';
import { expect, inject } from 'vitest';
import { flushLooks } from './audit.ts';
import type { Role } from './auth.ts';
import { readConfig } from './config.ts';
import type { Contract, Output, Request } from './contract.ts';
import { systemCtx, type App, type Ctx } from './ctx.ts';
import { openDatabase, type Db } from './db.ts';
import type { Problem } from './errors.ts';
import type { Server } from './http.ts';
import type { Jobs } from './jobs.ts';
import { noteAnswer } from './testing/coverage.ts';
import { logOf, noteJunk, noteLeaks, personalIn } from './testing/personal.ts';

/** What the composition gives the tests: the kernel knows no module, so `src/test-setup.ts` hands itself over. */
export interface Composition {
  readonly prepareDatabase: (connection: pg.PoolConfig) => Promise<unknown>;
  readonly startApp: (
    config: ReturnType<typeof readConfig>,
    connection: pg.PoolConfig,
    now: () => Date,
  ) => Promise<{
    app: App;
    server: Server;
    pools: readonly pg.Pool[];
    jobs: Jobs;
    stop(): Promise<void>;
  }>;
  /** Runs once on the fresh database. */
  readonly seed: (app: App) => Promise<void>;
  /** Gives an account a role at an organisation. */
  readonly grant: (app: App, userId: string, orgId: number, role: Role) => Promise<void>;
}

export interface TestApp {
  readonly app: App;
  /** The owner of the tables: sees everything, may do anything. */
  readonly pool: pg.Pool;
  readonly owner: Db;
  readonly connection: pg.PoolConfig;
  readonly server: Server;
  /** Sets the clock; null lets it run. */
  setNow(now: Date | null): void;
  /** A caller that is not signed in, with an address of its own (rate limits are by address). */
  guest(): Client;
  /** Somebody signed in with `role` at `orgId`. */
  officer(role: Role, orgId: number): Promise<Client & { readonly userId: string }>;
  /** Somebody signed in by this phone. */
  worker(phone: string): Promise<Client & { readonly userId: string }>;
  /** Gives somebody one more role. */
  grant(userId: string, orgId: number, role: Role): Promise<void>;
  /** Works off all queued jobs, or those of one queue: a sent code can no longer be read. */
  drain(name?: string): Promise<number>;
  /** The text parameters of messages to `phone`, oldest first; works off the queue for nothing: codes are read here. */
  messagesTo(phone: string): Promise<{ template: string; params: Record<string, string> }[]>;
  /** A context for looking behind the curtain. */
  ctx(): Ctx;
  /** Closes an app that {@link openTestApp} made: connections are few. */
  stop(): Promise<void>;
}

/** An answer: `status`, and the body as the contract's output or as a problem. */
export interface Answer<C extends Contract> {
  readonly status: number;
  readonly body: Output<C>;
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly raw: Buffer;
}

export interface Client {
  /** Calls an endpoint. */
  call<C extends Contract>(contract: C, input: Request<C>, options?: CallOptions): Promise<Answer<C>>;
}

export interface CallOptions {
  readonly key?: string;
  readonly file?: { readonly bytes: Buffer; readonly type: string };
  readonly locale?: 'zh' | 'en';
  readonly headers?: Readonly<Record<string, string>>;
  /** A number of a person is put where none belongs, to see that nothing comes of it. */
  readonly onPurpose?: true;
}

/** Header of a request with {@link CallOptions.onPurpose}. */
const ON_PURPOSE = 'x-number-on-purpose';

let composition: Composition | undefined;

export function composeWith(given: Composition): void {
  composition = given;
}

let shared: Promise<TestApp> | undefined;

/** The app of this worker, over a database of its own; made once. Each test makes its own organisations in it. */
export function testApp(): Promise<TestApp> {
  shared ??= openTestApp(`w${process.env['VITEST_POOL_ID'] ?? '1'}_${process.pid}`);
  return shared;
}

/** Sets the clock of {@link testApp} right, whatever the tests of a file have left it at. */
export async function setClockRight(): Promise<void> {
  (await shared)?.setNow(null);
}

/**
 * An app over a fresh database called `name`, for tests that change the schema (negative controls). `dataDir`: with keys of
 * its own; `runDir`: where it notes what the run has seen; `junk`: its requests are drawn at random, numbers and all;
 * `arrange`: has the server before it is ready.
 */
export async function openTestApp(
  name: string,
  {
    dataDir = inject('runDir'),
    runDir = inject('runDir'),
    junk = false,
    arrange = () => undefined,
  }: Partial<{ dataDir: string; runDir: string; junk: boolean; arrange: (server: Server) => void }> = {},
): Promise<TestApp> {
  if (!composition) throw new Error('src/test-setup.ts has not run');
  const { prepareDatabase, startApp, seed, grant } = composition;
  const connection = { host: inject('socketDir'), user: 'zhijia', database: name };
  if (junk) noteJunk(runDir, name);
  await createDatabase(connection);
  await prepareDatabase(connection);
  let fixed: Date | null = null;
  keepOutput(inject('runDir'));
  const config = {
    ...readConfig({
      ZHIJIA_DATA: dataDir,
      ZHIJIA_BACKUPS: `${runDir}/backups/${name}`,
      ZHIJIA_URL: 'http://zhijia.test',
      ZHIJIA_LOG: 'debug',
    }),
    logFile: logOf(runDir),
  };
  const running = await startApp(config, connection, () => fixed ?? new Date());
  const { app, server, pools, jobs } = running;
  // Several apps at a time must fit one PostgreSQL; and who takes a second connection inside a transaction gets stuck.
  for (const { options } of pools) options.max = 8;
  const { pool, db: owner, close } = openDatabase(connection, 8);
  await seed(app);
  server.addHook('onSend', async ({ url, headers }, reply, payload) => {
    if (junk || headers[ON_PURPOSE]) return;
    const disposition = String(reply.getHeader('content-disposition'));
    noteLeaks(runDir, personalIn({ url, status: reply.statusCode, payload, disposition }));
  });
  server.addHook('onResponse', async ({ method, routeOptions }, { statusCode }) =>
    noteAnswer(runDir, `${method} ${routeOptions.url} ${statusCode}`),
  );
  arrange(server);
  await server.ready();
  const guest = (headers: Readonly<Record<string, string>> = {}) => client(server, headers);
  const signedIn = async (phone: string, called: string) => {
    const userId = await app.accounts.ensure({ phone, name: called });
    const token = await app.accounts.createToken(systemCtx(app, 'test'), userId, 'test', 1);
    return { userId, ...guest({ authorization: `Bearer ${token}` }) };
  };
  return {
    app,
    pool,
    owner,
    connection,
    server,
    setNow: (now) => {
      fixed = now;
    },
    guest: () => guest(),
    async officer(role, orgId) {
      const made = await signedIn(nextPhone(), `测试${role}`);
      await grant(app, made.userId, orgId, role);
      return made;
    },
    worker: (phone) => signedIn(phone, ''),
    grant: (userId, orgId, role) => grant(app, userId, orgId, role),
    async drain(queue) {
      await flushLooks(app);
      return jobs.drain(app, queue);
    },
    messagesTo: (phone) => messagesTo(app, pool, phone),
    ctx: () => systemCtx(app, 'test'),
    async stop() {
      await running.stop();
      await close();
    },
  };
}

let kept = false;

/** What jobs and the console provider print goes to the log of the run as well. */
function keepOutput(runDir: string): void {
  if (kept) return;
  kept = true;
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array, ...rest: never[]): boolean => {
      appendFileSync(logOf(runDir), chunk);
      return write(chunk, ...rest);
    };
  }
}

/** Closes an app that left behind what no run may leave, and its database with it. */
export async function dropTestApp(t: TestApp): Promise<void> {
  await t.stop();
  const admin = new pg.Client({ ...t.connection, database: 'postgres' });
  await admin.connect();
  await admin.query(`drop database ${admin.escapeIdentifier(t.connection.database ?? '')} with (force)`);
  await admin.end();
}

async function createDatabase(connection: pg.PoolConfig): Promise<void> {
  const admin = new pg.Client({ ...connection, database: 'postgres' });
  await admin.connect();
  await admin.query(`create database ${admin.escapeIdentifier(connection.database ?? '')}`);
  await admin.end();
}

let phones = 0;

/** A mobile number that no other test of this run uses. */
export function nextPhone(): string {
  phones += 1;
  return `136${String(process.pid % 1000).padStart(3, '0')}${String(phones).padStart(5, '0')}`;
}

let addresses = 0;

function nextAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

function client(server: Server, fixed: Readonly<Record<string, string>>): Client {
  const remoteAddress = nextAddress();
  return {
    async call(contract, input, options = {}) {
      const { url, body } = place(contract, input, options.file !== undefined);
      const answer = await server.inject({
        method: contract.method,
        url,
        remoteAddress,
        headers: {
          'x-locale': options.locale ?? 'zh',
          ...(options.key ? { 'idempotency-key': options.key } : {}),
          ...(options.file
            ? { 'content-type': options.file.type }
            : body
              ? { 'content-type': 'application/json' }
              : {}),
          ...(options.onPurpose ? { [ON_PURPOSE]: 'yes' } : {}),
          ...fixed,
          ...options.headers,
        },
        ...(options.file ? { payload: options.file.bytes } : body ? { payload: JSON.stringify(body) } : {}),
      });
      const json = String(answer.headers['content-type']).startsWith('application/json')
        ? JSON.parse(answer.payload)
        : undefined;
      return {
        status: answer.statusCode,
        body: json,
        problem: json,
        headers: answer.headers,
        raw: answer.rawPayload,
      };
    },
  };
}

/** Path, query and body of a call. */
export function place(contract: Contract, input: Readonly<Record<string, unknown>>, file: boolean) {
  const rest: Record<string, unknown> = { ...input };
  const path = contract.path.replace(/:(\w+)/g, (_place, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  const inQuery = contract.method === 'GET' || contract.method === 'DELETE' || file;
  const pairs = Object.entries(rest).filter(([, value]) => value !== undefined);
  const query =
    inQuery && pairs.length > 0
      ? `?${new URLSearchParams(pairs.map(([k, v]): [string, string] => [k, String(v)])).toString()}`
      : '';
  return { url: path + query, body: inQuery ? undefined : rest };
}

async function messagesTo(app: App, pool: pg.Pool, phone: string) {
  const { rows } = await pool.query<{ template: string; params: Record<string, string> }>(
    'select template, params from kernel.message where to_hash = any($1) order by created_at, id',
    [app.crypto.hashes('phone', phone)],
  );
  return rows;
}

/** A stop in the expected way: status, code, and plain words in both languages. */
export function expectProblem(answer: Answer<Contract>, status: number, code: string, field?: string): void {
  expect({ status: answer.status, code: answer.problem?.code, field: answer.problem?.field }).toEqual({
    status,
    code,
    field,
  });
  expect(answer.problem.message).not.toBe('');
  expect(answer.problem.hint).not.toBe('');
}

/** A valid resident ID (GB 11643) of the unassigned province 99, so that no real person's number can occur. */
export function idNumber(seed: number | string, birth = '19900101'): string {
  const serial = createHash('sha256').update(String(seed)).digest().readUInt32BE() % 1000;
  const area = String(createHash('md5').update(`a${seed}`).digest().readUInt32BE() % 10_000).padStart(4, '0');
  return withCheck(`99${area}${birth}${String(serial).padStart(3, '0')}`);
}

let ids = 0;

/** A valid resident ID that no other test of this process uses: {@link idNumber} may meet itself among thousands. */
export function nextIdNumber(birth = '19900101'): string {
  ids += 1;
  const area = String(Math.floor(ids / 1000)).padStart(4, '0');
  return withCheck(`99${area}${birth}${String(ids % 1000).padStart(3, '0')}`);
}

function withCheck(body: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + '10X98765432'[sum % 11];
}
