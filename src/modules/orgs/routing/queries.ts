import { sql, type SqlBool } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { findOrg, type Org } from '../queries.ts';

/** What routing an application needs to know; each is the union that takes it in, or undefined. */
export interface JoinRoutes {
  readonly employerUnion: Org | undefined;
  readonly sectorAssociation: Org | undefined;
  readonly streetUnion: Org | undefined;
  readonly holdingPool: Org | undefined;
}

/**
 * Finds the unions that could take in a worker (domain.md C1). `near`: the organisation whose QR was scanned, which
 * decides the district where the place of work is unknown.
 */
export async function joinRoutes(
  ctx: Ctx,
  facts: { employerId: number | null; occupation: string; areaCode: string | null; near: Org | undefined },
): Promise<JoinRoutes> {
  const employerUnion = facts.employerId === null ? undefined : await unionOfEmployer(ctx, facts.employerId);
  const streetUnion = facts.areaCode === null ? undefined : await unionOfArea(ctx, facts.areaCode);
  const around =
    (facts.near ?? streetUnion)?.path ??
    (facts.areaCode === null ? undefined : await unionOfDistrict(ctx, facts.areaCode))?.path ??
    (await employerPath(ctx, facts.employerId));
  // An association takes in who works where the union above it reaches; another district's is none of theirs.
  const covers = sql<SqlBool>`${facts.occupation} = any(sectors) and subpath(path, 0, -1) @> ${around ?? ''}::ltree`;
  return {
    employerUnion,
    streetUnion,
    sectorAssociation: around === undefined ? undefined : await nearest(ctx, around, covers),
    holdingPool: await nearest(ctx, around, sql<SqlBool>`formation = 'pool'`),
  };
}

/** The union that serves an area, else the federation of its district. */
export async function unionAround(ctx: Ctx, areaCode: string): Promise<Org | undefined> {
  return (await unionOfArea(ctx, areaCode)) ?? unionOfDistrict(ctx, areaCode);
}

/**
 * The union that is in charge of each employer: the one that organises it now, else the one that looks after its record.
 * Numbers that are no organisation's are left out.
 */
export async function organiserOf(ctx: Ctx, employerIds: readonly number[]): Promise<Map<number, number>> {
  if (employerIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('orgs.organisation as e')
    .leftJoin('orgs.relation as r', (join) =>
      join
        .onRef('r.to_id', '=', 'e.id')
        .on('r.kind', '=', 'organises')
        .on(sql<SqlBool>`upper_inf(r.during)`),
    )
    .select(['e.id', (eb) => eb.fn.coalesce('r.from_id', 'e.parent_id').as('union')])
    .where('e.id', 'in', employerIds)
    .execute();
  return new Map(rows.flatMap(({ id, union }) => (union === null ? [] : [[id, union] as const])));
}

function activeUnions(ctx: Ctx) {
  return ctx.db
    .selectFrom('orgs.organisation')
    .selectAll()
    .where('kind', '=', 'union')
    .where('state', '=', 'active');
}

function unionOfEmployer(ctx: Ctx, employerId: number): Promise<Org | undefined> {
  return activeUnions(ctx)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('orgs.relation')
        .select('from_id')
        .where('kind', '=', 'organises')
        .where('to_id', '=', employerId)
        .where(sql<SqlBool>`upper_inf(during)`),
    )
    .executeTakeFirst();
}

function unionOfArea(ctx: Ctx, areaCode: string): Promise<Org | undefined> {
  return activeUnions(ctx)
    .where('id', 'in', (eb) =>
      eb.selectFrom('orgs.served_area').select('org_id').where('area_code', '=', areaCode),
    )
    .executeTakeFirst();
}

/** The federation of the district of an area; the union tree is not the area tree, so by its own area code. */
function unionOfDistrict(ctx: Ctx, areaCode: string): Promise<Org | undefined> {
  return activeUnions(ctx)
    .where('level', '=', 'district')
    .where('area_code', '=', areaCode.slice(0, 6))
    .orderBy('id')
    .executeTakeFirst();
}

/** Whoever looks after an employer's record is near it. */
async function employerPath(ctx: Ctx, employerId: number | null): Promise<string | undefined> {
  return employerId === null ? undefined : (await findOrg(ctx, employerId))?.path;
}

/** The union with `wanted` that shares the longest way from the root with `path`; among equals the one highest up. */
async function nearest(
  ctx: Ctx,
  path: string | undefined,
  wanted: ReturnType<typeof sql<SqlBool>>,
): Promise<Org | undefined> {
  // lca() of a path and one above it is the one above that: the 0 stands for anything below `path`.
  const below = path === undefined ? '0' : `${path}.0`;
  const found = await activeUnions(ctx)
    .where(wanted)
    .orderBy(sql`coalesce(nlevel(lca(path, ${below}::ltree)), 0) desc`)
    .orderBy(sql`nlevel(path)`)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return found;
}
