import type { TestApp } from '../testing.ts';

/** Tables that tell of attempts, and are there for it: each use of a token is noted with it. */
const TELLTALES = ['kernel.audit_entry', 'kernel.idempotency', 'auth.access_token', 'auth.code'];

/** The question, by pool: no table is made or dropped while one is compared with another. */
const questions = new WeakMap<TestApp['pool'], Promise<string>>();

/** Of each table of ours which versions of rows it has: whatever is written and committed changes it. */
export async function fingerprint(pool: TestApp['pool']): Promise<Readonly<Record<string, string>>> {
  const asked = questions.get(pool) ?? question(pool);
  questions.set(pool, asked);
  // By name, so that a connection plans it once.
  const { rows } = await pool.query<{ name: string; rows: string }>({
    name: 'fingerprint',
    text: await asked,
  });
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}

async function question(pool: TestApp['pool']): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
       and n.nspname not like 'pg_toast%' and (n.nspname <> 'jobs' or c.relname = 'job')`,
  );
  return tables
    .filter(({ name }) => !TELLTALES.includes(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtext(xmin::text || ctid::text)), 0) as rows from ${name}`,
    )
    .join(' union all ');
}
