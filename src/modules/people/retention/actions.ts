import { backupsUntil } from '#kernel/backup';
import { inTx, type Ctx, type TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { policyAt } from '#kernel/policy';
import { RETENTION_RULES, type RetentionRule } from './queries.ts';
import { cutoffOf } from './rules.ts';

/** So many in one transaction: short enough that nobody waits for it. */
const LOT = 200;

/** Clears whatever is due, lot by lot, and writes down for each rule what it took. Returns how many went. */
export async function clearDue(ctx: Ctx): Promise<number> {
  let total = 0;
  for (const rule of RETENTION_RULES) total += await clearBy(ctx, rule);
  return total;
}

async function clearBy(ctx: Ctx, rule: RetentionRule): Promise<number> {
  const cutoff = cutoffOf(ctx.now, await policyAt(ctx, rule.policy), rule.unit);
  let total = 0;
  for (let taken = LOT; taken === LOT; total += taken)
    // Each lot is written down in the transaction that takes it: a run that dies has reported what it did.
    taken = await inTx(ctx, async (tx) => {
      const count = await rule.clear(tx, cutoff, LOT);
      if (count > 0) await report(tx, rule, cutoff, count);
      return count;
    });
  return total;
}

async function report(ctx: TxCtx, rule: RetentionRule, cutoff: Date, count: number): Promise<void> {
  const { category, action, policy } = rule;
  const id = newId(ctx.now.getTime());
  const backups_until = await backupsUntil(ctx);
  await ctx.db
    .insertInto('people.retention_run')
    .values({ id, at: ctx.now, category, action, policy: policy.key, cutoff, count, backups_until })
    .execute();
  await ctx.audit({
    action: 'people.retention',
    entity: 'people.retention_run',
    entityId: id,
    detail: { category, count },
  });
}
