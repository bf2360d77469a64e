import { sql } from 'kysely';
import { recordChanges } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import type { Draft, Plan } from './demo.ts';
import { noonOf } from './rules.ts';

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
