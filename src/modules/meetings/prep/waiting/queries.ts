import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { orgInScope } from '#orgs';
import { endedUnits } from '../bodies/queries.ts';

/** At least once a year (domain.md B6): from this month on next year's plan is asked for. */
export const planFrom = definePolicy({
  key: 'meetings.plan_from_month',
  about: 'From this month on a joint meeting without a plan for the next year stands among the to-dos',
  schema: z.number().int().min(1).max(12),
  fallback: 10,
  source: 'inference',
});

interface Waiting {
  readonly count: number;
  readonly oldest: Date | null;
  /** Of the first one, to go there at once where it is the only one. */
  readonly first: string | null;
}

/** Bodies without a meeting planned for `year`; one of this year that was never planned counts since its first day. */
async function unplanned(ctx: Ctx, year: number): Promise<Waiting> {
  return ctx.db
    .selectFrom('meetings.body as b')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      sql<Date | null>`min(b.made_at)`.as('oldest'),
      sql<string | null>`min(b.id::text)`.as('first'),
    ])
    .where('b.ended_at', 'is', null)
    .where(orgInScope(ctx, 'meetings.manage', 'b.org_id'))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('meetings.meeting as m')
            .select('m.id')
            .whereRef('m.body_id', '=', 'b.id')
            .where('m.year', '=', year)
            .where('m.state', '<>', 'cancelled'),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
}

/** Meetings whose time has come and gone, and nobody said whether they took place. */
async function unheld(ctx: Ctx): Promise<Waiting> {
  return ctx.db
    .selectFrom('meetings.meeting')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.min('starts_at').as('oldest'),
      sql<string | null>`min(id::text)`.as('first'),
    ])
    .where('state', '=', 'noticed')
    .where('starts_at', '<', ctx.now)
    .where(orgInScope(ctx, 'meetings.manage', 'org_id'))
    .executeTakeFirstOrThrow();
}

/** Topics that nobody has decided, of meetings that are still prepared. */
async function undecided(ctx: Ctx): Promise<Waiting> {
  return ctx.db
    .selectFrom('meetings.topic as t')
    .innerJoin('meetings.meeting as m', 'm.id', 't.meeting_id')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      sql<Date | null>`min(t.made_at)`.as('oldest'),
      sql<string | null>`min(m.id::text)`.as('first'),
    ])
    .where('t.state', '=', 'proposed')
    .where('m.state', 'not in', ['held', 'minutes_draft', 'minutes_circulated', 'issued', 'cancelled'])
    .where(orgInScope(ctx, 'meetings.manage', 't.org_id'))
    .executeTakeFirstOrThrow();
}

/** What waits for the officer who prepares joint meetings. */
export async function waitingFor(ctx: Ctx) {
  const [year = 0, month = 0] = civilDate(ctx.now).split('-').map(Number);
  const nextYear = month >= (await policyAt(ctx, planFrom));
  const none: Waiting = { count: 0, oldest: null, first: null };
  const { body, ...ended } = await endedUnits(ctx);
  const meeting = ({ count, first }: Waiting) =>
    count === 1 && first !== null ? `/staff/meetings/${first}` : '/staff/meetings';
  const [past, topics] = [await unheld(ctx), await undecided(ctx)];
  const planned = await unplanned(ctx, year);
  const next = nextYear ? await unplanned(ctx, year + 1) : none;
  return [
    { code: 'meetings.past_date', href: meeting(past), ...past },
    { code: 'meetings.topics_waiting', href: meeting(topics), ...topics },
    { code: 'meetings.none_planned', href: '/staff/meetings', ...planned },
    { code: 'meetings.none_planned_next', href: `/staff/meetings?year=${year + 1}`, ...next, oldest: null },
    {
      code: 'meetings.units_ended',
      href: body === null ? '/staff/meetings' : `/staff/bodies/${body}`,
      ...ended,
    },
  ]
    .filter(({ count }) => count > 0)
    .map(({ code, href, count, oldest }) => ({
      code,
      count,
      oldest: oldest?.toISOString() ?? null,
      minutes: Math.min(15, 3 * count),
      href,
    }));
}
