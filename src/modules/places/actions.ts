import { randomInt } from 'node:crypto';
import gcoord from 'gcoord';
import { sql, type Insertable } from 'kysely';
import type { z } from 'zod';
import { recordChange } from '#kernel/audit';
import type { Input, Output } from '#kernel/contract';
import type { Ctx, TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { policyAt } from '#kernel/policy';
import { areaNames, findOrg, orgFor } from '#orgs';
import type * as contract from './contract.ts';
import { placesError } from './errors.ts';
import { refreshOpenTimes } from './hours/actions.ts';
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

/** The columns of those facts that are given. */
async function columnsOf(ctx: Ctx, facts: Facts): Promise<Partial<Place>> {
  const { position, buildMode, hostOrgId, hostName, areaCode, entryMode, entryNote, areaM2, ...rest } = facts;
  if (rest.kind !== undefined && !(await policyAt(ctx, kindTerms)).some(({ code }) => code === rest.kind))
    throw placesError('unknown_kind', { field: 'kind' });
  if (areaCode && !(await areaNames(ctx, [areaCode])).has(areaCode))
    throw placesError('unknown_area', { field: 'areaCode' });
  if (hostOrgId && !(await findOrg(ctx, hostOrgId))) throw placesError('bad_host', { field: 'hostOrgId' });
  const given = {
    ...rest,
    build_mode: buildMode,
    host_org_id: hostOrgId,
    host_name: hostName === '' ? null : hostName,
    area_code: areaCode,
    entry_mode: entryMode,
    entry_note: entryNote === '' ? null : entryNote,
    area_m2: areaM2,
    address: rest.address === '' ? null : rest.address,
    directions: rest.directions === '' ? null : rest.directions,
    phone: rest.phone === '' ? null : rest.phone,
    ...(position === undefined ? {} : position === null ? NOWHERE : bothDatums(position)),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
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
  const org = await orgFor(ctx, 'places.manage', orgId);
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
  await equip(
    ctx,
    id,
    facilities.map((one) => ({ code: one, state: 'ok' as const, note: null })),
  );
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
  const columns = await columnsOf(ctx, facts as Facts);
  requireHost({ ...place, ...columns });
  if (orgId !== undefined) columns.org_id = (await orgFor(ctx, 'places.manage', orgId)).id;
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
  return { id };
}

export async function changePlaceState(
  ctx: TxCtx,
  { id, to, reason, until }: Input<typeof contract.changePlaceState>,
): Promise<Output<typeof contract.changePlaceState>> {
  const place = await placeFor(ctx, 'places.manage', id, { lock: true });
  if (!mayStep(place.state, to)) throw placesError('bad_step');
  if (needsReason(to) && !reason) throw placesError('reason_missing', { field: 'reason' });
  const end = until === undefined ? null : new Date(until);
  if (end && (to !== 'temp_closed' || end <= ctx.now)) throw placesError('bad_until', { field: 'until' });
  await ctx.db
    .updateTable('places.place')
    .set({ state: to, state_reason: reason ?? null, closed_until: end, updated_at: ctx.now })
    .where('id', '=', id)
    .execute();
  await recordChange(
    ctx,
    { entity: ENTITY, entityId: id, from: place.state, to, reason: reason ?? null },
    place.org_id,
  );
  await refreshOpenTimes(ctx, id);
  return { state: to };
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
  await equip(
    ctx,
    id,
    items.map(({ code, state, note }) => ({ code, state, note: note || null })),
  );
  await ctx.audit({ action: 'places.equip', entity: ENTITY, entityId: id, orgId: place.org_id });
  return { count: items.length };
}

/** Replaces what a place has; `since` stays where the state does. */
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
  for (const { code, state, note } of items)
    await ctx.db
      .insertInto('places.place_facility')
      .values({ place_id: placeId, code, state, note, since: ctx.now })
      .onConflict((conflict) =>
        conflict.columns(['place_id', 'code']).doUpdateSet({
          state,
          note,
          since: sql`case when places.place_facility.state = ${state} then places.place_facility.since else ${ctx.now} end`,
        }),
      )
      .execute();
}
