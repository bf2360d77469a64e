import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Crypto } from '../crypto.ts';
import type { Db } from '../db.ts';
import { mark, markOf, type Content } from './mark.ts';

/** A place in the order of sealing: transactions by their number, those of a later era after all of an earlier one. */
export interface Place {
  readonly era: number;
  readonly xid: bigint;
}

/** One link of the chain: what the entries of the transactions from `from` up to before `to` were. */
export interface Seal {
  readonly seq: number;
  readonly era: number;
  readonly from: bigint;
  readonly to: bigint;
  readonly entries: number;
  /** Hash over the entries, in order. */
  readonly leaves: Buffer;
  readonly prev: Buffer;
  readonly root: Buffer;
  /** ISO 8601 in UTC with microseconds. */
  readonly sealedAt: string;
}

/** A seal as it stands; the oldest may be all that is left of what was pruned. */
export interface SealRow extends Seal {
  readonly prunedAt: string | null;
  readonly prunedMark: Buffer | null;
}

/** An entry as it stands. */
export interface EntryRow extends Content {
  readonly era: number;
  readonly xid: bigint;
  readonly mac: Buffer | null;
}

/** Before sealing began: such entries bear no mark of their own. */
export const UNMARKED_ERA = 0;
/** Behind every transaction: where an era ends that is over. */
export const END_OF_ERA = 2n ** 64n - 1n;
/** What the first seal follows. */
export const NO_ROOT = Buffer.alloc(0);

/** Whether `a` comes before `b`. */
export function isBefore(a: Place, b: Place): boolean {
  return a.era < b.era || (a.era === b.era && a.xid < b.xid);
}

/** Where the next seal begins. */
export function endOf({ era, to }: Pick<Seal, 'era' | 'to'>): Place {
  return { era, xid: to };
}

/** The keyed root of a seal over everything else it says, and so over every seal before it. */
export function rootOf(crypto: Crypto, seal: Omit<Seal, 'root'>): Buffer {
  const { seq, era, from, to, entries, leaves, prev, sealedAt } = seal;
  const content = [
    seq,
    era,
    `${from}`,
    `${to}`,
    entries,
    leaves.toString('hex'),
    prev.toString('hex'),
    sealedAt,
  ];
  return mark(crypto, 'seal', content);
}

/** What says that everything up to and including this seal was removed as its time had come. */
export function pruneMark(
  crypto: Crypto,
  { seq, root }: Pick<Seal, 'seq' | 'root'>,
  prunedAt: string,
): Buffer {
  return mark(crypto, 'prune', [seq, root.toString('hex'), prunedAt]);
}

/** Hashes entries in their order. Those without a mark of their own, from before sealing, get one here. */
export function leavesOf(crypto: Crypto) {
  const hash = createHash('sha256');
  let count = 0;
  return {
    add(row: EntryRow): void {
      const place = Buffer.alloc(8);
      place.writeBigUInt64BE(row.xid);
      const own = row.era === UNMARKED_ERA ? markOf(crypto, row) : row.mac;
      hash.update(row.id.replaceAll('-', ''), 'hex').update(place);
      hash.update(own ?? Buffer.alloc(0));
      count += 1;
    },
    /** To be asked once. */
    done: () => ({ entries: count, leaves: hash.digest() }),
  };
}

/** An instant as seals write it. */
export function stampOf(instant: Date): string {
  return instant.toISOString().replace('Z', '000Z');
}

/** A time as text, to the microsecond that PostgreSQL keeps: a `Date` would not show a change of the last three digits. */
function stamp(column: 'at' | 'sealed_at' | 'pruned_at') {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** Entries at and after `from`, and before `to` if there is one, in order, read a batch at a time. */
export async function* entriesFrom(db: Db, from: Place, to?: Place, batch = 2_000): AsyncGenerator<EntryRow> {
  const end = to ? sql`(era, xid) < (${to.era}, ${`${to.xid}`}::xid8)` : sql`true`;
  let after: { readonly place: Place; readonly id: string } | undefined;
  for (;;) {
    const start = after
      ? sql`(era, xid, id) > (${after.place.era}, ${`${after.place.xid}`}::xid8, ${after.id}::uuid)`
      : sql`(era, xid) >= (${from.era}, ${`${from.xid}`}::xid8)`;
    const { rows } = await sql<Omit<EntryRow, 'xid'> & { number: string }>`
      select id, ${stamp('at')} as at, actor, action, entity, entity_id, org_id, purpose, detail, request_id, ip,
        era, xid::text as number, mac
      from kernel.audit_entry where ${start} and ${end}
      order by era, xid, id limit ${batch}`.execute(db);
    for (const { number, ...row } of rows)
      yield { ...row, at: fromMicroseconds(row.at), xid: BigInt(number) };
    const last = rows.at(-1);
    if (rows.length < batch || !last) return;
    after = { place: { era: last.era, xid: BigInt(last.number) }, id: last.id };
  }
}

/** We write milliseconds; anything finer is not ours and stays to be seen. */
function fromMicroseconds(at: string): string {
  return at.replace(/000Z$/, 'Z');
}

/** Seals after number `after`, in order, a batch at a time. */
export async function* sealsAfter(db: Db, after = 0, batch = 1_000): AsyncGenerator<SealRow> {
  for (let last = after; ;) {
    const rows = await sealRows(db, sql`where seq > ${last} order by seq limit ${batch}`);
    yield* rows;
    if (rows.length < batch) return;
    last = rows.at(-1)!.seq;
  }
}

/** The newest seal. */
export async function lastSeal(db: Db): Promise<SealRow | undefined> {
  return (await sealRows(db, sql`order by seq desc limit 1`))[0];
}

/** The seals of these numbers. */
export function sealsOf(db: Db, seqs: readonly number[]): Promise<SealRow[]> {
  return sealRows(db, sql`where seq = any(${[...seqs]})`);
}

async function sealRows(db: Db, rest: ReturnType<typeof sql>): Promise<SealRow[]> {
  const { rows } = await sql<Omit<SealRow, 'from' | 'to'> & { from: string; to: string }>`
    select seq, era, from_xid::text as "from", to_xid::text as "to", entries, leaves, prev, root,
      ${stamp('sealed_at')} as "sealedAt", ${stamp('pruned_at')} as "prunedAt", pruned_mark as "prunedMark"
    from kernel.audit_seal ${rest}`.execute(db);
  return rows.map((row) => ({ ...row, from: BigInt(row.from), to: BigInt(row.to) }));
}

/** The era that is running, and the name of this log, which it gets with its first seal. */
export async function runningEra(db: Db): Promise<{ era: number; log: string | null }> {
  const { rows } = await sql<{ era: number; log: string | null }>`
    select kernel.audit_era() as era, (select log from kernel.audit_era) as log`.execute(db);
  return rows[0]!;
}
