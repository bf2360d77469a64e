import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { civilDate } from '#kernel/time';
import { meetingsError } from '../../errors.ts';
import { isOverdue, tallyOf } from '../../items/rules.ts';
import { bodyFor, unitRefs } from '../../queries.ts';
import type * as contract from './contract.ts';

export async function unitProgress(
  ctx: Ctx,
  { id }: Input<typeof contract.unitProgress>,
): Promise<Output<typeof contract.unitProgress>> {
  const unit = await ctx.db.selectFrom('meetings.unit').selectAll().where('id', '=', id).executeTakeFirst();
  if (!unit) throw meetingsError('not_found');
  const body = await bodyFor(ctx, 'meetings.read', unit.body_id);
  const today = civilDate(ctx.now);
  const items = await itemsOf(ctx, id);
  const counted = items.map((item) => ({ ...item, endedOn: item.closedOn }));
  return {
    unit: (await unitRefs(ctx, [unit])).get(id)!,
    body: body.name,
    figures: tallyOf(
      counted.filter(({ leads }) => leads),
      today,
    ),
    unanswered: await unansweredBy(ctx, id),
    items: counted.map(({ endedOn, deferrals: _deferrals, ...item }) => ({
      ...item,
      overdue: isOverdue({ dueOn: item.dueOn, endedOn }, today),
    })),
  };
}

/** What a unit leads or supports, the open ones first, by their dates. */
async function itemsOf(ctx: Ctx, unitId: string) {
  const rows = await ctx.db
    .selectFrom('meetings.item as i')
    .innerJoin('meetings.meeting as m', 'm.id', 'i.meeting_id')
    .selectAll('i')
    .select(['m.title', 'm.starts_at'])
    .where((eb) =>
      eb.or([
        eb('i.lead_unit', '=', unitId),
        eb(
          'i.id',
          'in',
          eb.selectFrom('meetings.item_support').select('item_id').where('unit_id', '=', unitId),
        ),
      ]),
    )
    .orderBy((eb) => eb('i.closed_at', 'is not', null))
    .orderBy('i.due_on')
    .orderBy('i.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    meeting: { id: row.meeting_id, title: row.title },
    state: row.state,
    consensus: row.consensus,
    leads: row.lead_unit === unitId,
    agreedOn: civilDate(row.starts_at ?? row.agreed_at),
    dueOn: row.due_on,
    closedOn: row.closed_at && civilDate(row.closed_at),
    reason: row.reason,
    deferrals: row.deferrals,
  }));
}

async function unansweredBy(ctx: Ctx, unitId: string): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('meetings.errand')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('unit_id', '=', unitId)
    .where('state', 'in', ['waiting', 'returned'])
    .executeTakeFirstOrThrow();
  return count;
}
