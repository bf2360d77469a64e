import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { bodyFor, MEETING, type Body } from '../../queries.ts';
import type * as contract from '../bodies/contract.ts';
import { prepError } from '../errors.ts';
import { ordinalTitle } from '../rules.ts';

/** One more meeting of a year; its number follows the last one of that year. */
async function insertMeeting(
  ctx: TxCtx,
  body: Body,
  { year, month, title }: { year: number; month?: number | null | undefined; title?: string | undefined },
): Promise<{ id: string; ordinal: number }> {
  const { last } = await ctx.db
    .selectFrom('meetings.meeting')
    .select((eb) => eb.fn.max('ordinal').as('last'))
    .where('body_id', '=', body.id)
    .where('year', '=', year)
    .executeTakeFirstOrThrow();
  const ordinal = (last ?? 0) + 1;
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('meetings.meeting')
    .values({
      id,
      body_id: body.id,
      org_id: body.org_id,
      year,
      ordinal,
      title: title ?? ordinalTitle(body.name, year, ordinal),
      state: 'year_plan',
      month: month ?? null,
      sequence: 0,
      made_at: ctx.now,
    })
    .execute();
  await recordChange(ctx, { entity: MEETING, entityId: id, from: null, to: 'year_plan' }, body.org_id);
  return { id, ordinal };
}

export async function planMeeting(
  ctx: TxCtx,
  { bodyId, ...given }: Input<typeof contract.planMeeting>,
): Promise<Output<typeof contract.planMeeting>> {
  return insertMeeting(ctx, await bodyFor(ctx, 'meetings.manage', bodyId, { lock: true }), given);
}

export async function copyPlan(
  ctx: TxCtx,
  { id, year }: Input<typeof contract.copyPlan>,
): Promise<Output<typeof contract.copyPlan>> {
  const body = await bodyFor(ctx, 'meetings.manage', id, { lock: true });
  const found = await ctx.db
    .selectFrom('meetings.meeting')
    .select(['year', 'month'])
    .where('body_id', '=', id)
    .where('year', 'in', [year - 1, year])
    .where('state', '<>', 'cancelled')
    .orderBy('ordinal')
    .execute();
  if (found.some((one) => one.year === year)) throw prepError('plan_exists', { params: { year } });
  if (found.length === 0) throw prepError('plan_nothing', { params: { year: year - 1 } });
  for (const { month } of found) await insertMeeting(ctx, body, { year, month });
  return { made: found.length };
}
