import { sql, type SqlBool } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { escapeLike, orgInScope, orgRefs } from '#orgs';
import { concernTodos } from './concerns/queries.ts';
import type * as contract from './contract.ts';

export async function listSuggestions(
  ctx: Ctx,
  input: Input<typeof contract.listSuggestions>,
): Promise<Output<typeof contract.listSuggestions>> {
  const after = readCursor(input.cursor, ['time', 'uuid']);
  const matching = sql<SqlBool>`${orgInScope(ctx, 'voices.read', 's.org_id')}
    and ${input.state === 'all' ? sql`true` : sql`s.state = ${input.state}`}
    and ${input.q ? sql`s.text ilike ${`%${escapeLike(input.q)}%`}` : sql`true`}`;
  const suggestions = ctx.db.selectFrom('voices.voice as s').where(matching);
  let query = suggestions.selectAll('s');
  if (after) query = query.where(sql<SqlBool>`(s.at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const found = await query
    .orderBy('s.at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(input.limit + 1)
    .execute();
  const { total } = await suggestions
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const result = page(found, input.limit, (row) => [row.at.toISOString(), row.id]);
  const orgs = await orgRefs(ctx, [...new Set(result.items.map((row) => row.org_id))]);
  const items = result.items.map((row) => ({
    id: row.id,
    text: row.text,
    page: row.page,
    org: orgs.get(row.org_id)!,
    state: row.state,
    at: row.at.toISOString(),
    hasContact: row.contact_sealed !== null,
    note: row.note,
    answeredAt: row.answered_at?.toISOString() ?? null,
  }));
  return { items, next: result.next, total };
}

export async function listVoiceTodos(ctx: Ctx): Promise<Output<typeof contract.listVoiceTodos>> {
  const open = await ctx.db
    .selectFrom('voices.voice')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('at').as('oldest')])
    .where('state', '=', 'open')
    .where(orgInScope(ctx, 'voices.read', 'org_id'))
    .executeTakeFirstOrThrow();
  const suggestions = {
    code: 'voices.suggestions_waiting',
    count: open.count,
    oldest: open.oldest?.toISOString() ?? null,
    minutes: Math.min(10, open.count),
    href: '/staff/suggestions',
  };
  return { items: [...(open.count === 0 ? [] : [suggestions]), ...(await concernTodos(ctx))] };
}
