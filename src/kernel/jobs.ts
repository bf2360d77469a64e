import { CompiledQuery } from 'kysely';
import { PgBoss } from 'pg-boss';
import pg, { type PoolConfig } from 'pg';
import { inTx, systemCtx, type App, type Ctx, type TxCtx } from './ctx.ts';
import type { Db } from './db.ts';
import type { Roles } from './roles.ts';

interface JobName {
  /** `module.verb`; also the queue's name. */
  readonly name: string;
  /** Cron in Asia/Shanghai for work that starts by itself. */
  readonly cron?: string;
}

/** Runs in a transaction of its own; may be repeated after a crash. */
interface JobInTx extends JobName {
  readonly transaction?: true;
  run(ctx: TxCtx, data: unknown): Promise<void>;
}

/** Works through connections that are not ours. */
interface JobApart extends JobName {
  readonly transaction: false;
  run(ctx: Ctx, data: unknown): Promise<void>;
}

/** Background work of a module. */
export type Job = JobInTx | JobApart;

export interface Jobs {
  /** Queues a job through `db`: inside a transaction it exists only if that commits. `after`: not before this time. */
  send(db: Db, name: string, data: unknown, options?: { after?: Date }): Promise<void>;
  /** Starts to work off the queues. */
  work(app: App): Promise<void>;
  /** Works off all that is due (in one queue, if named), now; returns how many ran. For tests and the command line. */
  drain(app: App, name?: string): Promise<number>;
  stop(): Promise<void>;
}

/**
 * A schema in which pg-boss, as the role that sees everything, keeps tables of its own: it makes a new one now and then.
 * Everybody may queue a job. What an earlier version made as the owner of the database is handed over.
 */
export async function prepareJobs(client: pg.PoolClient, roles: Roles): Promise<void> {
  const [app, staff, all] = [roles.app, roles.staff, roles.all].map((name) => client.escapeIdentifier(name));
  await client.query(`
    create schema if not exists jobs;
    grant usage, create on schema jobs to ${all};
    grant usage on schema jobs to ${app}, ${staff};
    alter default privileges for role ${all} in schema jobs grant select, insert, update, delete on tables to ${app}, ${staff};
    grant select, insert, update, delete on all tables in schema jobs to ${app}, ${staff}`);
  const { rows } = await client.query<{ statement: string }>(
    `select format('alter table %s owner to %I', c.oid::regclass, $1::text) as statement from pg_class as c
       where c.relnamespace = 'jobs'::regnamespace and c.relkind in ('r', 'p') and c.relowner <> $1::regrole
     union all select format('alter function %s owner to %I', p.oid::regprocedure, $1::text) from pg_proc as p
       where p.pronamespace = 'jobs'::regnamespace and p.proowner <> $1::regrole
     union all select format('alter type %s owner to %I', t.oid::regtype, $1::text) from pg_type as t
       where t.typnamespace = 'jobs'::regnamespace and t.typtype in ('e', 'd') and t.typowner <> $1::regrole`,
    [roles.all],
  );
  for (const { statement } of rows) await client.query(statement);
}

/** pg-boss over the same PostgreSQL, schema `jobs`. `jobs` is every job and listener of every module. */
export async function startJobs(
  connection: PoolConfig,
  jobs: readonly Job[],
  onError: (e: Error) => void,
): Promise<Jobs> {
  const boss = new PgBoss({
    ...connection,
    schema: 'jobs',
    createSchema: false,
    max: 3,
    application_name: 'zhijia-jobs',
  } as ConstructorParameters<typeof PgBoss>[0] & object);
  boss.on('error', onError);
  await boss.start();
  const existing = new Set((await boss.getQueues()).map((queue) => queue.name));
  for (const { name } of jobs) {
    if (!existing.has(name))
      await boss.createQueue(name, { retryLimit: 5, retryBackoff: true, retryDelay: 2 });
  }
  return {
    async send(db, name, data, options = {}) {
      const executeSql = async (text: string, values?: unknown[]) => {
        const { rows } = await db.executeQuery(CompiledQuery.raw(text, values ?? []));
        return { rows };
      };
      await boss.send(name, data as object, {
        db: { executeSql },
        ...(options.after ? { startAfter: options.after } : {}),
      });
    },
    async work(app) {
      for (const job of jobs) {
        if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai' });
        await boss.work(job.name, { pollingIntervalSeconds: 0.5 }, async (batch) => {
          for (const { data } of batch) await runJob(app, job, data);
        });
      }
    },
    async drain(app, name) {
      let ran = 0;
      for (let again = true; again;) {
        again = false;
        for (const job of jobs) {
          if (name !== undefined && name !== job.name) continue;
          for (const { id, data } of await boss.fetch(job.name, { batchSize: 50 })) {
            await runJob(app, job, data);
            await boss.complete(job.name, id);
            ran++;
            again = true;
          }
        }
      }
      return ran;
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

function runJob(app: App, job: Job, data: unknown): Promise<void> {
  const ctx = systemCtx(app, job.name);
  return job.transaction === false ? job.run(ctx, data) : inTx(ctx, (tx) => job.run(tx, data));
}
