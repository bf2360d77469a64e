import { sql, type Selectable, type SqlBool } from 'kysely';
import { z } from 'zod';
import { allows } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { AppError, problemOf } from '#kernel/errors';
import { page, readCursor } from '#kernel/paging';
import { definePolicy } from '#kernel/policy';
import { readHeads, type Cell, type SheetHead, type SheetRow } from '#kernel/sheets';
import { escapeLike, findOrg, noSuchOrg, organiserOf, orgRefs, orgWithin, type Org } from '#orgs';
import { civilDate } from '#kernel/time';
import { peopleError } from '../errors.ts';
import { maskIdNo } from '../join/rules.ts';
import type { RosterImportTable, RosterRowTable } from '../tables.ts';
import type * as contract from './contract.ts';
import type { ImportColumn, Outcome, RosterCounts, RosterField, RowChange } from './contract.ts';
import { guessColumns, type ColumnGuess, type Given } from './rules.ts';

/** After how many days a roster is stale, and its reconcile a to-do. */
export const rosterDays = definePolicy({
  key: 'people.roster_days',
  about: 'Days after which a roster should be reconciled again',
  schema: z.number().int().min(1),
  fallback: 30,
  source: 'domain.md F 8: a monthly reconcile of five minutes; design advice',
});

export type RosterImport = Selectable<RosterImportTable>;
export type RosterRow = Selectable<RosterRowTable>;

/** What a row keeps sealed: the row as understood and what it changes, or the cells of one that is not used. */
export type Kept =
  | { readonly given: Given; readonly changes: readonly RowChange[] }
  | { readonly cells: readonly Cell[] };

/** How many rows of a sheet are looked at to find the header and the columns. */
export const HEAD_ROWS = 200;

/** An organisation with a roster, and the union that looks after it. */
export interface RosterOrg {
  readonly org: Org;
  readonly union: Org;
}

/** Where the actor may reconcile: at the organisation, or at the union that organises it. */
export async function rosterOrg(ctx: Ctx, id: number): Promise<RosterOrg> {
  const org = await findOrg(ctx, id);
  if (!org) throw noSuchOrg();
  const unionId = org.kind === 'union' ? org.id : (await organiserOf(ctx, [id])).get(id);
  const union = unionId === undefined ? undefined : await findOrg(ctx, unionId);
  if (!union || !mayReconcile(ctx, org, union)) throw noSuchOrg();
  return { org, union };
}

function mayReconcile({ actor }: Ctx, org: Org, union: Org): boolean {
  if (actor.kind === 'system') return true;
  return allows(actor, 'people.import', org.path) || allows(actor, 'people.import', union.path);
}

/** One import that the actor may see. */
export async function importFor(ctx: Ctx, id: string): Promise<RosterImport> {
  const row = await ctx.db
    .selectFrom('people.roster_import')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw peopleError('import_not_found');
  const [org, union] = [await findOrg(ctx, row.org_id), await findOrg(ctx, row.union_id)];
  if (!org || !union || !mayReconcile(ctx, org, union)) throw peopleError('import_not_found');
  return row;
}

/** The file of an import that is not applied yet. */
export async function fileOf(ctx: Ctx, { id }: Pick<RosterImport, 'id'>): Promise<Buffer> {
  const row = await ctx.db
    .selectFrom('people.roster_file')
    .select('sealed')
    .where('import_id', '=', id)
    .executeTakeFirst();
  if (!row) throw peopleError('import_step');
  return Buffer.from(ctx.app.crypto.open(row.sealed), 'base64');
}

/** The first rows of each sheet. */
export async function headsOf(ctx: Ctx, row: Pick<RosterImport, 'id'>): Promise<SheetHead[]> {
  return readHeads(await fileOf(ctx, row), HEAD_ROWS);
}

/** How the titles of an organisation's last file were read; `none` is a column left out. */
export async function titlesOf(ctx: Ctx, orgId: number): Promise<ReadonlyMap<string, RosterField | 'none'>> {
  const row = await ctx.db
    .selectFrom('people.roster')
    .select('titles')
    .where('org_id', '=', orgId)
    .executeTakeFirst();
  return new Map(Object.entries(row?.titles ?? {}) as [string, RosterField | 'none'][]);
}

const SHOWN_VALUES = 3;

/** Whatever could be somebody's number, ten digits or more, shows its ends alone. */
function masked(cell: Cell): string {
  const text = String(cell).normalize('NFKC');
  return text.replace(/\d[\d\s-]{8,}[\dxX]/g, (number) => {
    if (number.replace(/\D/g, '').length < 10) return number;
    return `${number.slice(0, 3)}${'*'.repeat(number.length - 5)}${number.slice(-2)}`;
  });
}

/** The first values of a column below the header; whatever could be a number of a person is masked. */
export function valuesOf(rows: readonly SheetRow[], headerRow: number, index: number): string[] {
  return rows
    .filter(({ no }) => no > headerRow)
    .map(({ cells }) => cells[index])
    .filter((cell) => cell !== null && cell !== undefined && cell !== '')
    .slice(0, SHOWN_VALUES)
    .map((cell) => masked(cell ?? ''));
}

export function toColumns(
  head: SheetHead | undefined,
  headerRow: number,
  guesses: readonly (ColumnGuess & { chosen?: boolean })[],
): ImportColumn[] {
  return guesses.map(({ index, title, field, sure, chosen = false }) => ({
    index,
    title,
    field,
    sure,
    chosen,
    values: valuesOf(head?.rows ?? [], headerRow, index),
  }));
}

const WORKING = ['comparing', 'applying', 'undoing'];
export const OPEN_IMPORTS = ['mapping', 'comparing', 'compared', 'applying', 'undoing'] as const;

export async function getImport(
  ctx: Ctx,
  { id }: Input<typeof contract.getImport>,
): Promise<Output<typeof contract.getImport>> {
  const row = await importFor(ctx, id);
  const refs = await orgRefs(ctx, [row.org_id, row.union_id]);
  const names = await ctx.app.accounts.namesOf([row.created_by]);
  const head =
    row.state === 'mapping' ? (await headsOf(ctx, row)).find(({ name }) => name === row.sheet) : undefined;
  return {
    id: row.id,
    org: refs.get(row.org_id)!,
    union: refs.get(row.union_id)!,
    state: row.state,
    mode: row.mode,
    transfers: row.transfers,
    file: { name: row.file_name, bytes: row.file_bytes },
    sheets: row.sheets,
    sheet: row.sheet,
    headerRow: row.header_row,
    columns: row.columns.map((column) => ({
      ...column,
      values: valuesOf(head?.rows ?? [], row.header_row, column.index),
    })),
    remembered: row.remembered,
    counts: row.counts && {
      ...row.counts,
      ...(row.state === 'compared' ? { skipped: await skippedOf(ctx, id) } : {}),
    },
    stale: await countRows(ctx, id, 'stale'),
    undone: await countRows(ctx, id, 'undone'),
    progress: WORKING.includes(row.state) ? { done: row.done, total: totalOf(row) } : null,
    failure: row.failure === null ? null : failureOf(ctx, row.failure),
    by: names.get(row.created_by) ?? row.created_by,
    createdAt: row.created_at.toISOString(),
    appliedAt: row.applied_at?.toISOString() ?? null,
    undoUntil: row.undo_until?.toISOString() ?? null,
    may: {
      change: row.state === 'mapping' || row.state === 'compared',
      confirm: row.state === 'compared',
      undo: row.state === 'applied' && row.undo_until !== null && row.undo_until > ctx.now,
    },
  };
}

/** Rows to work off; unknown while the file is read for the first time. */
function totalOf({ counts }: RosterImport): number | null {
  return counts && counts.joined + counts.left + counts.changed + counts.unchanged;
}

function failureOf(ctx: Ctx, code: string) {
  const { message, hint } = problemOf(new AppError(code), ctx.locale).body;
  return { code, message: [message, hint].join(ctx.locale === 'zh' ? '' : ' ') };
}

async function countRows(ctx: Ctx, importId: string, applied: 'stale' | 'undone'): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('people.roster_row')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('import_id', '=', importId)
    .where('applied', '=', applied)
    .executeTakeFirstOrThrow();
  return count;
}

/** How many rows an officer leaves out, by what would have become of them; written down when they are applied. */
export async function skippedOf(ctx: Ctx, importId: string): Promise<RosterCounts['skipped']> {
  const rows = await ctx.db
    .selectFrom('people.roster_row')
    .select((eb) => ['outcome', eb.fn.countAll<number>().as('count')])
    .where('import_id', '=', importId)
    .where('skipped', '=', true)
    .groupBy('outcome')
    .execute();
  const of = (outcome: Outcome) => rows.find((row) => row.outcome === outcome)?.count ?? 0;
  return { joined: of('joined'), left: of('left'), changed: of('changed') };
}

export async function guessImport(
  ctx: Ctx,
  input: Input<typeof contract.guessImport>,
): Promise<Output<typeof contract.guessImport>> {
  const row = await importFor(ctx, input.id);
  if (row.state !== 'mapping') throw peopleError('import_step');
  const head = (await headsOf(ctx, row)).find(({ name }) => name === input.sheet);
  if (!head) throw peopleError('mapping_unknown', { field: 'sheet' });
  const guess = guessColumns(head, input.headerRow, await titlesOf(ctx, row.org_id));
  return {
    sheet: guess.sheet,
    headerRow: guess.headerRow,
    columns: toColumns(head, guess.headerRow, guess.columns),
  };
}

export async function listImportRows(
  ctx: Ctx,
  input: Input<typeof contract.listImportRows>,
): Promise<Output<typeof contract.listImportRows>> {
  const row = await importFor(ctx, input.id);
  const after = readCursor(input.cursor, ['int']);
  let query = ctx.db.selectFrom('people.roster_row').selectAll().where('import_id', '=', row.id);
  if (after) query = query.where('no', '>', after[0] as number);
  if (input.outcome) query = query.where('outcome', '=', input.outcome);
  if (input.applied) query = query.where('applied', '=', input.applied);
  if (input.remark) query = query.where(sql<SqlBool>`remarks @> array[${input.remark}]`);
  if (input.q) query = query.where('name', 'ilike', `%${escapeLike(input.q)}%`);
  const found = await query
    .orderBy('no')
    .limit(input.limit + 1)
    .execute();
  const { items, next } = page(found, input.limit, ({ no }) => [no]);
  const records = await recordsOf(ctx, row, items);
  ctx.look({
    action: 'people.import_rows',
    entity: 'people.roster_import',
    entityId: row.id,
    orgId: row.org_id,
    people: items.flatMap(({ person_id }) => person_id ?? []),
  });
  return {
    items: items.map((item) => toRow(ctx, item, records, civilDate(row.compared_at ?? ctx.now))),
    next,
  };
}

type Records = Awaited<ReturnType<typeof recordsOf>>;

/** What is on record of the people on a page; of those whom another union looks after only how they stand. */
async function recordsOf(ctx: Ctx, { union_id }: RosterImport, rows: readonly RosterRow[]) {
  const union = await findOrg(ctx, union_id);
  const ids = rows.flatMap(({ person_id }) => person_id ?? []);
  const found = await beyond(ctx, 'how those stand elsewhere who are on a roster', ({ db }) =>
    db
      .selectFrom('people.person as p')
      .select(['p.id', 'p.org_id', 'p.standing', 'p.joined_on', 'p.id_sealed'])
      .select(orgWithin('p.org_id', union ? [union.path] : []).as('ours'))
      .where(sql<SqlBool>`p.id = any(${ids})`)
      .execute(),
  );
  const refs = await orgRefs(ctx, [...new Set(found.flatMap(({ org_id }) => org_id ?? []))]);
  return new Map(
    found.map((person) => [person.id, { ...person, union: refs.get(person.org_id ?? 0)?.name ?? null }]),
  );
}

function toRow(
  ctx: Ctx,
  row: RosterRow,
  records: Records,
  day: string,
): Output<typeof contract.listImportRows>['items'][number] {
  const person = row.person_id === null ? undefined : records.get(row.person_id);
  const ours = person?.ours === true;
  const kept = keptOf(ctx, row);
  const idNo =
    kept && 'given' in kept
      ? maskIdNo(kept.given.idNo)
      : ours && person
        ? maskIdNo(ctx.app.crypto.open(person.id_sealed))
        : null;
  return {
    no: row.no,
    outcome: row.outcome,
    name: row.name,
    idNo,
    personId: ours ? row.person_id : null,
    refusals: row.refusals as never,
    repairs: row.repairs as never,
    remarks: row.remarks as never,
    shown: row.shown,
    firstRow: row.first_row,
    changes: changesOf(row, kept, day),
    record: person
      ? {
          standing: person.standing,
          since: ours ? person.joined_on : null,
          union: ours ? person.union : null,
        }
      : null,
    skipped: row.skipped,
    applied: row.applied,
  };
}

/** `day`: of the comparison. */
function changesOf({ outcome }: RosterRow, kept: Kept | null, day: string): RowChange[] {
  if (outcome === 'left') return [{ field: 'leftOn', from: null, to: day }];
  return kept && 'changes' in kept ? [...kept.changes] : [];
}

/** What a row keeps sealed. */
export function keptOf(ctx: Ctx, { given_sealed }: Pick<RosterRow, 'given_sealed'>): Kept | null {
  return given_sealed === null ? null : (JSON.parse(ctx.app.crypto.open(given_sealed)) as Kept);
}
