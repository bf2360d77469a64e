import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { ownOffices } from '../cases/queries.ts';
import { inQueue } from '../queries.ts';

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
