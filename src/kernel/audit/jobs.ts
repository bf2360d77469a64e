import type { Ctx } from '../ctx.ts';
import type { Job } from '../jobs.ts';
import { pruneAudit } from './prune.ts';
import { verifyAudit, type Progress, type Verdict } from './verify.ts';

/** Walks along the log and writes down that it was done, and how often something was wrong. */
export async function verifyAndNote(ctx: Ctx, progress?: Progress): Promise<Verdict> {
  const { app } = ctx;
  const { db, crypto, config } = app;
  const verdict = await verifyAudit({ db, crypto, dataDir: config.dataDir }, progress);
  const { entries, seals, unsealed, found } = verdict;
  await ctx.audit({
    action: 'audit.verify',
    entity: 'audit',
    entityId: 'verify',
    detail: { entries, seals, unsealed, found },
  });
  return verdict;
}

/** Pruning and verifying take longer than one transaction should. */
export const auditJobs: readonly Job[] = [
  {
    name: 'audit.prune',
    cron: '41 3 * * *',
    transaction: false,
    run: async (ctx) => void (await pruneAudit(ctx)),
  },
  {
    name: 'audit.verify',
    cron: '11 4 * * 0',
    transaction: false,
    run: async (ctx) => void (await verifyAndNote(ctx)),
  },
];
