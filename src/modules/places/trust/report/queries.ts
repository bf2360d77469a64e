import type { Selectable } from 'kysely';
import { changesOf } from '#kernel/audit';
import { requireAccount } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { kernelError } from '#kernel/errors';
import { openLink, type Link } from '#kernel/links';
import { definePolicy, policyAt } from '#kernel/policy';
import { findOrg, maskPhone, phoneFor } from '#orgs';
import { z } from 'zod';
import { FAULT_LINK } from '../faults/actions.ts';
import type * as contract from '../faults/contract.ts';
import type { FaultState } from '../faults/contract.ts';
import { facilityNames, FAULT, type FaultRow } from '../faults/queries.ts';
import type { FaultReportTable } from '../faults/tables.ts';

export type Report = Selectable<FaultReportTable>;

const days = z.number().int().min(1).max(3_650);

export const reportRetention = definePolicy({
  key: 'places.report_retention',
  about:
    'Days after a fault is settled until the reporters’ phones and accounts, and their words, are deleted',
  schema: z.object({ contactDays: days, noteDays: days }),
  fallback: { contactDays: 30, noteDays: 365 },
  source: 'inference: no longer than the purpose needs (PIPL §19); a year of words shows what keeps breaking',
});

/** Of an account, for its own reports: another account cannot be guessed from it without the key. */
export function accountHash({ app }: Ctx, userId: string): Buffer {
  return app.crypto.hash('token', `places:reports:${userId}`);
}

interface Opened {
  readonly report: Report;
  readonly fault: FaultRow;
  readonly link: Link;
}

/** The report that a token opens, with its ticket. Throws kernel.link_unknown and kernel.link_over. */
export async function reportByToken(ctx: Ctx, token: string): Promise<Opened> {
  const link = await openLink(ctx, FAULT_LINK, token);
  const [found] = await reportsWhere(ctx, { id: link.subject });
  if (!found) throw kernelError('link_unknown');
  return { ...found, link };
}

async function reportsWhere(
  ctx: Ctx,
  { id, account }: { id?: string; account?: Buffer },
): Promise<{ report: Report; fault: FaultRow }[]> {
  return beyond(ctx, 'what a secret link, or one’s account, has reported', async ({ db }) => {
    let query = db.selectFrom('places.fault_report').selectAll();
    if (id !== undefined) query = query.where('id', '=', id);
    if (account !== undefined) query = query.where('account_hash', '=', account);
    const reports = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(20).execute();
    if (reports.length === 0) return [];
    const faults = await db
      .selectFrom('places.fault')
      .selectAll()
      .where(
        'id',
        'in',
        reports.map(({ fault_id }) => fault_id),
      )
      .execute();
    return reports.map((report) => ({ report, fault: faults.find((one) => one.id === report.fault_id)! }));
  });
}

export async function trackFault(
  ctx: Ctx,
  { token }: Input<typeof contract.trackFault>,
): Promise<Output<typeof contract.trackFault>> {
  return tracked(ctx, await reportByToken(ctx, token));
}

export async function listMyFaults(ctx: Ctx): Promise<Output<typeof contract.listMyFaults>> {
  const { userId } = requireAccount(ctx);
  const items: Output<typeof contract.listMyFaults>['items'] = [];
  for (const one of await reportsWhere(ctx, { account: accountHash(ctx, userId) }))
    items.push({ id: one.report.id, ...(await tracked(ctx, one)) });
  return { items };
}

/** A report as its reporter sees it. */
async function tracked(
  ctx: Ctx,
  { report, fault }: { report: Report; fault: FaultRow },
): Promise<Output<typeof contract.trackFault>> {
  const place = await beyond(ctx, 'the place that a report is about', ({ db }) =>
    db
      .selectFrom('places.place')
      .select(['code', 'name', 'org_id'])
      .where('id', '=', fault.place_id)
      .executeTakeFirstOrThrow(),
  );
  const org = await findOrg(ctx, place.org_id);
  const nameOf = await facilityNames(ctx);
  const steps = await changesOf(ctx, FAULT, fault.id);
  const { contactDays } = await policyAt(ctx, reportRetention);
  return {
    place: { code: place.code, name: place.name },
    union: org ? { name: org.name, phone: await phoneFor(ctx, org) } : null,
    kind: fault.kind,
    facility: fault.facility === null ? null : nameOf(fault.facility),
    state: fault.state,
    reason: fault.reason,
    at: report.at.toISOString(),
    reports: fault.reports,
    history: steps.map(({ at, to, reason }) => ({
      at: at.toISOString(),
      to: to as FaultState,
      reason: reason ?? null,
    })),
    // What was said of an earlier mending is no answer to this one.
    asked: fault.state === 'fixed',
    works: report.works,
    note: report.note,
    phone: report.phone_sealed === null ? null : maskPhone(ctx.app.crypto.open(report.phone_sealed)),
    contactDays,
  };
}
