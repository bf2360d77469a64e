import { z } from 'zod';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { definePolicy, policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { findOrg } from '#orgs';
import { holdPeople, MEMBERSHIP } from '../actions.ts';
import { peopleError } from '../errors.ts';
import type * as contract from '../moves/contract.ts';
import { openTransferOf } from '../moves/queries.ts';
import { endOf } from '../moves/rules.ts';
import { membershipsOf, openPeriodOf, personFor, type OpenPeriod } from '../queries.ts';
import { resolutionFor } from '../review/queries.ts';
import type { MembershipEvidence } from '../tables.ts';
import { closeTransfers } from '../transfer/actions.ts';
import type { MembershipState, RetainedAs } from './contract.ts';
import { memberSince, mayStand, monthsBetween, weigh, type StandingStep } from './rules.ts';

declare module '#kernel/events' {
  interface Events {
    /** A membership was retained, taken up again or ended, at the same union. */
    'people.membership_step': { readonly personId: string; readonly to: MembershipState };
  }
}

export const deemedMonths = definePolicy({
  key: 'people.deemed_months',
  about: 'Months without dues and without union life after which a committee may deem a member resigned',
  schema: z.number().int().min(1).max(60),
  fallback: 6,
  source:
    '中国工会章程: six months without good reason, not corrected after education (domain.md B2 [S:charter6])',
});

const RETAINED: Readonly<Record<RetainedAs, string>> = {
  retired: '退休，保留会籍',
  unemployed: '失业，保留会籍',
  unit_closed: '原单位关闭，保留会籍',
  unit_without_union: '所在单位还没有工会，保留会籍',
};

/** The open period of a person whom the actor may so act upon; the person is held. */
async function memberFor(
  ctx: TxCtx,
  permission: string,
  id: string,
  step: StandingStep,
): Promise<OpenPeriod> {
  await holdPeople(ctx, [id]);
  await personFor(ctx, permission, id);
  const period = await openPeriodOf(ctx, id);
  if (!period || !mayStand(period.state, step)) throw peopleError('move_step');
  return period;
}

/** A day of the membership: not before it began, not in the future. */
function requireDay(ctx: TxCtx, on: string, from: string): void {
  const until = civilDate(ctx.now);
  if (on < from || on > until) throw peopleError('move_date', { field: 'on', params: { from, until } });
}

export async function retainMember(
  ctx: TxCtx,
  { id, as, on, note }: Input<typeof contract.retainMember>,
): Promise<Output<typeof contract.retainMember>> {
  const period = await memberFor(ctx, 'people.move', id, 'retain');
  requireDay(ctx, on, period.from);
  const reason = `${RETAINED[as]}，自 ${on} 起${note && `：${note}`}`;
  await stand(ctx, id, period, { state: 'retained', retained_as: as }, reason);
  return { state: 'retained' };
}

export async function restoreMember(
  ctx: TxCtx,
  { id, note }: Input<typeof contract.restoreMember>,
): Promise<Output<typeof contract.restoreMember>> {
  const period = await memberFor(ctx, 'people.move', id, 'restore');
  await stand(ctx, id, period, { state: 'active', retained_as: null }, note || null);
  return { state: 'active' };
}

/** A roster was wrong: the mark goes, and with it the to-do. The next roster may say so again. */
export async function stayMember(
  ctx: TxCtx,
  { id, note }: Input<typeof contract.stayMember>,
): Promise<Output<typeof contract.stayMember>> {
  await holdPeople(ctx, [id]);
  const person = await personFor(ctx, 'people.move', id);
  if (person.left_on === null) throw peopleError('move_step');
  await ctx.db
    .updateTable('people.person')
    .set({ left_on: null, updated_at: ctx.now })
    .where('id', '=', id)
    .execute();
  const reason = `核实仍在职：${note}`;
  const { standing } = person;
  await recordChange(
    ctx,
    { entity: MEMBERSHIP, entityId: id, from: standing, to: standing, reason },
    person.org_id,
  );
  return { state: standing };
}

export async function endMembership(
  ctx: TxCtx,
  { id, as, on, reason, resolutionId }: Input<typeof contract.endMembership>,
): Promise<Output<typeof contract.endMembership>> {
  const period = await memberFor(ctx, 'people.move', id, 'end');
  requireDay(ctx, on, period.from);
  const decision = as === 'expelled' ? await expulsion(ctx, period, on, resolutionId) : null;
  await end(ctx, id, { state: as, on, reason, ended_by: decision?.id ?? null });
  return { state: as };
}

/** Nobody is expelled but by a decision of their own union, taken while they were its member (domain.md B2). */
async function expulsion(ctx: TxCtx, period: OpenPeriod, on: string, resolutionId: string | undefined) {
  if (resolutionId === undefined) throw peopleError('resolution_needed', { field: 'resolutionId' });
  const resolution = await ownResolution(ctx, period, resolutionId);
  if (resolution.held_on < period.from) throw peopleError('resolution_needed', { field: 'resolutionId' });
  requireDay(ctx, on, resolution.held_on);
  return resolution;
}

async function ownResolution(ctx: TxCtx, period: OpenPeriod, id: string) {
  const resolution = await resolutionFor(ctx, 'people.approve', id);
  if (resolution.org_id !== period.org_id) throw peopleError('resolution_not_found');
  return resolution;
}

export async function warnMember(
  ctx: TxCtx,
  { id, on, how, note }: Input<typeof contract.warnMember>,
): Promise<Output<typeof contract.warnMember>> {
  const period = await memberFor(ctx, 'people.move', id, 'warn');
  requireDay(ctx, on, (await sinceWhen(ctx, id)) ?? period.from);
  const warningId = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('people.warning')
    .values({
      id: warningId,
      person_id: id,
      org_id: period.org_id,
      given_on: on,
      how,
      note,
      created_by: ctx.actor.kind === 'account' ? ctx.actor.userId : 'system',
      created_at: ctx.now,
    })
    .execute();
  await ctx.audit({
    action: 'people.warn',
    entity: 'people.person',
    entityId: id,
    orgId: period.org_id,
    detail: { warning: warningId },
  });
  return { id: warningId };
}

async function sinceWhen(ctx: TxCtx, personId: string): Promise<string | null> {
  return memberSince(await membershipsOf(ctx, personId));
}

/** Not automatic: the committee decides, on months of both, after a warning in that time (章程). */
export async function deemResigned(
  ctx: TxCtx,
  input: Input<typeof contract.deemResigned>,
): Promise<Output<typeof contract.deemResigned>> {
  const { id, unpaidSince, absentSince, warningId } = input;
  const period = await memberFor(ctx, 'people.approve', id, 'deem');
  const resolution = await ownResolution(ctx, period, input.resolutionId);
  const warning = await ctx.db
    .selectFrom('people.warning')
    .select('given_on')
    .where('id', '=', warningId)
    .where('person_id', '=', id)
    .executeTakeFirst();
  if (!warning) throw peopleError('warning_not_found');
  const months = await policyAt(ctx, deemedMonths, (await findOrg(ctx, period.org_id))?.area_code ?? null);
  const evidence = {
    memberSince: (await sinceWhen(ctx, id)) ?? period.from,
    unpaidSince,
    absentSince,
    warnedOn: warning.given_on,
    resolvedOn: resolution.held_on,
  };
  const verdict = weigh(evidence, months);
  if (verdict === 'order') throw peopleError('evidence_order', { params: evidence });
  if (verdict === 'short') {
    const [unpaid, absent] = [unpaidSince, absentSince].map((since) =>
      monthsBetween(since, resolution.held_on),
    );
    throw peopleError('evidence_short', { params: { unpaid: unpaid!, absent: absent!, months } });
  }
  await end(ctx, id, {
    state: 'deemed_resigned',
    on: resolution.held_on,
    reason: `自 ${unpaidSince} 未交会费、自 ${absentSince} 未参加活动，${warning.given_on} 教育后仍不改正，${resolution.number} 决定视为自动退会`,
    ended_by: resolution.id,
    evidence: { unpaidSince, absentSince, warningId },
  });
  return { state: 'deemed_resigned' };
}

interface Ending {
  readonly state: 'resigned' | 'expelled' | 'deceased' | 'deemed_resigned';
  readonly on: string;
  readonly reason: string;
  readonly ended_by: string | null;
  readonly evidence?: MembershipEvidence;
}

/** Closes the open period of a person who is held; what was to move does not move any more. */
export async function end(
  ctx: TxCtx,
  personId: string,
  { on, reason, evidence, state, ended_by }: Ending,
): Promise<void> {
  const transfer = await openTransferOf(ctx, personId);
  if (transfer) await closeTransfers(ctx, [transfer.id], 'withdrawn', '会籍已终止');
  const period = await openPeriodOf(ctx, personId);
  if (!period) throw peopleError('move_step');
  const during = `[${period.from},${endOf(period.from, on)})`;
  const ended = { state, during, ended_by, retained_as: null };
  await stand(
    ctx,
    personId,
    period,
    { ...ended, ...(evidence ? { evidence: JSON.stringify(evidence) } : {}) },
    reason,
  );
}

interface Change {
  readonly state: MembershipState;
  readonly retained_as: RetainedAs | null;
  readonly during?: string;
  readonly ended_by?: string | null;
  readonly evidence?: string;
}

/** Writes how a person stands now. What a roster said of their leaving is settled by it. */
async function stand(
  ctx: TxCtx,
  personId: string,
  period: OpenPeriod,
  change: Change,
  reason: string | null,
): Promise<void> {
  await ctx.db.updateTable('people.membership').set(change).where('id', '=', period.id).execute();
  await ctx.db
    .updateTable('people.person')
    .set({ left_on: null, updated_at: ctx.now })
    .where('id', '=', personId)
    .execute();
  const step = { entity: MEMBERSHIP, entityId: personId, from: period.state, to: change.state, reason };
  await recordChange(ctx, step, period.org_id);
  await ctx.emit('people.membership_step', { personId, to: change.state });
}
