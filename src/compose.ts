import { flushLooks } from '#kernel/audit';
import { accountJobs, accountRoutes, startAccounts, totpRequired } from '#kernel/accounts';
import { STAFF_IDLE_MINUTES, startActors } from '#kernel/auth';
import { masterKey, type Config } from '#kernel/config';
import { stdCrypto } from '#kernel/crypto';
import type { App } from '#kernel/ctx';
import { migrate, openDatabase, type Connection, type Database } from '#kernel/db';
import { hear, queueOf } from '#kernel/events';
import { buildServer, type Server } from '#kernel/http';
import { healthRoute } from '#kernel/http/health';
import { forgetAnswers } from '#kernel/http/idempotency';
import type { Surface } from '#kernel/http/pages';
import { startJobs, type Job, type Jobs } from '#kernel/jobs';
import { defineModule, type Module } from '#kernel/module';
import { deliverMessage } from '#kernel/notify';
import { grantsOf } from '#orgs';
import orgs from './modules/orgs/module.ts';
import people from './modules/people/module.ts';
import voices from './modules/voices/module.ts';

const kernel = defineModule({
  name: 'kernel',
  migrations: new URL('./kernel/migrations/', import.meta.url),
  jobs: [deliverMessage, forgetAnswers, ...accountJobs],
  routes: [healthRoute, ...accountRoutes],
});

/** Every module, each after those it uses: the order of the migrations. */
export const modules: readonly Module[] = [kernel, orgs, people, voices];

/** The pages, built by `scripts/prepare.mjs`. */
const SURFACES: readonly Surface[] = [
  { base: '/', dist: new URL('../dist/web/worker/', import.meta.url) },
  { base: '/staff/', dist: new URL('../dist/web/staff/', import.meta.url) },
];

export interface Running {
  readonly app: App;
  readonly server: Server;
  readonly pool: Database['pool'];
  readonly jobs: Jobs;
  /** Stops taking requests, lets those under way finish, then closes everything. */
  readonly stop: () => Promise<void>;
}

/** Brings the database to the state of the code. Returns the migrations applied. */
export async function prepareDatabase(connection: Connection): Promise<string[]> {
  const { pool, close } = openDatabase(connection, 1);
  try {
    return await migrate(
      pool,
      modules.flatMap(({ name, migrations }) => (migrations ? [{ name, migrations }] : [])),
    );
  } finally {
    await close();
  }
}

/** Puts the modules together over a migrated database. The server is not listening and no job runs yet. */
export async function startApp(
  config: Config,
  connection: Connection,
  now = () => new Date(),
): Promise<Running> {
  const { db, pool, close } = openDatabase(connection);
  const crypto = stdCrypto(masterKey(config.dataDir));
  const rolesOf = (userId: string) => grantsOf(db, userId, now());
  const accounts = await startAccounts({ connection, config, crypto, grantsOf: rolesOf });
  const jobs = await startJobs(connection, allJobs(), (error) =>
    process.stderr.write(`jobs: ${error.message}\n`),
  );
  const app: App = { config, db, crypto, jobs, accounts, now };
  const actors = await startActors({
    pool,
    connection,
    crypto,
    cookieName: accounts.cookieName,
    cookieSecret: accounts.cookieSecret,
    staffIdleMinutes: STAFF_IDLE_MINUTES,
    grantsOf: rolesOf,
    totpRequired: () => totpRequired(app),
  });
  const server = await buildServer({ app, actors, modules, surfaces: SURFACES });
  return {
    app,
    server,
    pool,
    jobs,
    async stop() {
      await server.close();
      await flushLooks(app);
      await jobs.stop();
      await actors.close();
      await accounts.close();
      await close();
    },
  };
}

/** Jobs of their own and one for each ear, on the queue that the event is sent to. */
function allJobs(): Job[] {
  return modules.flatMap(({ name, jobs = [], hears = [] }) => {
    const ears = hears.map((ear): Job => {
      hear(ear.event, name);
      return { name: queueOf(ear.event, name), run: (ctx, data) => ear.handle(ctx, data as never) };
    });
    return [...jobs, ...ears];
  });
}
