import { sql, type SqlBool } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { civilDate } from '#kernel/time';
import { orgInScope } from '#orgs';
import { unitRefs } from '../../queries.ts';
import { figuresOf } from '../rules.ts';
import type * as contract from './contract.ts';

export async function itemFigures(
  ctx: Ctx,
  { body, from, to }: Input<typeof contract.itemFigures>,
): Promise<Output<typeof contract.itemFigures>> {
  const rows = await ctx.db
    .selectFrom('meetings.item as i')
    .innerJoin('meetings.meeting as o', 'o.id', 'i.meeting_id')
    .select(['i.lead_unit', 'i.state', 'i.due_on', 'i.agreed_at', 'i.closed_at'])
    .where(orgInScope(ctx, 'meetings.read', 'i.org_id'))
    .where(
      sql<SqlBool>`(${body ?? null}::uuid is null or i.body_id = ${body ?? null}::uuid)
        and o.year between ${from ?? 0} and ${to ?? 9999}`,
    )
    .execute();
  const { units, ...figures } = figuresOf(
    rows.map((row) => ({
      unit: row.lead_unit,
      state: row.state,
      dueOn: row.due_on,
      agreedOn: civilDate(row.agreed_at),
      endedOn: row.closed_at && civilDate(row.closed_at),
    })),
    civilDate(ctx.now),
  );
  const names = await namesOf(
    ctx,
    units.map(({ unit }) => unit),
  );
  const told = units.map((one) => ({ ...one, unit: names.get(one.unit)! }));
  told.sort((a, b) => b.overdue - a.overdue || b.open - a.open || a.unit.id.localeCompare(b.unit.id));
  return { ...figures, units: told };
}

async function namesOf(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: string; name: string; body: string }>();
  const units = await ctx.db
    .selectFrom('meetings.unit as u')
    .innerJoin('meetings.body as b', 'b.id', 'u.body_id')
    .selectAll('u')
    .select('b.name as body')
    .where('u.id', 'in', ids)
    .execute();
  const refs = await unitRefs(ctx, units);
  return new Map(units.map(({ id, body }) => [id, { id, name: refs.get(id)!.name, body }]));
}
