import type { Crypto } from '../crypto.ts';
import type { Tx } from '../db.ts';
import { lastSeal, runningEra, sealsOf } from './chain.ts';
import { isOurs, readHead, readRoots, type Head } from './head.ts';
import type { Finding } from './verify.ts';

/** The heads that were shown outside the database and still count. */
export interface Shown {
  readonly heads: readonly Head[];
  readonly unreadable: number;
}

/** Heads shown between a backup and its restore are void, from the line on that says so and that only we can write. */
export async function readShown(dataDir: string, crypto: Crypto): Promise<Shown> {
  const head = await readHead(dataDir);
  const { lines, unreadable } = await readRoots(dataDir);
  let heads: Head[] = [];
  for (const line of lines) {
    if (!('restored' in line)) heads.push(line.head);
    else if (isOurs(crypto, line)) {
      const { head: at } = line;
      heads = heads.filter(({ log, seq }) => at !== null && log === at.log && seq <= at.seq);
    }
  }
  return { heads: head ? [...heads, head] : heads, unreadable };
}

/** Compares what was shown with what is there; seals up to `pruned` need not be. */
export async function checkHeads(
  tx: Tx,
  { heads, unreadable }: Shown,
  pruned: number,
  report: (finding: Finding) => void,
): Promise<void> {
  if (unreadable > 0) report({ kind: 'unreadable', count: unreadable });
  const { log } = await runningEra(tx);
  const newest = (await lastSeal(tx))?.seq ?? 0;
  const seals = await sealsOf(
    tx,
    heads.map(({ seq }) => seq),
  );
  const roots = new Map(seals.map(({ seq, root }) => [seq, root.toString('hex')]));
  for (const head of heads) {
    if (head.log !== log) report({ kind: 'other_log', seal: head.seq });
    else if (head.seq > newest) report({ kind: 'tail_cut', seal: head.seq, until: newest });
    else if (head.seq >= pruned && roots.get(head.seq) !== head.root)
      report({ kind: 'other_head', seal: head.seq });
  }
}
