import { sql } from 'kysely';
import { z } from 'zod';
import { inTx, type Ctx, type TxCtx } from '../ctx.ts';
import { definePolicy, policyAt } from '../policy.ts';
import { pruneMark, sealsOf, stampOf } from './chain.ts';

const retention = definePolicy({
  key: 'audit.retention_months',
  about: 'How many months entries of the audit log are kept',
  schema: z.number().int().min(6),
  fallback: 36,
  source:
    '个人信息保护法 §56 (records of processing: three years); 网络安全法 §21(3) (logs: six months at least)',
});

/** Removed in one transaction. */
const CHUNK_ENTRIES = 50_000;
const CHUNK_SEALS = 10_000;

export interface Pruned {
  readonly seals: number;
  readonly entries: number;
}

/**
 * Removes what is older than the policy keeps, by whole seals and each chunk with an audit entry of its own. The newest
 * removed seal stays as the beginning of the chain. The database refuses what is younger than six months.
 */
export async function pruneAudit(ctx: Ctx): Promise<Pruned> {
  const months = await policyAt(ctx, retention);
  let all: Pruned = { seals: 0, entries: 0 };
  for (;;) {
    const { seals, entries } = await inTx(ctx, (tx) => pruneChunk(tx, months));
    if (seals === 0) return all;
    all = { seals: all.seals + seals, entries: all.entries + entries };
  }
}

async function pruneChunk(ctx: TxCtx, months: number): Promise<Pruned> {
  const { rows } = await sql<{ seq: number; entries: number; due: boolean }>`
    select seq, entries, sealed_at < ${ctx.now}::timestamptz - make_interval(months => ${months}) as due
    from kernel.audit_seal where pruned_at is null order by seq limit ${CHUNK_SEALS}`.execute(ctx.db);
  const notDue = rows.findIndex(({ due }) => !due);
  let counted = 0;
  const chunk = rows
    .slice(0, notDue === -1 ? undefined : notDue)
    .filter(({ entries }, i) => (counted += entries) <= CHUNK_ENTRIES || i === 0);
  const [seal] = await sealsOf(
    ctx.db,
    chunk.slice(-1).map(({ seq }) => seq),
  );
  if (!seal) return { seals: 0, entries: 0 };
  const at = stampOf(ctx.now);
  const mark = pruneMark(ctx.app.crypto, seal, at);
  const { rows: removed } = await sql<{ count: number }>`
    select kernel.prune_audit(${seal.seq}, ${at}::timestamptz, ${mark}) as count`.execute(ctx.db);
  const entries = removed[0]!.count;
  const sealed = chunk.reduce((sum, row) => sum + row.entries, 0);
  // More removed than sealed, or fewer, and somebody else has had a hand in it.
  await ctx.audit({
    action: 'audit.prune',
    entity: 'audit',
    entityId: 'prune',
    detail: { seal: seal.seq, seals: chunk.length, entries, sealed, months },
  });
  return { seals: chunk.length, entries };
}
