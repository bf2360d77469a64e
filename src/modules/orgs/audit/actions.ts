import { z } from 'zod';
import { countEntries, listEntries, type EntryFilter } from '#kernel/audit';
import type { Input } from '#kernel/contract';
import { inTx, type Ctx } from '#kernel/ctx';
import type { FileAnswer } from '#kernel/module';
import { definePolicy, policyAt } from '#kernel/policy';
import { writeSheet, type Cell } from '#kernel/sheets';
import { civilDate, wallClock } from '#kernel/time';
import { orgsError } from '../errors.ts';
import type * as contract from './contract.ts';
import { filterOf, placeOf, toldOf, toLines, type AuditFilters } from './queries.ts';
import { wordOf } from './texts/actions.ts';
import { SHEET_WORDS } from './texts/sheet.ts';

const mostRows = definePolicy({
  key: 'orgs.audit_export_rows',
  about: 'The most entries of the audit log in one exported sheet',
  schema: z.number().int().min(1).max(1_000_000),
  fallback: 200_000,
  source: 'inference: a sheet that Excel on an office PC still opens without a pause',
});

const PAGE = 2_000;

/** The filtered entries as a sheet, page by page; who took them, and for what, is written down before the first row. */
export async function exportAudit(
  ctx: Ctx,
  { purpose, ...filters }: Input<typeof contract.exportAudit>,
): Promise<FileAnswer> {
  const filter = await inTx(ctx, (tx) => begin(tx, filters, purpose));
  const words = SHEET_WORDS[ctx.locale];
  const columns = Object.values(words.columns).map((title) => ({ title }));
  const bytes = writeSheet({ name: words.sheet, columns, rows: exportedRows(ctx, filter) });
  return { bytes, name: `${words.sheet}-${civilDate(ctx.now)}.xlsx` };
}

/** What is meant, once it is written down who takes it. */
async function begin(ctx: Ctx, filters: AuditFilters, purpose: string): Promise<EntryFilter> {
  const filter = await filterOf(ctx, filters);
  const limit = await policyAt(ctx, mostRows);
  const count = await countEntries(ctx.db, filter, limit + 1);
  if (count > limit) throw orgsError('audit_too_long', { params: { limit } });
  await ctx.audit({
    action: 'audit.export',
    entity: 'audit',
    orgId: placeOf(ctx),
    purpose,
    detail: { ...toldOf(filters), count },
  });
  return filter;
}

async function* exportedRows(ctx: Ctx, filter: EntryFilter): AsyncGenerator<Cell[]> {
  let before: string | undefined;
  do {
    const lines = await inTx(ctx, (tx) => pageOf(tx, filter, before));
    for (const line of lines) yield cellsOf(ctx, line);
    before = lines.length === PAGE ? lines.at(-1)?.id : undefined;
  } while (before !== undefined);
}

async function pageOf(ctx: Ctx, filter: EntryFilter, before: string | undefined) {
  return toLines(ctx, await listEntries(ctx.db, filter, { before, limit: PAGE }));
}

type Line = Awaited<ReturnType<typeof toLines>>[number];

function cellsOf({ locale }: Ctx, line: Line): Cell[] {
  const { at, actor, account, action, org, purpose, shown, entityId } = line;
  const words = SHEET_WORDS[locale];
  const who = actor.name ?? (actor.id.startsWith('system:') ? words.system : null);
  const instant = new Date(at);
  return [
    `${civilDate(instant)} ${wallClock(instant)}`,
    who ?? (actor.id === 'guest' ? (account ?? words.guest) : null),
    wordOf(action, locale),
    org?.name ?? null,
    purpose,
    shown,
    entityId,
    actor.id,
    action,
  ];
}
