import { sql, type SqlBool } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { addDays, civilDate } from '#kernel/time';
import { placesError } from '../../errors.ts';
import { ENTITY, placeFor } from '../../queries.ts';
import { reopened } from '../actions.ts';
import type * as contract from '../contract.ts';
import type { Differing } from '../contract.ts';
import { hoursError } from '../errors.ts';
import { overlapping } from '../rules.ts';

/** A year: what lasts longer is no exception. */
const LONGEST_DAYS = 366;
/** Not over and not taken back, of one place: all of them are gone through whenever its times are worked out. */
const MOST = 200;

export async function addException(
  ctx: TxCtx,
  { id, what, reason }: Input<typeof contract.addException>,
): Promise<Output<typeof contract.addException>> {
  const place = await placeFor(ctx, 'places.manage', id, { lock: true });
  requireSound(ctx, what);
  const closes = what.kind === 'cut' || (what.kind === 'day' && what.spans.length === 0);
  if (closes && !reason) throw placesError('reason_missing', { field: 'reason' });
  await requireFew(ctx, id);
  const exceptionId = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('places.exception')
    .values({
      id: exceptionId,
      place_id: id,
      kind: what.kind,
      days: what.kind === 'day' ? `[${what.from},${what.to}]` : null,
      spans: what.kind === 'day' ? JSON.stringify(what.spans) : null,
      during: what.kind === 'day' ? null : `[${what.from},${what.to})`,
      reason: reason || null,
      made_by: 'officer',
      made_at: ctx.now,
      withdrawn_at: null,
    })
    .execute();
  await ctx.audit({
    action: 'places.add_exception',
    entity: ENTITY,
    entityId: id,
    orgId: place.org_id,
    detail: { exception: exceptionId, kind: what.kind },
  });
  return { id: exceptionId, opening: await reopened(ctx, id) };
}

function requireSound({ now }: TxCtx, what: Differing): void {
  const field = 'what.to';
  if (what.kind === 'day') {
    if (what.to < what.from) throw hoursError('exception_backwards', { field });
    if (what.to < civilDate(now)) throw hoursError('exception_over', { field });
    if (what.to >= addDays(what.from, LONGEST_DAYS))
      throw hoursError('exception_long', { field, params: { days: LONGEST_DAYS } });
    if (overlapping(what.spans))
      throw placesError('bad_hours', { field: 'what.spans', params: { day: what.from } });
    return;
  }
  const [from, to] = [Date.parse(what.from), Date.parse(what.to)];
  if (to <= from) throw hoursError('exception_backwards', { field });
  if (to <= now.getTime()) throw hoursError('exception_over', { field });
  if (to - from > LONGEST_DAYS * 86_400_000)
    throw hoursError('exception_long', { field, params: { days: LONGEST_DAYS } });
}

async function requireFew(ctx: TxCtx, placeId: string): Promise<void> {
  const { count } = await ctx.db
    .selectFrom('places.exception')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('place_id', '=', placeId)
    .where('withdrawn_at', 'is', null)
    .where(sql<SqlBool>`coalesce(upper(days) > ${civilDate(ctx.now)}::date, upper(during) > ${ctx.now})`)
    .executeTakeFirstOrThrow();
  if (count >= MOST) throw hoursError('exception_many', { params: { count } });
}

export async function withdrawException(
  ctx: TxCtx,
  { id, exceptionId }: Input<typeof contract.withdrawException>,
): Promise<Output<typeof contract.withdrawException>> {
  const place = await placeFor(ctx, 'places.manage', id, { lock: true });
  const row = await ctx.db
    .selectFrom('places.exception')
    .select('withdrawn_at')
    .where('id', '=', exceptionId)
    .where('place_id', '=', id)
    .executeTakeFirst();
  if (!row) throw hoursError('exception_not_found');
  if (row.withdrawn_at === null) {
    await ctx.db
      .updateTable('places.exception')
      .set({ withdrawn_at: ctx.now })
      .where('id', '=', exceptionId)
      .execute();
    await ctx.audit({
      action: 'places.withdraw_exception',
      entity: ENTITY,
      entityId: id,
      orgId: place.org_id,
      detail: { exception: exceptionId },
    });
  }
  return { opening: await reopened(ctx, id) };
}
