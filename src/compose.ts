import { flushLooks, stopSealing } from '#kernel/audit';
import { auditJobs } from '#kernel/audit/jobs';
import { accountJobs, accountRoutes, startAccounts, totpRequired } from '#kernel/accounts';
import { STAFF_IDLE_MINUTES, startActors } from '#kernel/auth';
import { backUp, backupRoutes, startBackups, takeErasures } from '#kernel/backup';
import { masterKeys, type Config } from '#kernel/config';
import { stdCrypto } from '#kernel/crypto';
import { inTx, systemCtx, type App } from '#kernel/ctx';
import { watchDisk } from '#kernel/disk';
import { migrate, openDatabase, type Connection, type Database, type MigrationSource } from '#kernel/db';
import { logErasures } from '#kernel/erasure';
import { assertHeld, connectAs, rolesHere, type Roles } from '#kernel/roles';
import { hear, queueOf } from '#kernel/events';
import { buildServer, type Server } from '#kernel/http';
import { healthRoutes } from '#kernel/http/health';
import type { Surface } from '#kernel/http/pages';
import { startJobs, type Job, type Jobs } from '#kernel/jobs';
import { startKeys } from '#kernel/keys';
import { kernelColumns, type KeyedColumns } from '#kernel/keys/columns';
import { rotateKeysJob } from '#kernel/keys/jobs';
import { defineModule, type Module } from '#kernel/module';
import { deliverMessage } from '#kernel/notify';
import { startPulse } from '#kernel/pulse';
import { grantsOf } from '#orgs';
import manifest from '../package.json' with { type: 'json' };
import meetings from './modules/meetings/module.ts';
import orgs from './modules/orgs/module.ts';
import people from './modules/people/module.ts';
import places from './modules/places/module.ts';
import voices from './modules/voices/module.ts';

const kernel = defineModule({
  name: 'kernel',
  migrations: new URL('./kernel/migrations/', import.meta.url),
  jobs: [deliverMessage, backUp, logErasures, ...auditJobs, ...accountJobs, rotateKeysJob(keyedColumns)],
  keyed: kernelColumns,
  routes: [...healthRoutes, ...accountRoutes, ...backupRoutes],
});

/** Every module, each after those it uses: the order of the migrations. */
export const modules: readonly Module[] = [kernel, orgs, people, places, voices, meetings];

/** Their steps, in that order. */
export const migrations: readonly MigrationSource[] = modules.flatMap(({ name, migrations: folder }) =>
  folder ? [{ name, migrations: folder }] : [],
);

export const PROGRAM: string = manifest.version;

/** Everything that stands under the keys. */
export function keyedColumns(): KeyedColumns {
  const all = modules.flatMap(({ keyed }) => keyed ?? []);
  return {
    sealed: all.flatMap(({ sealed }) => sealed),
    hashed: all.flatMap(({ hashed }) => hashed),
  };
}

/** The pages, built by `scripts/prepare.mjs`. */
const SURFACES: readonly Surface[] = [
  {
    base: '/',
    dist: new URL('../dist/web/worker/', import.meta.url),
    first: new URL('../dist/web/first/first.js', import.meta.url),
  },
  { base: '/staff/', dist: new URL('../dist/web/staff/', import.meta.url) },
];

export interface Running {
  readonly app: App;
  readonly server: Server;
  /** Connections that see everything, and those of requests. */
  readonly pools: readonly Database['pool'][];
  readonly jobs: Jobs;
  /** Stops taking requests, lets those under way finish, then closes everything. */
  readonly stop: () => Promise<void>;
}

/** Brings the database to the state of the code, as its owner. Returns the migrations applied. */
export async function prepareDatabase(connection: Connection): Promise<string[]> {
  const { pool, close } = openDatabase(connection, 1);
  try {
    return await migrate(pool, migrations);
  } finally {
    await close();
  }
}

/** Connections of each kind: requests, and everything else. The accounts and the jobs have a few of their own. */
const POOL_SIZES = { requests: 16, all: 8 } as const;

/**
 * Puts the modules together over a migrated database, of which `owner` is the owner's connection; none is made by it.
 * The server is not listening and no job runs yet.
 */
export async function startApp(config: Config, owner: Connection, now = () => new Date()): Promise<Running> {
  const roles = await namedRoles(owner);
  const requests = openDatabase(connectAs(owner, roles.app), POOL_SIZES.requests);
  const connection = connectAs(owner, roles.all);
  const { db, pool, cut, close } = openDatabase(connection, POOL_SIZES.all);
  await Promise.all([assertHeld(requests.pool), assertHeld(pool)]);
  const crypto = stdCrypto(masterKeys(config.dataDir));
  const rolesOf = (userId: string) => grantsOf(db, userId, now());
  const accounts = await startAccounts({
    connection: connectAs(owner, roles.app),
    config,
    crypto,
    grantsOf: rolesOf,
  });
  const keys = await startKeys({
    connection,
    dataDir: config.dataDir,
    crypto,
    turned: () => accounts.renew(),
  });
  const jobs = await startJobs(connection, allJobs(), (error) =>
    process.stderr.write(`jobs: ${error.message}\n`),
  );
  const disk = await watchDisk(config.databaseUrl === undefined ? config.dataDir : null);
  const pulse = startPulse(connection, () => {
    cut();
    requests.cut();
    accounts.cut();
  });
  const app: App = {
    config,
    db,
    requests: requests.db,
    roles,
    owner,
    disk,
    pulse,
    crypto,
    jobs,
    accounts,
    now,
  };
  startBackups(app, { connection: owner, program: PROGRAM });
  const actors = await startActors({
    pool,
    connection,
    crypto,
    cookieName: accounts.cookieName,
    get cookieSecret() {
      return accounts.cookieSecret;
    },
    staffIdleMinutes: STAFF_IDLE_MINUTES,
    grantsOf: rolesOf,
    totpRequired: () => totpRequired(app),
  });
  const server = await buildServer({ app, actors, modules, surfaces: SURFACES });
  return {
    app,
    server,
    pools: [pool, requests.pool],
    jobs,
    async stop() {
      await server.close();
      await pulse.close();
      await flushLooks(app);
      await jobs.stop();
      await stopSealing(app);
      await actors.close();
      await accounts.close();
      await keys.close();
      await requests.close();
      disk.close();
      await close();
    },
  };
}

/** Erases again whom a restore has brought back; before anybody is served. Returns how many ids were gone through. */
export async function replayErasures(app: App): Promise<number> {
  return inTx(systemCtx(app, 'restore'), async (ctx) => {
    const ids = await takeErasures(ctx);
    if (ids.length === 0) return 0;
    for (const module of modules) await module.replayErasures?.(ctx, ids);
    await ctx.audit({ action: 'backup.erased_again', detail: { ids: ids.length } });
    return ids.length;
  });
}

async function namedRoles(owner: Connection): Promise<Roles> {
  const { pool, close } = openDatabase(owner, 1);
  try {
    return await rolesHere(pool);
  } finally {
    await close();
  }
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
