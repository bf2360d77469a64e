import { sql } from 'kysely';
import type { Input } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { writeSheet } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import type * as contract from '../contract.ts';
import { concernRows, lateBefore, matchingConcerns, toViews } from '../queries.ts';
import { COLUMNS, EXPORT_WORDS } from '../texts/export.ts';

const DAY_MS = 86_400_000;
/** More than any union handles in its life; a sheet that an office PC opens without a pause. */
const ROWS_MAX = 20_000;

/** The filtered concerns as a sheet, those that have waited longest first. No voice and nobody’s contact is in it. */
export async function exportConcerns(
  ctx: Ctx,
  filters: Input<typeof contract.exportConcerns>,
): Promise<FileAnswer> {
  const { before } = await lateBefore(ctx);
  const found = await concernRows(ctx)
    .where(await matchingConcerns(ctx, filters, before))
    .select(['c.answer', 'c.answered_at'])
    .orderBy(filters.order === 'age' ? sql`oldest` : sql`voices desc`)
    .orderBy('c.id')
    .limit(ROWS_MAX)
    .execute();
  const views = await toViews(ctx, found, before);
  const words = EXPORT_WORDS[ctx.locale];
  const bytes = writeSheet({
    name: words.sheet,
    columns: COLUMNS.map((column) => ({ title: words.columns[column] })),
    rows: found.map(({ answer, answered_at, oldest }, at) => {
      const view = views[at]!;
      const until = view.reopened > 0 ? ctx.now : (answered_at ?? ctx.now);
      return [
        view.title,
        view.theme,
        view.org.name,
        words.states[view.state],
        view.voices,
        civilDate(oldest),
        Math.floor((until.getTime() - oldest.getTime()) / DAY_MS),
        view.waits.map(({ lane }) => words.lanes[lane]).join(ctx.locale === 'zh' ? '、' : ', '),
        answer,
        answered_at && civilDate(answered_at),
      ];
    }),
  });
  return { bytes, name: `${words.sheet}-${civilDate(ctx.now)}.xlsx` };
}
