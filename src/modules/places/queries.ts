import { sql, type Selectable } from 'kysely';
import { changesOf } from '#kernel/audit';
import { allows } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';
import { z } from 'zod';
import { areaNames, findOrg, mayAt, noSuchOrg, orgInScope, orgRefs, rootOrg, withNames } from '#orgs';
import * as contract from './contract.ts';
import { placesError } from './errors.ts';
import { openingOf } from './hours/queries.ts';
import { supplyTodos } from './supplies/expiry/queries.ts';
import { OPENED, stepsFrom, trustOf, type FreshnessLimits } from './rules.ts';
import type { PlaceTable } from './tables.ts';
import { faultCounts, listTrustTodos } from './trust/waiting/queries.ts';
import { titleTodos } from './titles/queues/queries.ts';
import { FACILITIES, KINDS, type FacilityTerm, type KindTerm } from './texts/terms.ts';
import { bookingTodos } from './venues/todos/queries.ts';

export const ENTITY = 'places.place';

export type Place = Selectable<PlaceTable>;

export const freshnessLimits = definePolicy<FreshnessLimits>({
  key: 'places.freshness',
  about: 'How long a confirmation of a place counts, and how long a doubt may stand before the place sinks',
  schema: z.object({
    verifiedDays: z.number().int().min(1).max(365),
    sinkHours: z.number().int().min(0).max(720),
  }),
  fallback: { verifiedDays: 30, sinkHours: 48 },
  source: 'domain.md C5: verified ≤ 30 d; 48 hours until it sinks: inference',
});

export const facilityTerms = definePolicy<readonly FacilityTerm[]>({
  key: 'places.facilities',
  about: 'The facilities that a place may have',
  schema: z.array(contract.facilityTerm),
  fallback: FACILITIES,
  source: 'domain.md §A, the four difficulties and what stations offer',
});

export const kindTerms = definePolicy<readonly KindTerm[]>({
  key: 'places.kinds',
  about: 'The kinds of places',
  schema: z.array(contract.kindTerm),
  fallback: KINDS,
  source: 'domain.md §A',
});

export async function getPlaceTerms(ctx: Ctx): Promise<Output<typeof contract.getPlaceTerms>> {
  const [facilities, kinds] = [await policyAt(ctx, facilityTerms), await policyAt(ctx, kindTerms)];
  return { facilities: [...facilities], kinds: [...kinds] };
}

/** One place where the actor holds `permission`; elsewhere it does not exist for them. `lock`: until the transaction ends. */
export async function placeFor(
  ctx: Ctx,
  permission: string,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Place> {
  let query = ctx.db.selectFrom('places.place as p').selectAll('p').where('p.id', '=', id);
  if (ctx.actor.kind !== 'system') query = query.where(orgInScope(ctx, permission, 'p.org_id'));
  if (lock) query = query.forUpdate();
  const place = await query.executeTakeFirst();
  if (!place) throw placesError('not_found');
  return place;
}

/** One place by the code on its sign, whoever asks; a place that has not been opened yet is nobody's business. */
export async function placeByCode(ctx: Ctx, code: string): Promise<Place> {
  const place = await ctx.db
    .selectFrom('places.place')
    .selectAll()
    .where('code', '=', code)
    .where('state', 'in', OPENED)
    .executeTakeFirst();
  if (!place) throw placesError('not_found');
  return place;
}

/** What is known of how fresh a place is, at the time of `ctx`. */
export function freshnessOf(
  { now }: Pick<Ctx, 'now'>,
  place: Pick<Place, 'confirmed_at' | 'confirmed_by' | 'used_at' | 'doubted_at'>,
  limits: FreshnessLimits,
) {
  const facts = {
    confirmedAt: place.confirmed_at?.getTime() ?? null,
    doubtedAt: place.doubted_at?.getTime() ?? null,
  };
  return {
    trust: trustOf(facts, now.getTime(), limits),
    confirmedAt: place.confirmed_at?.toISOString() ?? null,
    confirmedBy: place.confirmed_by,
    usedAt: place.used_at?.toISOString() ?? null,
  };
}

/** SQL of {@link trustOf} as a number that sorts the most doubtful first: sunk 0, disputed 1, stale 2, verified 3. */
export function doubtRank({ now }: Pick<Ctx, 'now'>, { verifiedDays, sinkHours }: FreshnessLimits) {
  const day = 86_400_000;
  const sunk = new Date(now.getTime() - sinkHours * 3_600_000);
  const stale = new Date(now.getTime() - verifiedDays * day);
  return sql<number>`case when p.doubted_at <= ${sunk} then 0 when p.doubted_at is not null then 1
    when p.confirmed_at >= ${stale} then 3 else 2 end`;
}
/** Rows as lists show them. */
export async function toRows(ctx: Ctx, places: readonly Place[], limits: FreshnessLimits) {
  const orgs = await orgRefs(ctx, [...new Set(places.map(({ org_id }) => org_id))]);
  const areas = await areaNames(
    ctx,
    places.flatMap(({ area_code }) => area_code ?? []),
  );
  const faults = await faultCounts(
    ctx,
    places.map(({ id }) => id),
  );
  return places.map((place) => ({
    id: place.id,
    code: place.code,
    name: place.name,
    kind: place.kind,
    roles: place.roles,
    state: place.state,
    org: orgs.get(place.org_id)!,
    areaCode: place.area_code,
    areaName: place.area_code === null ? null : (areas.get(place.area_code) ?? null),
    address: place.address,
    located: place.wgs_lat !== null,
    opening: openingOf(place, ctx.now),
    freshness: freshnessOf(ctx, place, limits),
    faults: faults.get(place.id) ?? { open: 0, oldest: null },
    facilities: place.facilities,
  }));
}

export async function getPlace(
  ctx: Ctx,
  { id }: Input<typeof contract.getPlace>,
): Promise<Output<typeof contract.getPlace>> {
  const place = await placeFor(ctx, 'places.read', id);
  const limits = await policyAt(ctx, freshnessLimits);
  const [row] = await toRows(ctx, [place], limits);
  const org = (await findOrg(ctx, place.org_id))!;
  const host = place.host_org_id === null ? undefined : await orgRefs(ctx, [place.host_org_id]);
  const equipment = await ctx.db
    .selectFrom('places.place_facility')
    .select(['code', 'state', 'note', 'since'])
    .where('place_id', '=', id)
    .orderBy('rank')
    .orderBy('code')
    .execute();
  return {
    ...row!,
    buildMode: place.build_mode,
    hostOrg: host?.get(place.host_org_id!) ?? null,
    hostName: place.host_name,
    stateReason: place.state_reason,
    closedUntil: place.closed_until?.toISOString() ?? null,
    directions: place.directions,
    position: positionOf(place),
    entryMode: place.entry_mode,
    entryNote: place.entry_note,
    phone: place.phone,
    areaM2: place.area_m2 === null ? null : Number(place.area_m2),
    seats: place.seats,
    administrators: place.administrators,
    hours: place.hours,
    equipment: equipment.map(({ since, ...one }) => ({ ...one, since: since.toISOString() })),
    note: place.note_until && place.note_until <= ctx.now ? null : place.note,
    noteUntil: place.note_until?.toISOString() ?? null,
    history: await withNames(ctx, await changesOf(ctx, ENTITY, id)),
    next: [...stepsFrom(place.state)],
    may: {
      manage: await mayAt(ctx, 'places.manage', place.org_id),
      award: allows(ctx.actor, 'places.award', org.path),
    },
  };
}

export function positionOf(place: Pick<Place, 'wgs_lat' | 'wgs_lng' | 'gcj_lat' | 'gcj_lng' | 'datum'>) {
  if (place.wgs_lat === null) return null;
  return {
    wgs84: { lat: place.wgs_lat, lng: place.wgs_lng! },
    gcj02: { lat: place.gcj_lat!, lng: place.gcj_lng! },
    datum: place.datum!,
  };
}

/** What waits for the officer about places; the slices add theirs. */
export async function listPlaceTodos(ctx: Ctx): Promise<Output<typeof contract.listPlaceTodos>> {
  const unlocated = await ctx.db
    .selectFrom('places.place as p')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('p.created_at').as('oldest')])
    .where('p.spot', 'is', null)
    .where('p.state', '<>', 'delisted')
    .where(orgInScope(ctx, 'places.read', 'p.org_id'))
    .executeTakeFirstOrThrow();
  const located = {
    code: 'places.unlocated',
    count: unlocated.count,
    oldest: unlocated.oldest?.toISOString() ?? null,
    minutes: Math.min(10, unlocated.count),
    href: '/staff/places?unlocated=yes',
  };
  return {
    items: [
      ...(await listTrustTodos(ctx, doubtRank(ctx, await policyAt(ctx, freshnessLimits)))),
      ...(unlocated.count > 0 ? [located] : []),
      ...(await supplyTodos(ctx)),
      ...(await titleTodos(ctx)),
      ...(await bookingTodos(ctx)),
    ],
  };
}

/** Stops unless the actor may change what holds for the whole deployment. Throws places.settings_of_root. */
export async function requireRoot(ctx: Ctx): Promise<void> {
  const root = await rootOrg(ctx);
  if (!root) throw noSuchOrg();
  if (ctx.actor.kind !== 'system' && !allows(ctx.actor, 'places.settings', root.path))
    throw placesError('settings_of_root');
}
