import { sql } from 'kysely';
import { partsOf } from '../accounts/parts.ts';
import type { Ctx, TxCtx } from '../ctx.ts';
import { placeOf } from './columns.ts';
import { givingWay } from './lift.ts';

/** Pages of a table that are looked through at a time, and rows of them that are sealed anew in one transaction. */
const PAGES = 64;
const ROWS = 200;
/** Whole files are sealed too: no more bytes of them at a time than this. */
const BYTES = 32 * 1024 * 1024;

/** Seals anew what is sealed under another version than `version`. May be stopped and run again at any time. */
export async function resealAll(ctx: Ctx, columns: readonly string[], version: number): Promise<void> {
  for (const at of columns) await resealColumn(ctx, at, version);
}

async function resealColumn(ctx: Ctx, at: string, version: number): Promise<void> {
  const { table } = placeOf(at);
  for (let page = 0; ; page += PAGES) {
    const { rows } = await sql<{ pages: number }>`
      select pg_relation_size(${at.slice(0, at.lastIndexOf('.'))}::regclass)
        / current_setting('block_size')::integer as pages`.execute(ctx.db);
    if (page >= rows[0]!.pages) return;
    const range = sql`${table} where ctid >= ${`(${page},0)`}::tid and ctid < ${`(${page + PAGES},0)`}::tid`;
    while (await givingWay(ctx, (tx) => resealSome(tx, at, range, version)));
  }
}

/** False once the pages hold nothing more that is not under `version`. */
async function resealSome(
  tx: TxCtx,
  at: string,
  range: ReturnType<typeof sql>,
  version: number,
): Promise<boolean> {
  const { table, column } = placeOf(at);
  const { rows: found } = await sql<{ ctid: string; bytes: number }>`
    select ctid::text as ctid, octet_length(${column}) as bytes from ${range}
      and substring(${column} for 1) <> ${Buffer.from([version])} limit ${ROWS} for update`.execute(tx.db);
  const chosen: string[] = [];
  let bytes = 0;
  for (const row of found) {
    if (chosen.length > 0 && bytes + row.bytes > BYTES) break;
    chosen.push(row.ctid);
    bytes += row.bytes;
  }
  if (chosen.length === 0) return false;
  const { rows } = await sql<{ ctid: string; sealed: Buffer }>`
    select ctid::text as ctid, ${column} as sealed from ${table} where ctid = any(${chosen}::tid[])`.execute(
    tx.db,
  );
  const { crypto } = tx.app;
  await sql`update ${table} as t set ${column} = given.sealed
    from unnest(${rows.map(({ ctid }) => ctid)}::tid[],
      ${rows.map(({ sealed }) => crypto.seal(crypto.open(sealed)))}::bytea[]) as given (ctid, sealed)
    where t.ctid = given.ctid`.execute(tx.db);
  return true;
}

/** Secrets of authenticator apps and backup codes, which the account library seals in its own way. */
export async function resealFactors(ctx: Ctx): Promise<void> {
  const { library } = partsOf(ctx);
  const { rows } = await sql<{ id: string }>`select id from auth."twoFactor" order by id`.execute(ctx.db);
  for (const { id } of rows)
    await givingWay(ctx, async (tx) => {
      const { rows: factors } = await sql<{ secret: string; backupCodes: string }>`
        select secret, "backupCodes" from auth."twoFactor" where id = ${id} for update`.execute(tx.db);
      for (const { secret, backupCodes } of factors) {
        if (library.isCurrent(secret) && library.isCurrent(backupCodes)) return;
        await sql`update auth."twoFactor" set secret = ${await library.reseal(secret)},
          "backupCodes" = ${await library.reseal(backupCodes)} where id = ${id}`.execute(tx.db);
      }
    });
}
