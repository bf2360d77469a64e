import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { orgInScope, orgRefs } from '#orgs';
import type * as contract from './contract.ts';
import { intakeError } from './errors.ts';
import type { Cell } from './rules.ts';
import type { Intake } from './tables.ts';

const SAMPLES = 3;
/** Of an intake whose rows have been forgotten. */
const NONE = { intake_id: '', rows: 0, new: 0, similar: 0, refused: 0, unlocated: 0, taken: 0 };

/** An intake in the scope of the actor; locked until the transaction ends, if wished. */
export async function intakeFor(ctx: Ctx, id: string, { lock = false } = {}): Promise<Intake> {
  let query = ctx.db
    .selectFrom('places.intake as i')
    .selectAll('i')
    .where('i.id', '=', id)
    .where('i.state', '<>', 'discarded')
    .where(orgInScope(ctx, 'places.manage', 'i.org_id'));
  if (lock) query = query.forUpdate();
  const found = await query.executeTakeFirst();
  if (!found) throw intakeError('intake_not_found');
  return found;
}

async function viewOf(ctx: Ctx, intakes: readonly Intake[]) {
  const ids = intakes.map(({ id }) => id);
  const orgs = await orgRefs(ctx, [...new Set(intakes.map(({ org_id }) => org_id))]);
  const counted = await ctx.db
    .selectFrom('places.intake_row')
    .select('intake_id')
    .select(({ fn }) => [
      fn.countAll<number>().as('rows'),
      fn.countAll<number>().filterWhere('outcome', '=', 'new').as('new'),
      fn.countAll<number>().filterWhere('outcome', '=', 'similar').as('similar'),
      fn.countAll<number>().filterWhere('outcome', '=', 'refused').as('refused'),
      sql<number>`count(*) filter (where not skip and jsonb_typeof(read -> 'position') = 'null')`.as(
        'unlocated',
      ),
      sql<number>`count(*) filter (where not skip and outcome is not null)`.as('taken'),
    ])
    .where('intake_id', 'in', ids)
    .groupBy('intake_id')
    .execute();
  return intakes.map((intake) => {
    const { intake_id: _id, ...counts } = counted.find(({ intake_id }) => intake_id === intake.id) ?? NONE;
    return {
      id: intake.id,
      fileName: intake.file_name,
      state: intake.state,
      org: orgs.get(intake.org_id)!,
      datum: intake.datum,
      kind: intake.kind,
      createdAt: intake.created_at.toISOString(),
      undoUntil: intake.undo_until?.toISOString() ?? null,
      counts,
    };
  });
}

export async function getIntake(
  ctx: Ctx,
  { id }: Input<typeof contract.getIntake>,
): Promise<Output<typeof contract.getIntake>> {
  const intake = await intakeFor(ctx, id);
  const [view] = await viewOf(ctx, [intake]);
  const first = await ctx.db
    .selectFrom('places.intake_row')
    .select('cells')
    .where('intake_id', '=', id)
    .orderBy('no')
    .limit(20)
    .execute();
  const columns = intake.columns.map((column) => ({
    ...column,
    samples: first
      .map(({ cells }) => cells[column.index])
      .filter((cell): cell is NonNullable<Cell> => cell !== null && cell !== undefined && cell !== '')
      .slice(0, SAMPLES)
      .map((cell) => String(cell).slice(0, 60)),
  }));
  return { ...view!, columns };
}

export async function listIntakes(
  ctx: Ctx,
  input: Input<typeof contract.listIntakes>,
): Promise<Output<typeof contract.listIntakes>> {
  const after = readCursor(input.cursor, ['uuid']);
  let query = ctx.db
    .selectFrom('places.intake as i')
    .selectAll('i')
    .where('i.state', '<>', 'discarded')
    .where(orgInScope(ctx, 'places.manage', 'i.org_id'));
  if (after) query = query.where('i.id', '<', String(after[0]));
  const rows = await query
    .orderBy('i.id', 'desc')
    .limit(input.limit + 1)
    .execute();
  const result = page(rows, input.limit, ({ id }) => [id]);
  return { items: result.items.length > 0 ? await viewOf(ctx, result.items) : [], next: result.next };
}

export async function listIntakeRows(
  ctx: Ctx,
  input: Input<typeof contract.listIntakeRows>,
): Promise<Output<typeof contract.listIntakeRows>> {
  await intakeFor(ctx, input.id);
  const after = readCursor(input.cursor, ['int']);
  let query = ctx.db.selectFrom('places.intake_row').selectAll().where('intake_id', '=', input.id);
  query = query.where('outcome', 'is not', null);
  if (input.show === 'unlocated')
    query = query.where(sql<boolean>`not skip and jsonb_typeof(read -> 'position') = 'null'`);
  else if (input.show !== 'all') query = query.where('outcome', '=', input.show);
  if (after) query = query.where('no', '>', Number(after[0]));
  const rows = await query
    .orderBy('no')
    .limit(input.limit + 1)
    .execute();
  const result = page(rows, input.limit, ({ no }) => [no]);
  const items = result.items.map((row) => ({
    no: row.no,
    name: row.read?.name ?? '',
    address: row.read?.address ?? null,
    located: (row.read?.position ?? null) !== null,
    outcome: row.outcome!,
    skip: row.skip,
    remarks: [...row.remarks],
    similar: [...row.alike],
    placeId: row.place_id,
  }));
  return { items, next: result.next };
}
