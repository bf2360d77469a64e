import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { policyAt } from '#kernel/policy';
import { ITEM, itemFor, meetingFor, unitsOf, type Item, type Meeting } from '../queries.ts';
import { isHeld } from '../rules.ts';
import { tellConcerns, tellOfLinks } from './back/actions.ts';
import { concernIdsOf } from './back/queries.ts';
import type * as contract from './contract.ts';
import { itemsError } from './errors.ts';
import { noteEdit, noteProgress, ownerColumns, takeStep } from './steps/actions.ts';
import { itemThemes, undoMinutes } from './themes/queries.ts';

/** What a unit says of an item, once an officer has confirmed where it came from. */
export type ItemAnswer =
  | {
      readonly kind: 'accept';
      readonly ownerName: string;
      readonly ownerTitle?: string | undefined;
      readonly ownerPhone?: string | undefined;
    }
  | { readonly kind: 'dispute'; readonly reason: string }
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'report'; readonly text: string }
  | { readonly kind: 'defer'; readonly reason: string; readonly dueOn: string };

/** Carries out a unit's confirmed answer. Throws item_bad_step where the item has moved on, and what {@link takeStep} throws. */
export async function applyItemAnswer(
  ctx: TxCtx,
  { itemId, what }: { readonly itemId: string; readonly what: ItemAnswer },
): Promise<void> {
  const item = await itemFor(ctx, 'meetings.manage', itemId, { lock: true });
  switch (what.kind) {
    case 'accept': {
      const owner = { name: what.ownerName, title: what.ownerTitle, phone: what.ownerPhone };
      await takeStep(ctx, item, { to: 'accepted', owner });
      return;
    }
    case 'dispute':
      await takeStep(ctx, item, { to: 'disputed', reason: what.reason });
      return;
    case 'progress':
      await noteProgress(ctx, item, what.text);
      return;
    case 'report':
      await takeStep(ctx, item, { to: 'reported', reason: what.text });
      return;
    case 'defer':
      await takeStep(ctx, item, { to: 'deferred', reason: what.reason, dueOn: what.dueOn });
  }
}

type Facts = Pick<Input<typeof contract.addItem>, 'leadUnit' | 'support' | 'topicId' | 'theme' | 'dueOn'> & {
  readonly consensus: 'preliminary' | 'full';
};

/** Throws item_unknown and item_date_needed. What the item names already it may go on naming (`known`). */
async function checkFacts(ctx: TxCtx, bodyId: string, facts: Facts, known?: Item): Promise<void> {
  const units = await unitsOf(ctx, bodyId);
  const usable = new Set(
    units.filter(({ id, left_at }) => left_at === null || id === known?.lead_unit).map(({ id }) => id),
  );
  if (!usable.has(facts.leadUnit)) throw itemsError('item_unknown', { field: 'leadUnit' });
  const members = new Set(units.map(({ id }) => id));
  if (!facts.support.every((id) => members.has(id))) throw itemsError('item_unknown', { field: 'support' });
  const themes = await policyAt(ctx, itemThemes);
  if (
    facts.theme !== null &&
    facts.theme !== known?.theme &&
    !themes.some(({ code }) => code === facts.theme)
  )
    throw itemsError('item_unknown', { field: 'theme' });
  if (facts.topicId !== null) {
    const topic = await ctx.db
      .selectFrom('meetings.topic')
      .select('id')
      .where('id', '=', facts.topicId)
      .where('body_id', '=', bodyId)
      .executeTakeFirst();
    if (!topic) throw itemsError('item_unknown', { field: 'topicId' });
  }
  if (facts.consensus === 'full' && facts.dueOn === null)
    throw itemsError('item_date_needed', { field: 'dueOn' });
}

export async function addItem(
  ctx: TxCtx,
  input: Input<typeof contract.addItem>,
): Promise<Output<typeof contract.addItem>> {
  // Held: the numbers of what a meeting agreed are given one after the other.
  const meeting = await meetingFor(ctx, 'meetings.manage', input.id, { lock: true });
  if (!isHeld(meeting.state)) throw itemsError('item_not_held');
  const consensus = input.consensus ?? (meeting.consensus === 'full' ? 'full' : 'preliminary');
  await checkFacts(ctx, meeting.body_id, { ...input, consensus });
  const item = await ctx.db
    .insertInto('meetings.item')
    .values({
      id: newId(ctx.now.getTime()),
      body_id: meeting.body_id,
      org_id: meeting.org_id,
      meeting_id: meeting.id,
      topic_id: input.topicId,
      seq: await nextSeq(ctx, meeting),
      text: input.text,
      measure: input.measure,
      theme: input.theme,
      consensus,
      lead_unit: input.leadUnit,
      ...(input.owner ? ownerColumns(ctx, input.owner) : NOBODY),
      due_on: input.dueOn,
      state: 'assigned',
      reason: null,
      outcome: null,
      agreed_at: ctx.now,
      chased_at: null,
      escalated_at: null,
      closed_at: null,
      version: 1,
      stepped_at: ctx.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await setSupport(ctx, item.id, input);
  await recordChange(ctx, { entity: ITEM, entityId: item.id, from: null, to: 'assigned' }, item.org_id);
  await tellConcerns(ctx, item, null);
  return { id: item.id, version: item.version };
}

const NOBODY = { owner_name: null, owner_title: null, owner_sealed: null };

async function nextSeq(ctx: TxCtx, { id }: Meeting): Promise<number> {
  const { last } = await ctx.db
    .selectFrom('meetings.item')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('meeting_id', '=', id)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

async function setSupport(
  ctx: TxCtx,
  itemId: string,
  { support, leadUnit }: Pick<Facts, 'support' | 'leadUnit'>,
): Promise<void> {
  await ctx.db.deleteFrom('meetings.item_support').where('item_id', '=', itemId).execute();
  const units = [...new Set(support)].filter((id) => id !== leadUnit);
  if (units.length === 0) return;
  await ctx.db
    .insertInto('meetings.item_support')
    .values(units.map((unit_id) => ({ item_id: itemId, unit_id })))
    .execute();
}

export async function undoItem(
  ctx: TxCtx,
  { id }: Input<typeof contract.undoItem>,
): Promise<Output<typeof contract.undoItem>> {
  const item = await itemFor(ctx, 'meetings.manage', id, { lock: true });
  const minutes = await policyAt(ctx, undoMinutes);
  const late = ctx.now.getTime() > item.agreed_at.getTime() + minutes * 60_000;
  if (late || item.version !== 1 || (await isUsed(ctx, id))) throw itemsError('item_undo_late');
  const concerns = await concernIdsOf(ctx, item);
  await ctx.db.deleteFrom('meetings.item').where('id', '=', id).execute();
  await ctx.audit({ action: 'meetings.item_undo', entity: ITEM, entityId: id, orgId: item.org_id });
  await tellOfLinks(ctx, { ...item, topic_id: null }, concerns);
  return { done: true };
}

/** Whether something hangs on it already: a link to its unit, a file, a chase, a meeting that heard of it. */
async function isUsed(ctx: TxCtx, id: string): Promise<boolean> {
  for (const table of ['meetings.errand', 'meetings.file', 'meetings.chase', 'meetings.carried'] as const) {
    const row = await ctx.db
      .selectFrom(table as 'meetings.chase')
      .select('item_id')
      .where('item_id', '=', id)
      .limit(1)
      .executeTakeFirst();
    if (row) return true;
  }
  return false;
}

export async function editItem(
  ctx: TxCtx,
  input: Input<typeof contract.editItem>,
): Promise<Output<typeof contract.editItem>> {
  const item = await itemFor(ctx, 'meetings.manage', input.id, { lock: true });
  if (item.version !== input.version) throw itemsError('item_changed');
  await checkFacts(ctx, item.body_id, input, item);
  const before = await factsOf(ctx, item);
  const concerns = await concernIdsOf(ctx, item);
  const edited = await ctx.db
    .updateTable('meetings.item')
    .set({
      text: input.text,
      measure: input.measure,
      theme: input.theme,
      topic_id: input.topicId,
      consensus: input.consensus,
      lead_unit: input.leadUnit,
      due_on: input.dueOn,
      ...ownerAfter(ctx, item, input),
      version: item.version + 1,
      // Another date is another chase.
      ...(input.dueOn === item.due_on ? {} : { chased_at: null, escalated_at: null }),
    })
    .where('id', '=', item.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await setSupport(ctx, item.id, input);
  const changed = changesIn(before, await factsOf(ctx, edited));
  await noteEdit(ctx, item.id, { ...changed, reason: input.reason });
  await ctx.audit({ action: 'meetings.item_edit', entity: ITEM, entityId: item.id, orgId: item.org_id });
  await tellOfLinks(ctx, edited, concerns);
  return { version: edited.version };
}

type Noted = Readonly<Record<string, unknown>>;

/** Only what differs, as it was and as it is. */
function changesIn(before: Noted, after: Noted): { before: Noted; after: Noted } {
  const changed = Object.keys(after).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  const only = (facts: Noted) => Object.fromEntries(changed.map((field) => [field, facts[field]]));
  return { before: only(before), after: only(after) };
}

/** Who answers for it after an edit: what was accepted always has somebody. */
function ownerAfter(ctx: TxCtx, item: Item, { owner, keepPhone }: Input<typeof contract.editItem>) {
  if (owner === null) {
    if (item.state === 'assigned' || item.state === 'disputed' || item.state === 'failed') return NOBODY;
    return {};
  }
  const columns = ownerColumns(ctx, owner);
  // Nobody is chased for what is over.
  if (item.closed_at !== null) return { ...columns, owner_sealed: null };
  return columns.owner_sealed === null && keepPhone
    ? { ...columns, owner_sealed: item.owner_sealed }
    : columns;
}

/** What an edit can change, as its history keeps it: no phone, only whether there is one. */
async function factsOf(ctx: TxCtx, item: Item): Promise<Record<string, unknown>> {
  const support = await ctx.db
    .selectFrom('meetings.item_support')
    .select('unit_id')
    .where('item_id', '=', item.id)
    .orderBy('unit_id')
    .execute();
  return {
    text: item.text,
    measure: item.measure,
    leadUnit: item.lead_unit,
    support: support.map(({ unit_id }) => unit_id),
    topicId: item.topic_id,
    theme: item.theme,
    consensus: item.consensus,
    dueOn: item.due_on,
    ownerName: item.owner_name,
    ownerTitle: item.owner_title,
    ownerPhone: item.owner_sealed === null ? null : '•',
  };
}

export async function revealOwner(
  ctx: TxCtx,
  { id }: Input<typeof contract.revealOwner>,
): Promise<Output<typeof contract.revealOwner>> {
  const item = await itemFor(ctx, 'meetings.manage', id);
  await ctx.audit({ action: 'meetings.item_phone', entity: ITEM, entityId: id, orgId: item.org_id });
  return { phone: item.owner_sealed && ctx.app.crypto.open(item.owner_sealed) };
}
