import { sql } from 'kysely';
import { requireAccount } from '#kernel/auth';
import { normalisePhone, type Input, type Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { peopleError } from '../errors.ts';
import { ID_TYPES } from '../join/contract.ts';
import { normaliseIdNo } from '../join/rules.ts';
import type * as contract from './contract.ts';
import { lookedAfter } from './queries.ts';

/**
 * One person by a whole number: a phone, an ID of any kind, or a member number. Such a number stands in no address and no
 * log; that somebody looked, and whom they found, does.
 */
export async function lookupPerson(
  ctx: TxCtx,
  input: Input<typeof contract.lookupPerson>,
): Promise<Output<typeof contract.lookupPerson>> {
  const { crypto } = ctx.app;
  const idNo = normaliseIdNo(input.number);
  const ids = ID_TYPES.flatMap((type) => crypto.hashes('id', `${type}:${idNo}`));
  const phones = crypto.hashes('phone', normalisePhone(input.number));
  const scope = await lookedAfter(ctx, 'people.read');
  const { rows } = await sql<{ id: string; orgId: number }>`
    select p.id, p.org_id as "orgId" from people.person as p
    where ${scope} and (p.id_hash = any(${ids}) or p.phone_hash = any(${phones}) or p.number = ${idNo})
    order by p.id_hash = any(${ids}) desc limit 1`.execute(ctx.db);
  const found = rows[0];
  await ctx.audit({
    action: 'people.lookup',
    entity: 'people.person',
    ...(found ? { entityId: found.id, orgId: found.orgId } : {}),
    detail: { found: found !== undefined },
  });
  return { id: found?.id ?? null };
}

/** More would be a list to search in. */
const VIEWS_MAX = 30;

export async function saveView(
  ctx: TxCtx,
  { name, query }: Input<typeof contract.saveView>,
): Promise<Output<typeof contract.saveView>> {
  const { userId } = requireAccount(ctx);
  const view = { id: newId(ctx.now.getTime()), user_id: userId, name, query, created_at: ctx.now };
  const { id } = await ctx.db
    .insertInto('people.saved_view')
    .values(view)
    .onConflict((conflict) => conflict.columns(['user_id', 'name']).doUpdateSet({ query }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const { count } = await ctx.db
    .selectFrom('people.saved_view')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  if (count > VIEWS_MAX) throw peopleError('too_many_views', { params: { limit: VIEWS_MAX } });
  return { id };
}

export async function deleteView(
  ctx: TxCtx,
  { id }: Input<typeof contract.deleteView>,
): Promise<Output<typeof contract.deleteView>> {
  const { numDeletedRows } = await ctx.db
    .deleteFrom('people.saved_view')
    .where('id', '=', id)
    .where('user_id', '=', requireAccount(ctx).userId)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw peopleError('view_not_found');
  return { done: true };
}
