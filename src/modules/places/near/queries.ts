import { sql } from 'kysely';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { policyAt } from '#kernel/policy';
import { addDays, civilDate } from '#kernel/time';
import { areaNames, findOrg, listAreas, orgRefs, phoneFor, rootOrg } from '#orgs';
import { placesError } from '../errors.ts';
import { calendarOf, timesOf } from '../hours/queries.ts';
import { openingAt } from '../hours/rules.ts';
import { freshnessLimits, freshnessOf, placeByCode, positionOf, type Place } from '../queries.ts';
import { closingsNow, type Closing } from '../host/why/queries.ts';
import { publicEvents } from '../events/queries.ts';
import { publicPhotos } from '../photos/queries.ts';
import type { FreshnessLimits } from '../rules.ts';
import { publicFaults } from '../trust/faults/queries.ts';
import type * as contract from './contract.ts';
import { nearError } from './errors.ts';
import { countByArea, isInOrder, mostTrusted, nearest } from './match/queries.ts';
import { prefixOf, sunkLast, timesTold } from './rules.ts';
import { publicTitles } from '../titles/queries.ts';

type Asked = Input<typeof contract.nearPlaces>;

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
  // Who has a position chooses no area, and who reads on has chosen.
  const choosing = input.cursor === undefined && (lat === undefined || area !== null);
  const below = choosing ? await areasBelow(ctx, input.area) : null;
  const match = async (within: Ctx) => ({
    found:
      lat === undefined
        ? await mostTrusted(within, input, limits)
        : await nearest(within, input, { lat, lng: lng! }),
    counts: below === null ? [] : await countByArea(within, input.role, below.prefix),
  });
  // Under row-level security the indexes of areas and words lie idle: who asks for one would have every place read.
  const { found, counts } = isInOrder(input)
    ? await match(ctx)
    : await beyond(ctx, 'ids of listed places that match', match);
  const places = await placesOf(ctx, found.ids);
  return {
    at: ctx.now.toISOString(),
    items: await toCards(ctx, lat === undefined ? places : sunkLast(places), limits),
    next: found.next,
    area,
    areas: below === null ? [] : counted(below.areas, counts),
  };
}

interface Area {
  readonly code: string;
  readonly name: string;
}

async function areaOf(ctx: Ctx, code: string): Promise<Area> {
  const name = (await areaNames(ctx, [code])).get(code);
  if (name === undefined) throw placesError('unknown_area', { field: 'area' });
  return { code, name };
}

/** The areas below the one asked for, or below the federation's own. */
async function areasBelow(ctx: Ctx, asked: string | undefined) {
  const parent = asked ?? (await rootOrg(ctx))?.area_code ?? undefined;
  const { items } = await listAreas(ctx, parent === undefined ? {} : { parent });
  return { areas: items, prefix: parent === undefined ? '' : prefixOf(parent) };
}

/** Those of `areas` that have places; a place counts for every area that its street lies in. */
function counted(areas: readonly Area[], counts: readonly { area: string; count: number }[]) {
  return areas
    .map(({ code, name }) => ({
      code,
      name,
      count: counts
        .filter(({ area }) => area.startsWith(prefixOf(code)))
        .reduce((sum, { count }) => sum + count, 0),
    }))
    .filter(({ count }) => count > 0);
}

/** Rows in the order of their ids. */
async function placesOf(ctx: Ctx, ids: readonly string[]): Promise<Shown[]> {
  if (ids.length === 0) return [];
  const rows = await shown(ctx).where('p.id', 'in', ids).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** What a card tells, with what is out of order. */
function shown({ db }: Ctx) {
  return db
    .selectFrom('places.place as p')
    .select([
      'p.id',
      'p.code',
      'p.name',
      'p.kind',
      'p.roles',
      'p.state',
      'p.state_reason',
      'p.address',
      'p.directions',
      'p.area_code',
      'p.wgs_lat',
      'p.wgs_lng',
      'p.gcj_lat',
      'p.gcj_lng',
      'p.datum',
      'p.entry_mode',
      'p.open_spans',
      'p.shut_spans',
      'p.spans_until',
      'p.facilities',
      'p.confirmed_at',
      'p.confirmed_by',
      'p.used_at',
      'p.doubted_at',
      'p.note',
      'p.note_until',
    ])
    .select([
      sql<boolean>`p.hours is not null`.as('known'),
      sql<string[]>`array(select f.code from places.place_facility as f
        where f.place_id = p.id and f.state = 'out' order by f.rank, f.code)`.as('out'),
    ]);
}
type Shown = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number];

async function toCards(ctx: Ctx, places: readonly Shown[], limits: FreshnessLimits) {
  const areas = await areaNames(ctx, [...new Set(places.flatMap(({ area_code }) => area_code ?? []))]);
  const closings = await closingsNow(
    ctx,
    places.map(({ id }) => id),
  );
  return places.map((place) => {
    const { opening, times } = timesOn(place, ctx.now);
    return {
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
      opening,
      times,
      facilities: place.facilities,
      out: place.out,
      freshness: freshnessOf(ctx, place, limits),
      note: place.note_until && place.note_until <= ctx.now ? null : place.note,
      closedWhy: place.state === 'open' ? whyClosed(opening.now, closings.get(place.id)) : place.state_reason,
    };
  });
}

/** Whether it is open, and when it will be, read once: a list has hundreds of stretches. */
function timesOn(place: Shown, now: Date) {
  const times = timesOf({ ...place, hours: null });
  const until = place.spans_until?.getTime() ?? 0;
  const opening = openingAt(times, place.known, now.getTime(), until);
  return {
    opening: {
      now: opening.now,
      until: opening.until === null ? null : new Date(opening.until).toISOString(),
    },
    times: { known: place.known, ...timesTold(times, now.getTime(), until) },
  };
}

/** The reason that host or officer gave for a closing, while it holds. */
function whyClosed(now: string, closing: Closing | undefined): string | null {
  return now === 'closed' ? (closing?.reason ?? null) : null;
}

/** What the sign on the wall leads to: also of a place that is suspended or delisted, which says so. */
export async function publicPlace(
  ctx: Ctx,
  { code }: Input<typeof contract.publicPlace>,
): Promise<Output<typeof contract.publicPlace>> {
  const place = await placeByCode(ctx, code);
  const [card] = await toCards(ctx, await placesOf(ctx, [place.id]), await policyAt(ctx, freshnessLimits));
  const org = (await findOrg(ctx, place.org_id))!;
  const equipment = await ctx.db
    .selectFrom('places.place_facility')
    .select(['code', 'state', 'note', 'since'])
    .where('place_id', '=', place.id)
    .orderBy('rank')
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
    special: await specialDays(ctx),
    equipment: equipment.map((one) => ({ ...one, since: one.since.toISOString() })),
    ...(await storyOf(ctx, place)),
  };
}

/** A phone that has no network goes by it for a while, as by the times. */
const SPECIAL_DAYS = 16;

async function specialDays(ctx: Ctx): Promise<Output<typeof contract.publicPlace>['special']> {
  const { holidays, workdays } = await calendarOf(ctx);
  const today = civilDate(ctx.now);
  return Array.from({ length: SPECIAL_DAYS }, (_, nth) => addDays(today, nth))
    .filter((day) => holidays.has(day) || workdays.has(day))
    .map((day) => ({ day, holiday: holidays.get(day) ?? null }));
}

type Story = Pick<Output<typeof contract.publicPlace>, 'faults' | 'photos' | 'events' | 'titles'>;

/** What other slices have on record of a place. */
async function storyOf(ctx: Ctx, { id }: Place): Promise<Story> {
  return {
    faults: await publicFaults(ctx, id),
    photos: await publicPhotos(ctx, id),
    events: await publicEvents(ctx, id),
    titles: await publicTitles(ctx, id),
  };
}

async function hostNameOf(ctx: Ctx, { host_name, host_org_id }: Place): Promise<string | null> {
  if (host_org_id === null) return host_name;
  return (await orgRefs(ctx, [host_org_id])).get(host_org_id)?.name ?? null;
}
