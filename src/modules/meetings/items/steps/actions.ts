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
import { endOf, lackOf } from '../rules.ts';
import { FIELD_WORDS } from '../texts/words.ts';
import type * as contract from './contract.ts';

/** Who acts, as rows keep it. */
export function actorId({ actor }: Pick<TxCtx, 'actor'>): string {
  if (actor.kind === 'account') return actor.userId;
  return actor.kind === 'system' ? `system:${actor.name}` : 'guest';
}

/** The columns of who answers for an item; a phone is sealed. */
export function ownerColumns(ctx: TxCtx, { name, title, phone }: NonNullable<StepGiven['owner']>) {
  return {
    owner_name: name,
    owner_title: title || null,
    owner_sealed: phone ? ctx.app.crypto.seal(phone) : null,
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
      ...(step.owner && isOpen(to) ? ownerColumns(ctx, step.owner) : {}),
      ...(to === 'assigned' ? await handedOn(ctx, item, step) : {}),
      ...(to === 'deferred' ? { due_on: step.dueOn!, chased_at: null, escalated_at: null } : {}),
      ...(isOpen(to)
        ? {}
        : { closed_at: ctx.now, outcome: step.outcome!, how: endOf(to, step.how), owner_sealed: null }),
    })
    .where('id', '=', item.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const change = { entity: ITEM, entityId: item.id, from: item.state, to, reason: reason ?? null };
  await recordChange(ctx, change, item.org_id);
  await tellConcerns(ctx, stepped, reason ?? null);
  return stepped;
}

/** States whose reason everybody concerned has to see, and those that leave it behind. */
const REASONED: ReadonlySet<ItemState> = new Set(['disputed', 'deferred', 'failed']);
const SETTLED: ReadonlySet<ItemState> = new Set(['assigned', 'accepted', 'closed']);

async function checkStep(ctx: TxCtx, item: Item, step: Step): Promise<void> {
  if (!ITEM_STEPS[item.state].includes(step.to)) throw itemsError('item_bad_step');
  const lack = lackOf(step.to, step, item.owner_name !== null);
  if (lack) throw itemsError('item_lacks', { field: lack, params: { field: FIELD_WORDS[ctx.locale][lack] } });
  if (step.to === 'deferred' && step.dueOn! <= civilDate(ctx.now))
    throw itemsError('item_date_past', { field: 'dueOn' });
}

/** After a dispute: who leads from now on; nobody has accepted yet. */
async function handedOn(ctx: TxCtx, item: Item, { leadUnit, reason }: Step) {
  const lead = leadUnit ?? item.lead_unit;
  const units = await unitsOf(ctx, item.body_id);
  if (!units.some(({ id, left_at }) => id === lead && left_at === null))
    throw itemsError('item_unknown', { field: 'leadUnit' });
  if (lead !== item.lead_unit) {
    await noteEdit(ctx, item.id, {
      before: { leadUnit: item.lead_unit },
      after: { leadUnit: lead },
      reason: reason ?? item.reason ?? '改由其他单位牵头',
    });
    await ctx.db
      .deleteFrom('meetings.item_support')
      .where('item_id', '=', item.id)
      .where('unit_id', '=', lead)
      .execute();
  }
  return { lead_unit: lead, owner_name: null, owner_title: null, owner_sealed: null };
}

interface Edit {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

/** What was changed of an item, and why, for good. */
export async function noteEdit(ctx: TxCtx, itemId: string, { before, after, reason }: Edit): Promise<void> {
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
