import { sql, type SqlBool } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { escapeLike, orgInScope } from '#orgs';
import { unitRefs } from '../../queries.ts';
import type * as contract from '../contract.ts';
import { leaderless, unchased } from '../todos/queries.ts';
import { dueDates, itemRows, themesOf, toItems, type ItemView } from '../queries.ts';

type Wanted = Input<typeof contract.exportItems>;

async function matching(ctx: Ctx, { show, q, body, unit, theme, consensus, from, to }: Wanted) {
  const like = `%${escapeLike(q ?? '')}%`;
  const when = <T>(given: T | undefined, make: (value: T) => ReturnType<typeof sql<SqlBool>>) =>
    given === undefined ? sql<SqlBool>`true` : make(given);
  return sql<SqlBool>`${orgInScope(ctx, 'meetings.read', 'i.org_id')} and ${await shown(ctx, show)}
    and ${when(q || undefined, () => sql`(i.text ilike ${like} or i.measure ilike ${like} or i.owner_name ilike ${like})`)}
    and ${when(body, (id) => sql`i.body_id = ${id}`)} and ${when(unit, (id) => sql`i.lead_unit = ${id}`)}
    and ${when(theme, (code) => sql`i.theme = ${code}`)}
    and ${when(consensus, (one) => sql`i.consensus = ${one}`)}
    and ${when(from, (year) => sql`o.year >= ${year}`)} and ${when(to, (year) => sql`o.year <= ${year}`)}`;
}

async function shown(ctx: Ctx, show: Wanted['show']) {
  const { today, soonUntil } = await dueDates(ctx);
  const open = sql<SqlBool>`i.closed_at is null`;
  const derived = {
    all: sql<SqlBool>`true`,
    open,
    overdue: sql<SqlBool>`${open} and i.due_on < ${today}::date`,
    soon: sql<SqlBool>`${open} and i.due_on between ${today}::date and ${soonUntil}::date`,
    escalated: sql<SqlBool>`${open} and i.escalated_at is not null`,
    unchased: unchased(today),
    undated: sql<SqlBool>`${open} and i.due_on is null`,
    leaderless,
    put_off: sql<SqlBool>`i.deferrals > 0`,
    on_time: sql<SqlBool>`i.state = 'closed' and ${closedOn} <= i.due_on`,
    late: sql<SqlBool>`i.state = 'closed' and ${closedOn} > i.due_on`,
  };
  return show in derived ? derived[show as keyof typeof derived] : sql<SqlBool>`i.state = ${show}`;
}

/** SQL: the civil date on which an item ended. */
export const closedOn = sql`(i.closed_at at time zone 'Asia/Shanghai')::date`;

const NEVER = '9999-12-31';

/** SQL: the sort key of the list. What is in doubt: given to the chair, late, disputed, to be verified, due soon. */
async function orderOf(ctx: Ctx, sort: Input<typeof contract.listItems>['sort']) {
  const { today, soonUntil } = await dueDates(ctx);
  const rank = sql<number>`case when i.closed_at is not null then 6 when i.escalated_at is not null then 0
    when i.due_on < ${today}::date then 1 when i.state = 'disputed' then 2 when i.state = 'reported' then 3
    when i.due_on <= ${soonUntil}::date then 4 else 5 end`;
  if (sort === 'agreed')
    return { rank: sql<number>`0::int`, date: sql<string>`(i.agreed_at at time zone 'Asia/Shanghai')::date` };
  const date = sql<string>`coalesce(i.due_on, ${NEVER}::date)`;
  return sort === 'due' ? { rank: sql<number>`(i.closed_at is not null)::int`, date } : { rank, date };
}

export async function listItems(
  ctx: Ctx,
  input: Input<typeof contract.listItems>,
): Promise<Output<typeof contract.listItems>> {
  const where = await matching(ctx, input);
  const after = readCursor(input.cursor, ['int', 'date', 'uuid']);
  const { rank, date } = await orderOf(ctx, input.sort);
  let query = itemRows(ctx)
    .where(where)
    .select([rank.as('rank'), sql<string>`${date}::text`.as('sorted')]);
  if (after)
    query = query.where(
      sql<SqlBool>`(${rank}, ${date}, i.id) > (${after[0]}::int, ${after[1]}::date, ${after[2]}::uuid)`,
    );
  const found = await query
    .orderBy(rank)
    .orderBy(date)
    .orderBy('i.id')
    .limit(input.limit + 1)
    .execute();
  const { total } = await ctx.db
    .selectFrom('meetings.item as i')
    .innerJoin('meetings.meeting as o', 'o.id', 'i.meeting_id')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  const { items, next } = page(found, input.limit, (row) => [row.rank, row.sorted, row.id]);
  return { items: await toItems(ctx, items), next, total };
}

/** All items of a list, for a file. */
export async function itemsOf(ctx: Ctx, input: Wanted, limit: number): Promise<ItemView[]> {
  const { rank, date } = await orderOf(ctx, 'doubt');
  const rows = await itemRows(ctx)
    .where(await matching(ctx, input))
    .orderBy(rank)
    .orderBy(date)
    .orderBy('i.id')
    .limit(limit)
    .execute();
  return toItems(ctx, rows);
}

export async function itemChoices(ctx: Ctx): Promise<Output<typeof contract.itemChoices>> {
  const bodies = await ctx.db
    .selectFrom('meetings.body')
    .select(['id', 'name'])
    .where(orgInScope(ctx, 'meetings.read', 'org_id'))
    .orderBy('name')
    .orderBy('id')
    .execute();
  if (bodies.length === 0) return { bodies: [], themes: await themesOf(ctx) };
  const units = await ctx.db
    .selectFrom('meetings.unit')
    .selectAll()
    .where(
      'body_id',
      'in',
      bodies.map(({ id }) => id),
    )
    .orderBy('seq')
    .orderBy('id')
    .execute();
  const refs = await unitRefs(ctx, units);
  const unitsOfBody = Map.groupBy(units, ({ body_id }) => body_id);
  const told = bodies.map((body) => ({
    ...body,
    units: (unitsOfBody.get(body.id) ?? []).map(({ id }) => ({ id, name: refs.get(id)!.name })),
  }));
  return { bodies: told, themes: await themesOf(ctx) };
}
