import { Readable } from 'node:stream';
import type { Selectable } from 'kysely';
import { inTx, type Ctx } from '#kernel/ctx';
import type { Input } from '#kernel/contract';
import type { FileAnswer } from '#kernel/module';
import { policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import { areaNames, orgRefs, rootOrg } from '#orgs';
import { hoursInWords } from '../hours/texts/words.ts';
import {
  facilityTerms,
  freshnessLimits,
  freshnessOf,
  kindTerms,
  positionOf,
  type Place,
} from '../queries.ts';
import { LISTED } from '../rules.ts';
import type { PlaceFacilityTable } from '../tables.ts';
import type * as contract from './contract.ts';
import { cellsOf, COLUMNS, csvLine, featureOf, type OpenPlace } from './rules.ts';
import { EXPORT_WORDS } from './texts/words.ts';

/** Places in memory at a time. */
const PAGE = 500;

/** Whether a place is open now is not in it: it would be wrong within the hour. */
export async function placesCsv(ctx: Ctx, input: Input<typeof contract.placesCsv>): Promise<FileAnswer> {
  const words = EXPORT_WORDS[ctx.locale];
  async function* lines() {
    yield `\uFEFF${csvLine(COLUMNS.map((column) => words.columns[column]))}`;
    for await (const places of pagesOf(ctx, input))
      yield places.map((place) => csvLine(cellsOf(place, words))).join('');
  }
  return { bytes: Readable.from(lines()), name: `${await fileName(ctx)}.csv` };
}

export async function placesGeojson(
  ctx: Ctx,
  input: Input<typeof contract.placesGeojson>,
): Promise<FileAnswer> {
  const words = EXPORT_WORDS[ctx.locale];
  const head = {
    source: words.source(await federation(ctx)),
    generatedAt: ctx.now.toISOString(),
    note: words.caution,
  };
  async function* pieces() {
    yield `{"type":"FeatureCollection","metadata":${JSON.stringify(head)},"features":[`;
    let between = '\n';
    for await (const places of pagesOf(ctx, input)) {
      yield between + places.map((place) => JSON.stringify(featureOf(place))).join(',\n');
      between = ',\n';
    }
    yield '\n]}\n';
  }
  return { bytes: Readable.from(pieces()), name: `${await fileName(ctx)}.geojson` };
}

function federation(ctx: Ctx): Promise<string> {
  return inTx(ctx, async (tx) => (await rootOrg(tx))?.name ?? '');
}

async function fileName(ctx: Ctx): Promise<string> {
  return `${await federation(ctx)}-${EXPORT_WORDS[ctx.locale].file}-${civilDate(ctx.now)}`;
}

/** All listed places, page by page, each in a short transaction; what is empty is no page. */
async function* pagesOf(
  ctx: Ctx,
  { role }: Input<typeof contract.placesCsv>,
): AsyncGenerator<readonly OpenPlace[]> {
  let after: string | undefined = '00000000-0000-0000-0000-000000000000';
  while (after !== undefined) {
    const found: readonly Place[] = await inTx(ctx, (tx) => {
      let query = tx.db
        .selectFrom('places.place')
        .selectAll()
        .where('state', 'in', LISTED)
        .where('id', '>', after!)
        .orderBy('id')
        .limit(PAGE);
      if (role) query = query.where((eb) => eb(eb.val(role), '=', eb.fn.any('roles')));
      return query.execute();
    });
    if (found.length > 0) yield await inTx(ctx, (tx) => toOpen(tx, found));
    after = found.length < PAGE ? undefined : found.at(-1)!.id;
  }
}

async function toOpen(ctx: Ctx, places: readonly Place[]): Promise<OpenPlace[]> {
  const limits = await policyAt(ctx, freshnessLimits);
  const { kind, facility, entry, area, org } = await namesFor(ctx, places);
  const equipment = await equipmentOf(ctx, places);
  return places.map((place) => {
    const { trust, confirmedAt } = freshnessOf(ctx, place, limits);
    const items = equipment.get(place.id) ?? [];
    const closed = place.state === 'temp_closed';
    return {
      ...spotOf(place),
      code: place.code,
      name: place.name,
      kind: kind(place.kind),
      roles: place.roles,
      state: place.state,
      address: place.address,
      directions: place.directions,
      area: place.area_code === null ? null : area(place.area_code),
      hours: hoursInWords(place.hours, ctx.locale),
      hoursKnown: place.hours !== null,
      closedWhy: closed ? place.state_reason : null,
      closedUntil: closed ? (place.closed_until?.toISOString() ?? null) : null,
      facilities: items.filter(({ state }) => state === 'ok').map(({ code }) => facility(code)),
      out: items.filter(({ state }) => state === 'out').map(({ code }) => facility(code)),
      entry: entry(place.entry_mode),
      phone: place.phone,
      union: org(place.org_id) ?? '',
      host: place.host_org_id === null ? place.host_name : org(place.host_org_id),
      trust,
      confirmedAt,
      page: `${ctx.app.config.url}/p/${place.code}`,
    };
  });
}

/** What the codes and numbers of these places are called in the language of the caller. */
async function namesFor(ctx: Ctx, places: readonly Place[]) {
  const [kinds, facilities] = [await policyAt(ctx, kindTerms), await policyAt(ctx, facilityTerms)];
  const areas = await areaNames(
    ctx,
    places.flatMap(({ area_code }) => area_code ?? []),
  );
  const orgs = await orgRefs(
    ctx,
    places.flatMap(({ org_id, host_org_id }) => (host_org_id === null ? org_id : [org_id, host_org_id])),
  );
  const namedBy = (names: ReadonlyMap<string, string>) => (code: string) => ({
    code,
    name: names.get(code) ?? code,
  });
  const terms = (list: readonly { readonly code: string; readonly zh: string; readonly en: string }[]) =>
    namedBy(new Map(list.map((term) => [term.code, term[ctx.locale]])));
  return {
    kind: terms(kinds),
    facility: terms(facilities),
    entry: namedBy(new Map(Object.entries(EXPORT_WORDS[ctx.locale].entries))),
    area: namedBy(areas),
    org: (id: number) => orgs.get(id)?.name ?? null,
  };
}

async function equipmentOf(ctx: Ctx, places: readonly Place[]) {
  const rows: Pick<Selectable<PlaceFacilityTable>, 'place_id' | 'code' | 'state'>[] = await ctx.db
    .selectFrom('places.place_facility')
    .select(['place_id', 'code', 'state'])
    .where(
      'place_id',
      'in',
      places.map(({ id }) => id),
    )
    .orderBy('code')
    .execute();
  return Map.groupBy(rows, ({ place_id }) => place_id);
}

/** To six places, a tenth of a metre: what is computed has more digits than meaning. */
function spotOf(place: Place): Pick<OpenPlace, 'wgs84' | 'gcj02' | 'datum'> {
  const position = positionOf(place);
  if (!position) return { wgs84: null, gcj02: null, datum: null };
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  const rounded = ({ lat, lng }: { lat: number; lng: number }) => ({ lat: round(lat), lng: round(lng) });
  return { wgs84: rounded(position.wgs84), gcj02: rounded(position.gcj02), datum: position.datum };
}
