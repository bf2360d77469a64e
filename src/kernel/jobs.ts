import { CompiledQuery } from 'kysely';
import { getConstructionPlans, PgBoss } from 'pg-boss';
import type { ClientBase, PoolConfig } from 'pg';
import { inTx, systemCtx, type App, type Ctx, type TxCtx } from './ctx.ts';
import type { Db } from './db.ts';
import { faultOf } from './http/faults.ts';

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
 * The heartbeat: a job that a killed process was at is taken up again after a minute, not when it expires (15). `policy` is
 * pg-boss's default, which its SQL does not know.
 */
const QUEUE = {
  policy: 'standard',
  retryLimit: 5,
  retryBackoff: true,
  retryDelay: 2,
  heartbeatSeconds: 30,
} as const;

/**
 * Makes pg-boss's tables, and queues with these names, in the caller's transaction: a restore is all or nothing, and
 * pg-boss itself would make them on a connection of its own.
 */
export async function createQueues(client: ClientBase, names: readonly string[]): Promise<void> {
  const plan = /\bBEGIN;(.*)\bCOMMIT;/s.exec(getConstructionPlans('jobs', { createSchema: false }))?.[1];
  if (plan === undefined) throw new Error('pg-boss describes its tables in another way than we know');
  await client.query(plan);
  for (const name of names)
    await client.query('select jobs.create_queue($1, $2)', [name, JSON.stringify(QUEUE)]);
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
    monitorIntervalSeconds: 20,
    superviseIntervalSeconds: 20,
  } as ConstructorParameters<typeof PgBoss>[0] & object);
  boss.on('error', onceAMinute(onError));
  await boss.start();
  // What a queue was made as, it stays.
  const { policy: _policy, ...changeable } = QUEUE;
  const existing = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  for (const { name } of jobs) {
    const queue = existing.get(name);
    if (!queue) await boss.createQueue(name, QUEUE);
    else if (queue.heartbeatSeconds !== QUEUE.heartbeatSeconds) await boss.updateQueue(name, changeable);
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
      // What an earlier version did by itself and this one does not would only fill its queue.
      for (const { name } of await boss.getSchedules())
        if (!jobs.some((job) => job.name === name && job.cron)) await boss.unschedule(name);
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

/** While the database is away every queue says so twice a second. */
function onceAMinute(tell: (error: Error) => void): (error: Error) => void {
  let quietUntil = 0;
  return (error) => {
    if (faultOf(error) === undefined) return tell(error);
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + 60_000;
    tell(error);
  };
}

function runJob(app: App, job: Job, data: unknown): Promise<void> {
  const ctx = systemCtx(app, job.name);
  return job.transaction === false ? job.run(ctx, data) : inTx(ctx, (tx) => job.run(tx, data));
}
