import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import { auditApart, type AuditEntry } from '#kernel/audit';
import { authorise, scopesOf } from '#kernel/auth';
import type { Input } from '#kernel/contract';
import { inTx, type Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { definePolicy, policyAt } from '#kernel/policy';
import { writeSheet, type Cell } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import { orgFor, orgRefs } from '#orgs';
import { peopleError } from '../../errors.ts';
import { EXPORT_COLUMNS, type ExportColumn } from '../contract.ts';
import type * as contract from '../contract.ts';
import { byName, countPeople, type Matching } from '../order/queries.ts';
import { matchingParts, searching } from '../queries.ts';
import { EXPORT_WORDS } from '../texts/words.ts';

const mostRows = definePolicy({
  key: 'people.export_rows',
  about: 'The most people that leave in one exported sheet',
  schema: z.number().int().min(1).max(1_000_000),
  fallback: 200_000,
  source: 'inference: a sheet that Excel on an office PC still opens without a pause',
});

const PAGE = 2_000;
const NUMBERS: readonly ExportColumn[] = ['idNo', 'phone'];

/**
 * The filtered list as a sheet, page by page: what is in memory is one page. Who asked, for what and how many is written
 * down before the first row leaves, and who is on a page before that page does. Full numbers need `people.reveal`
 * wherever the rows are.
 */
export async function exportPeople(
  ctx: Ctx,
  input: Input<typeof contract.exportPeople>,
): Promise<FileAnswer> {
  const { columns, orgId = null, purpose } = input;
  const matching = await inTx(ctx, (tx) => begin(tx, input));
  const words = EXPORT_WORDS[ctx.locale];
  const bytes = writeSheet({
    name: words.sheet,
    columns: columns.map((column) => ({ title: words.columns[column] })),
    rows: exportedRows(ctx, matching, columns, { orgId, purpose }),
  });
  return { bytes, name: `${words.sheet}-${civilDate(ctx.now)}.xlsx` };
}

/** Who is meant, once it is known that they may leave and is written down that they do. */
async function begin(
  ctx: Ctx,
  { columns, purpose, ...filters }: Input<typeof contract.exportPeople>,
): Promise<Matching> {
  const matching = await matchingParts(ctx, 'people.export', filters);
  if (columns.some((column) => NUMBERS.includes(column))) await requireReveal(ctx, filters.orgId);
  const limit = await policyAt(ctx, mostRows);
  const count = await searching(ctx, (wide) => countPeople(wide, matching, limit + 1));
  if (count > limit) throw peopleError('export_too_long', { params: { limit } });
  const { q, ...told } = filters;
  await ctx.audit({
    action: 'people.export',
    orgId: filters.orgId ?? null,
    purpose,
    // What was searched for may be a name.
    detail: { ...told, searched: q !== undefined, columns, count },
  });
  return matching;
}

/** Whole numbers leave only where the actor may also see them: everywhere that the export reaches. */
async function requireReveal(ctx: Ctx, orgId: number | undefined): Promise<void> {
  const reach =
    orgId === undefined
      ? scopesOf(ctx.actor, 'people.export')
      : [(await orgFor(ctx, 'people.export', orgId)).path];
  for (const path of reach) authorise(ctx, 'people.reveal', path);
}

async function* exportedRows(
  ctx: Ctx,
  matching: Matching,
  columns: readonly ExportColumn[],
  asked: Pick<AuditEntry, 'orgId' | 'purpose'>,
): AsyncGenerator<Cell[]> {
  let cursor: string | undefined;
  do {
    const { items, next } = await searching(ctx, (wide) =>
      byName(wide, matching, { cursor, limit: PAGE, counts: false }),
    );
    const ids = items.map(({ id }) => id);
    const people = await inTx(ctx, (tx) => peopleOf(tx, ids));
    await auditApart(ctx, { action: 'people.export_rows', ...asked, people: people.map(({ id }) => id) });
    for (const person of people) yield columns.map((column) => CELL[column](ctx, person));
    cursor = next ?? undefined;
  } while (cursor !== undefined);
}

type Person = Awaited<ReturnType<typeof peopleOf>>[number];

async function peopleOf(ctx: Ctx, ids: readonly string[]) {
  const found = await ctx.db
    .selectFrom('people.person')
    .selectAll()
    .where(sql<SqlBool>`id = any(${ids})`)
    .execute();
  const orgs = await orgRefs(ctx, [
    ...new Set(found.flatMap(({ org_id, employer_id }) => [org_id ?? 0, employer_id ?? 0])),
  ]);
  const rows = new Map(
    found.map((row) => [
      row.id,
      {
        ...row,
        org: orgs.get(row.org_id ?? 0)?.name ?? null,
        employer: orgs.get(row.employer_id ?? 0)?.name ?? row.employer_name,
      },
    ]),
  );
  return ids.flatMap((id) => rows.get(id) ?? []);
}

const CELL: Readonly<Record<ExportColumn, (ctx: Ctx, person: Person) => Cell>> = {
  name: (_, { name }) => name,
  sex: ({ locale }, { sex }) => sex && EXPORT_WORDS[locale].sexes[sex],
  birthYear: (_, { birth_year }) => birth_year,
  occupation: ({ locale }, { occupation }) => EXPORT_WORDS[locale].occupations[occupation],
  employment: ({ locale }, { employment }) => employment && EXPORT_WORDS[locale].employments[employment],
  employer: (_, { employer }) => employer,
  org: (_, { org }) => org,
  standing: ({ locale }, { standing }) => EXPORT_WORDS[locale].standings[standing],
  number: (_, { number }) => number,
  joinedOn: (_, { joined_on }) => joined_on,
  leftOn: (_, { left_on }) => left_on,
  idNo: ({ app }, { id_sealed }) => app.crypto.open(id_sealed),
  phone: ({ app }, { phone_sealed }) => phone_sealed && app.crypto.open(phone_sealed),
};

/** The members of a union with everything there is, for the command line. */
export function exportEverybody(ctx: Ctx, orgId: number, purpose: string): Promise<FileAnswer> {
  return exportPeople(ctx, { orgId, purpose, group: 'members', columns: [...EXPORT_COLUMNS] });
}
