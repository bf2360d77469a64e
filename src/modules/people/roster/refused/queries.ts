import type { Input } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { fill } from '#kernel/i18n';
import type { FileAnswer } from '#kernel/module';
import { writeSheet, type Cell } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import { peopleError } from '../../errors.ts';
import type * as contract from '../contract.ts';
import type { Refusal } from '../contract.ts';
import { importFor, keptOf, type RosterRow } from '../queries.ts';
import { REASONS } from '../texts/reasons.ts';

/** The rows that cannot be used, as they came, with the reason behind: what an officer sends back to the office. */
export async function downloadRefused(
  ctx: Ctx,
  { id }: Input<typeof contract.downloadRefused>,
): Promise<FileAnswer> {
  const row = await importFor(ctx, id);
  const rows = await ctx.db
    .selectFrom('people.roster_row')
    .selectAll()
    .where('import_id', '=', id)
    .where('outcome', 'in', ['refused', 'duplicate'])
    .orderBy('no')
    .execute();
  if (rows.length === 0) throw peopleError('nothing_refused');
  await ctx.audit({
    action: 'people.import_refused',
    entity: 'people.roster_import',
    entityId: id,
    orgId: row.org_id,
    detail: { rows: rows.length },
    people: rows.flatMap(({ person_id }) => person_id ?? []),
  });
  const words = REASONS[ctx.locale];
  const width = Math.max(0, ...row.columns.map(({ index }) => index + 1));
  const titles = Array.from(
    { length: width },
    (_, index) => row.columns.find((column) => column.index === index)?.title ?? '',
  );
  const bytes = writeSheet({
    name: words.sheet,
    columns: [...titles.map((title) => ({ title })), { title: words.reason, width: 60 }],
    rows: rows.map((refused) => [...cellsOf(ctx, refused, width), reasonOf(ctx, refused)]),
  });
  return { bytes, name: `${words.sheet}-${civilDate(ctx.now)}.xlsx` };
}

function cellsOf(ctx: Ctx, row: RosterRow, width: number): Cell[] {
  const kept = keptOf(ctx, row);
  const cells = kept && 'cells' in kept ? kept.cells : [];
  return Array.from({ length: width }, (_, index) => cells[index] ?? null);
}

function reasonOf({ locale }: Ctx, { refusals, first_row }: RosterRow): string {
  const words = REASONS[locale];
  if (first_row !== null) return fill(words.duplicate, { row: first_row });
  return refusals.map((code) => words[code as Refusal]).join(locale === 'zh' ? '；' : '; ');
}
