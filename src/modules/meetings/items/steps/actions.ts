import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { civilDate } from '#kernel/time';
import { ITEM, itemFor, unitsOf, type Item } from '../../queries.ts';
import { isOpen, ITEM_STEPS } from '../../rules.ts';
import { tellConcerns } from '../back/actions.ts';
import type { ItemState, StepGiven } from '../contract.ts';
import { itemsError } from '../errors.ts';
import { endOf, lackOf, putsOff } from '../rules.ts';
import { FIELD_WORDS } from '../texts/words.ts';
import type * as contract from './contract.ts';

/** Who acts, as rows keep it. */
export function actorId({ actor }: Pick<TxCtx, 'actor'>): string {
  if (actor.kind === 'account') return actor.userId;
  return actor.kind === 'system' ? `system:${actor.name}` : 'guest';
}

type Owned = Pick<Item, 'owner_name' | 'owner_sealed'>;

/** The columns of who answers for an item; a phone is sealed. Without one that of `known` stays, if it is the same person. */
export function ownerColumns(
  ctx: TxCtx,
  { name, title, phone }: NonNullable<StepGiven['owner']>,
  known: Owned | null,
) {
  const kept = known !== null && known.owner_name === name ? known.owner_sealed : null;
  return {
    owner_name: name,
    owner_title: title || null,
    owner_sealed: phone ? ctx.app.crypto.seal(phone) : kept,
  };
}

export interface Step extends StepGiven {
  readonly to: ItemState;
  readonly leadUnit?: string | undefined;
}

/**
 * Takes an item, whose row is held, a step on: its state and history, and what it means for its dates and its owner.
 * Returns it as it is then. Throws item_bad_step, item_lacks, item_date_past, item_unknown.
 */
export async function takeStep(ctx: TxCtx, item: Item, step: Step): Promise<Item> {
  await checkStep(ctx, item, step);
  const { to, reason } = step;
  const stepped = await ctx.db
    .updateTable('meetings.item')
    .set({
      state: to,
      version: item.version + 1,
      stepped_at: ctx.now,
      ...(REASONED.has(to) ? { reason: reason! } : {}),
      ...(SETTLED.has(to) ? { reason: null } : {}),
      ...(step.owner && isOpen(to) ? ownerColumns(ctx, step.owner, item) : {}),
      ...(to === 'assigned' ? await handedOn(ctx, item, step) : {}),
      ...(to === 'deferred' ? { due_on: step.dueOn!, deferrals: item.deferrals + 1, ...UNCHASED } : {}),
      ...(isOpen(to)
        ? {}
        : { closed_at: ctx.now, outcome: step.outcome!, how: endOf(to, step.how), owner_sealed: null }),
    })
    .where('id', '=', item.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const change = { entity: ITEM, entityId: item.id, from: item.state, to, reason: reason ?? null };
  await recordChange(ctx, change, item.org_id);
  await noteStepEdit(ctx, item, stepped, reason ?? EDIT_OF_STEP);
  await tellConcerns(ctx, stepped, reason ?? null);
  return stepped;
}

/** With another date it is not late yet, and nobody has been chased for it. */
export const UNCHASED = { chased_at: null, escalated_at: null };

/** Why a step changed facts where nobody had to say why; kept in Chinese, as reasons are. */
const EDIT_OF_STEP = '随办理步骤更新';

/** What a step changed beside the state: the date before a deferral, the lead and the owner before another. */
async function noteStepEdit(ctx: TxCtx, before: Item, after: Item, reason: string): Promise<void> {
  const facts = ({ due_on, lead_unit, owner_name, owner_title }: Item) => ({
    dueOn: due_on,
    leadUnit: lead_unit,
    ownerName: owner_name,
    ownerTitle: owner_title,
  });
  await noteEdit(ctx, before.id, { ...changesIn(facts(before), facts(after)), reason });
}

/** States whose reason everybody concerned has to see, and those that leave it behind. */
const REASONED: ReadonlySet<ItemState> = new Set(['disputed', 'deferred', 'failed']);
const SETTLED: ReadonlySet<ItemState> = new Set(['assigned', 'accepted', 'closed']);

async function checkStep(ctx: TxCtx, item: Item, step: Step): Promise<void> {
  if (!ITEM_STEPS[item.state].includes(step.to)) throw itemsError('item_bad_step');
  const lack = lackOf(step.to, step, item.owner_name !== null);
  if (lack) throw itemsError('item_lacks', { field: lack, params: { field: FIELD_WORDS[ctx.locale][lack] } });
  if (step.to !== 'deferred') return;
  const dueOn = step.dueOn!;
  if (dueOn <= civilDate(ctx.now) || (item.due_on !== null && !putsOff(item.due_on, dueOn)))
    throw itemsError('item_date_past', { field: 'dueOn' });
}

/** After a dispute, or where another unit is to lead: nobody has accepted yet, and whoever leads now was never chased. */
async function handedOn(ctx: TxCtx, item: Item, { leadUnit }: Step) {
  const lead = leadUnit ?? item.lead_unit;
  const units = await unitsOf(ctx, item.body_id);
  if (!units.some(({ id, left_at }) => id === lead && left_at === null))
    throw itemsError('item_unknown', { field: 'leadUnit' });
  if (lead !== item.lead_unit)
    await ctx.db
      .deleteFrom('meetings.item_support')
      .where('item_id', '=', item.id)
      .where('unit_id', '=', lead)
      .execute();
  return { lead_unit: lead, owner_name: null, owner_title: null, owner_sealed: null, chased_at: null };
}

type Noted = Readonly<Record<string, unknown>>;

/** Only what differs, as it was and as it is. */
export function changesIn(before: Noted, after: Noted): { before: Noted; after: Noted } {
  const changed = Object.keys(after).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  const only = (facts: Noted) => Object.fromEntries(changed.map((field) => [field, facts[field]]));
  return { before: only(before), after: only(after) };
}

interface Edit {
  readonly before: Noted;
  readonly after: Noted;
  readonly reason: string;
}

/** What was changed of an item, and why, for good; nothing where nothing was. */
export async function noteEdit(ctx: TxCtx, itemId: string, { before, after, reason }: Edit): Promise<void> {
  if (Object.keys(after).length === 0) return;
  await ctx.db
    .insertInto('meetings.item_edit')
    .values({
      id: newId(ctx.now.getTime()),
      item_id: itemId,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
      reason,
      edited_by: actorId(ctx),
      at: ctx.now,
    })
    .execute();
}

export async function stepItem(
  ctx: TxCtx,
  { id, version, ...step }: Input<typeof contract.stepItem>,
): Promise<Output<typeof contract.stepItem>> {
  const item = await itemFor(ctx, 'meetings.manage', id, { lock: true });
  if (item.version !== version) throw itemsError('item_changed');
  const stepped = await takeStep(ctx, item, step);
  return { state: stepped.state, version: stepped.version };
}

export async function noteItem(
  ctx: TxCtx,
  { id, text }: Input<typeof contract.noteItem>,
): Promise<Output<typeof contract.noteItem>> {
  const item = await itemFor(ctx, 'meetings.manage', id, { lock: true });
  const noted = await noteProgress(ctx, item, text);
  return { state: noted.state, version: noted.version };
}

/** How far an item is: it is in progress from then on, and its history has the words. Throws item_bad_step. */
export async function noteProgress(ctx: TxCtx, item: Item, text: string): Promise<Item> {
  if (item.state !== 'in_progress') {
    // What was reported or verified is taken up again by a step of its own.
    if (item.state !== 'accepted' && item.state !== 'deferred') throw itemsError('item_bad_step');
    return takeStep(ctx, item, { to: 'in_progress', reason: text });
  }
  const change = { entity: ITEM, entityId: item.id, from: item.state, to: item.state, reason: text };
  await recordChange(ctx, change, item.org_id);
  await tellConcerns(ctx, item, text);
  return item;
}
