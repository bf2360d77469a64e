import { sql } from 'kysely';
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

/** After the transaction: what is not known to be visible to all is looked up in the table for every entry of an index. */
export async function vacuum(ctx: Ctx, tables: readonly string[]): Promise<void> {
  await ctx.db.connection().execute(async (db) => {
    await sql`set statement_timeout = 0`.execute(db);
    for (const table of tables) await sql`vacuum (index_cleanup off) ${sql.table(table)}`.execute(db);
    await sql`reset statement_timeout`.execute(db);
  });
}
