import { sql } from 'kysely';
import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { mayAt, withNames } from '#orgs';
import { ITEM, itemFor, unitRefs, unitsOf, type Item } from '../../queries.ts';
import { ITEM_STEPS } from '../../rules.ts';
import type * as contract from '../contract.ts';
import { itemRows, themesOf, toItems } from '../queries.ts';

type Page = Output<typeof contract.getItem>;

export async function getItem(
  ctx: Ctx,
  { id }: Input<typeof contract.getItem>,
): Promise<Output<typeof contract.getItem>> {
  const row = await itemFor(ctx, 'meetings.read', id);
  const [item] = await toItems(ctx, await itemRows(ctx).where('i.id', '=', id).execute());
  const all = await unitsOf(ctx, row.body_id);
  const refs = await unitRefs(ctx, all);
  return {
    ...item!,
    next: [...ITEM_STEPS[row.state]],
    mayManage: await mayAt(ctx, 'meetings.manage', row.org_id),
    units: all.filter(({ left_at }) => left_at === null).map((unit) => refs.get(unit.id)!),
    themes: await themesOf(ctx),
    history: await withNames(ctx, await changesOf(ctx, ITEM, id)),
    edits: await editsOf(ctx, row, [...refs.values()]),
    chases: await chasesOf(ctx, id),
    heard: await heardOf(ctx, id),
    files: await filesOf(ctx, id),
  };
}

/** Every change, with units and topics as they are called now. */
async function editsOf(
  ctx: Ctx,
  { id, body_id }: Item,
  units: readonly { readonly id: string; readonly name: string }[],
): Promise<Page['edits']> {
  const edits = await ctx.db
    .selectFrom('meetings.item_edit')
    .selectAll()
    .where('item_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const officers = await ctx.app.accounts.namesOf([...new Set(edits.map(({ edited_by }) => edited_by))]);
  const topics = await ctx.db
    .selectFrom('meetings.topic')
    .select(['id', 'title as name'])
    .where('body_id', '=', body_id)
    .execute();
  const names = new Map([...units, ...topics].map((one) => [one.id, one.name]));
  const wordOf = (value: unknown): string =>
    (Array.isArray(value) ? value : [value])
      .filter((one): one is string => typeof one === 'string' && one !== '')
      .map((one) => names.get(one) ?? one)
      .join('、');
  return edits.map(({ at, edited_by, reason, before, after }) => ({
    at: at.toISOString(),
    by: officers.get(edited_by) ?? edited_by,
    reason,
    changes: Object.keys(after).map((field) => ({
      field,
      before: wordOf(before[field]),
      after: wordOf(after[field]),
    })),
  }));
}

async function chasesOf(ctx: Ctx, id: string) {
  const chases = await ctx.db
    .selectFrom('meetings.chase')
    .selectAll()
    .where('item_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const names = await ctx.app.accounts.namesOf([...new Set(chases.map(({ made_by }) => made_by))]);
  return chases.map(({ at, made_by, whom, how, level, note }) => ({
    at: at.toISOString(),
    by: names.get(made_by) ?? made_by,
    whom,
    how,
    level,
    note,
  }));
}

async function heardOf(ctx: Ctx, id: string) {
  const rows = await ctx.db
    .selectFrom('meetings.carried as c')
    .innerJoin('meetings.meeting as m', 'm.id', 'c.meeting_id')
    .select(['c.at', 'c.decision', 'c.said', 'm.id', 'm.title as name'])
    .where('c.item_id', '=', id)
    .orderBy('c.at')
    .execute();
  return rows.map(({ at, decision, said, ...meeting }) => ({
    at: at.toISOString(),
    decision,
    said,
    meeting,
  }));
}

async function filesOf(ctx: Ctx, id: string) {
  const rows = await ctx.db
    .selectFrom('meetings.file')
    .select(['id', 'name', 'type', 'added_at', sql<number>`length(bytes)`.as('bytes')])
    .where('item_id', '=', id)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.map(({ added_at, ...file }) => ({ ...file, at: added_at.toISOString() }));
}
