import { sql, type SqlBool } from 'kysely';
import type { z } from 'zod';
import { changesOf } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { policyAt } from '#kernel/policy';
import { addDays, civilDate } from '#kernel/time';
import { mayAt, orgRefs, withNames } from '#orgs';
import { bodyFor, ITEM, itemFor, meetingFor, unitRefs, unitsOf, type Item, type Unit } from '../queries.ts';
import { isHeld, ITEM_STEPS } from '../rules.ts';
import { chaseDays } from './chase/queries.ts';
import type * as contract from './contract.ts';
import { dueOf } from './rules.ts';
import { itemThemes, undoMinutes } from './themes/queries.ts';

export type ItemView = z.output<typeof contract.itemSchema>;
export type CarriedItem = z.output<typeof contract.carriedSchema>;

type Row = Item & {
  readonly bodyName: string;
  readonly meetingTitle: string;
  readonly topicTitle: string | null;
};

/** Items with what they are shown with; the caller says which. */
export function itemRows(ctx: Ctx) {
  return ctx.db
    .selectFrom('meetings.item as i')
    .innerJoin('meetings.body as b', 'b.id', 'i.body_id')
    .innerJoin('meetings.meeting as o', 'o.id', 'i.meeting_id')
    .leftJoin('meetings.topic as t', 't.id', 'i.topic_id')
    .selectAll('i')
    .select(['b.name as bodyName', 'o.title as meetingTitle', 't.title as topicTitle']);
}

/** The dates that `due` of an item goes by. */
export async function dueDates(ctx: Ctx): Promise<{ today: string; soonUntil: string }> {
  const today = civilDate(ctx.now);
  return { today, soonUntil: addDays(today, (await policyAt(ctx, chaseDays)).remind) };
}

/** Items as lists and pages show them, in the order given. */
export async function toItems(ctx: Ctx, rows: readonly Row[]): Promise<ItemView[]> {
  if (rows.length === 0) return [];
  const support = await ctx.db
    .selectFrom('meetings.item_support')
    .selectAll()
    .where(
      'item_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const unitIds = [...rows.map(({ lead_unit }) => lead_unit), ...support.map(({ unit_id }) => unit_id)];
  const units = await ctx.db
    .selectFrom('meetings.unit')
    .selectAll()
    .where('id', 'in', [...new Set(unitIds)])
    .orderBy('seq')
    .execute();
  const refs = await unitRefs(ctx, units);
  const gone = new Set(units.filter(({ left_at }) => left_at !== null).map(({ id }) => id));
  const orgs = await orgRefs(ctx, [...new Set(rows.map(({ org_id }) => org_id))]);
  const themes = new Map((await policyAt(ctx, itemThemes)).map((theme) => [theme.code, theme[ctx.locale]]));
  const dates = await dueDates(ctx);
  return rows.map((row) => ({
    id: row.id,
    body: { id: row.body_id, name: row.bodyName },
    org: orgs.get(row.org_id)!,
    meeting: { id: row.meeting_id, title: row.meetingTitle },
    topic: row.topic_id === null ? null : { id: row.topic_id, title: row.topicTitle! },
    seq: row.seq,
    text: row.text,
    measure: row.measure,
    theme: row.theme === null ? null : { code: row.theme, name: themes.get(row.theme) ?? row.theme },
    consensus: row.consensus,
    lead: { ...refs.get(row.lead_unit)!, left: gone.has(row.lead_unit) },
    support: units
      .filter(({ id }) => support.some(({ item_id, unit_id }) => item_id === row.id && unit_id === id))
      .map(({ id }) => refs.get(id)!),
    owner: ownerOf(row),
    dueOn: row.due_on,
    due: dueOf({ dueOn: row.due_on, open: row.closed_at === null }, dates),
    ...standing(row),
  }));
}

function ownerOf(row: Item): ItemView['owner'] {
  if (row.owner_name === null) return null;
  return { name: row.owner_name, title: row.owner_title, hasPhone: row.owner_sealed !== null };
}

function standing(row: Item) {
  const time = (at: Date | null) => at?.toISOString() ?? null;
  return {
    state: row.state,
    reason: row.reason,
    outcome: row.outcome,
    how: row.how,
    agreedAt: row.agreed_at.toISOString(),
    steppedAt: row.stepped_at.toISOString(),
    chasedAt: time(row.chased_at),
    escalatedAt: time(row.escalated_at),
    closedAt: time(row.closed_at),
    version: row.version,
  };
}

const HELD = sql`('held', 'minutes_draft', 'minutes_circulated', 'issued')`;

/**
 * What a meeting must hear first (domain.md B6): all items of its body that were agreed at earlier meetings and are open,
 * and those that ended since the meeting before it, unless that one heard of the end. Open ones first. For whoever may
 * see the meeting.
 */
export async function openItemsAt(ctx: Ctx, meetingId: string): Promise<CarriedItem[]> {
  const rows = await itemRows(ctx)
    .innerJoin('meetings.meeting as m', (join) =>
      join.on('m.id', '=', meetingId).onRef('m.body_id', '=', 'i.body_id'),
    )
    .where(sql<SqlBool>`(o.year, o.ordinal) < (m.year, m.ordinal)`)
    .where(
      sql<SqlBool>`(i.closed_at is null or i.closed_at > coalesce((select max(p.starts_at) from meetings.meeting as p
        where p.body_id = m.body_id and p.state in ${HELD} and (p.year, p.ordinal) < (m.year, m.ordinal)), '-infinity'))`,
    )
    .where(
      sql<SqlBool>`not exists (select from meetings.carried as c join meetings.meeting as p on p.id = c.meeting_id
        where c.item_id = i.id and c.decision in ('closed', 'failed') and (p.year, p.ordinal) < (m.year, m.ordinal))`,
    )
    .orderBy(sql`i.closed_at is not null`)
    .orderBy(sql`i.due_on nulls last`)
    .orderBy('o.year')
    .orderBy('o.ordinal')
    .orderBy('i.seq')
    .execute();
  const items = await toItems(ctx, rows);
  const said = await ctx.db
    .selectFrom('meetings.carried')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .execute();
  const heard = new Map(said.map((row) => [row.item_id, row]));
  return items.map((item) => {
    const row = heard.get(item.id);
    return {
      ...item,
      heard: row ? { decision: row.decision, said: row.said, at: row.at.toISOString() } : null,
    };
  });
}

/** What a meeting has not heard of yet, for whoever takes it on to the next step. */
export async function unheard(ctx: Ctx, meetingId: string): Promise<CarriedItem[]> {
  return (await openItemsAt(ctx, meetingId)).filter(({ heard }) => heard === null);
}

/** Themes in the caller's language. */
export async function themesOf(ctx: Ctx): Promise<{ code: string; name: string }[]> {
  return (await policyAt(ctx, itemThemes)).map((theme) => ({ code: theme.code, name: theme[ctx.locale] }));
}

export async function getItem(
  ctx: Ctx,
  { id }: Input<typeof contract.getItem>,
): Promise<Output<typeof contract.getItem>> {
  const row = await itemFor(ctx, 'meetings.read', id);
  const [item] = await toItems(ctx, await itemRows(ctx).where('i.id', '=', id).execute());
  const units = (await unitsOf(ctx, row.body_id)).filter(({ left_at }) => left_at === null);
  const refs = await unitRefs(ctx, units);
  const names = await unitNames(ctx, row.body_id);
  return {
    ...item!,
    next: [...ITEM_STEPS[row.state]],
    mayManage: await mayAt(ctx, 'meetings.manage', row.org_id),
    units: units.map((unit) => refs.get(unit.id)!),
    themes: await themesOf(ctx),
    history: await withNames(ctx, await changesOf(ctx, ITEM, id)),
    edits: await editsOf(ctx, id, names),
    chases: await chasesOf(ctx, id),
    heard: await heardOf(ctx, id),
    files: await filesOf(ctx, id),
  };
}

/** Every unit of a body by its id, those that have left too. */
async function unitNames(ctx: Ctx, bodyId: string): Promise<ReadonlyMap<string, string>> {
  const refs = await unitRefs(ctx, await unitsOf(ctx, bodyId));
  return new Map([...refs].map(([id, { name }]) => [id, name]));
}

async function editsOf(ctx: Ctx, id: string, units: ReadonlyMap<string, string>) {
  const edits = await ctx.db
    .selectFrom('meetings.item_edit')
    .selectAll()
    .where('item_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const names = await ctx.app.accounts.namesOf([...new Set(edits.map(({ edited_by }) => edited_by))]);
  const wordOf = (value: unknown): string =>
    (Array.isArray(value) ? value : [value])
      .filter((one): one is string => typeof one === 'string' && one !== '')
      .map((one) => units.get(one) ?? one)
      .join('、');
  return edits.map(({ at, edited_by, reason, before, after }) => ({
    at: at.toISOString(),
    by: names.get(edited_by) ?? edited_by,
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

export async function listMeetingItems(
  ctx: Ctx,
  { id }: Input<typeof contract.listMeetingItems>,
): Promise<Output<typeof contract.listMeetingItems>> {
  const meeting = await meetingFor(ctx, 'meetings.read', id);
  await bodyFor(ctx, 'meetings.read', meeting.body_id);
  const agreed = await itemRows(ctx).where('i.meeting_id', '=', id).orderBy('i.seq').execute();
  const units: Unit[] = (await unitsOf(ctx, meeting.body_id)).filter(({ left_at }) => left_at === null);
  const refs = await unitRefs(ctx, units);
  const topics = await ctx.db
    .selectFrom('meetings.topic')
    .select(['id', 'title'])
    .where('meeting_id', '=', id)
    .where('state', '<>', 'declined')
    .orderBy('seq')
    .execute();
  const manage = await mayAt(ctx, 'meetings.manage', meeting.org_id);
  const held = isHeld(meeting.state);
  return {
    carried: await openItemsAt(ctx, id),
    agreed: await toItems(ctx, agreed),
    units: units.map((unit) => refs.get(unit.id)!),
    topics,
    themes: await themesOf(ctx),
    may: { manage, add: manage && held, hear: manage && held },
    consensus: meeting.consensus === 'full' ? 'full' : 'preliminary',
    undoMinutes: await policyAt(ctx, undoMinutes),
  };
}
