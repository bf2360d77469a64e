import { sql, type SqlBool } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { policyAt } from '#kernel/policy';
import { organiserOf, orgFor, orgRefs, orgsInReach, type ListedOrg, type Org } from '#orgs';
import type * as contract from '../contract.ts';
import { OPEN_IMPORTS, rosterDays, rosterOrg } from '../queries.ts';

const DAY = 86_400_000;

export async function listImports(
  ctx: Ctx,
  input: Input<typeof contract.listImports>,
): Promise<Output<typeof contract.listImports>> {
  const { org } = await rosterOrg(ctx, input.orgId);
  const after = readCursor(input.cursor, ['time', 'uuid']);
  let query = ctx.db.selectFrom('people.roster_import').selectAll().where('org_id', '=', org.id);
  if (after)
    query = query.where(sql<SqlBool>`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const found = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute();
  const { items, next } = page(found, input.limit, (row) => [row.created_at.toISOString(), row.id]);
  const names = await ctx.app.accounts.namesOf([...new Set(items.map((row) => row.created_by))]);
  return {
    items: items.map((row) => ({
      id: row.id,
      state: row.state,
      mode: row.mode,
      file: { name: row.file_name, bytes: row.file_bytes },
      counts: row.counts,
      by: names.get(row.created_by) ?? row.created_by,
      createdAt: row.created_at.toISOString(),
      appliedAt: row.applied_at?.toISOString() ?? null,
      undoUntil: row.undo_until?.toISOString() ?? null,
    })),
    next,
  };
}

/** After every moment that there is: a roster that was never reconciled stands behind those that were. */
const NEVER = '9999-12-31T23:59:59.999Z';

export async function listRosters(
  ctx: Ctx,
  input: Input<typeof contract.listRosters>,
): Promise<Output<typeof contract.listRosters>> {
  const after = readCursor(input.cursor, ['time', 'int']);
  const under = input.orgId === undefined ? undefined : await orgFor(ctx, 'people.import', input.orgId);
  const days = await policyAt(ctx, rosterDays);
  const all = (await rosterList(ctx, under)).filter(
    (row) => row.name.includes(input.q ?? '') && (!input.stale || isStale(ctx, row.reconciledAt, days)),
  );
  const from = all.findIndex(
    ({ key, id }) => !after || key > String(after[0]) || (key === after[0] && id > Number(after[1])),
  );
  const { items, next } = page(
    from === -1 ? [] : all.slice(from, from + input.limit + 1),
    input.limit,
    (row) => [row.key, row.id],
  );
  const counts = await onRosters(
    ctx,
    items.map(({ id }) => id),
  );
  const refs = await orgRefs(ctx, [...new Set(items.flatMap((row) => [row.id, row.unionId]))]);
  const names = await ctx.app.accounts.namesOf([...new Set(items.flatMap(({ by }) => by ?? []))]);
  return {
    items: items.map(({ id, unionId, reconciledAt, by, openImport }) => ({
      org: refs.get(id)!,
      union: refs.get(unionId)!,
      people: counts.get(id) ?? 0,
      reconciledAt: reconciledAt?.toISOString() ?? null,
      by: by === null ? null : (names.get(by) ?? by),
      days: reconciledAt && Math.floor((ctx.now.getTime() - reconciledAt.getTime()) / DAY),
      stale: isStale(ctx, reconciledAt, days),
      openImport,
    })),
    next,
  };
}

function isStale({ now }: Ctx, reconciledAt: Date | null, days: number): boolean {
  return reconciledAt !== null && now.getTime() - reconciledAt.getTime() > days * DAY;
}

/** Organisations that have a roster or could have one, the stalest first; those never reconciled at the end. */
async function rosterList(ctx: Ctx, under: Org | undefined) {
  const orgs = await orgsInReach(ctx, 'people.import', under);
  const [rosters, open] = [await rostersOf(ctx, orgs), await openImports(ctx)];
  const listed = orgs.filter(
    ({ id, kind, level, state }) =>
      rosters.has(id) || kind !== 'union' || (level === 'primary' && state === 'active'),
  );
  const organisers = await organiserOf(
    ctx,
    listed.filter(({ id, kind }) => kind !== 'union' && !rosters.has(id)).map(({ id }) => id),
  );
  return listed
    .map(({ id, name }) => {
      const roster = rosters.get(id);
      const reconciledAt = roster?.reconciled_at ?? null;
      return {
        id,
        name,
        unionId: roster?.union_id ?? organisers.get(id) ?? id,
        reconciledAt,
        by: roster?.reconciled_by ?? null,
        openImport: open.get(id) ?? null,
        key: reconciledAt?.toISOString() ?? NEVER,
      };
    })
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id));
}

async function rostersOf(ctx: Ctx, orgs: readonly ListedOrg[]) {
  const rows = await ctx.db
    .selectFrom('people.roster')
    .select(['org_id', 'union_id', 'reconciled_at', 'reconciled_by'])
    .where(sql<SqlBool>`org_id = any(${orgs.map(({ id }) => id)})`)
    .execute();
  return new Map(rows.map((row) => [row.org_id, row]));
}

async function openImports(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('people.roster_import')
    .select(['org_id', 'id'])
    .where('state', 'in', OPEN_IMPORTS)
    .execute();
  return new Map(rows.map((row) => [row.org_id, row.id]));
}

/** People who stand on each roster now. */
async function onRosters(ctx: Ctx, orgIds: readonly number[]) {
  const rows = await ctx.db
    .selectFrom('people.roster_entry')
    .select((eb) => ['org_id', eb.fn.countAll<number>().as('people')])
    .where(sql<SqlBool>`org_id = any(${orgIds})`)
    .where('until', 'is', null)
    .groupBy('org_id')
    .execute();
  return new Map(rows.map((row) => [row.org_id, row.people]));
}
