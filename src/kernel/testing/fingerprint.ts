import type { TestApp } from '../testing.ts';

/** Tables that tell of attempts, and are there for it: each use of a token is noted with it. */
const TELLTALES = ['kernel.audit_entry', 'kernel.idempotency', 'auth.access_token', 'auth.code'];

/** Of each table of ours which versions of rows it has: whatever is written and committed changes it. */
export async function fingerprint(pool: TestApp['pool']): Promise<Readonly<Record<string, string>>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
       and n.nspname not like 'pg_toast%' and (n.nspname <> 'jobs' or c.relname = 'job')`,
  );
  const parts = tables
    .filter(({ name }) => !TELLTALES.includes(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtext(xmin::text || ctid::text)), 0) as rows from ${name}`,
    );
  const { rows } = await pool.query<{ name: string; rows: string }>(parts.join(' union all '));
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}
