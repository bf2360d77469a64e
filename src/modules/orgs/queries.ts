import { sql, type Selectable, type SqlBool } from 'kysely';
import { changesOf, type StateChangeRow } from '#kernel/audit';
import { allows, authorise, isWithin, scopesOf, type Grant } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { addDays, civilDate } from '#kernel/time';
import type * as contract from './contract.ts';
import { orgsError } from './errors.ts';
import { noticeDays, termIs } from './life/queries.ts';
import { TERM_STAGES, termDue } from './life/rules.ts';
import type { OrganisationTable } from './tables.ts';

export type Org = Selectable<OrganisationTable>;

/** The short form of an organisation wherever another module mentions it. */
export type OrgRef = Pick<Org, 'id' | 'name' | 'kind'>;

/** One organisation, whoever asks. */
export async function findOrg(ctx: Ctx, id: number): Promise<Org | undefined> {
  return ctx.db.selectFrom('orgs.organisation').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * What a list typed by people means by an organisation: its number, its unified social credit code, or its exact name
 * where only one standing organisation has it. Undefined for anything else. Whoever asks; check the scope.
 */
export async function findOrgByCode(ctx: Ctx, code: string): Promise<Org | undefined> {
  const text = code.trim();
  if (/^[1-9]\d{0,8}$/.test(text)) return findOrg(ctx, Number(text));
  const found = await ctx.db
    .selectFrom('orgs.organisation')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('uscc', '=', text.toUpperCase()),
        eb.and([eb('name', '=', text), eb('state', 'not in', ['merged', 'dissolved'])]),
      ]),
    )
    .limit(2)
    .execute();
  return found.length === 1 ? found[0] : undefined;
}

/**
 * The union that stands in the place of one that has ended in one of the `ended` ways: a merged one's successor, a
 * dissolved one's parent, and on from there. The union itself where it stands; undefined where nobody does.
 */
export async function heirOf(
  ctx: Ctx,
  org: Org,
  ended: readonly Org['state'][] = ['merged'],
): Promise<Org | undefined> {
  const seen = new Set<number>();
  let heir: Org | undefined = org;
  while (heir && ended.includes(heir.state)) {
    // Two merged into each other are what the tree's lock prevents; should they be there, nobody waits for ever.
    if (seen.has(heir.id)) return undefined;
    seen.add(heir.id);
    const next: number | null = heir.state === 'merged' ? heir.merged_into : heir.parent_id;
    heir = next === null ? undefined : await findOrg(ctx, next);
  }
  return heir;
}

/** One organisation where the actor holds `permission`; elsewhere it does not exist for them. */
export async function orgFor(ctx: Ctx, permission: string, id: number): Promise<Org> {
  const org = await findOrg(ctx, id);
  if (!org) throw orgsError('not_found');
  if (ctx.actor.kind === 'account' && !allows(ctx.actor, permission, org.path)) throw orgsError('not_found');
  authorise(ctx, permission, org.path);
  return org;
}

/** Whether the actor holds `permission` at this organisation. */
export async function mayAt(ctx: Ctx, permission: string, id: number): Promise<boolean> {
  const org = await findOrg(ctx, id);
  return org !== undefined && allows(ctx.actor, permission, org.path);
}

/** SQL: the range in `during` ends now. What began this very moment still leaves a trace of a millisecond. */
export function endedNow({ now }: Ctx) {
  return sql<string>`tstzrange(lower(during), greatest(${now}, lower(during) + interval '1 millisecond'))`;
}

/** SQL: `path` lies in a subtree where the actor holds `permission`. */
export function inScope(ctx: Ctx, permission: string, path: string) {
  const scopes = scopesOf(ctx.actor, permission);
  return sql<SqlBool>`${sql.ref(path)} <@ any(${scopes}::ltree[])`;
}

/** SQL for other modules: the organisation id in `column` lies in a subtree where the actor holds `permission`. */
export function orgInScope(ctx: Ctx, permission: string, column: string) {
  return orgWithin(column, scopesOf(ctx.actor, permission));
}

/** SQL for other modules: the organisation id in `column` lies in one of the subtrees at `paths`. */
export function orgWithin(column: string, paths: readonly string[]) {
  return sql<SqlBool>`${sql.ref(column)} in (select id from orgs.organisation where path <@ any(${paths}::ltree[]))`;
}

/**
 * Ids of the unions in the subtree of `under`, or where the actor holds `permission`; null for the whole tree. For tables
 * of many rows: comparing each with a list of numbers costs far less than joining it to a path, and the whole tree nothing.
 */
export async function unionIdsIn(
  ctx: Ctx,
  permission: string,
  under?: Pick<Org, 'path'>,
): Promise<number[] | null> {
  const everywhere = ctx.actor.kind === 'system' && !under;
  const paths = under ? [under.path] : scopesOf(ctx.actor, permission);
  if (everywhere || paths.some((path) => !path.includes('.'))) return null;
  const rows = await ctx.db
    .selectFrom('orgs.organisation')
    .select('id')
    .where('kind', '=', 'union')
    .where(sql<SqlBool>`path <@ any(${paths}::ltree[])`)
    .execute();
  return rows.map(({ id }) => id);
}

/** Ids of the organisations that `ctx.net` shows; null for all of them. */
export async function idsInNet(ctx: Ctx): Promise<number[] | null> {
  const { net } = ctx;
  if (net.kind === 'all') return null;
  const top = net.kind === 'staff' ? net.orgs : [];
  const { rows } = await sql<{ id: number }>`
    select distinct org_id as id from orgs.reach where ancestor_id = any(${top}::integer[])`.execute(ctx.db);
  return rows.map(({ id }) => id);
}

/** Names of people by account id, for histories; anything else (system, guest) keeps its code. */
export async function withNames(ctx: Ctx, changes: readonly StateChangeRow[]) {
  const names = await ctx.app.accounts.namesOf([...new Set(changes.map((change) => change.actor))]);
  return changes.map(({ at, from, to, reason, actor }) => ({
    at: at.toISOString(),
    from,
    to,
    reason: reason ?? null,
    by: names.get(actor) ?? actor,
  }));
}

/** The tops of the actor's scope: no top lies below another. */
async function topIds(ctx: Ctx, permission: string): Promise<number[]> {
  const scopes = scopesOf(ctx.actor, permission);
  const tops = scopes.filter((path) => !scopes.some((other) => other !== path && isWithin(path, other)));
  return [...new Set(tops)].map((path) => Number(path.split('.').at(-1)));
}

/** The unions below one, or the tops of the actor's scope; also what counts are asked for. */
export async function branchIds(
  ctx: Ctx,
  permission: string,
  parentId: number | undefined,
): Promise<number[]> {
  if (parentId === undefined) return topIds(ctx, permission);
  await orgFor(ctx, permission, parentId);
  const rows = await ctx.db
    .selectFrom('orgs.organisation')
    .select('id')
    .where('parent_id', '=', parentId)
    .where('kind', '=', 'union')
    .execute();
  return rows.map((row) => row.id);
}

export async function listTree(
  ctx: Ctx,
  input: Input<typeof contract.listTree>,
): Promise<Output<typeof contract.listTree>> {
  const ids = await branchIds(ctx, 'orgs.read', input.parentId);
  if (ids.length === 0) return { items: [] };
  const items = await ctx.db
    .selectFrom('orgs.organisation as o')
    .select(['o.id', 'o.name', 'o.level', 'o.formation', 'o.state'])
    .select((eb) => [
      eb
        .selectFrom('orgs.organisation as c')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('c.parent_id', '=', 'o.id')
        .where('c.kind', '=', 'union')
        .as('children'),
      eb
        .selectFrom('orgs.organisation as c')
        .select(eb.fn.countAll<number>().as('n'))
        .where(sql<SqlBool>`c.path <@ o.path`)
        .where('c.level', '=', 'primary')
        .where('c.state', '=', 'active')
        .as('primaryUnions'),
      eb
        .selectFrom('orgs.officer as f')
        .innerJoin('orgs.organisation as c', 'c.id', 'f.org_id')
        .select(sql<number>`count(distinct f.user_id)`.as('n'))
        .where(sql<SqlBool>`c.path <@ o.path`)
        .where(sql<SqlBool>`f.during @> ${ctx.now}::timestamptz`)
        .as('officers'),
    ])
    .where('o.id', 'in', ids)
    .orderBy(
      sql`array_position(array['city','district','group','township','association','primary'], o.level)`,
    )
    .orderBy('o.id')
    .execute();
  return {
    items: items.map((row) => ({
      ...row,
      children: row.children ?? 0,
      primaryUnions: row.primaryUnions ?? 0,
      officers: row.officers ?? 0,
    })),
  };
}

function orgRows(ctx: Ctx) {
  return ctx.db
    .selectFrom('orgs.organisation as o')
    .leftJoin('orgs.organisation as p', 'p.id', 'o.parent_id')
    .leftJoin('orgs.area as a', 'a.code', 'o.area_code')
    .select([
      'o.id',
      'o.kind',
      'o.name',
      'o.level',
      'o.formation',
      'o.state',
      'o.area_code as areaCode',
      'a.name as areaName',
      'o.term_ends_on as termEndsOn',
      'p.id as parentId',
      'p.name as parentName',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof orgRows>['execute']>>[number];

function toRow(ctx: Ctx, { parentId, parentName, ...row }: Row, days: readonly number[]) {
  const parent = parentId === null ? null : { id: parentId, name: parentName ?? '' };
  const endsOn = row.kind === 'union' && row.state === 'active' ? row.termEndsOn : null;
  return { ...row, parent, termDue: endsOn === null ? null : termDue(endsOn, civilDate(ctx.now), days) };
}

export async function listOrgs(
  ctx: Ctx,
  input: Input<typeof contract.listOrgs>,
): Promise<Output<typeof contract.listOrgs>> {
  const after = readCursor(input.cursor, ['text', 'int']);
  let query = orgRows(ctx).where(inScope(ctx, 'orgs.read', 'o.path'));
  if (input.under !== undefined) {
    const { path } = await orgFor(ctx, 'orgs.read', input.under);
    query = query.where(sql<SqlBool>`o.path <@ ${path}::ltree`);
  }
  if (input.q) query = query.where('o.name', 'ilike', `%${escapeLike(input.q)}%`);
  if (input.kind) query = query.where('o.kind', '=', input.kind);
  if (input.level) query = query.where('o.level', '=', input.level);
  if (input.state) query = query.where('o.state', '=', input.state);
  const days = await noticeDays(ctx);
  if (input.term) query = query.where(termIs(ctx, input.term, days));
  if (after) query = query.where(sql<SqlBool>`(o.name collate "C", o.id) > (${after[0]}, ${after[1]})`);
  const found = await query
    .orderBy(sql`o.name collate "C"`)
    .orderBy('o.id')
    .limit(input.limit + 1)
    .execute();
  return page(
    found.map((row) => toRow(ctx, row, days)),
    input.limit,
    (row) => [row.name, row.id],
  );
}

export async function findUnions(
  ctx: Ctx,
  { q }: Input<typeof contract.findUnions>,
): Promise<Output<typeof contract.findUnions>> {
  const items = await ctx.db
    .selectFrom('orgs.organisation as o')
    .innerJoin('orgs.organisation as p', 'p.id', 'o.parent_id')
    .select(['o.id', 'o.name', 'p.name as parent'])
    .where('o.kind', '=', 'union')
    .where('o.state', '=', 'active')
    .where('o.formation', 'is distinct from', 'pool')
    .where('o.name', 'ilike', `%${escapeLike(q)}%`)
    .orderBy(sql`length(o.name)`)
    .orderBy('o.id')
    .limit(20)
    .execute();
  return { items };
}

/** `%` and `_` typed by a person are letters, not wildcards. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

export async function getOrg(
  ctx: Ctx,
  { id }: Input<typeof contract.getOrg>,
): Promise<Output<typeof contract.getOrg>> {
  const org = await orgFor(ctx, 'orgs.read', id);
  const row = await orgRows(ctx).where('o.id', '=', id).executeTakeFirstOrThrow();
  const may = (permission: string) => allows(ctx.actor, permission, org.path);
  const [days, heir, ancestors, serves, relations, changes] = await Promise.all([
    noticeDays(ctx),
    org.merged_into === null ? undefined : findOrg(ctx, org.merged_into),
    ancestorsOf(ctx, org),
    ctx.db
      .selectFrom('orgs.served_area as s')
      .innerJoin('orgs.area as a', 'a.code', 's.area_code')
      .select(['a.code', 'a.name'])
      .where('s.org_id', '=', id)
      .orderBy('a.code')
      .execute(),
    relationsOf(ctx, id),
    changesOf(ctx, 'orgs.organisation', String(id)),
  ]);
  return {
    ...toRow(ctx, row, days),
    ancestors,
    uscc: org.uscc,
    phone: org.phone,
    address: org.address,
    foundedOn: org.founded_on,
    approvalNo: org.approval_no,
    sectors: org.sectors,
    mergedInto: heir
      ? { id: heir.id, name: heir.name, readable: allows(ctx.actor, 'orgs.read', heir.path) }
      : null,
    serves,
    relations,
    history: await withNames(ctx, changes),
    may: { manage: may('orgs.manage'), officers: may('orgs.officers') },
  };
}

function ancestorsOf(ctx: Ctx, org: Org) {
  return ctx.db
    .selectFrom('orgs.organisation')
    .select(['id', 'name', 'kind'])
    .where(sql<SqlBool>`path @> ${org.path}::ltree`)
    .where('id', '<>', org.id)
    .orderBy(sql`nlevel(path)`)
    .execute();
}

async function relationsOf(ctx: Ctx, id: number) {
  const found = await ctx.db
    .selectFrom('orgs.relation as r')
    .innerJoin('orgs.organisation as o', (join) =>
      join.on((eb) =>
        eb(
          'o.id',
          '=',
          eb.case().when('r.from_id', '=', id).then(eb.ref('r.to_id')).else(eb.ref('r.from_id')).end(),
        ),
      ),
    )
    .select(['r.id as relationId', 'r.kind', 'r.from_id', 'o.id', 'o.name', 'o.kind as orgKind'])
    .select([sql<Date>`lower(r.during)`.as('from'), sql<Date | null>`upper(r.during)`.as('until')])
    .where((eb) => eb.or([eb('r.from_id', '=', id), eb('r.to_id', '=', id)]))
    .orderBy('from')
    .limit(500)
    .execute();
  return found.map((row) => ({
    id: row.relationId,
    kind: row.kind,
    direction: row.from_id === id ? ('to' as const) : ('from' as const),
    org: { id: row.id, name: row.name, kind: row.orgKind },
    from: row.from.toISOString(),
    until: row.until?.toISOString() ?? null,
  }));
}

export async function listAreas(
  ctx: Ctx,
  input: Input<typeof contract.listAreas>,
): Promise<Output<typeof contract.listAreas>> {
  let query = ctx.db.selectFrom('orgs.area').selectAll().orderBy('code').limit(500);
  if (input.q) query = query.where('name', 'ilike', `%${escapeLike(input.q)}%`);
  else query = input.parent ? query.where('parent', '=', input.parent) : query.where('parent', 'is', null);
  return { items: await query.execute() };
}

export async function findEmployers(
  ctx: Ctx,
  { q }: Input<typeof contract.findEmployers>,
): Promise<Output<typeof contract.findEmployers>> {
  const found = await ctx.db
    .selectFrom('orgs.organisation as o')
    .leftJoin('orgs.relation as r', (join) =>
      join
        .onRef('r.to_id', '=', 'o.id')
        .on('r.kind', '=', 'organises')
        .on(sql`upper_inf(r.during)`, '=', sql`true`),
    )
    .select(['o.id', 'o.name', 'r.id as relation'])
    .where('o.kind', '=', 'employer')
    .where('o.state', '=', 'active')
    .where('o.name', 'ilike', `%${escapeLike(q)}%`)
    .orderBy(sql`length(o.name)`)
    .orderBy('o.id')
    .limit(8)
    .execute();
  return { items: found.map(({ id, name, relation }) => ({ id, name, hasUnion: relation !== null })) };
}

export async function getJoinTarget(
  ctx: Ctx,
  input: Input<typeof contract.getJoinTarget>,
): Promise<Output<typeof contract.getJoinTarget>> {
  const [scanned, area, federation] = await Promise.all([
    input.u === undefined ? undefined : findOrg(ctx, input.u),
    input.a === undefined
      ? undefined
      : ctx.db
          .selectFrom('orgs.area')
          .select(['code', 'name'])
          .where('code', '=', input.a)
          .executeTakeFirst(),
    rootOrg(ctx),
  ]);
  // An old poster of a merged union leads on to where its members are now.
  const union = scanned && (await heirOf(ctx, scanned));
  const open = union?.kind === 'union' && union.state === 'active';
  return {
    union: open ? { id: union.id, name: union.name, phone: await phoneFor(ctx, union) } : null,
    area: area ?? null,
    federation: federation
      ? { name: federation.name, phone: federation.phone, areaCode: federation.area_code }
      : null,
  };
}

/** The federation that runs this deployment. */
export function rootOrg(ctx: Ctx): Promise<Org | undefined> {
  return ctx.db.selectFrom('orgs.organisation').selectAll().where('parent_id', 'is', null).executeTakeFirst();
}

/** Whom to call about a union: its own number, or that of the nearest union above that has one. */
export async function phoneFor(ctx: Ctx, org: Pick<Org, 'path'>): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('orgs.organisation')
    .select('phone')
    .where(sql<SqlBool>`path @> ${org.path}::ltree`)
    .where('phone', 'is not', null)
    .orderBy(sql`nlevel(path) desc`)
    .limit(1)
    .executeTakeFirst();
  return row?.phone ?? null;
}

export async function listMyOrgs(ctx: Ctx): Promise<Output<typeof contract.listMyOrgs>> {
  if (ctx.actor.kind !== 'account') return { items: [] };
  const found = await ctx.db
    .selectFrom('orgs.officer as f')
    .innerJoin('orgs.organisation as o', 'o.id', 'f.org_id')
    .leftJoin('orgs.area as a', 'a.code', 'o.area_code')
    .select([
      'f.role',
      'o.id',
      'o.name',
      'o.kind',
      'a.name as areaName',
      sql<Date | null>`upper(f.during)`.as('until'),
    ])
    .where('f.user_id', '=', ctx.actor.userId)
    .where(sql<SqlBool>`f.during @> ${ctx.now}::timestamptz`)
    .orderBy('o.id')
    .execute();
  return {
    items: found.map(({ role, id, name, kind, areaName, until }) => ({
      role,
      org: { id, name, kind },
      areaName,
      until: until?.toISOString() ?? null,
    })),
  };
}

/** Unions whose term has ended without an election, and those whose term soon ends (工会法 §16). */
export async function listOrgTodos(ctx: Ctx): Promise<Output<typeof contract.listOrgTodos>> {
  const days = await noticeDays(ctx);
  const items = await Promise.all(
    TERM_STAGES.map(async (stage) => {
      const { count, first } = await ctx.db
        .selectFrom('orgs.organisation as o')
        .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('o.term_ends_on').as('first')])
        .where(termIs(ctx, stage, days))
        .where(inScope(ctx, 'orgs.manage', 'o.path'))
        .executeTakeFirstOrThrow();
      if (first === null) return [];
      // A term runs to the end of its last day: until then it is still to come.
      const oldest = new Date(`${stage === 'expiring' ? addDays(first, 1) : first}T00:00:00+08:00`);
      const href = `/staff/orgs?list=1&term=${stage}`;
      return [{ code: `orgs.term_${stage}`, count, oldest: oldest.toISOString(), minutes: 2, href }];
    }),
  );
  return { items: items.flat() };
}

/** The roles of an account, now: what the kernel's actor is made of. */
export async function grantsOf(db: Ctx['db'], userId: string, now: Date): Promise<Grant[]> {
  return db
    .selectFrom('orgs.officer as f')
    .innerJoin('orgs.organisation as o', 'o.id', 'f.org_id')
    .select(['f.role', 'f.org_id as orgId', 'o.path'])
    .where('f.user_id', '=', userId)
    .where(sql<SqlBool>`f.during @> ${now}::timestamptz`)
    .execute();
}

/** What the join poster says. */
export async function posterOf(ctx: Ctx, { id }: Input<typeof contract.joinPoster>) {
  const org = await orgFor(ctx, 'orgs.read', id);
  return { name: org.name, phone: await phoneFor(ctx, org), link: `${ctx.app.config.url}/join?u=${org.id}` };
}

/** Names of areas by code. */
export async function areaNames(ctx: Ctx, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('orgs.area')
    .select(['code', 'name'])
    .where('code', 'in', codes)
    .execute();
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** Short forms by id. */
export async function orgRefs(ctx: Ctx, ids: readonly number[]): Promise<Map<number, OrgRef>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('orgs.organisation')
    .select(['id', 'name', 'kind'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** To which of `branches` each organisation below them belongs: for rolling up counts kept by organisation. */
export async function branchesOf(ctx: Ctx, branches: readonly number[]): Promise<Map<number, number>> {
  if (branches.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('orgs.organisation as o')
    .innerJoin('orgs.organisation as b', (join) => join.on(sql<SqlBool>`o.path <@ b.path`))
    .select(['o.id', 'b.id as branch'])
    .where('b.id', 'in', branches)
    .execute();
  return new Map(rows.map(({ id, branch }) => [id, branch]));
}
