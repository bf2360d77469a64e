import { sql, type SqlBool } from 'kysely';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newLink } from '#kernel/links';
import { defineTemplates } from '#kernel/notify';
import { orgInScope } from '#orgs';
import { noteSighting } from '../actions.ts';
import { trustError } from '../errors.ts';
import type * as contract from './contract.ts';
import type { FaultState } from './contract.ts';
import { FAULT, faultFor, type FaultRow } from './queries.ts';
import { isOpen, OPEN_FAULTS, outageAfter, stepsOf, type By } from './rules.ts';

/** The kind of the links by which reporters track what they have reported; their subject is the report. */
export const FAULT_LINK = 'places.fault';

defineTemplates('places', {
  fault_fixed: {
    kind: 'service',
    text: {
      zh: '【职工之家】您在{place}报的事，说是修好了。好了吗？打开 {link} 告诉我们。',
      en: '[Zhijia] What you reported at {place} is said to be mended. Is it? {link}',
    },
  },
  fault_refused: {
    kind: 'service',
    text: {
      zh: '【职工之家】您在{place}报的事没有办，原因请打开 {link} 看。',
      en: '[Zhijia] What you reported at {place} was not done; see why: {link}',
    },
  },
});

/** Whether somebody who keeps the place is its host, by a link of theirs, or an officer. */
export type Keeper = 'host' | 'officer';

interface Step {
  readonly to: FaultState;
  readonly by: By;
  readonly reason?: string | null;
}

/**
 * Takes a fault, whose row is held, a step on: its state and history, and what that means for its facility. Throws
 * places.fault_bad_step where somebody was quicker, and places.fault_reason_missing.
 */
export async function step(
  ctx: TxCtx,
  fault: FaultRow & { readonly org_id: number },
  { to, by, reason = null }: Step,
): Promise<void> {
  if (!stepsOf(fault.state, by).includes(to)) throw trustError('fault_bad_step');
  if (to === 'refused' && !reason) throw trustError('fault_reason_missing', { field: 'reason' });
  const outage = outageAfter(to, fault.marked);
  const marked = outage === null ? fault.marked : await markFacility(ctx, fault, outage);
  await ctx.db
    .updateTable('places.fault')
    .set({
      state: to,
      reason: to === 'refused' ? reason : null,
      marked,
      changed_at: ctx.now,
      settled_at: isOpen(to) ? null : ctx.now,
    })
    .where('id', '=', fault.id)
    .execute();
  await recordChange(
    ctx,
    // What a reporter writes stays with the report, which is deleted one day; the history is not.
    { entity: FAULT, entityId: fault.id, from: fault.state, to, reason: by === 'keeper' ? reason : null },
    fault.org_id,
  );
}

/** Says that the facility of a fault is out of order, or works again if no other fault says otherwise. Returns whether it is marked. */
async function markFacility(ctx: TxCtx, fault: FaultRow, state: 'out' | 'ok'): Promise<boolean> {
  if (fault.facility === null) return false;
  const others =
    state === 'ok' &&
    (await ctx.db
      .selectFrom('places.fault')
      .select('id')
      .where('place_id', '=', fault.place_id)
      .where('facility', '=', fault.facility)
      .where('id', '<>', fault.id)
      .where('marked', '=', true)
      .where('state', 'in', OPEN_FAULTS)
      .executeTakeFirst());
  if (others) return false;
  await ctx.db
    .updateTable('places.place_facility')
    .set({ state, since: ctx.now })
    .where('place_id', '=', fault.place_id)
    .where('code', '=', fault.facility)
    .where('state', '<>', state)
    .execute();
  return state === 'out';
}

/**
 * A step by whoever keeps the place; mended or found to work, it is a check of the place as well. The reporters hear what
 * is theirs to hear. For the host's page: `fault` is held, and the caller has looked whether they may.
 */
export async function stepAsKeeper(
  ctx: TxCtx,
  fault: FaultRow & { readonly org_id: number },
  { to, reason, keeper }: { to: FaultState; reason?: string | null; keeper: Keeper },
): Promise<void> {
  await step(ctx, fault, { to, by: 'keeper', reason: reason ?? null });
  if (to === 'fixed' || to === 'confirmed')
    await noteSighting(ctx, { placeId: fault.place_id, what: 'open', source: keeper });
  if (to === 'fixed' || to === 'refused') await tellReporters(ctx, fault, `places.fault_${to}`);
}

export async function stepFault(
  ctx: TxCtx,
  { id, to, reason }: Input<typeof contract.stepFault>,
): Promise<Output<typeof contract.stepFault>> {
  const fault = await faultFor(ctx, 'places.manage', id);
  await stepAsKeeper(ctx, fault, { to, reason: reason || null, keeper: 'officer' });
  return { state: to };
}

export async function ackFaults(
  ctx: TxCtx,
  { ids }: Input<typeof contract.ackFaults>,
): Promise<Output<typeof contract.ackFaults>> {
  const faults = await ctx.db
    .selectFrom('places.fault as f')
    .innerJoin('places.place as p', 'p.id', 'f.place_id')
    .selectAll('f')
    .select('p.org_id')
    .where(sql<SqlBool>`f.id = any(${ids}::uuid[])`)
    .where('f.state', 'in', ['reported', 'reopened'])
    .where(orgInScope(ctx, 'places.manage', 'p.org_id'))
    .orderBy('f.id')
    .forUpdate('f')
    .execute();
  for (const fault of faults) await step(ctx, fault, { to: 'acked', by: 'keeper' });
  return { acked: faults.length, left: ids.length - faults.length };
}

/** An SMS to those who left a phone for it, each with a link of their own: tokens are told once. */
async function tellReporters(ctx: TxCtx, fault: FaultRow, template: string): Promise<void> {
  const { name } = await ctx.db
    .selectFrom('places.place')
    .select('name')
    .where('id', '=', fault.place_id)
    .executeTakeFirstOrThrow();
  const reports = await ctx.db
    .selectFrom('places.fault_report')
    .select(['id', 'phone_sealed'])
    .where('fault_id', '=', fault.id)
    .where('phone_sealed', 'is not', null)
    .orderBy('id')
    .execute();
  const told = new Set<string>();
  for (const { id, phone_sealed } of reports) {
    const phone = ctx.app.crypto.open(phone_sealed!);
    if (told.has(phone)) continue;
    told.add(phone);
    const link = `${ctx.app.config.url}/fault#${await newReportLink(ctx, id)}`;
    await ctx.notify({ channel: 'sms', to: phone, template, params: { place: name, link } });
  }
}

/** The token of a new link to a report. Nobody but its holder knows of it, so no union may call it back. */
export async function newReportLink(ctx: TxCtx, reportId: string): Promise<string> {
  return (await newLink(ctx, { kind: FAULT_LINK, subject: reportId, orgId: null })).token;
}
