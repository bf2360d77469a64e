import { sql, type SqlBool } from 'kysely';
import { scopesOf } from '#kernel/auth';
import type { Ctx } from '#kernel/ctx';
import { orgWithin, type Org } from '../queries.ts';

export type ListedOrg = Pick<Org, 'id' | 'name' | 'kind' | 'path' | 'level' | 'state' | 'uscc'>;

/**
 * Every organisation in the subtrees where the actor holds `permission` (the command line: all), below `under` if it
 * is given; a deployment has thousands, not millions. For lists that another module sorts by what it knows itself.
 */
export async function orgsInReach(
  ctx: Ctx,
  permission: string,
  under?: Pick<Org, 'path'>,
): Promise<ListedOrg[]> {
  let query = ctx.db
    .selectFrom('orgs.organisation as o')
    .select(['o.id', 'o.name', 'o.kind', 'o.path', 'o.level', 'o.state', 'o.uscc']);
  if (ctx.actor.kind !== 'system') query = query.where(orgWithin('o.id', scopesOf(ctx.actor, permission)));
  if (under) query = query.where(sql<SqlBool>`o.path <@ ${under.path}::ltree`);
  return query.orderBy('o.id').execute();
}
