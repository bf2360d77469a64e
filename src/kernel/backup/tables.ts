import type pg from 'pg';
import type { SequenceValue, TableHeader } from './frames.ts';

/**
 * What a backup leaves out, and why. Everything else of our schemas is in it, also what a later module adds:
 * backup.test.ts asks the database.
 */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'kernel.migration': 'stands in the header of the file; a restore applies the same steps and writes it anew',
  'kernel.backup': 'tells of files on this machine; wherever a restore goes they are not',
  'jobs.bam': 'pg-boss: its own schema changes under way',
  'jobs.instance': 'pg-boss: the processes that are alive now',
  'jobs.job_dependency': 'pg-boss: flows of jobs, which we do not use',
  'jobs.queue': 'pg-boss: made anew from the code; queues of waiting jobs are named in the header',
  'jobs.queue_stats': 'pg-boss: counts for its own display',
  'jobs.schedule': 'pg-boss: written from the code at each start',
  'jobs.subscription': 'pg-boss: its own events, which we do not use',
  'jobs.version': 'pg-boss: the version of its tables, which a restore makes anew',
  'jobs.warning': 'pg-boss: slow queries it noticed',
};

/** Undelivered messages and events are facts. A job that ran when the backup was taken runs again. */
export const JOBS = {
  name: 'jobs.job',
  where: `state in ('created', 'retry', 'active') and name not like '\\_\\_pgboss%'`,
} as const;

/** Our schemas: each module has one, and the accounts of the kernel have `auth`. */
const SCHEMAS = `select module as name from kernel.migration union select 'auth'`;

/** Every table to copy. */
export async function tablesToCopy(client: pg.ClientBase): Promise<TableHeader[]> {
  const { rows } = await client.query<TableHeader>(
    `select format('%I.%I', n.nspname, c.relname) as name,
       array_agg(quote_ident(a.attname) order by a.attnum) as columns,
       array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as types
     from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
       join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and n.nspname in (${SCHEMAS})
       and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = c.oid and deptype = 'e')
     group by n.nspname, c.relname order by n.nspname, c.relname`,
  );
  return rows.filter(({ name }) => !(name in LEFT_OUT));
}

/** pg-boss's table of jobs, if there is one. */
export async function jobsTable(client: pg.ClientBase): Promise<TableHeader | undefined> {
  const { rows } = await client.query<TableHeader>(
    `select $1::text as name, array_agg(quote_ident(attname) order by attnum) as columns,
       array_agg(format_type(atttypid, atttypmod) order by attnum) as types
     from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped and attgenerated = ''
     having count(*) > 0`,
    [JOBS.name],
  );
  return rows[0];
}

/** The queues that the jobs of a backup wait in. */
export async function queuesInUse(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct name from ${JOBS.name} where ${JOBS.where} order by name`,
  );
  return rows.map(({ name }) => name);
}

/** Where every sequence of ours stands, identities among them. */
export async function sequenceValues(client: pg.ClientBase): Promise<SequenceValue[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class as c
       join pg_namespace as n on n.oid = c.relnamespace
     where c.relkind = 'S' and n.nspname in (${SCHEMAS}) order by 1`,
  );
  const values: SequenceValue[] = [];
  for (const { name } of rows) {
    const { rows: found } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${name}`,
    );
    values.push({ name, ...found[0]! });
  }
  return values;
}
