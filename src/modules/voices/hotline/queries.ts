import { sql } from 'kysely';
import { z } from 'zod';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { definePolicy } from '#kernel/policy';
import { orgInScope, orgRefs } from '#orgs';
import type * as contract from './contract.ts';
import { hotlineError } from './errors.ts';
import type { Cell } from './rules.ts';
import type { HotlineIntake } from './tables.ts';

export const hotlineRowsDays = definePolicy<number>({
  key: 'voices.hotline_rows_days',
  about:
    'Days that the rows of a list of the hotline are kept after it was uploaded; its cases are voices by then',
  schema: z.number().int().min(7).max(365),
  fallback: 30,
  source: 'inference: long enough to compare with the list, and beyond the seven days of undoing',
});

const SAMPLES = 3;
/** Of a list whose rows have been forgotten. */
const NONE = { intake_id: '', rows: 0, new: 0, known: 0, refused: 0, taken: 0, left: 0, answered: 0 };

/** A list in the scope of the actor; locked until the transaction ends, if wished. */
export async function intakeFor(ctx: Ctx, id: string, { lock = false } = {}): Promise<HotlineIntake> {
  let query = ctx.db
    .selectFrom('voices.hotline_intake as i')
    .selectAll('i')
    .where('i.id', '=', id)
    .where('i.state', '<>', 'discarded')
    .where(orgInScope(ctx, 'voices.answer', 'i.org_id'));
  if (lock) query = query.forUpdate();
  const found = await query.executeTakeFirst();
  if (!found) throw hotlineError('hotline_not_found');
  return found;
}

async function viewOf(ctx: Ctx, intakes: readonly HotlineIntake[]) {
  const ids = intakes.map(({ id }) => id);
  const orgs = await orgRefs(ctx, [...new Set(intakes.map(({ org_id }) => org_id))]);
  const { rows } = await sql<typeof NONE>`
    select intake_id, count(*)::integer as rows, count(*) filter (where outcome = 'new')::integer as new,
      count(*) filter (where outcome = 'known')::integer as known,
      count(*) filter (where outcome = 'refused')::integer as refused,
      count(*) filter (where not skip and outcome is not null)::integer as taken,
      count(*) filter (where skip and outcome is not null)::integer as left,
      count(*) filter (where not skip and jsonb_typeof(read -> 'note') = 'string')::integer as answered
    from voices.hotline_row where intake_id = any(${ids}::uuid[]) group by intake_id`.execute(ctx.db);
  return intakes.map((intake) => {
    const { intake_id: _id, ...counts } = rows.find(({ intake_id }) => intake_id === intake.id) ?? NONE;
    return {
      id: intake.id,
      fileName: intake.file_name,
      state: intake.state,
      org: orgs.get(intake.org_id)!,
      masked: intake.masked,
      createdAt: intake.created_at.toISOString(),
      undoUntil: intake.undo_until?.toISOString() ?? null,
      counts: {
        ...counts,
        taken: intake.taken ?? counts.taken,
        left: intake.left_out ?? counts.left,
      },
    };
  });
}

export async function getHotline(
  ctx: Ctx,
  { id }: Input<typeof contract.getHotline>,
): Promise<Output<typeof contract.getHotline>> {
  const intake = await intakeFor(ctx, id);
  const [view] = await viewOf(ctx, [intake]);
  const first = await ctx.db
    .selectFrom('voices.hotline_row')
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

export async function listHotline(
  ctx: Ctx,
  input: Input<typeof contract.listHotline>,
): Promise<Output<typeof contract.listHotline>> {
  const after = readCursor(input.cursor, ['uuid']);
  const mine = ctx.db
    .selectFrom('voices.hotline_intake as i')
    .where('i.state', '<>', 'discarded')
    .where(orgInScope(ctx, 'voices.answer', 'i.org_id'));
  let query = mine.selectAll('i');
  if (after) query = query.where('i.id', '<', String(after[0]));
  const found = await query
    .orderBy('i.id', 'desc')
    .limit(input.limit + 1)
    .execute();
  const { total } = await mine.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const result = page(found, input.limit, ({ id }) => [id]);
  return { items: await viewOf(ctx, result.items), next: result.next, total };
}

export async function listHotlineRows(
  ctx: Ctx,
  input: Input<typeof contract.listHotlineRows>,
): Promise<Output<typeof contract.listHotlineRows>> {
  await intakeFor(ctx, input.id);
  const after = readCursor(input.cursor, ['int']);
  let query = ctx.db
    .selectFrom('voices.hotline_row')
    .selectAll()
    .where('intake_id', '=', input.id)
    .where('outcome', 'is not', null);
  if (input.show === 'left') query = query.where('skip', '=', true);
  else if (input.show !== 'all') query = query.where('outcome', '=', input.show);
  if (after) query = query.where('no', '>', Number(after[0]));
  const rows = await query
    .orderBy('no')
    .limit(input.limit + 1)
    .execute();
  const result = page(rows, input.limit, ({ no }) => [no]);
  const orgs = await orgRefs(ctx, [...new Set(result.items.map(({ read }) => read!.orgId))]);
  const items = result.items.map(({ no, read, outcome, skip, remarks }) => ({
    no,
    caseNo: read!.caseNo,
    text: read!.text,
    day: read!.day,
    org: orgs.get(read!.orgId)!,
    answered: read!.note !== null,
    outcome: outcome!,
    skip,
    remarks: [...remarks],
  }));
  return { items, next: result.next };
}
