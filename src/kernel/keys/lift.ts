import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import { inTx, type Ctx, type TxCtx } from '../ctx.ts';
import { hashVersion, type NumberPurpose } from '../crypto.ts';
import { SLICES, WRITES_IN } from '../keys.ts';
import { bytesOf, placeOf, type HashedColumn } from './columns.ts';

/** What a rotation lifts, from one version to another. */
export interface Lift {
  readonly columns: readonly HashedColumn[];
  readonly from: number;
  readonly to: number;
}

/** How long a step waits for somebody else's lock: less than PostgreSQL waits before it ends one of two (1 s). */
const PATIENCE_MS = 400;
/** What it comes to where others never leave a gap. */
const MOST_PATIENCE_MS = 10_000;

/**
 * Runs a step in a transaction that gives way: where it has to wait for a writer it lets go of everything and comes back,
 * so that of two in each other's way it is never the writer who is ended.
 */
export async function givingWay<T>(ctx: Ctx, work: (tx: TxCtx) => Promise<T>): Promise<T> {
  for (let patience = PATIENCE_MS; ; patience = Math.min(patience * 2, MOST_PATIENCE_MS)) {
    try {
      return await inTx(ctx, async (tx) => {
        await sql`select set_config('lock_timeout', ${`${patience}ms`}, true),
          set_config('statement_timeout', '0', true), set_config('zhijia.turning_keys', 'on', true)`.execute(
          tx.db,
        );
        return work(tx);
      });
    } catch (error) {
      if (!/^(55P03|40P01|40001)$/.test(String((error as { code?: unknown }).code))) throw error;
      await sleep(PATIENCE_MS / 4);
    }
  }
}

/** Waits until everybody who may have written without our locks has finished. */
export function letWritersFinish(ctx: Ctx, columns: readonly HashedColumn[]): Promise<void> {
  return givingWay(ctx, (tx) => lockTables(tx, columns));
}

async function lockTables(tx: TxCtx, columns: readonly HashedColumn[]): Promise<void> {
  const tables = [...new Set(columns.map(({ at }) => at.slice(0, at.lastIndexOf('.'))))].sort();
  const named = tables.map((table) => placeOf(`${table}.`).table);
  await sql`lock table ${sql.join(named)} in share row exclusive mode`.execute(tx.db);
}

/** Lifts the slices in turn, each in a transaction of its own; goes on where an earlier run was stopped. */
export async function liftSlices(ctx: Ctx, lift: Lift): Promise<void> {
  for (const slice of await slicesLeft(ctx, lift))
    await givingWay(ctx, async (tx) => {
      await liftSlice(tx, lift, slice);
      await sql`update kernel.key_state set lifted = ${slice + 1}`.execute(tx.db);
    });
}

/**
 * Puts the new version in force. What was written into slices behind us is lifted first in the open, and the few rows
 * that came even then while nobody can write.
 */
export async function turnHashes(ctx: Ctx, lift: Lift): Promise<void> {
  for (const slice of await slicesLeft(ctx, lift)) await givingWay(ctx, (tx) => liftSlice(tx, lift, slice));
  await givingWay(ctx, async (tx) => {
    await lockTables(tx, lift.columns);
    for (const slice of await slicesLeft(tx, lift)) await liftSlice(tx, lift, slice);
    await sql`update kernel.key_state set hashes = ${lift.to}, generation = generation + 1`.execute(tx.db);
  });
}

async function slicesLeft(ctx: Ctx, { columns, from }: Lift): Promise<number[]> {
  const slices = columns.map((column) => {
    const hash = bytesOf(column);
    return sql`select kernel.hash_slice(${hash}) as slice from ${placeOf(column.at).table}
      where kernel.hash_version(${hash}) = ${from}`;
  });
  const { rows } = await sql<{ slice: number }>`
    select distinct slice from (${sql.join(slices, sql` union all `)}) as found order by slice`.execute(
    ctx.db,
  );
  return rows.map(({ slice }) => slice);
}

/** All rows of all numbers of a slice, in every table: at no moment does a number stand in two forms. */
async function liftSlice(tx: TxCtx, { columns, from, to }: Lift, slice: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${WRITES_IN}, ${slice})`.execute(tx.db);
  const risen = new Map<string, Buffer>();
  for (const column of columns) {
    const hash = bytesOf(column);
    const { rows } = await sql<{ hash: Buffer }>`
      select distinct ${hash} as hash from ${placeOf(column.at).table} where ${inSlice(hash, from, slice)}`.execute(
      tx.db,
    );
    for (const { hash: old } of rows) risen.set(old.toString('hex'), formOf(tx, column.purpose, old, to));
  }
  if (risen.size === 0) return;
  const old = [...risen.keys()].map((hex) => Buffer.from(hex, 'hex'));
  await sql`insert into kernel.lifted (old, risen)
    select * from unnest(${old}::bytea[], ${[...risen.values()]}::bytea[]) on conflict (old) do nothing`.execute(
    tx.db,
  );
  for (const column of columns) await writeLifted(tx, column, inSlice(bytesOf(column), from, slice));
}

function formOf({ app }: TxCtx, purpose: NumberPurpose, stored: Buffer, version: number): Buffer {
  return app.crypto.variants(purpose, stored).find((form) => hashVersion(form) === version)!;
}

async function writeLifted(tx: TxCtx, column: HashedColumn, where: RawBuilder<unknown>): Promise<void> {
  const place = placeOf(column.at);
  const value = column.as === 'base64' ? sql`encode(l.risen, 'base64')` : sql`l.risen`;
  await sql`update ${place.table} as t set ${place.column} = ${value} from kernel.lifted as l
    where l.old = ${bytesOf(column)} and ${where}`.execute(tx.db);
}

/** In words that an index on the hash understands. */
function inSlice(hash: RawBuilder<unknown>, version: number, slice: number): RawBuilder<unknown> {
  const from = edgeOf(version, slice);
  const below = slice + 1 < SLICES ? sql`and ${hash} < ${edgeOf(version, slice + 1)}` : sql``;
  return sql`${hash} >= ${from} ${below} and kernel.hash_version(${hash}) = ${version}`;
}

function edgeOf(version: number, slice: number): Buffer {
  const bits = Buffer.alloc(2);
  bits.writeUInt16BE(slice * (0x1_0000 / SLICES));
  return version === 1 ? bits : Buffer.concat([Buffer.from([version]), bits]);
}
