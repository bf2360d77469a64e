import { sql, type Selectable, type SqlBool } from 'kysely';
import { allows, scopesOf } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { inspectForm, type Cell, type FormSheet } from '#kernel/sheets';
import { findOrg, orgInScope, orgRefs, orgsInReach, type Org } from '#orgs';
import { peopleError } from '../errors.ts';
import type { Group } from '../find/contract.ts';
import { peopleMatching } from '../find/queries.ts';
import { birthDateOf } from '../join/rules.ts';
import { guessColumns } from '../roster/rules.ts';
import { detailsOf } from '../standing/queries.ts';
import type { FormTable, PersonTable } from '../tables.ts';
import type * as contract from './contract.ts';
import type { FormColumn, FormField } from './contract.ts';
import { cellOf, guessSheet, type FormPerson, type SheetGuess } from './rules.ts';

export type Form = Selectable<FormTable>;

/** SQL over `people.form as f`: of the actor's unions, or of one above them, which wants it from those below. */
function isShared(ctx: Ctx) {
  if (ctx.actor.kind === 'system') return sql<SqlBool>`true`;
  const upper = scopesOf(ctx.actor, 'people.read').flatMap((path) => path.split('.').map(Number));
  return sql<SqlBool>`(${orgInScope(ctx, 'people.read', 'f.org_id')} or f.org_id = any(${upper}::integer[]))`;
}

/** One form that the actor may see, and whose it is. */
export async function formFor(ctx: Ctx, id: string): Promise<{ form: Form; org: Org }> {
  const form = await ctx.db
    .selectFrom('people.form as f')
    .selectAll('f')
    .where('f.id', '=', id)
    .where(isShared(ctx))
    .executeTakeFirst();
  const org = form && (await findOrg(ctx, form.org_id));
  if (!org) throw peopleError('form_not_found');
  return { form, org };
}

/** The file as it was uploaded. */
export function fileOf(ctx: Ctx, { file }: Pick<Form, 'file'>): Buffer {
  return Buffer.from(ctx.app.crypto.open(file), 'base64');
}

function toForm({ actor }: Ctx, form: Omit<Form, 'file'>, { id, name, kind, path }: Org) {
  return {
    id: form.id,
    org: { id, name, kind },
    name: form.name,
    fileName: form.file_name,
    sheet: form.sheet,
    headerRow: form.header_row,
    firstRow: form.first_row,
    columns: [...form.columns],
    ready: form.sheet !== null,
    updatedAt: form.updated_at.toISOString(),
    may: {
      change: allows(actor, 'people.import', path),
      export: scopesOf(actor, 'people.export').length > 0,
    },
  };
}

export async function listForms(
  ctx: Ctx,
  input: Input<typeof contract.listForms>,
): Promise<Output<typeof contract.listForms>> {
  const after = readCursor(input.cursor, ['text', 'uuid']);
  let query = ctx.db
    .selectFrom('people.form as f')
    .select(['f.id', 'f.org_id', 'f.name', 'f.file_name', 'f.sheet', 'f.header_row', 'f.first_row'])
    .select(['f.columns', 'f.created_by', 'f.created_at', 'f.updated_at'])
    .where(isShared(ctx));
  if (after)
    query = query.where(sql<SqlBool>`(f.name collate "zh-x-icu", f.id) > (${after[0]}, ${after[1]}::uuid)`);
  const found = await query
    .orderBy(sql`f.name collate "zh-x-icu"`)
    .orderBy('f.id')
    .limit(input.limit + 1)
    .execute();
  const { items, next } = page(found, input.limit, ({ name, id }) => [name, id]);
  const orgs = new Map<number, Org>();
  for (const { org_id } of items) {
    const org = orgs.get(org_id) ?? (await findOrg(ctx, org_id));
    if (org) orgs.set(org_id, org);
  }
  return { items: items.map((form) => toForm(ctx, form, orgs.get(form.org_id)!)), next };
}

export async function getForm(
  ctx: Ctx,
  { id }: Input<typeof contract.getForm>,
): Promise<Output<typeof contract.getForm>> {
  const { form, org } = await formFor(ctx, id);
  const sheets = await inspectForm(fileOf(ctx, form));
  return {
    ...toForm(ctx, form, org),
    sheets: sheets.map((sheet) => {
      const { columns, ...guess } = guessOf(sheet);
      return {
        name: sheet.name,
        isProtected: sheet.isProtected,
        ...guess,
        columns: columns.map(({ choices, ...column }) => ({ ...column, choices: choices && [...choices] })),
      };
    }),
  };
}

/**
 * How ours would go into a sheet, by its titles; examples, which may be any nonsense, are asked only where a title says
 * nothing. Merged cells count in each of their places, so that a header of two rows is whole.
 */
export function guessOf(sheet: FormSheet): SheetGuess {
  const rows = sheet.rows.map(({ no }, nth) => ({
    no,
    cells: sheet.columns.map(({ titles }) => titles[nth] || null),
  }));
  const whole = guessColumns({ name: sheet.name, rows });
  const head = rows.filter(({ no }) => no <= whole.headerRow);
  const titled = guessColumns({ name: sheet.name, rows: head }, whole.headerRow).columns;
  const taken = titled.flatMap(({ field }) => field ?? []);
  const columns = whole.columns.map(({ index, title, field }) => {
    const own = titled.find((column) => column.index === index)?.field ?? null;
    return { index, title, field: own ?? (field && taken.includes(field) ? null : field) };
  });
  return guessSheet(sheet, { headerRow: whole.headerRow, columns });
}

/** The most people in one file. */
const PEOPLE_MAX = 100_000;
/** Few enough for the server to answer others between two batches. */
const BATCH = 500;

/**
 * The rows for a form: the people of a group whom `union` and those below it look after, union by union in the order of
 * the tree, then by name. Throws `people.export_too_long`.
 */
export async function formRows(
  ctx: Ctx,
  union: Org,
  group: Group,
  columns: readonly FormColumn[],
): Promise<{ people: string[]; rows: Cell[][] }> {
  const unions = (await orgsInReach(ctx, 'people.export', union)).filter(({ kind }) => kind === 'union');
  const found = await peopleIds(ctx, union, group, unions);
  if (found.length > PEOPLE_MAX) throw peopleError('export_too_long', { params: { limit: PEOPLE_MAX } });
  const wanted = new Set(columns.flatMap(({ field }) => field ?? []));
  const open = personOpener(ctx, new Map(unions.map((one) => [one.id, one])), wanted);
  const width = Math.max(...columns.map(({ index }) => index)) + 1;
  const rows: Cell[][] = [];
  for (let from = 0; from < found.length; from += BATCH) {
    for (const person of await open(found.slice(from, from + BATCH))) {
      const row = Array.from<Cell>({ length: width }).fill(null);
      for (const column of columns) row[column.index] = cellOf(column, person, rows.length + 1);
      rows.push(row);
    }
  }
  return { people: found, rows };
}

async function peopleIds(
  ctx: Ctx,
  union: Org,
  group: Group,
  unions: readonly { readonly id: number; readonly path: string }[],
): Promise<string[]> {
  const matching = await peopleMatching(ctx, 'people.export', { orgId: union.id, group });
  const ordered = [...unions].sort((a, b) => byTree(a.path, b.path)).map(({ id }) => id);
  const { rows } = await sql<{ id: string }>`
    select p.id from people.person as p
    join unnest(${ordered}::integer[]) with ordinality as u (id, nth) on u.id = p.org_id
    where ${matching} order by u.nth, p.name collate "zh-x-icu", p.id limit ${PEOPLE_MAX + 1}`.execute(
    ctx.db,
  );
  return rows.map(({ id }) => id);
}

/** A union before those below it, and these in the order in which they were made. */
function byTree(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const apart = left.findIndex((id, depth) => id !== right[depth]);
  return apart === -1 ? left.length - right.length : left[apart]! - (right[apart] ?? 0);
}

type Row = Pick<Selectable<PersonTable>, (typeof PERSON)[number]>;
const PERSON = [
  'id',
  'name',
  'sex',
  'id_type',
  'id_sealed',
  'phone_sealed',
  'occupation',
  'employment',
  'employer_id',
  'employer_name',
  'org_id',
  'number',
  'joined_on',
  'standing',
  'details_sealed',
] as const;

const NUMBERS: readonly FormField[] = ['idNo', 'birthDate'];
const DETAILS = [
  'idValidUntil',
  'department',
  'position',
  'education',
  'politics',
  'ethnicity',
  'skill',
  'residence',
  'migrant',
] as const;

/** Opens people by id, in the order of the ids; only what the form wants is unsealed. */
function personOpener(
  ctx: Ctx,
  unions: ReadonlyMap<number, { readonly name: string; readonly uscc: string | null }>,
  wanted: ReadonlySet<FormField>,
): (ids: readonly string[]) => Promise<FormPerson[]> {
  const employers = new Map<number, string>();
  const wants = (fields: readonly FormField[]) => fields.some((field) => wanted.has(field));
  const { crypto } = ctx.app;
  const opened = (row: Row): FormPerson => {
    const idNo = wants(NUMBERS) ? crypto.open(row.id_sealed) : '';
    const details = wants(DETAILS) ? detailsOf(ctx, row.details_sealed) : {};
    const union = unions.get(row.org_id ?? 0);
    return {
      name: row.name,
      sex: row.sex ?? '',
      idType: row.id_type,
      idNo,
      birthDate: birthDateOf(row.id_type, idNo) ?? '',
      phone: wanted.has('phone') && row.phone_sealed ? crypto.open(row.phone_sealed) : '',
      occupation: row.occupation,
      employment: row.employment ?? '',
      employer: employers.get(row.employer_id ?? 0) ?? row.employer_name ?? '',
      union: union?.name ?? '',
      unionCode: union?.uscc ?? '',
      memberNo: row.number ?? '',
      joinedOn: row.joined_on ?? '',
      standing: row.standing,
      ...detailsFor(details),
    };
  };
  return async (ids) => {
    const rows = await ctx.db.selectFrom('people.person').select(PERSON).where('id', 'in', ids).execute();
    const unknown = rows.flatMap(({ employer_id }) => employer_id ?? []).filter((id) => !employers.has(id));
    for (const [id, { name }] of await orgRefs(ctx, [...new Set(unknown)])) employers.set(id, name);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []).map(opened);
  };
}

function detailsFor(details: Readonly<Record<string, string>>) {
  const given = Object.fromEntries(DETAILS.map((field) => [field, details[field] ?? ''])) as Record<
    (typeof DETAILS)[number],
    string
  >;
  return { ...given, migrant: { true: 'yes', false: 'no' }[given.migrant] ?? given.migrant };
}
