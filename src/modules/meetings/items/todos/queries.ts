import { sql, type SqlBool } from 'kysely';
import type { Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { civilDate } from '#kernel/time';
import { orgInScope, orgWithin } from '#orgs';
import type * as contract from '../contract.ts';
import { CHASED_STATES } from '../rules.ts';

type Todos = Output<typeof contract.listMeetingTodos>['items'];

/** What waits in joint meetings, of every slice. */
export async function listMeetingTodos(ctx: Ctx): Promise<Output<typeof contract.listMeetingTodos>> {
  return { items: await itemsTodos(ctx) };
}

/** What waits among agreed items; what is overdue for long is for the chair. */
export async function itemsTodos(ctx: Ctx): Promise<Todos> {
  const today = civilDate(ctx.now);
  const mine = orgInScope(ctx, 'meetings.manage', 'i.org_id');
  const chairs =
    ctx.actor.kind === 'account'
      ? ctx.actor.grants.filter(({ role }) => role === 'chair').map(({ path }) => path)
      : [];
  const late = sql<SqlBool>`i.due_on < ${today}::date`;
  const dueAt = sql<Date | null>`min(i.due_on)::timestamp at time zone 'Asia/Shanghai'`;
  const since = sql<Date | null>`min(i.stepped_at)`;
  const waits = [
    { code: 'overdue', href: 'show=overdue', where: sql<SqlBool>`${mine} and ${late}`, oldest: dueAt },
    {
      code: 'escalated',
      href: 'show=escalated',
      where: sql<SqlBool>`${orgWithin('i.org_id', chairs)} and i.escalated_at is not null`,
      oldest: sql<Date | null>`min(i.escalated_at)`,
    },
    {
      code: 'disputed',
      href: 'show=disputed',
      where: sql<SqlBool>`${mine} and i.state = 'disputed'`,
      oldest: since,
    },
    {
      code: 'reported',
      href: 'show=reported',
      where: sql<SqlBool>`${mine} and i.state = 'reported'`,
      oldest: since,
    },
    {
      code: 'to_chase',
      href: 'show=unchased',
      where: sql<SqlBool>`${mine} and ${unchased(today)} and i.owner_sealed is null`,
      oldest: dueAt,
    },
  ];
  const todos: Todos = [];
  for (const { code, href, where, oldest } of waits) {
    const row = await ctx.db
      .selectFrom('meetings.item as i')
      .select((eb) => [eb.fn.countAll<number>().as('count'), oldest.as('oldest')])
      .where('i.closed_at', 'is', null)
      .where(where)
      .executeTakeFirstOrThrow();
    if (row.count === 0) continue;
    todos.push({
      code: `meetings.${code}`,
      count: row.count,
      oldest: row.oldest?.toISOString() ?? null,
      minutes: Math.min(20, row.count * 3),
      href: `/staff/items?${href}`,
    });
  }
  return todos;
}

/** SQL: it is overdue, it is somebody's turn, and nobody has been chased since it got its date. */
export function unchased(today: string) {
  return sql<SqlBool>`i.closed_at is null and i.due_on < ${today}::date and i.chased_at is null
    and i.state = any(${[...CHASED_STATES]})`;
}
