import { sql, type SqlBool } from 'kysely';
import { recordChange, recordChanges } from '#kernel/audit';
import { EVERYONE, forgetActor, isWithin } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import type * as contract from '../contract.ts';
import { orgsError } from '../errors.ts';
import { endedNow, findOrg, orgFor, type Org } from '../queries.ts';
import { isStanding } from '../rules.ts';
import type { Draft, Plan } from './demo.ts';
import { noonOf } from './rules.ts';

/** Nobody else moves, merges or ends a union before this transaction does: two of them could undo one another. */
export async function lockTree(ctx: TxCtx): Promise<void> {
  await sql`lock table orgs.placement in share row exclusive mode`.execute(ctx.db);
}

/** The tree stays as it is until this transaction ends; any number may hold it at a time. */
export async function holdTree(ctx: TxCtx): Promise<void> {
  await sql`lock table orgs.placement in row exclusive mode`.execute(ctx.db);
}

/** Nothing is put below an employer, nor below a union that is no more. */
export function requireStandingUnion(parent: Org): void {
  if (parent.kind !== 'union' || !isStanding(parent.state))
    throw orgsError('bad_parent', { field: 'parentId' });
}

/** What is no more begins nothing; what it had was ended or went on elsewhere. */
export function requireStanding({ name, state }: Org, field: string): void {
  if (!isStanding(state)) throw orgsError('not_standing', { field, params: { org: name } });
}

/** Moves a union with its subtree; the tree's lock keeps two moves from making a cycle between them. */
export async function moveOrg(
  ctx: TxCtx,
  input: Input<typeof contract.moveOrg>,
): Promise<Output<typeof contract.moveOrg>> {
  await orgFor(ctx, 'orgs.manage', input.id);
  await orgFor(ctx, 'orgs.manage', input.parentId);
  await lockTree(ctx);
  const org = await findOrg(ctx, input.id);
  const parent = await findOrg(ctx, input.parentId);
  if (!org || !parent) throw orgsError('not_found');
  if (org.parent_id === null || isWithin(parent.path, org.path)) throw orgsError('cycle');
  requireStandingUnion(parent);
  await placeBelow(ctx, [org], parent);
  const reason = `${input.reason}（→ ${parent.name}）`;
  const step = { entity: 'orgs.organisation', entityId: String(org.id), from: org.state, to: org.state };
  await recordChange(ctx, { ...step, reason }, org.id);
  return { id: org.id };
}

/**
 * Puts organisations that stand beside one another below `parent`, each with all below it, and keeps where they stood
 * and until when. The caller holds the tree's lock.
 */
export async function placeBelow(ctx: TxCtx, orgs: readonly Org[], parent: Org): Promise<void> {
  if (orgs.length === 0) return;
  const ids = orgs.map(({ id }) => id);
  await sql`
    update orgs.organisation o set path = ${parent.path}::ltree || subpath(o.path, nlevel(top.path) - 1)
    from orgs.organisation top where top.id = any(${ids}::integer[]) and o.path <@ top.path`.execute(ctx.db);
  await ctx.db
    .updateTable('orgs.organisation')
    .set({ parent_id: parent.id })
    .where('id', 'in', ids)
    .execute();
  // Who waited for the lock began before the move that came first, and still comes after it.
  const ended = await ctx.db
    .updateTable('orgs.placement')
    .set({ during: endedNow(ctx) })
    .where('org_id', 'in', ids)
    .where(sql<SqlBool>`upper_inf(during)`)
    .returning(['org_id', sql<Date>`upper(during)`.as('from')])
    .execute();
  const begun = ended.map(({ org_id, from }) => ({
    org_id,
    parent_id: parent.id,
    during: sql<string>`tstzrange(${from}, null)`,
  }));
  await ctx.db.insertInto('orgs.placement').values(begun).execute();
  // Rights follow the tree: every officer below stands elsewhere now.
  await forgetActor(ctx.db, EVERYONE);
}

/** Writes the plan: an insert for each table, then the history. */
export async function save(ctx: TxCtx, { orgs, relations, served }: Plan): Promise<void> {
  await numberThem(ctx, orgs);
  // JSON travels as one parameter, and brings the ids, which the identity column would otherwise give out.
  await sql`
    insert into orgs.organisation (id, path, parent_id, kind, name, uscc, phone, area_code, state, level,
      formation, sectors, founded_on, approval_no, term_ends_on, created_at)
    overriding system value
    select * from jsonb_to_recordset(${JSON.stringify(orgs.map(({ row }) => row))}::jsonb) as given (
      id integer, path ltree, parent_id integer, kind text, name text, uscc text, phone text, area_code text,
      state text, level text, formation text, sectors text[], founded_on date, approval_no text,
      term_ends_on date, created_at timestamptz)`.execute(ctx.db);
  const placements = orgs.map(({ row }) => ({
    org_id: row.id,
    parent_id: row.parent_id,
    during: `[${row.created_at},)`,
  }));
  await ctx.db.insertInto('orgs.placement').values(placements).execute();
  const related = relations.map(({ kind, from, to, on, until }) => ({
    id: newId(ctx.now.getTime()),
    kind,
    from_id: from.row.id,
    to_id: to.row.id,
    during: `[${noonOf(on)},${until === null ? '' : noonOf(until)})`,
  }));
  await ctx.db.insertInto('orgs.relation').values(related).execute();
  const areas = served.map(({ areaCode, org }) => ({ area_code: areaCode, org_id: org.row.id }));
  await ctx.db.insertInto('orgs.served_area').values(areas).execute();
  await tellHistory(ctx, orgs);
}

/** Ids from the table's own sequence; a parent stands before its children, so paths follow in one pass. */
async function numberThem(ctx: TxCtx, orgs: readonly Draft[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('orgs.organisation', 'id')) as id
    from generate_series(1, ${orgs.length}::integer)`.execute(ctx.db);
  orgs.forEach(({ row, parent }, index) => {
    row.id = rows[index]!.id;
    row.parent_id = parent?.row.id ?? null;
    row.path = parent ? `${parent.row.path}.${row.id}` : String(row.id);
  });
}

async function tellHistory(ctx: TxCtx, orgs: readonly Draft[]): Promise<void> {
  const changes = orgs.flatMap(({ row, history }) =>
    history.map(({ state, on, reason }, step) => ({
      entity: 'orgs.organisation',
      entityId: String(row.id),
      from: history[step - 1]?.state ?? null,
      to: state,
      reason: reason ?? null,
      at: new Date(noonOf(on)),
    })),
  );
  await recordChanges(ctx, changes);
}
