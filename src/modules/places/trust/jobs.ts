import { sql } from 'kysely';
import type { TxCtx } from '#kernel/ctx';
import type { Job } from '#kernel/jobs';
import { forgetLinks } from '#kernel/links';
import { policyAt } from '#kernel/policy';
import { FAULT_LINK } from './faults/actions.ts';
import { agreeLimits, doubtLimits } from './queries.ts';
import { reportRetention } from './report/queries.ts';

const DAY_MS = 86_400_000;

/**
 * Every night: who said something is forgotten a day after it can decide nothing any more; phones and accounts of
 * reporters some days after their fault was settled, their words and links later.
 */
export const forgetWitnesses: Job = {
  name: 'places.forget_witnesses',
  cron: '20 3 * * *',
  async run(ctx) {
    await forgetNetworks(ctx);
    await forgetReporters(ctx);
  },
};

async function forgetNetworks(ctx: TxCtx): Promise<void> {
  const [doubt, agree] = [await policyAt(ctx, doubtLimits), await policyAt(ctx, agreeLimits)];
  const before = new Date(ctx.now.getTime() - (Math.max(doubt.days, agree.hours / 24) + 1) * DAY_MS);
  await ctx.db
    .updateTable('places.sighting')
    .set({ network_hash: null, account_hash: null })
    .where('at', '<', before)
    .where((eb) => eb.or([eb('network_hash', 'is not', null), eb('account_hash', 'is not', null)]))
    .execute();
  await ctx.db
    .updateTable('places.fault_report')
    .set({ network_hash: null })
    .where('at', '<', before)
    .where('network_hash', 'is not', null)
    .execute();
}

async function forgetReporters(ctx: TxCtx): Promise<void> {
  const { contactDays, noteDays } = await policyAt(ctx, reportRetention);
  const settledBefore = (days: number) => sql<boolean>`exists (select from places.fault as f
    where f.id = fault_id and f.settled_at < ${new Date(ctx.now.getTime() - days * DAY_MS)})`;
  await ctx.db
    .updateTable('places.fault_report')
    .set({ phone_sealed: null, account_hash: null })
    .where(settledBefore(contactDays))
    .where((eb) => eb.or([eb('phone_sealed', 'is not', null), eb('account_hash', 'is not', null)]))
    .execute();
  await ctx.db
    .updateTable('places.fault_report')
    .set({ note: null, again_note: null })
    .where(settledBefore(noteDays))
    .where((eb) => eb.or([eb('note', 'is not', null), eb('again_note', 'is not', null)]))
    .execute();
  const over = await ctx.db
    .selectFrom('places.fault_report')
    .select('id')
    .where(settledBefore(noteDays))
    // What was settled long before has lost its links in a night before this one, or while this did not run.
    .where(sql<boolean>`not ${settledBefore(2 * noteDays)}`)
    .execute();
  await forgetLinks(
    ctx,
    FAULT_LINK,
    over.map(({ id }) => id),
  );
}
