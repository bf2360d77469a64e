import { sql, type SqlBool } from 'kysely';
import { backupsUntil } from '#kernel/backup';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { countErased } from '#kernel/erasure';
import type { FileAnswer } from '#kernel/module';
import { page, readCursor } from '#kernel/paging';
import { policyAt, policySource } from '#kernel/policy';
import { writeSheet, type Cell } from '#kernel/sheets';
import { civilDate } from '#kernel/time';
import type * as contract from '../contract.ts';
import { RETENTION_RULES } from '../queries.ts';
import { cutoffOf } from '../rules.ts';
import { RETENTION_WORDS } from '../texts/words.ts';

const MONTH_MS = 30 * 86_400_000;

/** Figures of the whole deployment, without anybody in them. */
export function getRetention(ctx: Ctx): Promise<Output<typeof contract.getRetention>> {
  return beyond(ctx, 'figures of the clearing', reportOf);
}

async function reportOf(ctx: Ctx): Promise<Output<typeof contract.getRetention>> {
  const rules: Output<typeof contract.getRetention>['rules'] = [];
  for (const { category, policy, unit, action, due } of RETENTION_RULES) {
    const value = await policyAt(ctx, policy);
    const dueNow = await due(ctx, cutoffOf(ctx.now, value, unit));
    const later = await due(ctx, cutoffOf(new Date(ctx.now.getTime() + MONTH_MS), value, unit));
    const source = await policySource(ctx, policy);
    rules.push({
      category,
      policy: policy.key,
      value,
      unit,
      action,
      source,
      dueNow,
      dueNextMonth: later - dueNow,
    });
  }
  return { rules, backupsUntil: await backupsUntil(ctx), erased: await countErased(ctx) };
}

export function listRetentionRuns(
  ctx: Ctx,
  input: Input<typeof contract.listRetentionRuns>,
): Promise<Output<typeof contract.listRetentionRuns>> {
  return beyond(ctx, 'figures of the clearing', (wide) => runsOf(wide, input));
}

async function runsOf(
  ctx: Ctx,
  input: Input<typeof contract.listRetentionRuns>,
): Promise<Output<typeof contract.listRetentionRuns>> {
  const after = readCursor(input.cursor, ['time', 'uuid']);
  let query = ctx.db.selectFrom('people.retention_run').selectAll();
  if (after) query = query.where(sql<SqlBool>`(at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const found = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
    .execute();
  const { items, next } = page(found, input.limit, (row) => [row.at.toISOString(), row.id]);
  return {
    items: items.map(({ at, cutoff, backups_until, ...row }) => ({
      ...row,
      at: at.toISOString(),
      cutoff: cutoff.toISOString(),
      backupsUntil: backups_until,
    })),
    next,
  };
}

export async function exportRetention(ctx: Ctx): Promise<FileAnswer> {
  const words = RETENTION_WORDS[ctx.locale];
  await ctx.audit({ action: 'people.retention_export' });
  const bytes = writeSheet({
    name: words.sheet,
    columns: words.columns.map((title) => ({ title })),
    rows: await reported(ctx),
  });
  return { bytes, name: `${words.sheet}-${civilDate(ctx.now)}.xlsx` };
}

const PAGE = 200;

async function reported(ctx: Ctx): Promise<Cell[][]> {
  const words = RETENTION_WORDS[ctx.locale];
  const { rules } = await getRetention(ctx);
  const sources = new Map(rules.map(({ category, source }) => [category, source]));
  const rows: Cell[][] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await listRetentionRuns(ctx, { cursor, limit: PAGE });
    for (const { at, category, action, count, cutoff, policy, backupsUntil: until } of items)
      rows.push([
        civilDate(new Date(at)),
        words.categories[category],
        words.actions[action],
        count,
        civilDate(new Date(cutoff)),
        policy,
        sources.get(category) ?? words.why[category],
        until,
      ]);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return rows;
}
