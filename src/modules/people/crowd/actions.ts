import { sql, type RawBuilder } from 'kysely';
import type { Ctx, TxCtx } from '#kernel/ctx';

/** PostgreSQL type of a column whose values are written as its text. */
type ColumnKind =
  | 'uuid'
  | 'text'
  | 'integer'
  | 'date'
  | 'timestamptz'
  | 'bytea'
  | 'boolean'
  | 'daterange'
  | 'jsonb';
export type Columns = Readonly<Record<string, ColumnKind>>;
export type Value = string | number | boolean | Date | Buffer | null;

/** Writes rows, each a value for each column in order, in one statement: an array a column costs a tenth of JSON. */
export async function insertRows(
  ctx: TxCtx,
  table: string,
  columns: Columns,
  rows: readonly (readonly Value[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const kinds = Object.values(columns);
  const arrays = kinds.map((kind, at) => {
    const text = `{${rows.map((row) => element(row[at]!)).join(',')}}`;
    return sql`${text}::${sql.raw(kind)}[]`;
  });
  await sql`
    insert into ${sql.table(table)} (${sql.join(Object.keys(columns).map((name) => sql.ref(name)))})
    select * from unnest(${sql.join(arrays)})`.execute(ctx.db);
}

/** One element of an array literal. */
function element(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`;
  if (value instanceof Date) return `"${value.toISOString()}"`;
  return Buffer.isBuffer(value) ? `"\\\\x${value.toString('hex')}"` : String(value);
}

interface Definition {
  readonly drop: string;
  readonly make: string;
  readonly name: string;
}

/**
 * Runs `work` while `tables` have no index but their primary keys, no other constraint but their checks, and no triggers
 * of ours; then makes all of it anew, as it was. In the caller's transaction: whatever fails, nothing has changed.
 * `made` hears of each index and constraint that stands again.
 */
export async function withoutIndexes(
  ctx: TxCtx,
  tables: readonly string[],
  work: () => Promise<void>,
  made: (name: string) => void,
): Promise<void> {
  const definitions = await definitionsOf(ctx, tables);
  const run = (text: string): Promise<unknown> => sql.raw(text).execute(ctx.db);
  // A statement over a million rows takes its time, and sorts the faster the more it may keep in memory.
  await run(`set local statement_timeout = 0; set local maintenance_work_mem = '512MB'`);
  for (const table of tables) await run(`alter table ${table} disable trigger user`);
  for (const { drop } of definitions) await run(drop);
  await work();
  for (const { make, name } of definitions) {
    await run(make);
    made(name);
  }
  for (const table of tables) await run(`alter table ${table} enable trigger user`);
  for (const table of tables) await run(`analyze ${table}`);
}

/** Indexes first: a foreign key is checked by them. */
async function definitionsOf(ctx: TxCtx, tables: readonly string[]): Promise<Definition[]> {
  const ours: RawBuilder<boolean> = sql`any(${tables}::regclass[])`;
  const { rows } = await sql<Definition>`
    select format('drop index %s', i.indexrelid::regclass) as drop, pg_get_indexdef(i.indexrelid) as make,
      c.relname as name, 0 as turn
    from pg_index as i join pg_class as c on c.oid = i.indexrelid
    where i.indrelid = ${ours} and not exists (select from pg_constraint where conindid = i.indexrelid)
    union all
    select format('alter table %s drop constraint %I', conrelid::regclass, conname),
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)),
      conname, 1 + (contype = 'f')::integer
    from pg_constraint where conrelid = ${ours} and contype in ('u', 'x', 'f')
    order by turn, name`.execute(ctx.db);
  return rows;
}

/** After the transaction: what is not known to be visible to all is looked up in the table for every entry of an index. */
export async function vacuum(ctx: Ctx, tables: readonly string[]): Promise<void> {
  await ctx.db.connection().execute(async (db) => {
    await sql`set statement_timeout = 0`.execute(db);
    for (const table of tables) await sql`vacuum (index_cleanup off) ${sql.table(table)}`.execute(db);
    await sql`reset statement_timeout`.execute(db);
  });
}
