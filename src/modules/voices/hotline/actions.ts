import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx, TxCtx } from '#kernel/ctx';
import { kernelError } from '#kernel/errors';
import { checkFile } from '#kernel/http/uploads';
import { newId } from '#kernel/ids';
import type { Upload } from '#kernel/module';
import { policyAt } from '#kernel/policy';
import { readList, type Cell } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import { findOrg, namesOfRows, orgFor, orgInScope } from '#orgs';
import type * as contract from './contract.ts';
import type { HotlineField } from './contract.ts';
import { hotlineError } from './errors.ts';
import { getHotline, hotlineRowsDays, intakeFor } from './queries.ts';
import { isHead, isPersonal, mask, readRow, type Column, type Remark } from './rules.ts';
import { TITLES } from './texts/hotline-words.ts';
import type { HotlineColumn, HotlineIntake, Resolved } from './tables.ts';

export const HOTLINE = 'voices.hotline_intake';
const ROWS_MAX = 5_000;
const LIST = { words: TITLES, isHead };
const DAY_MS = 86_400_000;

export async function uploadHotline(
  ctx: TxCtx,
  input: Input<typeof contract.uploadHotline>,
  { upload }: { upload: Upload | undefined },
): Promise<Output<typeof contract.uploadHotline>> {
  const org = await orgFor(ctx, 'voices.answer', input.orgId);
  const refuse = (): Error => kernelError('sheet_unreadable');
  const { bytes, name } = checkFile(upload, { name: input.name, kinds: ['xlsx', 'csv'], refuse });
  const list = await readList(bytes, LIST, {
    most: ROWS_MAX,
    tooLong: () => hotlineError('hotline_too_long', { params: { limit: ROWS_MAX } }),
  });
  if (list.rows.length === 0) throw hotlineError('hotline_no_rows');
  const { columns, kept, masked } = withoutPeople(list);
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('voices.hotline_intake')
    .values({
      id,
      org_id: org.id,
      file_name: mask(name).text,
      state: 'mapping',
      columns: JSON.stringify(columns),
      masked,
      created_by: ctx.actor.kind === 'account' ? ctx.actor.userId : ctx.actor.kind,
      created_at: ctx.now,
      applied_at: null,
      undo_until: null,
      taken: null,
      left_out: null,
    })
    .execute();
  await sql`insert into voices.hotline_row (intake_id, no, cells)
    select ${id}, no, cells from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as given (no integer, cells jsonb)`.execute(
    ctx.db,
  );
  await ctx.audit({ action: 'voices.hotline_begin', entity: HOTLINE, entityId: id, orgId: org.id });
  return { id };
}

/** What may be kept of a list: no cell of a column about people, and in the others no number of theirs. */
function withoutPeople({ titles, fields, rows }: Awaited<ReturnType<typeof readList<HotlineField>>>) {
  const columns = titles.map((title, index): HotlineColumn => {
    const personal = isPersonal(
      title,
      rows.map(({ cells }) => cells[index] ?? null),
    );
    return { index, title: mask(title).text, field: personal ? null : (fields[index] ?? null), personal };
  });
  let masked = 0;
  const keep = (cell: Cell, column: HotlineColumn | undefined): Cell => {
    if (cell === null || column === undefined || column.personal) return null;
    // A case number is long by nature.
    if (column.field === 'caseNo' || column.field === 'date' || typeof cell === 'boolean') return cell;
    const { text, count } = mask(String(cell));
    masked += count;
    return count > 0 ? text : cell;
  };
  const kept = rows.map(({ no, cells }) => ({ no, cells: cells.map((cell, at) => keep(cell, columns[at])) }));
  return { columns, kept, masked };
}

/** The list, locked, where it can still be changed. */
export async function openIntake(ctx: TxCtx, id: string): Promise<HotlineIntake> {
  const intake = await intakeFor(ctx, id, { lock: true });
  if (intake.state !== 'mapping' && intake.state !== 'compared') throw hotlineError('hotline_over');
  return intake;
}

export async function mapHotline(
  ctx: TxCtx,
  { id, columns }: Input<typeof contract.mapHotline>,
): Promise<Output<typeof contract.mapHotline>> {
  const intake = await openIntake(ctx, id);
  const fields = columns.map(({ field }) => field);
  if (
    new Set(fields).size < fields.length ||
    new Set(columns.map(({ index }) => index)).size < columns.length
  )
    throw hotlineError('hotline_field_twice', { field: 'columns' });
  if (!fields.includes('caseNo') || !fields.includes('text'))
    throw hotlineError('hotline_needs_columns', { field: 'columns' });
  if (columns.some(({ index }) => intake.columns.some((one) => one.index === index && one.personal)))
    throw hotlineError('hotline_personal_column', { field: 'columns' });
  const named = intake.columns.map((column) => ({
    ...column,
    field: columns.find(({ index }) => index === column.index)?.field ?? null,
  }));
  await ctx.db
    .updateTable('voices.hotline_intake')
    .set({ state: 'compared', columns: JSON.stringify(named) })
    .where('id', '=', id)
    .execute();
  await compareRows(ctx, intake, columns);
  return getHotline(ctx, { id });
}

/** What keeps a row out; all else is only told. */
const REFUSING: ReadonlySet<string> = new Set(['no_case_no', 'no_text']);
const KNOWN: ReadonlySet<string> = new Set(['known_case', 'known_open', 'twice_in_file']);

async function compareRows(ctx: TxCtx, intake: HotlineIntake, columns: readonly Column[]): Promise<void> {
  const rows = await ctx.db
    .selectFrom('voices.hotline_row')
    .select(['no', 'cells'])
    .where('intake_id', '=', intake.id)
    .orderBy('no')
    .execute();
  const resolve = await resolver(ctx, intake);
  const read = rows.map(({ no, cells }) => ({ no, ...readRow(cells, columns, civilDate(ctx.now)) }));
  const known = await knownCases(
    ctx,
    read.map((row) => row.read.caseNo),
  );
  const above = new Set<string>();
  const given = [];
  for (const row of read) {
    const { caseNo } = row.read;
    const found = await resolve(row.read);
    const remarks = [...row.remarks, ...found.remarks];
    const answered = known.get(caseNo);
    if (answered !== undefined)
      remarks.push({ code: answered || row.read.note === null ? 'known_case' : 'known_open', text: caseNo });
    else if (caseNo !== '' && above.has(caseNo)) remarks.push({ code: 'twice_in_file', text: caseNo });
    const codes = remarks.map(({ code }) => code);
    const refused = codes.some((code) => REFUSING.has(code));
    const outcome = refused ? 'refused' : codes.some((code) => KNOWN.has(code)) ? 'known' : 'new';
    if (outcome === 'new') above.add(caseNo);
    given.push({ no: row.no, read: found.row, outcome, remarks, skip: outcome !== 'new' });
  }
  await sql`update voices.hotline_row as r set read = given.read, outcome = given.outcome, remarks = given.remarks,
      skip = given.skip
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (no integer, read jsonb, outcome text, remarks jsonb,
      skip boolean)
    where r.intake_id = ${intake.id} and r.no = given.no`.execute(ctx.db);
}

/** Case numbers that are on record where the actor answers, and whether they are answered. */
async function knownCases(ctx: Ctx, caseNos: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  const { rows } = await sql<{ caseNo: string; answered: boolean }>`
    select v.source_ref as "caseNo", bool_and(v.state = 'answered') as answered from voices.voice as v
    where v.kind = 'hotline' and v.source_ref = any(${caseNos}::text[])
      and ${orgInScope(ctx, 'voices.answer', 'v.org_id')} group by v.source_ref`.execute(ctx.db);
  return new Map(rows.map(({ caseNo, answered }) => [caseNo, answered]));
}

/** What a row is once the union and the street that it names are found. */
async function resolver(ctx: Ctx, { org_id: own }: HotlineIntake) {
  const near = (await findOrg(ctx, own))!.area_code;
  const find = namesOfRows(ctx, 'voices.answer', { orgId: own, near });
  return async ({ union, area, ...rest }: ReturnType<typeof readRow>['read']) => {
    const remarks: Remark[] = [];
    const { orgId, areaCode } = await find({ union, area });
    if (orgId === null) remarks.push({ code: 'unknown_union', text: union!.slice(0, 80) });
    if (area !== null && areaCode === null) remarks.push({ code: 'unknown_area', text: area.slice(0, 80) });
    const row: Resolved = { ...rest, orgId: orgId ?? own, areaCode };
    return { row, remarks };
  };
}

export async function skipHotlineRow(
  ctx: TxCtx,
  { id, no, skip }: Input<typeof contract.skipHotlineRow>,
): Promise<Output<typeof contract.skipHotlineRow>> {
  await openIntake(ctx, id);
  const row = await ctx.db
    .selectFrom('voices.hotline_row')
    .select('outcome')
    .where('intake_id', '=', id)
    .where('no', '=', no)
    .executeTakeFirst();
  if (!row) throw hotlineError('hotline_not_found');
  if (row.outcome !== 'new') throw hotlineError('hotline_row_refused');
  await ctx.db
    .updateTable('voices.hotline_row')
    .set({ skip })
    .where('intake_id', '=', id)
    .where('no', '=', no)
    .execute();
  return getHotline(ctx, { id });
}

export async function discardHotline(
  ctx: TxCtx,
  { id }: Input<typeof contract.discardHotline>,
): Promise<Output<typeof contract.discardHotline>> {
  const intake = await openIntake(ctx, id);
  await ctx.db.deleteFrom('voices.hotline_row').where('intake_id', '=', id).execute();
  await ctx.db
    .updateTable('voices.hotline_intake')
    .set({ state: 'discarded' })
    .where('id', '=', id)
    .execute();
  await ctx.audit({ action: 'voices.hotline_discard', entity: HOTLINE, entityId: id, orgId: intake.org_id });
  return { done: true };
}

/** Deletes the rows of old lists; one that was never taken in goes with them. */
export async function forgetHotline(ctx: TxCtx): Promise<void> {
  const before = new Date(ctx.now.getTime() - (await policyAt(ctx, hotlineRowsDays)) * DAY_MS);
  // Undoing finds what it takes back by the rows.
  const old = ctx.db
    .selectFrom('voices.hotline_intake')
    .select('id')
    .where('created_at', '<', before)
    .where((eb) => eb.or([eb('undo_until', 'is', null), eb('undo_until', '<=', ctx.now)]));
  await ctx.db.deleteFrom('voices.hotline_row').where('intake_id', 'in', old).execute();
  await ctx.db
    .updateTable('voices.hotline_intake')
    .set({ state: 'discarded' })
    .where('created_at', '<', before)
    .where('state', 'in', ['mapping', 'compared'])
    .execute();
}
