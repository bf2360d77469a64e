import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { rootOrg } from '#orgs';
import { requireRoot } from '../../queries.ts';
import { hoursError } from '../errors.ts';
import { queueRefresh } from '../actions.ts';
import type * as contract from './contract.ts';
import { badDayIn } from './rules.ts';

/** Enters a year for the whole installation; every place is worked out anew in the background. */
export async function setHolidays(
  ctx: TxCtx,
  given: Input<typeof contract.setHolidays>,
): Promise<Output<typeof contract.setHolidays>> {
  await requireRoot(ctx);
  const root = (await rootOrg(ctx))!;
  const day = badDayIn(given);
  if (day !== undefined) throw hoursError('calendar_bad_day', { field: 'holidays', params: { day } });
  const { year, source } = given;
  const byDate = <T>(list: readonly T[], dateOf: (one: T) => string) =>
    JSON.stringify([...list].sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1)));
  await ctx.db
    .insertInto('places.holiday_year')
    .values({
      id: newId(ctx.now.getTime()),
      year,
      holidays: byDate(given.holidays, ({ from }) => from),
      workdays: byDate(given.workdays, (one) => one),
      source,
      set_at: ctx.now,
    })
    .execute();
  await ctx.audit({
    action: 'places.set_holidays',
    entity: 'places.holiday_year',
    entityId: String(year),
    orgId: root.id,
  });
  await queueRefresh(ctx);
  return { year };
}
