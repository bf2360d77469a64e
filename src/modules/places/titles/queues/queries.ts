import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { scopesOf } from '#kernel/auth';
import type { Ctx } from '#kernel/ctx';
import { addDays, civilDate } from '#kernel/time';
import type { TitleQueue } from '../contract.ts';

/** Within how many days a re-check is told of. */
export const DUE_SOON_DAYS = 60;

/** SQL: the case is in this queue on the day of `ctx`. */
export function inQueue(ctx: Ctx, queue: TitleQueue) {
  const today = civilDate(ctx.now);
  return {
    open: sql<SqlBool>`c.state in ('self_check', 'applied', 'reviewing', 'returned', 'site_visit', 'public_notice')`,
    review: sql<SqlBool>`c.state in ('applied', 'reviewing')`,
    visit: sql<SqlBool>`c.state = 'site_visit'`,
    notice: sql<SqlBool>`c.state = 'public_notice' and c.notice_until >= ${today}::date`,
    ready: sql<SqlBool>`c.state = 'public_notice' and c.notice_until < ${today}::date`,
    held: sql<SqlBool>`c.state in ('awarded', 'reinspection_due', 'rectify')`,
    due: sql<SqlBool>`(c.state = 'reinspection_due'
      or (c.state = 'awarded' and c.due_on <= ${addDays(today, DUE_SOON_DAYS)}::date))`,
    overdue: sql<SqlBool>`c.state = 'rectify' and c.rectify_until < ${today}::date`,
    over: sql<SqlBool>`c.state in ('rejected', 'withdrawn', 'revoked')`,
  }[queue];
}

interface Todo {
  readonly code: string;
  readonly count: number;
  readonly oldest: string | null;
  readonly minutes: number;
  readonly href: string;
}

/** Minutes that one of each takes. */
const MINUTES = { review: 5, visit: 5, ready: 2, due: 15, overdue: 5, returned: 10 } as const;

/** What waits for the officer about titles: at their own union, not at those below it, who have their own to-dos. */
export async function titleTodos(ctx: Ctx): Promise<Todo[]> {
  const award = ownOffices(ctx, 'places.award');
  const manage = ownOffices(ctx, 'places.manage');
  const granted = sql<SqlBool>`c.grantor_id = any(${award}::integer[])`;
  const due = sql<string>`(coalesce(c.due_on, current_date)::timestamp at time zone 'Asia/Shanghai')`;
  const stepped = sql<string>`c.stepped_at`;
  const kinds: readonly (readonly [keyof typeof MINUTES, RawBuilder<SqlBool>, RawBuilder<string>, string])[] =
    [
      [
        'review',
        sql<SqlBool>`${inQueue(ctx, 'review')} and c.review_org = any(${award}::integer[])`,
        stepped,
        'review',
      ],
      ['visit', sql<SqlBool>`${inQueue(ctx, 'visit')} and ${granted}`, stepped, 'visit'],
      ['ready', sql<SqlBool>`${inQueue(ctx, 'ready')} and ${granted}`, stepped, 'ready'],
      ['due', sql<SqlBool>`${inQueue(ctx, 'due')} and ${granted}`, due, 'due'],
      ['overdue', sql<SqlBool>`${inQueue(ctx, 'overdue')} and ${granted}`, stepped, 'overdue'],
      [
        'returned',
        sql<SqlBool>`c.state = 'returned' and p.org_id = any(${manage}::integer[])`,
        stepped,
        'open',
      ],
    ];
  const found = await Promise.all(
    kinds.map(async ([code, where, since, queue]) => {
      const { count, oldest } = await ctx.db
        .selectFrom('places.title_case as c')
        .innerJoin('places.place as p', 'p.id', 'c.place_id')
        .select((eb) => [eb.fn.countAll<number>().as('count'), sql<Date | null>`min(${since})`.as('oldest')])
        .where(where)
        .executeTakeFirstOrThrow();
      if (count === 0) return [];
      return [
        {
          code: `places.title_${code}`,
          count,
          oldest: oldest?.toISOString() ?? null,
          minutes: Math.min(60, count * MINUTES[code]),
          href: `/staff/titles?queue=${queue}`,
        },
      ];
    }),
  );
  return found.flat();
}

/** The unions at which the actor holds `permission` themselves: what waits there waits for them. */
function ownOffices({ actor }: Ctx, permission: string): number[] {
  return scopesOf(actor, permission).map((path) => Number(path.split('.').at(-1)));
}
