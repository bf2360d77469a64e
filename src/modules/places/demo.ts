import { makeCtx, type TxCtx } from '#kernel/ctx';
import { orgsInReach, type DemoOrgs } from '#orgs';
import { changePlaceState, createPlace, setEquipment } from './actions.ts';
import { refreshOpenTimes } from './hours/actions.ts';
import type { Hours, Week } from './hours/contract.ts';
import { demoTitles } from './titles/demo.ts';
import { demoVenues } from './venues/demo.ts';
import { DEMO_HOURS, HUITIAN_PLACES, OTHER_PLACES, type DemoPlace, type Fresh } from './texts/demo-places.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The places that others of the demo have to know. */
export interface DemoPlaces {
  /** 白坊家圆, the station of the source page. */
  readonly baifang: string;
  readonly palace: string;
  readonly rooms: readonly string[];
  /** Stations of the Huitian area, in the order of `texts/demo-places.ts`. */
  readonly huitian: readonly string[];
}

/** The stations of the Huitian area, the cultural palace of Haidian, and three reading rooms of the source page. */
export async function demoPlaces(ctx: TxCtx, orgs: DemoOrgs): Promise<DemoPlaces> {
  const unions = await streetUnions(ctx);
  const huitian: string[] = [];
  for (const [nth, spec] of HUITIAN_PLACES.entries()) {
    const orgId = unions.get(spec.street) ?? orgs.changping;
    huitian.push(await plant(ctx, orgId, spec, 420 - nth * 11));
  }
  const own = (place: (typeof OTHER_PLACES)[keyof typeof OTHER_PLACES]) => ({
    ...place,
    street: '',
    fresh: { officer: 100 },
  });
  const palace = await plant(ctx, orgs.haidian, own(OTHER_PLACES.palace), 900);
  const rooms: string[] = [];
  for (const room of [OTHER_PLACES.techRoom, OTHER_PLACES.clinicRoom, OTHER_PLACES.corner])
    rooms.push(await plant(ctx, orgs.bda, own(room), 700));
  await titled(ctx, orgs, huitian, rooms);
  await demoVenues(ctx, { palace, unionId: orgs.haidian, station: huitian[0]! });
  await ctx.audit({ action: 'places.demo', orgId: orgs.root, detail: { places: huitian.length + 4 } });
  return { baifang: huitian[0]!, palace, rooms, huitian };
}

/** Titles of stations by the district, of reading rooms by the Development Area; the corner holds none (source page §4). */
async function titled(ctx: TxCtx, orgs: DemoOrgs, stations: readonly string[], rooms: readonly string[]) {
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = stations;
  await demoTitles(ctx, {
    grantorId: orgs.changping,
    rules: ['six_haves', 'most_beautiful', 'seven_ones'],
    awarded: [first, second, third],
    both: [second],
    due: [fourth],
    ready: [third],
    noticed: [first],
    applied: [{ placeId: fifth }],
  });
  await demoTitles(ctx, {
    grantorId: orgs.bda,
    rules: ['etown_reading', 'national_reading'],
    awarded: rooms.slice(0, 2),
    due: [],
    noticed: [],
  });
}

/** The township unions, by the street that they are of. */
async function streetUnions(ctx: TxCtx): Promise<Map<string, number>> {
  const all = await orgsInReach(ctx, 'places.manage');
  const townships = all.filter(({ kind, level }) => kind === 'union' && level === 'township');
  return new Map(townships.flatMap(({ id, area }) => (area === null ? [] : [[area, id] as const])));
}

async function plant(ctx: TxCtx, orgId: number, spec: DemoPlace, daysAgo: number): Promise<string> {
  const then = at(ctx, daysAgo * 24);
  const { id } = await createPlace(then, {
    orgId,
    name: spec.name,
    kind: spec.kind,
    roles: [...(spec.roles ?? ['station'])],
    buildMode: spec.host === undefined ? 'own' : 'cohosted',
    hostName: spec.host ?? null,
    areaCode: spec.street || null,
    address: spec.address,
    directions: spec.directions ?? null,
    position: spec.at === null ? null : { lat: spec.at[0], lng: spec.at[1], datum: 'wgs84' },
    entryMode: spec.entry ?? 'walk_in',
    areaM2: spec.size ?? null,
    administrators: spec.size === undefined ? null : 2,
    state: 'open',
    facilities: [],
    hours: spec.hours === null ? null : hoursOf(spec.hours),
  });
  const out = new Set(spec.out);
  const items = spec.has.map((code) => ({ code, state: out.has(code) ? ('out' as const) : ('ok' as const) }));
  await setEquipment(at(ctx, 60), { id, items });
  await ctx.db
    .updateTable('places.place')
    .set({
      ...freshnessAt(ctx, spec.fresh),
      note: spec.note ?? null,
      note_until: spec.note ? new Date(ctx.now.getTime() + 40 * DAY_MS) : null,
    })
    .where('id', '=', id)
    .execute();
  const until = new Date(ctx.now.getTime() + 9 * DAY_MS).toISOString();
  if (spec.closed) await changePlaceState(ctx, { id, to: 'temp_closed', reason: spec.closed, until });
  // Those worked out when it was put on record are long over.
  await refreshOpenTimes(ctx, id);
  return id;
}

/** The same work, so many hours ago. */
function at(ctx: TxCtx, hoursAgo: number): TxCtx {
  return { ...makeCtx(ctx), now: new Date(ctx.now.getTime() - hoursAgo * HOUR_MS) };
}

function freshnessAt({ now }: TxCtx, fresh: Fresh) {
  if (fresh === null) return {};
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  if ('used' in fresh)
    return { confirmed_at: ago(fresh.used), confirmed_by: 'use' as const, used_at: ago(fresh.used) };
  if ('host' in fresh) return { confirmed_at: ago(fresh.host), confirmed_by: 'host' as const };
  if ('officer' in fresh) return { confirmed_at: ago(fresh.officer), confirmed_by: 'officer' as const };
  return {
    confirmed_at: ago(fresh.doubted + 400),
    confirmed_by: 'visitor' as const,
    doubted_at: ago(fresh.doubted),
  };
}

function hoursOf(name: keyof typeof DEMO_HOURS): Hours {
  const [workday, weekend] = DEMO_HOURS[name];
  const day = (span: readonly [string, string] | null) =>
    span === null ? [] : [{ from: span[0], to: span[1] }];
  const week: Week = [0, 1, 2, 3, 4, 5, 6].map((nth) => day(nth < 5 ? workday : weekend));
  const holidays = weekend === null ? ({ as: 'closed' } as const) : ({ as: 'weekday', day: 7 } as const);
  return { week, seasons: [], holidays, swapped: { as: 'weekday', day: 1 } };
}
