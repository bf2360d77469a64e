import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { orgInScope } from '#orgs';
import { HELD_STATES } from '../../rules.ts';
import { endedUnits } from '../bodies/queries.ts';
import { overdueSql } from '../plan/queries.ts';

export const perYear = definePolicy({
  key: 'meetings.per_year',
  about: 'How many meetings of a year a joint meeting is to have in its plan',
  schema: z.number().int().min(1).max(12),
  fallback: 1,
  source: 'domain.md B6: at least once a year (伊春, 秦皇岛)',
});

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

/** Bodies with fewer meetings of `year` than a year needs. */
async function unplanned(ctx: Ctx, year: number): Promise<Waiting> {
  const needed = await policyAt(ctx, perYear);
  return ctx.db
    .selectFrom('meetings.body as b')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      sql<Date | null>`min(b.made_at)`.as('oldest'),
      sql<string | null>`min(b.id::text)`.as('first'),
    ])
    .where('b.ended_at', 'is', null)
    .where(orgInScope(ctx, 'meetings.manage', 'b.org_id'))
    .where(
      sql<SqlBool>`(select count(*) from meetings.meeting as m
        where m.body_id = b.id and m.year = ${year} and m.state <> 'cancelled') < ${needed}`,
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

/** Meetings that the plan of the year wanted by now, and that no notice has called: since the first day after that month. */
async function overdue(ctx: Ctx): Promise<Waiting> {
  const { due, since } = overdueSql(ctx);
  return ctx.db
    .selectFrom('meetings.meeting as m')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      sql<Date | null>`min(${since})`.as('oldest'),
      sql<string | null>`min(m.id::text)`.as('first'),
    ])
    .where(due)
    .where(orgInScope(ctx, 'meetings.manage', 'm.org_id'))
    .executeTakeFirstOrThrow();
}

/** Topics that nobody has decided before their meeting, or ended after it was held or cancelled. */
async function topicsIn(ctx: Ctx, { ahead }: { readonly ahead: boolean }): Promise<Waiting> {
  return ctx.db
    .selectFrom('meetings.topic as t')
    .innerJoin('meetings.meeting as m', 'm.id', 't.meeting_id')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      sql<Date | null>`min(t.made_at)`.as('oldest'),
      sql<string | null>`min(m.id::text)`.as('first'),
    ])
    .where('t.state', 'in', ahead ? ['proposed'] : ['proposed', 'accepted'])
    .where('m.state', ahead ? 'not in' : 'in', [...HELD_STATES, 'cancelled'])
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
  const [past, late] = [await unheld(ctx), await overdue(ctx)];
  const [topics, open] = [await topicsIn(ctx, { ahead: true }), await topicsIn(ctx, { ahead: false })];
  const planned = await unplanned(ctx, year);
  const next = nextYear ? await unplanned(ctx, year + 1) : none;
  return [
    { code: 'meetings.past_date', href: meeting(past), ...past },
    { code: 'meetings.plan_late', href: meeting(late), ...late },
    { code: 'meetings.topics_waiting', href: meeting(topics), ...topics },
    { code: 'meetings.topics_open', href: meeting(open), ...open },
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
