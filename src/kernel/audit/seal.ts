import { sql } from 'kysely';
import type { App } from '../ctx.ts';
import type { Db, Tx } from '../db.ts';
import {
  END_OF_ERA,
  endOf,
  entriesFrom,
  isBefore,
  lastSeal,
  leavesOf,
  NO_ROOT,
  rootOf,
  runningEra,
  stampOf,
  type Place,
  type Seal,
  type SealRow,
} from './chain.ts';
import { exportHead } from './head.ts';

const SEALING_LOCK = 7_301_502;
const EVERY_MS = 1_000;

/**
 * Seals all that was committed and cannot be joined by anything older, in as many links as there are eras, and shows the
 * new head outside the database. Of several processes that try at once one does it. Returns the seals made.
 */
export async function sealAudit(app: App): Promise<Seal[]> {
  const made: Seal[] = [];
  for (;;) {
    const seal = await app.db.transaction().execute((tx) => sealNext(app, tx));
    if (!seal) return made;
    made.push(seal);
    await exportHead(app, seal);
  }
}

async function sealNext(app: App, tx: Tx): Promise<Seal | undefined> {
  if (!(await isAlone(tx))) return undefined;
  const head = await lastSeal(tx);
  const range = await nextRange(tx, head);
  if (!range) return undefined;
  await sql`select kernel.begin_audit_log()`.execute(tx);
  const leaves = leavesOf(app.crypto);
  const to = { era: range.era, xid: range.to };
  for await (const row of entriesFrom(tx, { era: range.era, xid: range.from }, to)) leaves.add(row);
  const open = {
    seq: (head?.seq ?? 0) + 1,
    ...range,
    ...leaves.done(),
    prev: head?.root ?? NO_ROOT,
    sealedAt: stampOf(app.now()),
  };
  const seal = { ...open, root: rootOf(app.crypto, open) };
  await sql`
    insert into kernel.audit_seal (seq, era, from_xid, to_xid, entries, leaves, prev, root, sealed_at)
    values (${seal.seq}, ${seal.era}, ${`${seal.from}`}::xid8, ${`${seal.to}`}::xid8, ${seal.entries}, ${seal.leaves},
      ${seal.prev}, ${seal.root}, ${seal.sealedAt}::timestamptz)`.execute(tx);
  return seal;
}

async function isAlone(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{
    alone: boolean;
  }>`select pg_try_advisory_xact_lock(${SEALING_LOCK}) as alone`.execute(tx);
  return rows[0]!.alone;
}

/** What comes next to be sealed: the rest of an era that is over, or of ours what no running transaction can add to. */
async function nextRange(
  tx: Tx,
  head: SealRow | undefined,
): Promise<Pick<Seal, 'era' | 'from' | 'to'> | undefined> {
  const horizon = await horizonOf(tx);
  const { era } = await runningEra(tx);
  // Data that came from another cluster without a restore of ours: its numbers would be taken for sealed ones.
  if (head && head.era === era && isBefore({ era, xid: horizon }, endOf(head))) {
    await sql`select kernel.next_audit_era()`.execute(tx);
    return nextRange(tx, head);
  }
  const first = await firstUnsealed(tx, head ? endOf(head) : { era: 0, xid: 0n }, era);
  if (!first || (first.era === era && first.xid >= horizon)) return undefined;
  return {
    era: first.era,
    from: head?.era === first.era ? head.to : 0n,
    to: first.era === era ? horizon : END_OF_ERA,
  };
}

/** The oldest transaction that still runs: all before it are over, and what they wrote can be seen. */
async function horizonOf(db: Db): Promise<bigint> {
  const { rows } = await sql<{ horizon: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(db);
  return BigInt(rows[0]!.horizon);
}

async function firstUnsealed(db: Db, from: Place, era: number): Promise<Place | undefined> {
  const { rows } = await sql<{ era: number; number: string }>`
    select era, xid::text as number from kernel.audit_entry
    where (era, xid) >= (${from.era}, ${`${from.xid}`}::xid8) and era <= ${era}
    order by era, xid limit 1`.execute(db);
  const row = rows[0];
  return row && { era: row.era, xid: BigInt(row.number) };
}

const sealers = new WeakMap<App, () => Promise<void>>();

/** Seals once a second until {@link stopSealing}. `complain` hears of each new failure once; the next second tries again. */
export function startSealing(app: App, complain: (line: string) => void): void {
  let running: Promise<void> | undefined;
  let failure = '';
  const seal = async (): Promise<void> => {
    const failed = await sealAudit(app).then(
      () => '',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (failed !== '' && failed !== failure) complain(`audit: ${failed}`);
    failure = failed;
    running = undefined;
  };
  const timer = setInterval(() => {
    running ??= seal();
  }, EVERY_MS);
  sealers.set(app, async () => {
    clearInterval(timer);
    await running;
    await seal();
  });
}

/** Seals a last time what there is. Does nothing where nobody seals: at the command line and in tests. */
export async function stopSealing(app: App): Promise<void> {
  await sealers.get(app)?.();
  sealers.delete(app);
}

/** When the log was sealed last, and how many entries wait for the next second. */
export async function sealingState(db: Db): Promise<{ sealedAt: Date | null; unsealed: number }> {
  const { rows } = await sql<{ sealedAt: Date | null; unsealed: number }>`
    with head as (select era, to_xid, sealed_at from kernel.audit_seal order by seq desc limit 1)
    select (select sealed_at from head) as "sealedAt", (select count(*) from kernel.audit_entry
      where (era, xid) >= (coalesce((select era from head), 0), coalesce((select to_xid from head), '0'::xid8))
      ) as unsealed`.execute(db);
  return rows[0]!;
}

/** When the log was verified last, and how many faults were found. */
export async function lastVerified(db: Db): Promise<{ at: Date; found: number } | null> {
  const { rows } = await sql<{ at: Date; found: number }>`
    select at, (detail->>'found')::integer as found from kernel.audit_entry
    where entity = 'audit' and entity_id = 'verify' order by id desc limit 1`.execute(db);
  return rows[0] ?? null;
}
