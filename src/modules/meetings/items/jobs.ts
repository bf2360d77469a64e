import { sql, type SqlBool } from 'kysely';
import type { TxCtx } from '#kernel/ctx';
import type { Job } from '#kernel/jobs';
import { defineTemplates } from '#kernel/notify';
import { policyAt } from '#kernel/policy';
import { addDays, civilDate, wallClock } from '#kernel/time';
import { ITEM, type Item } from '../queries.ts';
import { noteChase } from './chase/actions.ts';
import { chaseDays, chaseHours, settleBy } from './chase/queries.ts';
import { CHASED_STATES } from './rules.ts';

defineTemplates('meetings', {
  item_settle: {
    kind: 'service',
    text: {
      zh: '【职工之家】{body}初步议定、由您负责的一件事项还没有期限，应在 {due} 前商定，请与会议办事机构联系。',
      en: '[Zhijia] Something agreed at {body} that you answer for has no date yet. It should have one by {due}; please settle it.',
    },
  },
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

type Level = 'settle' | 'remind' | 'overdue';
/** `about`: the date that a level is about. */
type Due = Item & { readonly bodyName: string; readonly about: string };

interface Wanted {
  readonly where: ReturnType<typeof sql<SqlBool>>;
  /** SQL: the date that it is about; the due date unless told otherwise. */
  readonly about?: ReturnType<typeof sql<string>>;
}

const dueOn = sql<string>`i.due_on`;

/** Open items that `where` is true of, with their rows held. */
async function itemsAt(ctx: TxCtx, { where, about = dueOn }: Wanted): Promise<Due[]> {
  return ctx.db
    .selectFrom('meetings.item as i')
    .innerJoin('meetings.body as b', 'b.id', 'i.body_id')
    .selectAll('i')
    .select(['b.name as bodyName', sql<string>`${about}::text`.as('about')])
    .where('i.closed_at', 'is', null)
    .where(where)
    .orderBy('i.due_on')
    .orderBy('i.id')
    .limit(BATCH)
    .forUpdate('i')
    .skipLocked()
    .execute();
}

/**
 * Sends those who answer for an item what a level says, once for the date that it is about. Where no phone is on record it is
 * a thing to do by hand.
 */
async function tellOwners(ctx: TxCtx, level: Level, { where, about = dueOn }: Wanted): Promise<void> {
  const once = sql<SqlBool>`${where} and i.owner_sealed is not null and i.state = any(${[...CHASED_STATES]})
    and not exists (select from meetings.chase as c
      where c.item_id = i.id and c.level = ${level} and c.due_on = ${about})`;
  for (const item of await itemsAt(ctx, { where: once, about })) {
    const chase = { whom: 'owner', how: 'sms', note: null, level, due_on: item.about } as const;
    if (!(await noteChase(ctx, item, chase))) continue;
    const params = { body: item.bodyName, due: item.about };
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

async function escalate(ctx: TxCtx, where: Wanted['where']): Promise<void> {
  for (const item of await itemsAt(ctx, { where: sql<SqlBool>`${where} and i.escalated_at is null` })) {
    await noteChase(ctx, item, {
      whom: 'chair',
      how: 'todo',
      note: null,
      level: 'escalate',
      due_on: item.about,
    });
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
 * 催办, every hour of the day: asked for a date where there is none, reminded before it, chased after it, given to the chair
 * of the union when that did not help (domain.md C8); each once for each date. Nobody is called at night.
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
    const soonUntil = addDays(today, days.remind);
    const about = settleBy(days);
    // While there is still time to settle one.
    const undated = sql<SqlBool>`i.due_on is null and ${about} <= ${soonUntil}::date`;
    await tellOwners(ctx, 'settle', { where: undated, about });
    const soon = sql<SqlBool>`i.due_on between ${today}::date and ${soonUntil}::date`;
    await tellOwners(ctx, 'remind', { where: soon });
    await tellOwners(ctx, 'overdue', { where: sql<SqlBool>`i.due_on < ${today}::date` });
    await escalate(ctx, sql<SqlBool>`i.due_on <= ${addDays(today, -days.escalate)}::date`);
  },
};
