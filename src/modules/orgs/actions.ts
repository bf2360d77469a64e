import areas from './areas.json' with { type: 'json' };
import { sql, type SqlBool } from 'kysely';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { newId } from '#kernel/ids';
import type * as contract from './contract.ts';
import { orgsError } from './errors.ts';
import { endedNow, orgFor, type Org } from './queries.ts';
import { isUscc } from './rules.ts';
import type { AreaTable } from './tables.ts';
import { holdTree, requireStanding, requireStandingUnion } from './tree/actions.ts';

declare module '#kernel/events' {
  interface Events {
    /** The union is gone; `upperId` is the one above, which keeps what it leaves (工会法 §13). */
    'orgs.union_dissolved': { readonly orgId: number; readonly upperId: number };
    /** The union is part of another now, which takes over what it was. */
    'orgs.union_merged': { readonly orgId: number; readonly intoId: number };
    /** Another union organises the employer, or none: `organiserOf` says which. */
    'orgs.employer_union_changed': { readonly employerId: number };
  }
}

const ENTITY = 'orgs.organisation';
type AreaLevel = AreaTable['level'];

export async function createOrg(
  ctx: TxCtx,
  input: Input<typeof contract.createOrg>,
): Promise<Output<typeof contract.createOrg>> {
  await holdTree(ctx);
  const parent = await orgFor(ctx, 'orgs.manage', input.parentId);
  requireStandingUnion(parent);
  const id = await insertOrg(ctx, parent, {
    ...input,
    state: input.kind === 'union' ? 'planning' : 'active',
  });
  return { id };
}

type NewOrg = Omit<Input<typeof contract.createOrg>, 'parentId'> & {
  state: Org['state'];
  sectors?: string[];
};

/** Adds an organisation below `parent` (null: the root of a fresh deployment). Returns its id. */
export async function insertOrg(
  ctx: TxCtx,
  parent: Pick<Org, 'id' | 'path'> | null,
  input: NewOrg,
): Promise<number> {
  if ((input.kind === 'union') !== (input.level !== undefined))
    throw orgsError('union_needs_level', { field: 'level' });
  if (input.uscc && !isUscc(input.uscc)) throw orgsError('bad_uscc', { field: 'uscc' });
  // The id is part of the path, so it is drawn first.
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('orgs.organisation', 'id')) as id`.execute(ctx.db);
  const id = rows[0]!.id;
  await translate(
    ctx.db
      .insertInto('orgs.organisation')
      .values({
        id,
        kind: input.kind,
        name: input.name,
        uscc: input.uscc ?? null,
        phone: input.phone ?? null,
        address: input.address ?? null,
        area_code: input.areaCode ?? null,
        state: input.state,
        parent_id: parent?.id ?? null,
        path: parent ? `${parent.path}.${id}` : String(id),
        level: input.level ?? null,
        formation: input.formation ?? null,
        sectors: input.sectors ?? [],
        founded_on: input.foundedOn ?? null,
        approval_no: input.approvalNo ?? null,
        term_ends_on: input.termEndsOn ?? null,
        created_at: ctx.now,
      })
      .execute(),
  );
  await ctx.db
    .insertInto('orgs.placement')
    .values({ org_id: id, parent_id: parent?.id ?? null, during: sql`tstzrange(${ctx.now}, null)` })
    .execute();
  await recordChange(ctx, { entity: ENTITY, entityId: String(id), from: null, to: input.state }, id);
  return id;
}

/** Constraint violations, told as what they mean. */
async function translate<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (violates(error, 'organisation_uscc_key')) throw orgsError('uscc_taken', { field: 'uscc' });
    if (violates(error, 'organisation_area_code_fkey'))
      throw orgsError('unknown_area', { field: 'areaCode' });
    throw error;
  });
}

export async function updateOrg(
  ctx: TxCtx,
  input: Input<typeof contract.updateOrg>,
): Promise<Output<typeof contract.updateOrg>> {
  const org = await orgFor(ctx, 'orgs.manage', input.id);
  if (input.uscc && !isUscc(input.uscc)) throw orgsError('bad_uscc', { field: 'uscc' });
  if (input.sectors?.length && org.formation !== 'sector_association')
    throw orgsError('no_sector_association', { field: 'sectors' });
  const changes = Object.fromEntries(
    Object.entries({
      name: input.name,
      uscc: input.uscc,
      phone: input.phone,
      address: input.address,
      area_code: input.areaCode,
      founded_on: input.foundedOn,
      approval_no: input.approvalNo,
      term_ends_on: input.termEndsOn,
      sectors: input.sectors && [...new Set(input.sectors)],
    }).filter(([, value]) => value !== undefined),
  );
  if (Object.keys(changes).length > 0) {
    await translate(
      ctx.db.updateTable('orgs.organisation').set(changes).where('id', '=', input.id).execute(),
    );
    await ctx.audit({
      action: 'orgs.update',
      entity: ENTITY,
      entityId: String(input.id),
      orgId: input.id,
      detail: { fields: Object.keys(changes) },
    });
  }
  return { id: input.id };
}

export async function relateOrgs(
  ctx: TxCtx,
  input: Input<typeof contract.relateOrgs>,
): Promise<Output<typeof contract.relateOrgs>> {
  await holdTree(ctx);
  requireStanding(await orgFor(ctx, 'orgs.manage', input.id), 'id');
  requireStanding(await orgFor(ctx, 'orgs.read', input.toId), 'toId');
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('orgs.relation')
    .values({
      id,
      kind: input.kind,
      from_id: input.id,
      to_id: input.toId,
      during: sql`tstzrange(${ctx.now}, null)`,
    })
    .execute()
    .catch((error: unknown) => {
      if (
        violates(error, 'relation_once') ||
        violates(error, 'relation_one_union') ||
        violates(error, 'relation_check')
      ) {
        throw orgsError('already_related', { field: 'toId' });
      }
      throw error;
    });
  await ctx.audit({
    action: 'orgs.relate',
    entity: ENTITY,
    entityId: String(input.id),
    orgId: input.id,
    detail: { kind: input.kind, to: input.toId },
  });
  if (input.kind === 'organises') await ctx.emit('orgs.employer_union_changed', { employerId: input.toId });
  return { id };
}

export async function endRelation(
  ctx: TxCtx,
  { id }: Input<typeof contract.endRelation>,
): Promise<Output<typeof contract.endRelation>> {
  const relation = await ctx.db
    .selectFrom('orgs.relation')
    .select(['from_id', 'kind', 'to_id'])
    .where('id', '=', id)
    .where(sql<SqlBool>`upper_inf(during)`)
    .forUpdate()
    .executeTakeFirst();
  if (!relation) throw orgsError('relation_not_found');
  await orgFor(ctx, 'orgs.manage', relation.from_id);
  await ctx.db
    .updateTable('orgs.relation')
    .set({
      during: endedNow(ctx),
    })
    .where('id', '=', id)
    .execute();
  await ctx.audit({
    action: 'orgs.end_relation',
    entity: ENTITY,
    entityId: String(relation.from_id),
    orgId: relation.from_id,
    detail: { kind: relation.kind, to: relation.to_id },
  });
  if (relation.kind === 'organises')
    await ctx.emit('orgs.employer_union_changed', { employerId: relation.to_id });
  return { done: true };
}

export async function setServedAreas(
  ctx: TxCtx,
  { id, codes }: Input<typeof contract.setServedAreas>,
): Promise<Output<typeof contract.setServedAreas>> {
  await holdTree(ctx);
  const org = await orgFor(ctx, 'orgs.manage', id);
  const unique = [...new Set(codes)];
  if (unique.length > 0) requireStanding(org, 'id');
  // Two unions that claim a street at once: the second must find the first.
  await sql`lock table orgs.served_area in share row exclusive mode`.execute(ctx.db);
  await ctx.db.deleteFrom('orgs.served_area').where('org_id', '=', id).execute();
  if (unique.length > 0) {
    await refuseServed(ctx, unique);
    await ctx.db
      .insertInto('orgs.served_area')
      .values(unique.map((area_code) => ({ area_code, org_id: id })))
      .execute()
      .catch((error: unknown) => {
        throw violates(error, 'served_area_area_code_fkey')
          ? orgsError('unknown_area', { field: 'codes' })
          : error;
      });
  }
  await ctx.audit({
    action: 'orgs.serve',
    entity: ENTITY,
    entityId: String(id),
    orgId: id,
    detail: { count: unique.length },
  });
  return { count: unique.length };
}

async function refuseServed(ctx: TxCtx, codes: readonly string[]): Promise<void> {
  const taken = await ctx.db
    .selectFrom('orgs.served_area as s')
    .innerJoin('orgs.organisation as o', 'o.id', 's.org_id')
    .innerJoin('orgs.area as a', 'a.code', 's.area_code')
    .select(['o.name as org', 'a.name as area'])
    .where('s.area_code', 'in', codes)
    .executeTakeFirst();
  if (taken) throw orgsError('area_served', { field: 'codes', params: taken });
}

/** Fills the table of areas from the file; does nothing where it is filled. */
export async function loadAreas(ctx: TxCtx): Promise<void> {
  const filled = await ctx.db.selectFrom('orgs.area').select('code').limit(1).executeTakeFirst();
  if (filled) return;
  const rows = areas.map(({ code, name, level, parent }) => ({
    code,
    name,
    level: level as AreaLevel,
    parent,
  }));
  await ctx.db.insertInto('orgs.area').values(rows).execute();
}
