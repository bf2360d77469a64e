import { authorise } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import { inTx, type Ctx, type TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { AppError, kernelError } from '#kernel/errors';
import { newId } from '#kernel/ids';
import type { FileAnswer, Upload } from '#kernel/module';
import { fillFormAside, inspectForm } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import { orgFor } from '#orgs';
import { peopleError } from '../errors.ts';
import type * as contract from './contract.ts';
import { fileOf, formFor, formRows, type Form } from './queries.ts';
import { fileNameOn } from './rules.ts';

const FORM = 'people.form';
/** Of one organisation. */
const FORMS_MAX = 50;

export async function uploadForm(
  ctx: TxCtx,
  { orgId, name, fileName }: Input<typeof contract.uploadForm>,
  { upload }: { upload: Upload | undefined },
): Promise<Output<typeof contract.uploadForm>> {
  const org = await orgFor(ctx, 'people.import', orgId);
  const bytes = upload?.bytes ?? Buffer.alloc(0);
  await refuseOthers(bytes);
  const { count } = await ctx.db
    .selectFrom('people.form')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('org_id', '=', org.id)
    .executeTakeFirstOrThrow();
  if (count >= FORMS_MAX) throw peopleError('too_many_forms', { params: { limit: FORMS_MAX } });
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('people.form')
    .values({
      id,
      org_id: org.id,
      name,
      file_name: fileName,
      file: ctx.app.crypto.seal(bytes.toString('base64')),
      sheet: null,
      header_row: null,
      first_row: null,
      columns: '[]',
      created_by: ctx.actor.kind === 'account' ? ctx.actor.userId : 'system',
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'form_name_once') ? peopleError('form_exists', { field: 'name' }) : error;
    });
  await ctx.audit({ action: 'people.form_upload', entity: FORM, entityId: id, orgId: org.id });
  return { id };
}

/** Only an .xlsx is filled in; text, such as a .csv, has no formats and locks that could stay. */
async function refuseOthers(bytes: Buffer): Promise<void> {
  try {
    await inspectForm(bytes);
  } catch (error) {
    const isText = error instanceof AppError && error.code === 'kernel.sheet_unreadable' && !isArchive(bytes);
    throw isText ? peopleError('form_not_xlsx') : error;
  }
}

function isArchive(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 2) === 'PK';
}

/** One form that the actor may change: those below only read it. */
async function formToChange(ctx: TxCtx, id: string): Promise<Form> {
  const { form, org } = await formFor(ctx, id);
  authorise(ctx, 'people.import', org.path);
  return form;
}

export async function mapForm(
  ctx: TxCtx,
  input: Input<typeof contract.mapForm>,
): Promise<Output<typeof contract.mapForm>> {
  const form = await formToChange(ctx, input.id);
  const { id, sheet, headerRow, firstRow, columns } = input;
  if (firstRow <= headerRow) throw rowsCrossed(ctx);
  const file = fileOf(ctx, form);
  const found = (await inspectForm(file)).find(({ name }) => name === sheet);
  if (!found) throw peopleError('mapping_unknown', { field: 'sheet' });
  const ours = columns.map(({ index }) => index);
  if (ours.some((index) => !found.columns.some((column) => column.index === index)))
    throw peopleError('mapping_unknown', { field: 'columns' });
  if (new Set(ours).size < ours.length) throw peopleError('mapping_twice', { field: 'columns' });
  // What has no room for one row has room for nobody: better told now than at the first export.
  await fillFormAside(file, { sheet, firstRow, columns: ours, rows: [[]] });
  await ctx.db
    .updateTable('people.form')
    .set({
      sheet,
      header_row: headerRow,
      first_row: firstRow,
      columns: JSON.stringify(columns),
      updated_at: ctx.now,
    })
    .where('id', '=', id)
    .execute();
  await ctx.audit({ action: 'people.form_map', entity: FORM, entityId: id, orgId: form.org_id });
  return { id };
}

function rowsCrossed({ locale }: TxCtx): AppError {
  const reason = {
    zh: '数据的第一行要在表头下面',
    en: 'the first row of data lies below the header',
  }[locale];
  return kernelError('bad_request', { field: 'firstRow', params: { reason } });
}

export async function deleteForm(
  ctx: TxCtx,
  { id }: Input<typeof contract.deleteForm>,
): Promise<Output<typeof contract.deleteForm>> {
  const form = await formToChange(ctx, id);
  await ctx.db.deleteFrom('people.form').where('id', '=', id).execute();
  await ctx.audit({ action: 'people.form_delete', entity: FORM, entityId: id, orgId: form.org_id });
  return { done: true };
}

/** Columns with numbers in full, which need more than the right to export. */
const REVEALING: readonly string[] = ['idNo', 'phone'];

/** Whoever may see a form fills it with the people of any union of theirs. The audit comes before the first byte. */
export async function exportForm(
  ctx: Ctx,
  { id, orgId, group, purpose }: Input<typeof contract.exportForm>,
): Promise<FileAnswer> {
  const { form, sheet, firstRow, org, fields, people, rows } = await inTx(ctx, (tx) =>
    contentsOf(tx, { id, orgId, group }),
  );
  const { columns } = form;
  const ours = columns.map(({ index }) => index);
  const bytes = await fillFormAside(fileOf(ctx, form), { sheet, firstRow, columns: ours, rows });
  await ctx.audit({
    action: 'people.form_export',
    entity: FORM,
    entityId: id,
    orgId: org.id,
    purpose,
    detail: { group, fields, count: rows.length },
    people,
  });
  return { bytes, name: fileNameOn(form.file_name, civilDate(ctx.now)) };
}

async function contentsOf(
  ctx: Ctx,
  { id, orgId, group }: Omit<Input<typeof contract.exportForm>, 'purpose'>,
) {
  const { form } = await formFor(ctx, id);
  const { sheet, first_row: firstRow, columns } = form;
  if (sheet === null || firstRow === null) throw peopleError('form_not_ready');
  const org = await orgFor(ctx, 'people.export', orgId);
  const fields = columns.flatMap(({ field }) => field ?? []);
  if (fields.some((field) => REVEALING.includes(field))) authorise(ctx, 'people.reveal', org.path);
  const { people, rows } = await formRows(ctx, org, group, columns);
  if (rows.length === 0) throw peopleError('form_nobody');
  return { form, sheet, firstRow, org, fields, people, rows };
}
