import { sql } from 'kysely';
import { isWithin } from '#kernel/auth';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { AppError, problemOf } from '#kernel/errors';
import { newId } from '#kernel/ids';
import { addDays, civilDate } from '#kernel/time';
import { findOrg } from '#orgs';
import { placeFor } from '../../queries.ts';
import { actorId, caseToStep, requireStep, takeStep } from '../actions.ts';
import { titlesError } from '../errors.ts';
import { addMonths, plaqueNo } from '../rules.ts';
import { findTemplate, inForce, templatesFor } from '../templates/queries.ts';
import { gapsOf, openAfterVisit, selfCheck } from '../templates/rules.ts';
import type * as contract from './contract.ts';
import { backedOf, checkNow, ENTITY, placeFactsOf, type TitleCaseRow } from './queries.ts';

type Done = Output<typeof contract.passTitle>;

export async function openTitle(
  ctx: TxCtx,
  { placeId, templateId }: Input<typeof contract.openTitle>,
): Promise<Output<typeof contract.openTitle>> {
  const place = await placeFor(ctx, 'places.manage', placeId);
  const template = await findTemplate(ctx, templateId);
  const fitting = await templatesFor(ctx, place, templateId);
  if (fitting.length === 0 || !inForce(template, civilDate(ctx.now)))
    throw titlesError('title_not_for_place', { field: 'templateId' });
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('places.title_case')
    .values({
      id,
      place_id: placeId,
      template_id: templateId,
      line: template.line,
      grantor_id: template.org_id,
      state: 'self_check',
      stepped_at: ctx.now,
      created_at: ctx.now,
      review_org: null,
      applied_by: null,
      applied_at: null,
      snapshot: null,
      marks: null,
      visit_on: null,
      visited_on: null,
      findings: null,
      notice_from: null,
      notice_until: null,
      plaque_no: null,
      awarded_on: null,
      awarded_by: null,
      due_on: null,
      rectify_until: null,
      rectify_what: null,
    })
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'title_open') ? titlesError('title_open_already') : error;
    });
  await recordChange(ctx, { entity: ENTITY, entityId: id, from: null, to: 'self_check' }, place.org_id);
  return { id };
}

export async function applyForTitle(
  ctx: TxCtx,
  { id }: Input<typeof contract.applyForTitle>,
): Promise<Output<typeof contract.applyForTitle>> {
  const row = await caseToStep(ctx, id, 'apply');
  requireStep(ctx, row, 'apply');
  const place = await placeFor(ctx, 'places.manage', row.place_id);
  const facts = await placeFactsOf(ctx, place);
  const backed = await backedOf(ctx, id);
  const checks = selfCheck(row.criteria, facts, backed);
  const gaps = gapsOf(checks);
  if (gaps.length > 0) {
    const words = await checkNow(ctx, row.criteria, facts, backed);
    const lacks = words.flatMap(({ code, lack }) => (gaps.includes(code) && lack ? [lack] : []));
    throw titlesError('title_gaps', { params: { gaps: lacks.join(ctx.locale === 'zh' ? '；' : '; ') } });
  }
  // The visit and the notice of an earlier round are of the past.
  const again = { visit_on: null, visited_on: null, notice_from: null, notice_until: null, findings: null };
  return takeStep(ctx, row, 'apply', {
    set: {
      ...again,
      review_org: row.orgId,
      applied_by: actorId(ctx),
      applied_at: ctx.now,
      snapshot: JSON.stringify(checks),
      marks: '{}',
    },
  });
}

export async function withdrawTitle(
  ctx: TxCtx,
  { id, reason }: Input<typeof contract.withdrawTitle>,
): Promise<Done> {
  return takeStep(ctx, await caseToStep(ctx, id, 'withdraw'), 'withdraw', { reason });
}

/** The union above the one that agreed, or the one that grants where the tree has changed meanwhile. */
async function nextReviewer(ctx: TxCtx, row: TitleCaseRow): Promise<number> {
  const [at, grantor] = [await findOrg(ctx, row.review_org!), await findOrg(ctx, row.grantor_id)];
  const below = at && grantor && isWithin(at.path, grantor.path);
  return below ? (at.parent_id ?? row.grantor_id) : row.grantor_id;
}

export async function passTitle(
  ctx: TxCtx,
  { id, note }: Input<typeof contract.passTitle>,
): Promise<Output<typeof contract.passTitle>> {
  const row = await caseToStep(ctx, id, 'pass');
  const to = requireStep(ctx, row, 'pass');
  const set = to === 'reviewing' ? { review_org: await nextReviewer(ctx, row) } : {};
  return takeStep(ctx, row, 'pass', { set, reason: note });
}

export async function returnTitle(
  ctx: TxCtx,
  { id, reason }: Input<typeof contract.returnTitle>,
): Promise<Done> {
  return takeStep(ctx, await caseToStep(ctx, id, 'return'), 'return', { reason });
}

export async function rejectTitle(
  ctx: TxCtx,
  { id, reason }: Input<typeof contract.rejectTitle>,
): Promise<Done> {
  return takeStep(ctx, await caseToStep(ctx, id, 'reject'), 'reject', { reason });
}

export async function planVisit(ctx: TxCtx, { id, on }: Input<typeof contract.planVisit>): Promise<Done> {
  const row = await caseToStep(ctx, id, 'plan');
  requireStep(ctx, row, 'plan');
  if (on < civilDate(ctx.now)) throw titlesError('title_bad_dates', { field: 'on' });
  return takeStep(ctx, row, 'plan', { set: { visit_on: on }, reason: on });
}

export async function recordVisit(
  ctx: TxCtx,
  { id, on, findings, marks }: Input<typeof contract.recordVisit>,
): Promise<Done> {
  const row = await caseToStep(ctx, id, 'visit');
  requireStep(ctx, row, 'visit');
  if (on > civilDate(ctx.now) || on < civilDate(row.applied_at!))
    throw titlesError('title_bad_dates', { field: 'on' });
  const known = new Set(row.criteria.map(({ code }) => code));
  if (marks.some(({ code }) => !known.has(code)))
    throw titlesError('title_unknown_criterion', { field: 'marks' });
  const found = Object.fromEntries(marks.map(({ code, met }) => [code, met]));
  return takeStep(ctx, row, 'visit', {
    set: { visited_on: on, visit_on: row.visit_on ?? on, findings, marks: JSON.stringify(found) },
    reason: findings.slice(0, 200),
  });
}

/** Cases one by one, in one order over all batches, each with an outcome of its own. */
export async function startNotices(
  ctx: TxCtx,
  { ids }: Input<typeof contract.startNotices>,
): Promise<Output<typeof contract.startNotices>> {
  const outcomes = [];
  for (const id of [...new Set(ids)].sort()) outcomes.push(await attempt(ctx, id));
  return { done: outcomes.filter(({ ok }) => ok).length, outcomes };
}

async function attempt(ctx: TxCtx, id: string) {
  await sql`savepoint one`.execute(ctx.db);
  try {
    await startNotice(ctx, id);
    await sql`release savepoint one`.execute(ctx.db);
    return { id, ok: true, code: null, message: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await sql`rollback to savepoint one`.execute(ctx.db);
    const { message, hint } = problemOf(error, ctx.locale).body;
    return { id, ok: false, code: error.code, message: [message, hint].join(ctx.locale === 'zh' ? '' : ' ') };
  }
}

async function startNotice(ctx: TxCtx, id: string): Promise<void> {
  const row = await caseToStep(ctx, id, 'notice');
  requireStep(ctx, row, 'notice');
  const open = openAfterVisit(row.snapshot ?? [], row.marks ?? {});
  if (open.length > 0) {
    const texts = row.criteria.filter(({ code }) => open.includes(code)).map((one) => one[ctx.locale]);
    throw titlesError('title_gaps', { params: { gaps: texts.join(ctx.locale === 'zh' ? '；' : '; ') } });
  }
  // The day of posting does not count.
  const from = civilDate(ctx.now);
  await takeStep(ctx, row, 'notice', {
    set: { notice_from: from, notice_until: addDays(from, row.notice_days) },
  });
}

export async function awardTitle(
  ctx: TxCtx,
  { id, plaqueNo: wanted, objections }: Input<typeof contract.awardTitle>,
): Promise<Output<typeof contract.awardTitle>> {
  const row = await caseToStep(ctx, id, 'award');
  requireStep(ctx, row, 'award');
  const by = actorId(ctx);
  if (row.applied_by === by) throw titlesError('title_own_application');
  const today = civilDate(ctx.now);
  const no = wanted ?? (await nextPlaque(ctx, row.line, today.slice(0, 4)));
  const due_on = row.recheck_months === null ? null : addMonths(today, row.recheck_months);
  const done = await takeStep(ctx, row, 'award', {
    set: { plaque_no: no, awarded_on: today, awarded_by: by, due_on },
    reason: objections,
  }).catch((error: unknown) => {
    throw violates(error, 'title_plaque_once')
      ? titlesError('title_plaque_taken', { field: 'plaqueNo' })
      : error;
  });
  return { ...done, plaqueNo: no, dueOn: due_on };
}

/** The next free number of a title; those who award it at the same time wait for one another. */
async function nextPlaque(ctx: TxCtx, line: string, year: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`title ${line}`}, 0))`.execute(ctx.db);
  const rows = await ctx.db
    .selectFrom('places.title_case')
    .select('plaque_no')
    .where('line', '=', line)
    .where('plaque_no', 'is not', null)
    .execute();
  return plaqueNo(
    year,
    rows.map(({ plaque_no }) => plaque_no!),
  );
}

export async function reinspectTitle(
  ctx: TxCtx,
  { id, note }: Input<typeof contract.reinspectTitle>,
): Promise<Output<typeof contract.reinspectTitle>> {
  const row = await caseToStep(ctx, id, 'reinspect');
  const due_on = row.recheck_months === null ? null : addMonths(civilDate(ctx.now), row.recheck_months);
  return { ...(await takeStep(ctx, row, 'reinspect', { set: { due_on }, reason: note })), dueOn: due_on };
}

export async function rectifyTitle(
  ctx: TxCtx,
  { id, what, until }: Input<typeof contract.rectifyTitle>,
): Promise<Done> {
  const row = await caseToStep(ctx, id, 'rectify');
  requireStep(ctx, row, 'rectify');
  if (until <= civilDate(ctx.now)) throw titlesError('title_bad_dates', { field: 'until' });
  return takeStep(ctx, row, 'rectify', { set: { rectify_until: until, rectify_what: what }, reason: what });
}

export async function revokeTitle(
  ctx: TxCtx,
  { id, reason }: Input<typeof contract.revokeTitle>,
): Promise<Done> {
  return takeStep(ctx, await caseToStep(ctx, id, 'revoke'), 'revoke', { reason });
}
