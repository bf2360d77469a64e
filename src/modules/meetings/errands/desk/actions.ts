import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { orgInScope } from '#orgs';
import { meetingsError } from '../../errors.ts';
import { goTo, keepAnswer } from '../answer/actions.ts';
import { askedBy } from '../asked/queries.ts';
import { applyAnswer } from '../effects/actions.ts';
import { errandError } from '../errors.ts';
import { ERRAND, errandFor, type Errand, type Submission } from '../queries.ts';
import { stateAfter } from '../rules.ts';
import type * as contract from './contract.ts';

type How = Input<typeof contract.confirmAnswers>['how'];

export async function confirmAnswers(
  ctx: TxCtx,
  { ids, how }: Input<typeof contract.confirmAnswers>,
): Promise<Output<typeof contract.confirmAnswers>> {
  const rows = await answersFor(ctx, [...new Set(ids)]);
  // In the order in which they came: who accepts an item says so before telling of its progress.
  for (const { errand, submission } of rows) await confirm(ctx, errand.id, submission.id, how);
  return { confirmed: rows.length };
}

/** Answers and their errands, held, the oldest first. Throws meetings.not_found unless all are in reach. */
async function answersFor(ctx: TxCtx, ids: readonly string[]) {
  const found = await ctx.db
    .selectFrom('meetings.submission as s')
    .innerJoin('meetings.errand as e', 'e.id', 's.errand_id')
    .select(['s.id', 'e.id as errand_id'])
    .where('s.id', 'in', ids)
    .where(orgInScope(ctx, 'meetings.manage', 'e.org_id'))
    .orderBy('s.at')
    .orderBy('s.id')
    .execute();
  if (found.length !== ids.length) throw meetingsError('not_found');
  const rows = [];
  for (const { id, errand_id } of found) {
    const errand = await errandFor(ctx, 'meetings.manage', errand_id, { lock: true });
    rows.push({ errand, submission: await submissionOf(ctx, id) });
  }
  return rows;
}

function submissionOf(ctx: TxCtx, id: string): Promise<Submission> {
  return ctx.db.selectFrom('meetings.submission').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** From here on the answer counts. The errand is held. Throws meetings.errand_decided. */
async function confirm(ctx: TxCtx, errandId: string, id: string, how: How): Promise<void> {
  const errand = await errandFor(ctx, 'meetings.manage', errandId);
  const submission = await submissionOf(ctx, id);
  await decide(ctx, errand, id, { state: 'confirmed', confirmed_how: how });
  await applyAnswer(ctx, errand, submission);
  const detail = { answer: id, how };
  await ctx.audit({
    action: 'meetings.errand_confirm',
    entity: ERRAND,
    entityId: errand.id,
    orgId: errand.org_id,
    detail,
  });
  // What comes of it may have asked the unit again: see where it stands now.
  const now = await errandFor(ctx, 'meetings.manage', errandId);
  await goTo(ctx, now, stateAfter(await waitingOf(ctx, errandId), 'confirmed'));
}

async function decide(
  ctx: TxCtx,
  errand: Errand,
  id: string,
  decision: Partial<Submission> & Pick<Submission, 'state'>,
): Promise<void> {
  const by = ctx.actor.kind === 'account' ? ctx.actor.userId : ctx.actor.kind;
  const { numUpdatedRows } = await ctx.db
    .updateTable('meetings.submission')
    .set({
      state: decision.state,
      reason: decision.reason ?? null,
      confirmed_how: decision.confirmed_how ?? null,
      decided_by: by,
      decided_at: ctx.now,
      // Passed on by now, or not wanted.
      contact_sealed: null,
    })
    .where('id', '=', id)
    .where('errand_id', '=', errand.id)
    .where('state', '=', 'submitted')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw errandError('errand_decided');
}

async function waitingOf(ctx: TxCtx, errandId: string): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('meetings.submission')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('errand_id', '=', errandId)
    .where('state', '=', 'submitted')
    .executeTakeFirstOrThrow();
  return count;
}

export async function giveBackAnswer(
  ctx: TxCtx,
  { id, reason }: Input<typeof contract.giveBackAnswer>,
): Promise<Output<typeof contract.giveBackAnswer>> {
  const [row] = await answersFor(ctx, [id]);
  const { errand } = row!;
  await decide(ctx, errand, id, { state: 'returned', reason });
  await ctx.audit({
    action: 'meetings.errand_give_back',
    entity: ERRAND,
    entityId: errand.id,
    orgId: errand.org_id,
    detail: { answer: id },
  });
  const state = stateAfter(await waitingOf(ctx, errand.id), 'returned');
  await goTo(ctx, errand, state, reason);
  return { state };
}

/** A unit has phoned or written: the officer who writes it down knows the source. */
export async function enterAnswer(
  ctx: TxCtx,
  { id: errandId, how, ...answer }: Input<typeof contract.enterAnswer>,
): Promise<Output<typeof contract.enterAnswer>> {
  await errandFor(ctx, 'meetings.manage', errandId, { lock: true });
  const id = await keepAnswer(ctx, await askedBy(ctx, errandId), { ...answer, files: [], via: 'officer' });
  await confirm(ctx, errandId, id, how);
  return { id };
}
