import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { Ctx, TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { linksTo, revokeLink } from '#kernel/links';
import { mayAt, orgFor, orgRefs } from '#orgs';
import { placeFor, placeRefs } from '#places';
import type * as contract from './contract.ts';
import { visitError } from './errors.ts';
import { endedToday, getVisit, stopsOf, VISIT, VISIT_LINK, visitFor, type Visit } from './queries.ts';
import { visitStep, type Refusal } from './rules.ts';

export const REFUSED = {
  same: 'visit_settled',
  not_planned: 'visit_settled',
  stops_open: 'visit_stops_open',
  needs_reason: 'visit_needs_reason',
  too_late: 'visit_undo_late',
} as const satisfies Record<Refusal, Parameters<typeof visitError>[0]>;

type StopGiven = Input<typeof contract.addStop>['stop'];

/** A stop as it is kept, and what it is called. Throws when it is no union or place in the actor’s scope. */
export async function stopFrom(ctx: Ctx, given: StopGiven) {
  if ('placeId' in given) {
    const place = await placeFor(ctx, 'places.read', given.placeId);
    return { union_id: null, place_id: place.id, name: place.name };
  }
  const org = await orgFor(ctx, 'voices.answer', given.unionId);
  if (org.kind !== 'union') throw visitError('visit_not_union');
  return { union_id: org.id, place_id: null, name: org.name };
}

export type NewStop = Omit<Awaited<ReturnType<typeof stopFrom>>, 'name'>;

export function isSameStop(a: NewStop, b: NewStop): boolean {
  return a.union_id === b.union_id && a.place_id === b.place_id;
}

export async function planVisit(
  ctx: TxCtx,
  { orgId, stops, ...input }: Input<typeof contract.planVisit>,
): Promise<Output<typeof contract.planVisit>> {
  const org = await orgFor(ctx, 'voices.answer', orgId);
  if (org.kind !== 'union') throw visitError('visit_not_union', { field: 'orgId' });
  const found: NewStop[] = [];
  for (const given of stops) {
    const { name: _name, ...stop } = await stopFrom(ctx, given);
    if (found.some((other) => isSameStop(other, stop))) throw visitError('visit_stop_twice');
    found.push(stop);
  }
  const id = await insertVisit(ctx, { ...input, ledBy: input.ledBy || null, orgId }, found);
  return getVisit(ctx, { id });
}

interface NewVisit {
  readonly orgId: number;
  readonly title: string;
  readonly day: string;
  readonly ledBy: string | null;
}

/** Puts a planned visit with its stops on record; returns its id. The caller has looked whether that may be. */
export async function insertVisit(ctx: TxCtx, visit: NewVisit, stops: readonly NewStop[]): Promise<string> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('voices.visit')
    .values({
      id,
      org_id: visit.orgId,
      title: visit.title,
      on_day: visit.day,
      led_by: visit.ledBy,
      state: 'planned',
      reason: null,
      made_by: ctx.actor.kind === 'account' ? ctx.actor.userId : ctx.actor.kind,
      made_at: ctx.now,
      ended_at: null,
    })
    .execute();
  const rows = stops.map((stop, seq) => ({
    ...stop,
    id: newId(ctx.now.getTime()),
    visit_id: id,
    seq,
    state: 'planned' as const,
    reason: null,
    done_at: null,
  }));
  if (rows.length > 0) await ctx.db.insertInto('voices.visit_stop').values(rows).execute();
  await recordChange(ctx, { entity: VISIT, entityId: id, from: null, to: 'planned' }, visit.orgId);
  return id;
}

/** Last year’s visit once more: unions and places that are still there, in the same order. */
export async function copyVisit(
  ctx: TxCtx,
  { id, title, day }: Input<typeof contract.copyVisit>,
): Promise<Output<typeof contract.copyVisit>> {
  const from = await visitFor(ctx, 'voices.answer', id);
  const stops = await stopsOf(ctx, id);
  const orgs = await orgRefs(
    ctx,
    stops.flatMap(({ union_id }) => union_id ?? []),
  );
  const places = await placeRefs(
    ctx,
    stops.flatMap(({ place_id }) => place_id ?? []),
  );
  const kept: NewStop[] = [];
  const left: string[] = [];
  for (const { union_id, place_id } of stops) {
    const place = places.get(place_id ?? '');
    const there =
      union_id === null
        ? place !== undefined && place.state !== 'delisted'
        : await mayAt(ctx, 'voices.answer', union_id);
    if (there) kept.push({ union_id, place_id });
    else left.push(orgs.get(union_id ?? 0)?.name ?? place?.name ?? '');
  }
  const visit = { orgId: from.org_id, title: title ?? from.title, day, ledBy: from.led_by };
  return { id: await insertVisit(ctx, visit, kept), left };
}

/** Locks a visit that can still be changed. Throws voices.visit_not_found, voices.visit_settled. */
export async function plannedVisit(ctx: TxCtx, id: string): Promise<Visit> {
  const visit = await visitFor(ctx, 'voices.answer', id, { lock: true });
  if (visit.state !== 'planned') throw visitError('visit_settled');
  return visit;
}

type Change = Pick<Output<typeof contract.getVisit>['changes'][number], 'field' | 'was' | 'now'>;

/** Notes what was changed of a planned visit, for its page and the audit log. */
export async function noteChange(
  ctx: TxCtx,
  visit: Pick<Visit, 'id' | 'org_id'>,
  change: Change,
): Promise<void> {
  await ctx.db
    .insertInto('voices.visit_change')
    .values({
      ...change,
      id: newId(ctx.now.getTime()),
      visit_id: visit.id,
      changed_by: ctx.actor.kind === 'account' ? ctx.actor.userId : ctx.actor.kind,
      at: ctx.now,
    })
    .execute();
  const { field } = change;
  await ctx.audit({
    action: 'voices.visit_changed',
    entity: VISIT,
    entityId: visit.id,
    orgId: visit.org_id,
    detail: { field },
  });
}

export async function updateVisit(
  ctx: TxCtx,
  { id, title, day, ledBy }: Input<typeof contract.updateVisit>,
): Promise<Output<typeof contract.updateVisit>> {
  const visit = await plannedVisit(ctx, id);
  const next = {
    title: title ?? visit.title,
    on_day: day ?? visit.on_day,
    led_by: ledBy === undefined ? visit.led_by : ledBy || null,
  };
  await ctx.db.updateTable('voices.visit').set(next).where('id', '=', id).execute();
  const changes: Change[] = [
    { field: 'title', was: visit.title, now: next.title },
    { field: 'day', was: visit.on_day, now: next.on_day },
    { field: 'led_by', was: visit.led_by, now: next.led_by },
  ];
  for (const change of changes) if (change.was !== change.now) await noteChange(ctx, visit, change);
  return getVisit(ctx, { id });
}

export async function setVisitState(
  ctx: TxCtx,
  { id, state, reason }: Input<typeof contract.setVisitState>,
): Promise<Output<typeof contract.setVisitState>> {
  const visit = await visitFor(ctx, 'voices.answer', id, { lock: true });
  const stops = (await stopsOf(ctx, id)).map((stop) => stop.state);
  const now = { state: visit.state, stops, endedToday: endedToday(ctx, visit) };
  const refusal = visitStep(now, state, reason);
  if (refusal) throw visitError(REFUSED[refusal]);
  await ctx.db
    .updateTable('voices.visit')
    .set({
      state,
      reason: state === 'cancelled' ? reason! : null,
      ended_at: state === 'planned' ? null : ctx.now,
    })
    .where('id', '=', id)
    .execute();
  if (state === 'cancelled')
    for (const link of await linksTo(ctx, VISIT_LINK, id)) await revokeLink(ctx, VISIT_LINK, id, link.id);
  const change = { entity: VISIT, entityId: id, from: visit.state, to: state, reason: reason ?? null };
  await recordChange(ctx, change, visit.org_id);
  return getVisit(ctx, { id });
}
