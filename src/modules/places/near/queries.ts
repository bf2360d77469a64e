import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { policyAt } from '#kernel/policy';
import { areaNames, escapeLike, findOrg, listAreas, orgRefs, phoneFor, rootOrg } from '#orgs';
import { placesError } from '../errors.ts';
import { openingOf, timesOf } from '../hours/queries.ts';
import { doubtRank, freshnessLimits, freshnessOf, placeByCode, positionOf, type Place } from '../queries.ts';
import type { FreshnessLimits } from '../rules.ts';
import type * as contract from './contract.ts';
import { nearError } from './errors.ts';
import { inMinutes, mercator, nightOf, prefixOf, sunkLast } from './rules.ts';

type Asked = Input<typeof contract.nearPlaces>;
interface Found {
  readonly items: readonly Place[];
  readonly next: string | null;
}

/**
 * The places that people are sent to. Near a position: by distance from it, page after page; within a page those in doubt
 * come last, so that a doubtful one next door neither leads the list nor vanishes from it. Without: by trust.
 */
export async function nearPlaces(ctx: Ctx, input: Asked): Promise<Output<typeof contract.nearPlaces>> {
  const { lat, lng } = input;
  if ((lat === undefined) !== (lng === undefined))
    throw nearError('half_position', { field: lat === undefined ? 'lat' : 'lng' });
  const limits = await policyAt(ctx, freshnessLimits);
  const area = input.area === undefined ? null : await areaOf(ctx, input.area);
  const matching = matchingSql(ctx, input);
  const { items, next } =
    lat === undefined
      ? await mostTrusted(ctx, input, matching, limits)
      : await nearest(ctx, input, matching, { lat, lng: lng! });
  // Who has a position chooses no area, and who reads on has chosen.
  const choosing = input.cursor === undefined && (lat === undefined || area !== null);
  return {
    at: ctx.now.toISOString(),
    items: await toCards(ctx, items, limits),
    next,
    area,
    areas: choosing ? await areasWithPlaces(ctx, input) : [],
  };
}

async function areaOf(ctx: Ctx, code: string): Promise<{ code: string; name: string }> {
  const name = (await areaNames(ctx, [code])).get(code);
  if (name === undefined) throw placesError('unknown_area', { field: 'area' });
  return { code, name };
}

/** Listed, and all that was asked for. The states stand in it as the partial indexes have them. */
function matchingSql(ctx: Ctx, input: Asked): RawBuilder<SqlBool> {
  const tests = [sql`p.state in ('open', 'temp_closed')`, sql`${input.role} = any(p.roles)`];
  if (input.area !== undefined) tests.push(sql`p.area_code like ${`${prefixOf(input.area)}%`}`);
  if (input.open) tests.push(sql`p.open_spans @> ${ctx.now}::timestamptz`);
  if (input.night) {
    const [from, to] = nightOf(ctx.now.getTime());
    tests.push(sql`p.open_spans && tstzrange(${new Date(from)}, ${new Date(to)})`);
  }
  if (input.with) tests.push(sql`p.facilities @> ${input.with}::text[]`);
  if (input.q) {
    const like = `%${escapeLike(input.q)}%`;
    tests.push(sql`(p.name ilike ${like} or p.address ilike ${like} or p.code = upper(${input.q}))`);
  }
  return sql<SqlBool>`${sql.join(tests, sql` and `)}`;
}

/** By distance on the map of Mercator, which needs no sphere. A place without coordinates is near nothing. */
async function nearest(
  ctx: Ctx,
  input: Asked,
  matching: RawBuilder<SqlBool>,
  { lat, lng }: { lat: number; lng: number },
): Promise<Found> {
  const far = sql<number>`p.spot <-> point(${lng}::float8, ${mercator(lat)}::float8)`;
  const after = readCursor(input.cursor, ['float', 'uuid']);
  let query = ctx.db
    .selectFrom('places.place as p')
    .selectAll('p')
    .select(far.as('far'))
    .where(matching)
    .where('p.spot', 'is not', null);
  if (after) query = query.where(sql<SqlBool>`(${far}, p.id) > (${after[0]}::float8, ${after[1]}::uuid)`);
  const rows = await query
    .orderBy(far)
    .orderBy('p.id')
    .limit(input.limit + 1)
    .execute();
  const { items, next } = page(rows, input.limit, (row) => [row.far, row.id]);
  return { items: sunkLast(items.map((row) => ({ ...row, doubted: row.doubted_at !== null }))), next };
}

/** Verified, stale, disputed, sunk; among the equal the one confirmed last, those nobody has confirmed at the end. */
async function mostTrusted(
  ctx: Ctx,
  input: Asked,
  matching: RawBuilder<SqlBool>,
  limits: FreshnessLimits,
): Promise<Found> {
  const rank = doubtRank(ctx, limits);
  const confirmed = sql<Date>`coalesce(p.confirmed_at, 'epoch')`;
  const after = readCursor(input.cursor, ['int', 'time', 'uuid']);
  let query = ctx.db
    .selectFrom('places.place as p')
    .selectAll('p')
    .select([rank.as('rank'), confirmed.as('confirmed')])
    .where(matching);
  if (after)
    query = query.where(
      sql<SqlBool>`(${rank}, ${confirmed}, p.id) < (${after[0]}::integer, ${after[1]}::timestamptz, ${after[2]}::uuid)`,
    );
  const rows = await query
    .orderBy(rank, 'desc')
    .orderBy(confirmed, 'desc')
    .orderBy('p.id', 'desc')
    .limit(input.limit + 1)
    .execute();
  return page(rows, input.limit, (row) => [row.rank, row.confirmed.toISOString(), row.id]);
}

/** The areas below the one asked for, or below the federation's own, that have listed places of this role. */
async function areasWithPlaces(ctx: Ctx, { area, role }: Asked) {
  const parent = area ?? (await rootOrg(ctx))?.area_code ?? undefined;
  const { items } = await listAreas(ctx, parent === undefined ? {} : { parent });
  if (items.length === 0) return [];
  const counts = await ctx.db
    .selectFrom('places.place as p')
    .select(['p.area_code', (eb) => eb.fn.countAll<number>().as('count')])
    .where(sql<SqlBool>`p.state in ('open', 'temp_closed') and ${role} = any(p.roles)`)
    .where(sql<SqlBool>`p.area_code like ${`${parent === undefined ? '' : prefixOf(parent)}%`}`)
    .groupBy('p.area_code')
    .execute();
  return items
    .map(({ code, name }) => ({
      code,
      name,
      count: counts
        .filter((row) => row.area_code!.startsWith(prefixOf(code)))
        .reduce((sum, { count }) => sum + count, 0),
    }))
    .filter(({ count }) => count > 0);
}

async function toCards(ctx: Ctx, places: readonly Place[], limits: FreshnessLimits) {
  const areas = await areaNames(ctx, [...new Set(places.flatMap(({ area_code }) => area_code ?? []))]);
  const out = await brokenOf(
    ctx,
    places.map(({ id }) => id),
  );
  return places.map((place) => ({
    code: place.code,
    name: place.name,
    kind: place.kind,
    roles: place.roles,
    state: place.state,
    address: place.address,
    directions: place.directions,
    areaName: place.area_code === null ? null : (areas.get(place.area_code) ?? null),
    position: positionOf(place),
    entryMode: place.entry_mode,
    opening: openingOf(place, ctx.now),
    times: timesInMinutes(place),
    facilities: place.facilities,
    out: out.get(place.id) ?? [],
    freshness: freshnessOf(ctx, place, limits),
    note: place.note_until && place.note_until <= ctx.now ? null : place.note,
    closedWhy: place.state === 'open' ? null : place.state_reason,
  }));
}

function timesInMinutes(place: Place) {
  const { open, shut } = timesOf(place);
  const until = Math.floor((place.spans_until?.getTime() ?? 0) / 60_000);
  return { known: place.hours !== null, open: inMinutes(open), shut: inMinutes(shut), until };
}

/** What does not work, by place. */
async function brokenOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('places.place_facility')
    .select(['place_id', 'code'])
    .where('place_id', 'in', ids)
    .where('state', '=', 'out')
    .orderBy('code')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ place_id }) => place_id)].map(([id, some]) => [
      id,
      some.map(({ code }) => code),
    ]),
  );
}

/** What the sign on the wall leads to: also of a place that is suspended or delisted, which says so. */
export async function publicPlace(
  ctx: Ctx,
  { code }: Input<typeof contract.publicPlace>,
): Promise<Output<typeof contract.publicPlace>> {
  const place = await placeByCode(ctx, code);
  const [card] = await toCards(ctx, [place], await policyAt(ctx, freshnessLimits));
  const org = (await findOrg(ctx, place.org_id))!;
  const equipment = await ctx.db
    .selectFrom('places.place_facility')
    .select(['code', 'state', 'note', 'since'])
    .where('place_id', '=', place.id)
    .orderBy('code')
    .execute();
  return {
    ...card!,
    at: ctx.now.toISOString(),
    org: { id: org.id, name: org.name, kind: org.kind },
    orgPhone: await phoneFor(ctx, org),
    buildMode: place.build_mode,
    hostName: await hostNameOf(ctx, place),
    entryNote: place.entry_note,
    phone: place.phone,
    areaM2: place.area_m2 === null ? null : Number(place.area_m2),
    seats: place.seats,
    hours: place.hours,
    equipment: equipment.map((one) => ({ ...one, since: one.since.toISOString() })),
    ...(await storyOf(ctx, place)),
  };
}

type Story = Pick<Output<typeof contract.publicPlace>, 'faults' | 'photos' | 'events' | 'titles'>;

/** What other slices have on record of a place. */
async function storyOf(_ctx: Ctx, _place: Place): Promise<Story> {
  return { faults: [], photos: [], events: [], titles: [] };
}

async function hostNameOf(ctx: Ctx, { host_name, host_org_id }: Place): Promise<string | null> {
  if (host_org_id === null) return host_name;
  return (await orgRefs(ctx, [host_org_id])).get(host_org_id)?.name ?? null;
}
