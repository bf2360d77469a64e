import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { violates } from '#kernel/db';
import { kernelError } from '#kernel/errors';
import { checkFile } from '#kernel/http/uploads';
import { newId } from '#kernel/ids';
import type { Upload } from '#kernel/module';
import { readHeads } from '#kernel/sheets';
import { peopleError } from '../errors.ts';
import type * as contract from './contract.ts';
import type { ImportColumn, ImportState, RosterMode } from './contract.ts';
import {
  HEAD_ROWS,
  headsOf,
  importFor,
  rosterOrg,
  titlesOf,
  toColumns,
  type RosterImport,
} from './queries.ts';
import { guessColumns, guessSheet, looksLikeMembers, titleKey } from './rules.ts';

export const IMPORT = 'people.roster_import';
export const COMPARE = 'people.compare_roster';
export const APPLY = 'people.apply_roster';
export const UNDO = 'people.undo_roster';

export async function uploadRoster(
  ctx: TxCtx,
  input: Input<typeof contract.uploadRoster>,
  { upload }: { upload: Upload | undefined },
): Promise<Output<typeof contract.uploadRoster>> {
  const { org, union } = await rosterOrg(ctx, input.orgId);
  if (org.kind === 'union' && org.state !== 'active') throw peopleError('not_a_roster_org');
  const refuse = (): Error => kernelError('sheet_unreadable');
  const { bytes, name } = checkFile(upload, { name: input.name, kinds: ['xlsx', 'csv'], refuse });
  const heads = await readHeads(bytes, HEAD_ROWS);
  const titles = await titlesOf(ctx, org.id);
  const guess = guessSheet(heads, titles);
  const columns = toColumns(undefined, guess.headerRow, guess.columns);
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('people.roster_import')
    .values({
      id,
      org_id: org.id,
      union_id: union.id,
      state: 'mapping',
      mode: input.mode ?? (await usualMode(ctx, org.id)) ?? guessMode(org.kind === 'union', columns),
      transfers: true,
      file_name: name,
      file_bytes: bytes.length,
      sheets: heads.map((head) => head.name),
      sheet: guess.sheet,
      header_row: guess.headerRow,
      columns: JSON.stringify(columns),
      remembered: guess.columns.some(({ title }) => titles.has(titleKey(title))),
      counts: null,
      compared_at: null,
      failure: null,
      created_by: ctx.actor.kind === 'account' ? ctx.actor.userId : 'system:cli',
      created_at: ctx.now,
      confirmed_by: null,
      applied_at: null,
      undo_until: null,
    })
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'roster_import_one_open') ? peopleError('import_open') : error;
    });
  await ctx.db
    .insertInto('people.roster_file')
    .values({ import_id: id, sealed: ctx.app.crypto.seal(bytes.toString('base64')) })
    .execute();
  await ctx.audit({ action: 'people.import_begin', entity: IMPORT, entityId: id, orgId: org.id });
  return { id };
}

async function usualMode(ctx: TxCtx, orgId: number): Promise<RosterMode | undefined> {
  const row = await ctx.db
    .selectFrom('people.roster')
    .select('mode')
    .where('org_id', '=', orgId)
    .executeTakeFirst();
  return row?.mode;
}

function guessMode(isUnion: boolean, columns: readonly ImportColumn[]): RosterMode {
  return isUnion && looksLikeMembers(columns) ? 'members' : 'staff';
}

/** The import, locked, in one of `states`. */
export async function lockImport(
  ctx: TxCtx,
  id: string,
  states: readonly ImportState[],
): Promise<RosterImport> {
  await importFor(ctx, id);
  const row = await ctx.db
    .selectFrom('people.roster_import')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!states.includes(row.state)) throw peopleError('import_step');
  return row;
}

export async function mapImport(
  ctx: TxCtx,
  input: Input<typeof contract.mapImport>,
): Promise<Output<typeof contract.mapImport>> {
  const row = await lockImport(ctx, input.id, ['mapping']);
  const { org } = await rosterOrg(ctx, row.org_id);
  if (input.mode === 'members' && org.kind !== 'union')
    throw peopleError('not_a_roster_org', { field: 'mode' });
  const fields = new Map(input.columns.map(({ index, field }) => [index, field]));
  refuseMapping([...fields.values()]);
  const head = (await headsOf(ctx, row)).find(({ name }) => name === input.sheet);
  const guess = head && guessColumns(head, input.headerRow, await titlesOf(ctx, row.org_id));
  if (!guess || [...fields.keys()].some((index) => !guess.columns.some((column) => column.index === index)))
    throw peopleError('mapping_unknown');
  const columns = guess.columns.map((column) => {
    const field = fields.get(column.index) ?? null;
    return { ...column, field, chosen: field !== column.field, values: [] };
  });
  await ctx.db
    .updateTable('people.roster_import')
    .set({
      state: 'comparing',
      sheet: input.sheet,
      header_row: guess.headerRow,
      columns: JSON.stringify(columns),
      mode: input.mode,
      transfers: input.transfers,
      failure: null,
      counts: null,
      done: 0,
      run: null,
      beat_at: ctx.now,
    })
    .where('id', '=', row.id)
    .execute();
  await remember(ctx, row, input.mode, columns);
  await ctx.app.jobs.send(ctx.db, COMPARE, { importId: row.id });
  return { state: 'comparing' };
}

function refuseMapping(fields: readonly string[]): void {
  const missing = ['name', 'idNo'].find((field) => !fields.includes(field));
  if (missing === 'name') throw peopleError('mapping_needs_name');
  if (missing) throw peopleError('mapping_needs_id');
  if (new Set(fields).size < fields.length) throw peopleError('mapping_twice');
}

/** The next file of this organisation with the same titles is read the same way. */
async function remember(
  ctx: TxCtx,
  { org_id, union_id }: RosterImport,
  mode: RosterMode,
  columns: readonly ImportColumn[],
): Promise<void> {
  const titles = Object.fromEntries(
    columns.filter(({ title }) => title !== '').map(({ title, field }) => [titleKey(title), field ?? 'none']),
  );
  await ctx.db
    .insertInto('people.roster')
    .values({
      org_id,
      union_id,
      titles: JSON.stringify(titles),
      mode,
      reconciled_at: null,
      reconciled_by: null,
    })
    .onConflict((conflict) =>
      conflict.column('org_id').doUpdateSet({ titles: sql`roster.titles || excluded.titles`, mode }),
    )
    .execute();
}

export async function remapImport(
  ctx: TxCtx,
  { id }: Input<typeof contract.remapImport>,
): Promise<Output<typeof contract.remapImport>> {
  await lockImport(ctx, id, ['compared', 'failed']);
  await ctx.db.deleteFrom('people.roster_row').where('import_id', '=', id).execute();
  await ctx.db
    .updateTable('people.roster_import')
    .set({ state: 'mapping', counts: null, failure: null })
    .where('id', '=', id)
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'roster_import_one_open') ? peopleError('import_open') : error;
    });
  return { state: 'mapping' };
}

export async function skipImportRows(
  ctx: TxCtx,
  { id, rows, skip }: Input<typeof contract.skipImportRows>,
): Promise<Output<typeof contract.skipImportRows>> {
  await lockImport(ctx, id, ['compared']);
  const { numUpdatedRows } = await ctx.db
    .updateTable('people.roster_row')
    .set({ skipped: skip })
    .where('import_id', '=', id)
    .where('no', 'in', rows)
    .where('outcome', 'in', ['joined', 'left', 'changed'])
    .where('skipped', '<>', skip)
    .executeTakeFirstOrThrow();
  return { changed: Number(numUpdatedRows) };
}

/** A second confirmation finds the first at work, or done, and says so. */
export async function confirmImport(
  ctx: TxCtx,
  { id }: Input<typeof contract.confirmImport>,
): Promise<Output<typeof contract.confirmImport>> {
  const row = await lockImport(ctx, id, ['compared', 'applying', 'applied']);
  if (row.state !== 'compared') return { state: row.state };
  await ctx.db
    .updateTable('people.roster_import')
    .set({
      state: 'applying',
      done: 0,
      beat_at: ctx.now,
      confirmed_by: ctx.actor.kind === 'account' ? ctx.actor.userId : 'system:cli',
    })
    .where('id', '=', id)
    .execute();
  await ctx.audit({
    action: 'people.import_confirm',
    entity: IMPORT,
    entityId: id,
    orgId: row.org_id,
    detail: { counts: row.counts },
  });
  await ctx.app.jobs.send(ctx.db, APPLY, { importId: id });
  return { state: 'applying' };
}

export async function discardImport(
  ctx: TxCtx,
  { id }: Input<typeof contract.discardImport>,
): Promise<Output<typeof contract.discardImport>> {
  const row = await lockImport(ctx, id, ['mapping', 'compared', 'failed']);
  await ctx.db.deleteFrom('people.roster_row').where('import_id', '=', id).execute();
  await ctx.db.updateTable('people.roster_import').set({ state: 'discarded' }).where('id', '=', id).execute();
  await ctx.db.deleteFrom('people.roster_file').where('import_id', '=', id).execute();
  await ctx.audit({ action: 'people.import_discard', entity: IMPORT, entityId: id, orgId: row.org_id });
  return { state: 'discarded' };
}

export async function undoImport(
  ctx: TxCtx,
  { id }: Input<typeof contract.undoImport>,
): Promise<Output<typeof contract.undoImport>> {
  const row = await lockImport(ctx, id, ['applied', 'undoing']);
  if (row.state === 'undoing') return { state: 'undoing' };
  refuseLate(ctx, row);
  await ctx.db
    .updateTable('people.roster_import')
    .set({ state: 'undoing', done: 0, beat_at: ctx.now })
    .where('id', '=', id)
    .execute()
    .catch((error: unknown) => {
      throw violates(error, 'roster_import_one_open') ? peopleError('import_open') : error;
    });
  await ctx.audit({ action: 'people.import_undo', entity: IMPORT, entityId: id, orgId: row.org_id });
  await ctx.app.jobs.send(ctx.db, UNDO, { importId: id });
  return { state: 'undoing' };
}

export function refuseLate(ctx: TxCtx, { undo_until }: RosterImport): void {
  if (undo_until === null || undo_until <= ctx.now) throw peopleError('undo_over');
}
