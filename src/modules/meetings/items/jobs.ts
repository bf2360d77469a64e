import { sql, type SqlBool } from 'kysely';
import type { TxCtx } from '#kernel/ctx';
import type { Job } from '#kernel/jobs';
import { defineTemplates } from '#kernel/notify';
import { policyAt } from '#kernel/policy';
import { addDays, civilDate, wallClock } from '#kernel/time';
import { ITEM, type Item } from '../queries.ts';
import { noteChase } from './chase/actions.ts';
import { chaseDays, chaseHours } from './chase/queries.ts';
import { CHASED_STATES } from './rules.ts';

defineTemplates('meetings', {
  item_remind: {
    kind: 'service',
    text: {
      zh: '【职工之家】{body}议定、由您负责的一件事项 {due} 到期，请按时报送办理结果。',
      en: '[Zhijia] Something agreed at {body} that you answer for is due on {due}. Please report on it in time.',
    },
  },
  item_overdue: {
    kind: 'service',
    text: {
      zh: '【职工之家】{body}议定、由您负责的一件事项已于 {due} 到期，还没有收到结果。请尽快报送；要延期的，请说明原因。',
      en: '[Zhijia] Something agreed at {body} that you answer for was due on {due}. Please report, or say why it takes longer.',
    },
  },
});

/** In one run and level; the rest waits for the next hour. */
const BATCH = 500;

type Level = 'remind' | 'overdue' | 'escalate';
type Due = Item & { readonly bodyName: string };

/** Open items that `where` is true of and that this level has not been noted for, with their rows held. */
async function itemsAt(ctx: TxCtx, level: Level, where: ReturnType<typeof sql<SqlBool>>): Promise<Due[]> {
  return ctx.db
    .selectFrom('meetings.item as i')
    .innerJoin('meetings.body as b', 'b.id', 'i.body_id')
    .selectAll('i')
    .select('b.name as bodyName')
    .where('i.closed_at', 'is', null)
    .where(where)
    .where(
      sql<SqlBool>`not exists (select from meetings.chase as c
        where c.item_id = i.id and c.level = ${level} and c.due_on = i.due_on)`,
    )
    .orderBy('i.due_on')
    .orderBy('i.id')
    .limit(BATCH)
    .forUpdate('i')
    .skipLocked()
    .execute();
}

/** Reminds or chases those who answer for an item, where a phone is on record; without one it is a thing to do by hand. */
async function tellOwners(ctx: TxCtx, level: 'remind' | 'overdue', items: readonly Due[]): Promise<void> {
  for (const item of items) {
    if (!(await noteChase(ctx, item, { whom: 'owner', how: 'sms', note: null, level }))) continue;
    const params = { body: item.bodyName, due: item.due_on! };
    const to = ctx.app.crypto.open(item.owner_sealed!);
    await ctx.notify({ channel: 'sms', to, template: `meetings.item_${level}`, params });
    if (level === 'overdue')
      await ctx.db
        .updateTable('meetings.item')
        .set({ chased_at: ctx.now })
        .where('id', '=', item.id)
        .execute();
  }
}

async function escalate(ctx: TxCtx, items: readonly Due[]): Promise<void> {
  for (const item of items) {
    if (!(await noteChase(ctx, item, { whom: 'chair', how: 'todo', note: null, level: 'escalate' })))
      continue;
    await ctx.db
      .updateTable('meetings.item')
      .set({ escalated_at: ctx.now })
      .where('id', '=', item.id)
      .execute();
    await ctx.audit({
      action: 'meetings.item_escalate',
      entity: ITEM,
      entityId: item.id,
      orgId: item.org_id,
    });
  }
}

/**
 * 催办, every hour of the day: reminded before the date, chased after it, given to the chair of the union when that did not
 * help (domain.md C8); each once for each date. Nobody is called at night.
 */
export const chaseItemsJob: Job = {
  name: 'meetings.chase_items',
  cron: '10 8-19 * * *',
  async run(ctx) {
    const hours = await policyAt(ctx, chaseHours);
    const clock = wallClock(ctx.now);
    if (clock < hours.from || clock >= hours.to) return;
    const days = await policyAt(ctx, chaseDays);
    const today = civilDate(ctx.now);
    const reachable = sql<SqlBool>`i.owner_sealed is not null and i.state = any(${[...CHASED_STATES]})`;
    const soon = sql<SqlBool>`${reachable} and i.due_on between ${today}::date and ${addDays(today, days.remind)}::date`;
    await tellOwners(ctx, 'remind', await itemsAt(ctx, 'remind', soon));
    const late = sql<SqlBool>`${reachable} and i.due_on < ${today}::date`;
    await tellOwners(ctx, 'overdue', await itemsAt(ctx, 'overdue', late));
    const long = sql<SqlBool>`i.due_on <= ${addDays(today, -days.escalate)}::date`;
    await escalate(ctx, await itemsAt(ctx, 'escalate', long));
  },
};
