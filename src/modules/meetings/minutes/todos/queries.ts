import { z } from 'zod';
import type { todoSchema } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';
import { addDays, civilDate } from '#kernel/time';
import { orgInScope } from '#orgs';

/** How long after a meeting its minutes should be with the units. */
export const minutesDays = definePolicy({
  key: 'meetings.minutes_days',
  about: '会议召开后几天内纪要应当送会签',
  schema: z.object({ days: z.number().int().min(1).max(90) }),
  fallback: { days: 3 },
  source: 'inference: 会议纪要一般在会后数日内形成，没有统一规定',
});

/** Minutes that are late: held, and not with the units yet. */
export async function minutesTodos(ctx: Ctx): Promise<z.output<typeof todoSchema>[]> {
  const { days } = await policyAt(ctx, minutesDays);
  const before = new Date(`${addDays(civilDate(ctx.now), -days)}T00:00:00+08:00`);
  const rows = await ctx.db
    .selectFrom('meetings.meeting')
    .select(['id', 'starts_at'])
    .where('state', 'in', ['held', 'minutes_draft'])
    .where('starts_at', '<', before)
    .where(orgInScope(ctx, 'meetings.manage', 'org_id'))
    .orderBy('starts_at')
    .execute();
  const [first] = rows;
  if (!first) return [];
  return [
    {
      code: 'meetings.minutes_due',
      count: rows.length,
      oldest: first.starts_at!.toISOString(),
      minutes: 20 * rows.length,
      href: rows.length === 1 ? `/staff/meetings/${first.id}?tab=minutes` : '/staff/meetings',
    },
  ];
}
