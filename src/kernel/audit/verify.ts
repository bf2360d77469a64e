import { sql } from 'kysely';
import { sameBytes, type Crypto } from '../crypto.ts';
import type { Db, Tx } from '../db.ts';
import {
  endOf,
  entriesFrom,
  isBefore,
  leavesOf,
  NO_ROOT,
  pruneMark,
  rootOf,
  runningEra,
  sealsAfter,
  UNMARKED_ERA,
  type EntryRow,
  type Place,
  type SealRow,
} from './chain.ts';
import { checkHeads, readShown, type Shown } from './heads.ts';
import { bearsMark } from './mark.ts';

/**
 * What is wrong with the log.
 * `changed_row` an entry no longer says what was written. `added_row` an entry that the application did not write, or
 * that stands where it was not sealed. `missing_rows` `extra_rows` a seal counts more, or fewer, than there are.
 * `other_rows` as many as a seal counts, and not the same. `broken_seal` a seal no longer says what was sealed.
 * `missing_seals` numbers `seal` to `until` are not there. `tail_cut` a head shown outside is not there any more.
 * `other_head` the seal with that number is another. `other_log` what was shown is of another log. `bad_prune` entries
 * were removed and not by us. `unreadable` lines of `audit-roots.log` that say nothing.
 */
export const FINDINGS = [
  'changed_row',
  'added_row',
  'missing_rows',
  'extra_rows',
  'other_rows',
  'broken_seal',
  'missing_seals',
  'tail_cut',
  'other_head',
  'other_log',
  'bad_prune',
  'unreadable',
] as const;

export interface Finding {
  readonly kind: (typeof FINDINGS)[number];
  readonly seal?: number;
  readonly until?: number;
  readonly count?: number;
  readonly id?: string;
  readonly at?: string;
  readonly action?: string;
}

/** What a walk along the whole chain found. */
export interface Verdict {
  readonly ok: boolean;
  readonly entries: number;
  readonly seals: number;
  /** Entries that no seal covers yet; their marks were checked. */
  readonly unsealed: number;
  /** Entries from before sealing began: since the first seal they are protected, what happened before is not known. */
  readonly before: number;
  /** Up to this seal entries were removed as their time had come. */
  readonly pruned: { readonly seal: number; readonly at: string } | null;
  /** How many heads outside the database were compared; none, and a cut tail could not be noticed. */
  readonly heads: number;
  /** At most {@link FINDINGS_MAX}. */
  readonly findings: readonly Finding[];
  /** How many there are in all. */
  readonly found: number;
}

export const FINDINGS_MAX = 1_000;

/** Told now and then how many entries have been walked past. */
export type Progress = (entries: number) => void;

/** Walks along the whole log, as it stands at one moment, and compares it with its seals and with what was shown outside. */
export async function verifyAudit(
  { db, crypto, dataDir }: { readonly db: Db; readonly crypto: Crypto; readonly dataDir: string },
  progress: Progress = () => undefined,
): Promise<Verdict> {
  // Before the moment that the walk sees: what was shown until now must be in it.
  const shown = await readShown(dataDir, crypto);
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((tx) => walk(tx, crypto, shown, progress));
}

/** What the walk has seen so far. */
interface Walk {
  readonly tx: Tx;
  readonly crypto: Crypto;
  readonly rows: Rows;
  readonly report: (finding: Finding) => void;
  before: number;
}

async function walk(tx: Tx, crypto: Crypto, shown: Shown, progress: Progress): Promise<Verdict> {
  const findings: Finding[] = [];
  let found = 0;
  const report = (finding: Finding): void => {
    found += 1;
    if (findings.length < FINDINGS_MAX) findings.push(finding);
  };
  const seen: Walk = { tx, crypto, rows: rowsOf(tx, progress), report, before: 0 };
  let last: SealRow | undefined;
  let pruned: Verdict['pruned'] = null;
  let seals = 0;
  for await (const seal of sealsAfter(tx)) {
    seals += 1;
    if (seal.prunedAt !== null && !last) pruned = await checkPrune(seen, seal, seal.prunedAt);
    else await checkSeal(seen, seal, last);
    last = seal;
  }
  const unsealed = await checkTail(seen, last);
  await checkHeads(tx, shown, pruned?.seal ?? 0, report);
  const { before, rows } = seen;
  const heads = shown.heads.length;
  return { ok: found === 0, entries: rows.count(), seals, unsealed, before, pruned, heads, findings, found };
}

async function checkPrune(
  { rows, crypto, report }: Walk,
  seal: SealRow,
  at: string,
): Promise<Verdict['pruned']> {
  const own = pruneMark(crypto, seal, at);
  if (!seal.prunedMark || !sameBytes(own, seal.prunedMark)) report({ kind: 'bad_prune', seal: seal.seq });
  if (!isWhole(crypto, seal)) report({ kind: 'broken_seal', seal: seal.seq });
  for (let row = await rows.before(endOf(seal)); row; row = await rows.before(endOf(seal)))
    report({ kind: 'added_row', ...nameOf(row) });
  return { seal: seal.seq, at };
}

async function checkSeal(seen: Walk, seal: SealRow, last: SealRow | undefined): Promise<void> {
  const { crypto, rows, report } = seen;
  const { seq } = seal;
  const gap = seq !== (last?.seq ?? 0) + 1;
  if (gap) report({ kind: 'missing_seals', seal: (last?.seq ?? 0) + 1, until: seq - 1 });
  const whole = isWhole(crypto, seal) && seal.prunedAt === null;
  if (!whole || !(gap || joins(seal, last))) report({ kind: 'broken_seal', seal: seq });
  const start = { era: seal.era, xid: seal.from };
  for (let row = await rows.before(start); row; row = await rows.before(start)) {
    // They may have been sealed by a seal that is gone.
    if (!gap || !isTrue(seen, row)) report({ kind: 'added_row', ...nameOf(row) });
  }
  await checkRows(seen, seal);
}

/** The root is over all that the seal says. */
function isWhole(crypto: Crypto, seal: SealRow): boolean {
  return sameBytes(rootOf(crypto, seal), seal.root);
}

/** Whether a seal begins where the one before it ends. */
function joins(seal: SealRow, last: SealRow | undefined): boolean {
  if (!seal.prev.equals(last?.root ?? NO_ROOT)) return false;
  return last?.era === seal.era ? seal.from === last.to : seal.from === 0n && seal.era > (last?.era ?? -1);
}

async function checkRows(seen: Walk, seal: SealRow): Promise<void> {
  const { crypto, rows, report } = seen;
  const leaves = leavesOf(crypto);
  const named: EntryRow[] = [];
  let untrue = 0;
  for (let row = await rows.before(endOf(seal)); row; row = await rows.before(endOf(seal))) {
    leaves.add(row);
    if (!isTrue(seen, row) && ++untrue <= FINDINGS_MAX) named.push(row);
  }
  const { entries, leaves: hash } = leaves.done();
  const extra = entries - seal.entries;
  const kind = extra > 0 ? 'added_row' : 'changed_row';
  const { seq } = seal;
  for (const row of named) report({ kind, seal: seq, ...nameOf(row) });
  if (untrue > named.length) report({ kind, seal: seq, count: untrue - named.length });
  if (extra > untrue) report({ kind: 'extra_rows', seal: seq, count: extra - untrue });
  if (extra < 0) report({ kind: 'missing_rows', seal: seq, count: -extra });
  if (extra === 0 && untrue === 0 && !hash.equals(seal.leaves)) report({ kind: 'other_rows', seal: seq });
}

/** Entries that wait for the next seal: those of a running transaction at most, none of one that is still to come. */
async function checkTail(seen: Walk, last: SealRow | undefined): Promise<number> {
  const { rows, report, tx } = seen;
  const { era } = await runningEra(tx);
  const next = { era, xid: await nextXid(tx) };
  const start = last ? endOf(last) : { era: UNMARKED_ERA, xid: 0n };
  let unsealed = 0;
  for (let row = await rows.next(); row; row = await rows.next()) {
    if (isBefore(row, start) || !isBefore(row, next) || !isTrue(seen, row))
      report({ kind: 'added_row', ...nameOf(row) });
    else unsealed += 1;
  }
  return unsealed;
}

async function nextXid(tx: Tx): Promise<bigint> {
  const { rows } = await sql<{ next: string }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as next`.execute(tx);
  return BigInt(rows[0]!.next);
}

/** Whether an entry bears its mark, or is from before there were any. */
function isTrue(seen: Walk, row: EntryRow): boolean {
  if (row.era > UNMARKED_ERA) return bearsMark(seen.crypto, row, row.mac);
  seen.before += 1;
  return row.xid === 0n && row.mac === null;
}

function nameOf({ id, at, action }: EntryRow) {
  return { id, at, action };
}

/** The entries in their order, one by one. */
interface Rows {
  next(): Promise<EntryRow | undefined>;
  /** The next one if it comes before `place`. */
  before(place: Place): Promise<EntryRow | undefined>;
  count(): number;
}

const TELL_EVERY = 1_000;

function rowsOf(tx: Tx, progress: Progress): Rows {
  const source = entriesFrom(tx, { era: -(2 ** 31), xid: 0n });
  let peeked: EntryRow | undefined;
  let count = 0;
  const peek = async (): Promise<EntryRow | undefined> =>
    (peeked ??= (await source.next()).value ?? undefined);
  const next = async (): Promise<EntryRow | undefined> => {
    const row = await peek();
    peeked = undefined;
    if (row && ++count % TELL_EVERY === 0) progress(count);
    return row;
  };
  return {
    next,
    count: () => count,
    async before(place) {
      const row = await peek();
      return row && isBefore(row, place) ? next() : undefined;
    },
  };
}
