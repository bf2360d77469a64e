import type { Input } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { writeSheet } from '#kernel/sheets';
import type * as contract from '../contract.ts';
import { intakeFor } from '../queries.ts';
import { LEFT_WORDS } from '../texts/left-words.ts';

/** The rows that are left out, each with why, in the columns of the list; to be put right and uploaded again. */
export async function exportLeftOut(
  ctx: Ctx,
  { id }: Input<typeof contract.exportLeftOut>,
): Promise<FileAnswer> {
  const intake = await intakeFor(ctx, id);
  const words = LEFT_WORDS[ctx.locale];
  const columns = intake.columns.filter(({ personal }) => !personal);
  const rows = await ctx.db
    .selectFrom('voices.hotline_row')
    .select(['no', 'cells', 'outcome', 'remarks'])
    .where('intake_id', '=', id)
    .where('skip', '=', true)
    .orderBy('no')
    .execute();
  const why = (remarks: (typeof rows)[number]['remarks'], outcome: (typeof rows)[number]['outcome']) =>
    outcome === 'new' ? words.chosen : remarks.map(({ code }) => words.remarks[code]).join(words.separator);
  const bytes = writeSheet({
    name: words.sheet,
    columns: [words.row, words.why, ...columns.map(({ title }) => title)].map((title) => ({ title })),
    rows: rows.map(({ no, cells, outcome, remarks }) => [
      no,
      why(remarks, outcome),
      ...columns.map(({ index }) => cells[index] ?? null),
    ]),
  });
  return { bytes, name: `${words.sheet}-${intake.file_name.replace(/\.\w+$/, '')}.xlsx` };
}
