import { z } from 'zod';
import type { Input } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { definePolicy, policyAt } from '#kernel/policy';
import { writeSheet, type Cell } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import { themeNames } from '../concerns/themes/queries.ts';
import type * as contract from '../contract.ts';
import { voicesError } from '../errors.ts';
import { countVoices, matchingVoices, toViews, voicesInOrder } from '../queries.ts';
import { KIND_WORDS } from '../texts/kinds.ts';
import { SHEET_WORDS } from '../texts/sheet.ts';

const DAY_MS = 86_400_000;

export const mostVoices = definePolicy({
  key: 'voices.export_rows',
  about: 'The most voices that are exported in one sheet',
  schema: z.number().int().min(1).max(100_000),
  fallback: 10_000,
  source: 'inference: more than a year of a city; a sheet that an office PC opens without a pause',
});

/** The filtered list as a sheet, without names and contacts. Throws voices.export_too_long. */
export async function exportVoices(
  ctx: Ctx,
  filters: Input<typeof contract.exportVoices>,
): Promise<FileAnswer> {
  const matching = await matchingVoices(ctx, filters);
  const limit = await policyAt(ctx, mostVoices);
  const count = await countVoices(ctx, matching);
  if (count > limit) throw voicesError('export_too_long', { params: { limit } });
  const views = await toViews(ctx, await voicesInOrder(ctx, matching, { order: filters.order, limit }));
  await ctx.audit({ action: 'voices.export', detail: { count } });
  const words = SHEET_WORDS[ctx.locale];
  const themeOf = await themeNames(ctx);
  const bytes = writeSheet({
    name: words.sheet,
    columns: words.columns.map((title) => ({ title })),
    rows: views.map((view) => cellsOf(ctx, view, themeOf(view.theme))),
  });
  return { bytes, name: `${words.sheet}-${civilDate(ctx.now)}.xlsx` };
}

function cellsOf(
  { locale, now }: Ctx,
  view: Awaited<ReturnType<typeof toViews>>[number],
  theme: string | null,
): Cell[] {
  const words = SHEET_WORDS[locale];
  const until = view.answeredAt === null ? now : new Date(view.answeredAt);
  return [
    civilDate(new Date(view.at)),
    KIND_WORDS[locale][view.kind],
    view.text,
    theme,
    view.org.name,
    view.place?.name ?? null,
    view.area,
    view.page,
    words.states[view.state],
    Math.floor((until.getTime() - Date.parse(view.since)) / DAY_MS),
    view.note,
    view.answeredAt === null ? null : civilDate(new Date(view.answeredAt)),
    view.additions.map((added) => addedIn(words, added)).join('\n') || null,
  ];
}

/** What was added later, in one line: whether the answer helped, and the words. */
function addedIn(
  words: (typeof SHEET_WORDS)['zh'],
  { text, helped }: { readonly text: string; readonly helped: boolean | null },
): string {
  const told = helped === null ? '' : helped ? words.helped : words.helpedNot;
  return [told, text].filter(Boolean).join('：');
}
