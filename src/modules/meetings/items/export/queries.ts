import { z } from 'zod';
import type { Input } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { definePolicy, policyAt } from '#kernel/policy';
import { writeSheet, type Cell } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import type * as contract from '../contract.ts';
import { itemsError } from '../errors.ts';
import { itemsOf } from '../list/queries.ts';
import type { ItemView } from '../queries.ts';
import { EXPORT_COLUMNS, EXPORT_WORDS } from '../texts/words.ts';

export const mostItems = definePolicy<number>({
  key: 'meetings.export_rows',
  about: 'The most agreed items that are exported in one sheet',
  schema: z.number().int().min(1).max(100_000),
  fallback: 20_000,
  source: 'inference: more than any federation agrees on in ten years',
});

/** The filtered list as a sheet, those in doubt first. Throws item_too_many. */
export async function exportItems(ctx: Ctx, input: Input<typeof contract.exportItems>): Promise<FileAnswer> {
  const limit = await policyAt(ctx, mostItems);
  const items = await itemsOf(ctx, input, limit + 1);
  if (items.length > limit) throw itemsError('item_too_many', { params: { limit } });
  const words = EXPORT_WORDS[ctx.locale];
  await ctx.audit({ action: 'meetings.item_export', detail: { show: input.show, rows: items.length } });
  const bytes = writeSheet({
    name: words.sheet,
    columns: EXPORT_COLUMNS.map((column) => ({ title: words.columns[column] })),
    rows: items.map((item) => cellsOf(item, words)),
  });
  return { bytes, name: `${words.sheet}-${civilDate(ctx.now)}.xlsx` };
}

function cellsOf(item: ItemView, words: (typeof EXPORT_WORDS)['zh']): Cell[] {
  const cells: Record<(typeof EXPORT_COLUMNS)[number], Cell> = {
    meeting: item.meeting.title,
    seq: item.seq,
    text: item.text,
    measure: item.measure,
    theme: item.theme?.name ?? null,
    consensus: words.consensus[item.consensus],
    lead: item.lead.name,
    support: item.support.map(({ name }) => name).join(words.separator),
    owner: item.owner && [item.owner.name, item.owner.title].filter(Boolean).join(' '),
    dueOn: item.dueOn,
    deferrals: item.deferrals,
    state: words.states[item.state],
    due: item.due === 'overdue' ? words.overdue : null,
    since: civilDate(new Date(item.steppedAt)),
    reason: item.reason,
    outcome: item.outcome,
    agreedAt: civilDate(new Date(item.agreedAt)),
    closedAt: item.closedAt && civilDate(new Date(item.closedAt)),
  };
  return EXPORT_COLUMNS.map((column) => cells[column]);
}
