import { z } from 'zod';
import type { Job } from '#kernel/jobs';
import { definePolicy, policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { takeStep } from './actions.ts';
import { caseRows } from './cases/queries.ts';

export const evidenceMonths = definePolicy<number>({
  key: 'places.title_evidence_months',
  about: 'For how many months the files of a title case that was refused, withdrawn or revoked are kept',
  schema: z.number().int().min(1).max(120),
  fallback: 12,
  source: 'inference: long enough for an objection, and photographs may show people',
});

/** In one transaction. */
const BATCH = 500;

/** Every morning: titles whose day has come are to be looked at again (domain.md C12). */
export const titlesDueJob: Job = {
  name: 'places.titles_due',
  cron: '20 6 * * *',
  async run(ctx) {
    const due = await caseRows(ctx)
      .where('c.state', '=', 'awarded')
      .where('c.due_on', '<=', civilDate(ctx.now))
      .orderBy('c.id')
      .limit(BATCH)
      .forUpdate('c')
      .skipLocked()
      .execute();
    for (const row of due) await takeStep(ctx, row, 'fall_due');
    if (due.length === BATCH) await ctx.app.jobs.send(ctx.db, titlesDueJob.name, {});
  },
};

/** Every night: what was laid before the reviewers of a case that is over goes when its time has come. */
export const forgetEvidenceJob: Job = {
  name: 'places.title_evidence_forget',
  cron: '50 2 * * *',
  async run(ctx) {
    const months = await policyAt(ctx, evidenceMonths);
    const before = new Date(ctx.now);
    before.setUTCMonth(before.getUTCMonth() - months);
    await ctx.db
      .deleteFrom('places.title_evidence')
      .where('case_id', 'in', (eb) =>
        eb
          .selectFrom('places.title_case')
          .select('id')
          .where('state', 'in', ['rejected', 'withdrawn', 'revoked'])
          .where('stepped_at', '<', before),
      )
      .execute();
  },
};
