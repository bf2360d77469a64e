import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { placeFor } from '../queries.ts';
import type * as contract from './contract.ts';
import { horizon, toSupply } from './expiry/queries.ts';

export async function listSupplies(
  ctx: Ctx,
  { id }: Input<typeof contract.listSupplies>,
): Promise<Output<typeof contract.listSupplies>> {
  await placeFor(ctx, 'places.read', id);
  const of = ctx.db.selectFrom('places.supply').selectAll().where('place_id', '=', id);
  const here = await of
    .where('gone_at', 'is', null)
    .orderBy(sql`expires_on nulls last`)
    .orderBy('item')
    .orderBy('id')
    .limit(300)
    .execute();
  const gone = await of.where('gone_at', 'is not', null).orderBy('gone_at', 'desc').limit(50).execute();
  return { here: here.map(toSupply), gone: gone.map(toSupply), days: (await horizon(ctx)).days };
}
