import { randomInt } from 'node:crypto';
import gcoord from 'gcoord';
import { sql, type Insertable } from 'kysely';
import type { z } from 'zod';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { Ctx, TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { policyAt } from '#kernel/policy';
import { areaNames, findOrg, noSuchOrg, orgFor, type Org } from '#orgs';
import type * as contract from './contract.ts';
import { placesError } from './errors.ts';
import { refreshOpenTimes, requireGoodHours } from './hours/actions.ts';
import { facilityTerms, kindTerms, ENTITY, placeFor, type Place } from './queries.ts';
import { mayStep, needsReason } from './rules.ts';
import type { PlaceTable } from './tables.ts';

/** Its types describe the ES build, whose default export lies one deeper than that of the one Node loads. */
const { transform, WGS84, GCJ02 } = gcoord as unknown as typeof gcoord.default;

type Position = z.output<typeof contract.positionField>;

/** A position in both systems. Throws places.outside_china: most often the two numbers are swapped. */
export function bothDatums({ lat, lng, datum }: Position) {
  if (lat < 3 || lat > 54 || lng < 73 || lng > 136) throw placesError('outside_china', { field: 'position' });
  const [from, to] = datum === 'wgs84' ? [WGS84, GCJ02] : [GCJ02, WGS84];
  const [otherLng, otherLat] = transform([lng, lat], from, to);
  const [wgs, gcj] =
    datum === 'wgs84'
      ? [
          { lat, lng },
          { lat: otherLat, lng: otherLng },
        ]
      : [
          { lat: otherLat, lng: otherLng },
          { lat, lng },
        ];
  return { wgs_lat: wgs.lat, wgs_lng: wgs.lng, gcj_lat: gcj.lat, gcj_lng: gcj.lng, datum };
}

/** Without 0/O, 1/I: it is read from a sign and typed by hand. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function newCode(): string {
  return Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

const NOWHERE = { wgs_lat: null, wgs_lng: null, gcj_lat: null, gcj_lng: null, datum: null } as const;

type Facts = Omit<Partial<Input<typeof contract.createPlace>>, 'orgId' | 'state' | 'facilities' | 'hours'>;

/** The columns of those facts that are given; an empty text is none. */
async function columnsOf(ctx: Ctx, facts: Facts): Promise<Partial<Place>> {
  await requireKnown(ctx, facts);
  const { position, buildMode, hostOrgId, hostName, areaCode, entryMode, entryNote, areaM2, ...rest } = facts;
  const given = {
    ...rest,
    build_mode: buildMode,
    host_org_id: hostOrgId,
    host_name: hostName,
    area_code: areaCode,
    entry_mode: entryMode,
    entry_note: entryNote,
    area_m2: areaM2,
    ...(position === undefined ? {} : position === null ? NOWHERE : bothDatums(position)),
  };
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([column, value]) => [column, value === '' ? null : value]),
  );
}

/** Throws where a kind, an area or a host that is named is not on record. */
async function requireKnown(ctx: Ctx, { kind, areaCode, hostOrgId }: Facts): Promise<void> {
  if (kind !== undefined && !(await policyAt(ctx, kindTerms)).some(({ code }) => code === kind))
    throw placesError('unknown_kind', { field: 'kind' });
  if (areaCode && !(await areaNames(ctx, [areaCode])).has(areaCode))
    throw placesError('unknown_area', { field: 'areaCode' });
  if (hostOrgId && !(await findOrg(ctx, hostOrgId))) throw placesError('bad_host', { field: 'hostOrgId' });
}

/** The union that is to look after a place. Throws orgs.not_found for what is elsewhere, no union, or no more. */
export async function keeperFor(ctx: Ctx, orgId: number): Promise<Org> {
  const org = await orgFor(ctx, 'places.manage', orgId);
  if (org.kind !== 'union' || org.state === 'merged' || org.state === 'dissolved') throw noSuchOrg();
  return org;
}

function requireHost(place: Pick<Place, 'build_mode' | 'host_org_id' | 'host_name'>): void {
  const hosts = [place.host_org_id, place.host_name].filter((one) => one !== null).length;
  if (hosts > (place.build_mode === 'cohosted' ? 1 : 0))
    throw placesError('bad_host', { field: 'hostOrgId' });
}

const BLANK = {
  host_org_id: null,
  host_name: null,
  state_reason: null,
  closed_until: null,
  area_code: null,
  address: null,
  directions: null,
  ...NOWHERE,
  entry_note: null,
  phone: null,
  area_m2: null,
  seats: null,
  administrators: null,
  hours: null,
  spans_until: null,
  confirmed_at: null,
  confirmed_by: null,
  used_at: null,
  doubted_at: null,
  note: null,
  note_until: null,
} as const;

export async function createPlace(
  ctx: TxCtx,
  { orgId, state, facilities, hours, ...facts }: Input<typeof contract.createPlace>,
): Promise<Output<typeof contract.createPlace>> {
  const org = await keeperFor(ctx, orgId);
  requireGoodHours(ctx, hours);
  const { kind, name, roles, buildMode: build_mode, entryMode: entry_mode } = facts;
  const row = {
    ...BLANK,
    name,
    kind,
    roles,
    build_mode,
    entry_mode,
    ...(await columnsOf(ctx, facts)),
    id: newId(ctx.now.getTime()),
    code: newCode(),
    org_id: org.id,
    state,
    hours: hours ? JSON.stringify(hours) : null,
    created_at: ctx.now,
    updated_at: ctx.now,
  };
  requireHost(row);
  const { id } = row;
  const code = await insertWithCode(ctx, row);
  await recordChange(ctx, { entity: ENTITY, entityId: id, from: null, to: state }, org.id);
  const items = facilities.map((one) => ({ code: one, state: 'ok' as const, note: null }));
  await equip(ctx, id, items);
  await refreshOpenTimes(ctx, id);
  return { id, code };
}

/** A code is drawn anew in the rare case that it is taken. */
async function insertWithCode(ctx: TxCtx, row: Insertable<PlaceTable>): Promise<string> {
  for (let code = row.code; ; code = newCode()) {
    const done = await ctx.db
      .insertInto('places.place')
      .values({ ...row, code })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('code')
      .executeTakeFirst();
    if (done) return done.code;
  }
}

export async function updatePlace(
  ctx: TxCtx,
  { id, orgId, ...facts }: Input<typeof contract.updatePlace>,
): Promise<Output<typeof contract.updatePlace>> {
  const place = await placeFor(ctx, 'places.manage', id, { lock: true });
  const given = await columnsOf(ctx, facts as Facts);
  requireHost({ ...place, ...given });
  const columns = changed(place, given);
  if (Object.keys(columns).length > 0) {
    await ctx.db
      .updateTable('places.place')
      .set({ ...(columns as object), updated_at: ctx.now })
      .where('id', '=', id)
      .execute();
    await ctx.audit({
      action: 'places.update',
      entity: ENTITY,
      entityId: id,
      orgId: place.org_id,
      detail: { fields: Object.keys(columns) },
    });
  }
  if (orgId !== undefined && orgId !== place.org_id) await handOver(ctx, place, await keeperFor(ctx, orgId));
  return { id };
}

/** What of `given` is not so already: the history says what was changed, not what was sent. */
function changed(place: Place, given: Partial<Place>): Partial<Place> {
  const plain = (value: unknown) => JSON.stringify(value);
  const before = { ...place, area_m2: place.area_m2 === null ? null : Number(place.area_m2) };
  return Object.fromEntries(
    Object.entries(given).filter(
      ([column, value]) => plain(value) !== plain(before[column as keyof typeof before]),
    ),
  );
}

/** Another union looks after the place from now on. The caller holds its row, and may manage at both. */
export async function handOver(
  ctx: TxCtx,
  place: Pick<Place, 'id' | 'org_id'>,
  to: Pick<Org, 'id'>,
): Promise<void> {
  await ctx.db
    .updateTable('places.place')
    .set({ org_id: to.id, updated_at: ctx.now })
    .where('id', '=', place.id)
    .execute();
  await ctx.audit({
    action: 'places.hand_over',
    entity: ENTITY,
    entityId: place.id,
    orgId: to.id,
    detail: { from: place.org_id, to: to.id },
  });
}

export async function changePlaceState(
  ctx: TxCtx,
  { id, ...step }: Input<typeof contract.changePlaceState>,
): Promise<Output<typeof contract.changePlaceState>> {
  await takeStep(ctx, await placeFor(ctx, 'places.manage', id, { lock: true }), step);
  return { state: step.to };
}

type Step = Omit<Input<typeof contract.changePlaceState>, 'id'>;

/**
 * Takes a place, whose row the caller holds, a step on. Throws places.bad_step, places.reason_missing, and
 * places.bad_until for an end that has passed, or of anything but a temporary closing.
 */
export async function takeStep(ctx: TxCtx, place: Place, { to, reason, until }: Step): Promise<void> {
  if (!mayStep(place.state, to)) throw placesError('bad_step');
  if (needsReason(to) && !reason) throw placesError('reason_missing', { field: 'reason' });
  const end = until === undefined ? null : new Date(until);
  if (end && (to !== 'temp_closed' || end <= ctx.now)) throw placesError('bad_until', { field: 'until' });
  await setState(ctx, place, { to, reason: reason ?? null, end, told: reason ?? null });
}

interface NewState {
  readonly to: Place['state'];
  /** What stands on its page from now on. */
  readonly reason: string | null;
  readonly end: Date | null;
  /** What stands in its history. */
  readonly told: string | null;
}

/** Writes a state and its place in the history, and works out anew when the place is open. */
export async function setState(
  ctx: TxCtx,
  { id, state, org_id }: Pick<Place, 'id' | 'state' | 'org_id'>,
  { to, reason, end, told }: NewState,
): Promise<void> {
  await ctx.db
    .updateTable('places.place')
    .set({ state: to, state_reason: reason, closed_until: end, updated_at: ctx.now })
    .where('id', '=', id)
    .execute();
  await recordChange(ctx, { entity: ENTITY, entityId: id, from: state, to, reason: told }, org_id);
  await refreshOpenTimes(ctx, id);
}

interface Item {
  readonly code: string;
  readonly state: 'ok' | 'out';
  readonly note: string | null;
}

export async function setEquipment(
  ctx: TxCtx,
  { id, items }: Input<typeof contract.setEquipment>,
): Promise<Output<typeof contract.setEquipment>> {
  const place = await placeFor(ctx, 'places.manage', id, { lock: true });
  const codes = new Set(items.map(({ code }) => code));
  if (codes.size < items.length) throw placesError('facility_twice', { field: 'items' });
  await equip(
    ctx,
    id,
    items.map(({ code, state, note }) => ({ code, state, note: note || null })),
  );
  await ctx.audit({ action: 'places.equip', entity: ENTITY, entityId: id, orgId: place.org_id });
  return { count: items.length };
}

/** Replaces what a place has, in this order; `since` stays where the state does. */
async function equip(ctx: TxCtx, placeId: string, items: readonly Item[]): Promise<void> {
  const known = new Set((await policyAt(ctx, facilityTerms)).map(({ code }) => code));
  const stranger = items.find(({ code }) => !known.has(code));
  if (stranger) throw placesError('unknown_facility', { field: 'items', params: { code: stranger.code } });
  const codes = items.map(({ code }) => code);
  await ctx.db
    .deleteFrom('places.place_facility')
    .where('place_id', '=', placeId)
    .where(sql<boolean>`code <> all(${codes}::text[])`)
    .execute();
  for (const [rank, { code, state, note }] of items.entries())
    await ctx.db
      .insertInto('places.place_facility')
      .values({ place_id: placeId, code, state, note, since: ctx.now, rank })
      .onConflict((conflict) =>
        conflict.columns(['place_id', 'code']).doUpdateSet({
          state,
          note,
          rank,
          since: sql`case when places.place_facility.state = ${state} then places.place_facility.since else ${ctx.now} end`,
        }),
      )
      .execute();
}
