import { sql, type SqlBool } from 'kysely';
import { scopesOf } from '#kernel/auth';
import type { Ctx } from '#kernel/ctx';
import { escapeLike, findOrgByCode, mayAt, orgWithin, type Org } from '../queries.ts';

export type ListedOrg = Pick<Org, 'id' | 'name' | 'kind' | 'path' | 'level' | 'state' | 'uscc'> & {
  readonly area: string | null;
};

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
    .select(['o.id', 'o.name', 'o.kind', 'o.path', 'o.level', 'o.state', 'o.uscc', 'o.area_code as area']);
  if (ctx.actor.kind !== 'system') query = query.where(orgWithin('o.id', scopesOf(ctx.actor, permission)));
  if (under) query = query.where(sql<SqlBool>`o.path <@ ${under.path}::ltree`);
  return query.orderBy('o.id').execute();
}

/** How the names of streets end; lists leave it away, or write another. */
const STREET_ENDINGS = /(街道办事处|街道|地区办事处|地区|镇|乡)$/;

/**
 * The street that people mean by `name`, as GB/T 2260 has it: whatever its ending, and where several bear the name, the
 * one in the county or province of `near`. Null for none, or for several that are as near.
 */
async function streetNamed(ctx: Ctx, name: string, near: string | null): Promise<string | null> {
  const stem = name.trim().replace(STREET_ENDINGS, '');
  if (stem === '') return null;
  const rows = await ctx.db
    .selectFrom('orgs.area')
    .select(['code', 'name'])
    .where('level', '=', 'street')
    .where('name', 'like', `${escapeLike(stem)}%`)
    .execute();
  const same = rows.filter((row) => row.name.replace(STREET_ENDINGS, '') === stem);
  for (const digits of [9, 6, 4, 2, 0]) {
    const around = same.filter(({ code }) => code.startsWith((near ?? '').slice(0, digits)));
    if (around.length === 1) return around[0]!.code;
    if (around.length > 1) return null;
  }
  return null;
}

interface Around {
  /** Where no union is named. */
  readonly orgId: number;
  /** Area of that union. */
  readonly near: string | null;
}

/**
 * Finds the unions and streets that the rows of a list name; each name is looked up once. `orgId` is null of a name that is
 * no union where the actor holds `permission`, `areaCode` where no street is named, or none that is known.
 */
export function namesOfRows(ctx: Ctx, permission: string, { orgId: own, near }: Around) {
  const unions = new Map<string, Promise<number | null>>();
  const streets = new Map<string, Promise<string | null>>();
  const once = <T>(known: Map<string, Promise<T>>, name: string, find: () => Promise<T>): Promise<T> => {
    const found = known.get(name) ?? find();
    known.set(name, found);
    return found;
  };
  return async ({ union, area }: { readonly union: string | null; readonly area: string | null }) => ({
    orgId: union === null ? own : await once(unions, union, () => unionNamed(ctx, permission, union)),
    areaCode: area === null ? null : await once(streets, area, () => streetNamed(ctx, area, near)),
  });
}

async function unionNamed(ctx: Ctx, permission: string, name: string): Promise<number | null> {
  const org = await findOrgByCode(ctx, name);
  const usable = org?.kind === 'union' && (await mayAt(ctx, permission, org.id));
  return usable ? org.id : null;
}

/** Which of these organisations are no more, and how they ended; whoever asks. */
export async function endedAmong(
  ctx: Ctx,
  ids: readonly number[],
): Promise<Map<number, 'merged' | 'dissolved'>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('orgs.organisation')
    .select(['id', 'state'])
    .where('id', 'in', [...new Set(ids)])
    .where('state', 'in', ['merged', 'dissolved'])
    .execute();
  return new Map(rows.map(({ id, state }) => [id, state as 'merged' | 'dissolved']));
}
