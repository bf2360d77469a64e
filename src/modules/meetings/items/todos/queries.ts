import { sql, type SqlBool } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { orgInScope, orgWithin } from '#orgs';
import { errandsTodos } from '../../errands/queries.ts';
import { minutesTodos } from '../../minutes/queries.ts';
import { prepTodos } from '../../prep/queries.ts';
import { chaseDays } from '../chase/queries.ts';
import type * as contract from '../contract.ts';
import type { ItemState } from '../contract.ts';
import { CHASED_STATES } from '../rules.ts';

type Todos = Output<typeof contract.listMeetingTodos>['items'];

/** What waits in joint meetings, of every slice. */
export async function listMeetingTodos(ctx: Ctx): Promise<Output<typeof contract.listMeetingTodos>> {
  const told = [
    await prepTodos(ctx),
    await errandsTodos(ctx),
    await minutesTodos(ctx),
    await itemsTodos(ctx),
  ];
  return { items: told.flat() };
}

type Sql<T> = ReturnType<typeof sql<T>>;

interface Wait {
  readonly code: string;
  /** What the list is narrowed to. */
  readonly show: Input<typeof contract.listItems>['show'];
  readonly where: Sql<SqlBool>;
  readonly oldest: Sql<Date | null>;
  /** Nothing is said before the oldest has waited until then. */
  readonly until?: Date;
}

const since = sql<Date | null>`min(i.stepped_at)`;
const agreed = sql<Date | null>`min(i.agreed_at)`;
/** SQL: when the first became overdue: as the day after its date began. */
const late = sql<Date | null>`(min(i.due_on) + 1)::timestamp at time zone 'Asia/Shanghai'`;

/** What waits among agreed items; what is overdue for long is for the chair. */
export async function itemsTodos(ctx: Ctx): Promise<Todos> {
  const today = civilDate(ctx.now);
  const { settle } = await policyAt(ctx, chaseDays);
  const mine = orgInScope(ctx, 'meetings.manage', 'i.org_id');
  const grants = ctx.actor.kind === 'account' ? ctx.actor.grants : [];
  const chairs = grants.filter(({ role }) => role === 'chair').map(({ path }) => path);
  const own = (where: Sql<SqlBool>) => sql<SqlBool>`${mine} and ${where}`;
  const state = (one: ItemState) => own(sql`i.state = ${one}`);
  const waits: Wait[] = [
    { code: 'overdue', show: 'overdue', where: own(sql`i.due_on < ${today}::date`), oldest: late },
    {
      code: 'escalated',
      show: 'escalated',
      where: sql`${orgWithin('i.org_id', chairs)} and i.escalated_at is not null`,
      oldest: sql`min(i.escalated_at)`,
    },
    { code: 'disputed', show: 'disputed', where: state('disputed'), oldest: since },
    { code: 'reported', show: 'reported', where: state('reported'), oldest: since },
    { code: 'verified', show: 'verified', where: state('verified'), oldest: since },
    { code: 'to_chase', show: 'unchased', where: own(unchased(today)), oldest: late },
    { code: 'leaderless', show: 'leaderless', where: own(leaderless), oldest: since },
    {
      code: 'undated',
      show: 'undated',
      where: own(sql`i.due_on is null`),
      oldest: agreed,
      until: new Date(ctx.now.getTime() - settle * DAY_MS),
    },
  ];
  const todos: Todos = [];
  for (const wait of waits) todos.push(...(await todoOf(ctx, wait)));
  return todos;
}

const DAY_MS = 86_400_000;

async function todoOf(ctx: Ctx, { code, show, where, oldest, until }: Wait): Promise<Todos> {
  const row = await ctx.db
    .selectFrom('meetings.item as i')
    .select((eb) => [eb.fn.countAll<number>().as('count'), oldest.as('oldest')])
    .where('i.closed_at', 'is', null)
    .where(where)
    .executeTakeFirstOrThrow();
  if (row.count === 0 || (until && row.oldest && row.oldest > until)) return [];
  return [
    {
      code: `meetings.${code}`,
      count: row.count,
      oldest: row.oldest?.toISOString() ?? null,
      minutes: Math.min(20, row.count * 3),
      href: `/staff/items?show=${show}`,
    },
  ];
}

/**
 * SQL: it is overdue, it is somebody's turn, nobody has been chased since it got its date, and no SMS will: there is no
 * phone, or one has been sent for this date to whoever answered for it before.
 */
export function unchased(today: string) {
  return sql<SqlBool>`i.closed_at is null and i.due_on < ${today}::date and i.chased_at is null
    and i.state = any(${[...CHASED_STATES]})
    and (i.owner_sealed is null or exists (select from meetings.chase as c
      where c.item_id = i.id and c.level = 'overdue' and c.due_on = i.due_on))`;
}

/** SQL: its lead unit has left the joint meeting, and nobody took its seat. */
export const leaderless = sql<SqlBool>`i.closed_at is null
  and exists (select from meetings.unit as u where u.id = i.lead_unit and u.left_at is not null)`;
