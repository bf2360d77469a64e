import { authorise } from '#kernel/auth';
import { recordChange } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { civilDate } from '#kernel/time';
import { findOrg } from '#orgs';
import { caseFor, ENTITY, factsOf, officeFor, type TitleCaseRow } from './cases/queries.ts';
import type { TitleState, TitleStep } from './contract.ts';
import { titlesError } from './errors.ts';
import { nextState, TAKEN_BY } from './rules.ts';
import type { TitleCaseTable } from './tables.ts';

/** What changes with a step. */
interface Change {
  readonly set?: Partial<Omit<TitleCaseTable, 'snapshot' | 'marks'>> & {
    readonly snapshot?: string;
    readonly marks?: string;
  };
  readonly reason?: string | null | undefined;
}

/** One case for a step that the actor takes, with its row locked: in their reach, and theirs to take. */
export async function caseToStep(ctx: TxCtx, id: string, step: TitleStep): Promise<TitleCaseRow> {
  const permission = TAKEN_BY[step] === 'applicant' ? 'places.manage' : 'places.award';
  const row = await caseFor(ctx, permission, id, { lock: true });
  authorise(ctx, permission, (await findOrg(ctx, officeFor(row, step)))?.path ?? '');
  return row;
}

/** Where a step leads to. Throws title_bad_step. */
export function requireStep(ctx: TxCtx, row: TitleCaseRow, step: TitleStep): TitleState {
  const to = nextState(factsOf(row), step, civilDate(ctx.now));
  if (!to) throw titlesError('title_bad_step');
  return to;
}

/** Takes a step of a case that the caller has locked: the row, and its history. */
export async function takeStep(
  ctx: TxCtx,
  row: TitleCaseRow,
  step: TitleStep,
  { set = {}, reason = null }: Change = {},
): Promise<{ state: TitleState }> {
  const to = requireStep(ctx, row, step);
  await ctx.db
    .updateTable('places.title_case')
    .set({
      ...(to === 'applied' || to === 'reviewing' ? {} : { review_org: null }),
      ...(row.state === 'rectify' && to !== 'rectify' ? { rectify_until: null, rectify_what: null } : {}),
      ...set,
      state: to,
      stepped_at: ctx.now,
    })
    .where('id', '=', row.id)
    .execute();
  await recordChange(
    ctx,
    { entity: ENTITY, entityId: row.id, from: row.state, to, reason: reason || null },
    row.orgId,
  );
  return { state: to };
}

/** Who acts, as rows keep it. */
export function actorId({ actor }: Pick<TxCtx, 'actor'>): string {
  if (actor.kind === 'account') return actor.userId;
  return actor.kind === 'system' ? `system:${actor.name}` : 'guest';
}
