import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Input, Output } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { pairIndex } from '#kernel/likeness';
import { definePolicy, policyAt } from '#kernel/policy';
import { orgRefs } from '#orgs';
import { bothDatums } from '../../actions.ts';
import type { Place } from '../../queries.ts';
import { metresBetween, type Point } from '../../rules.ts';
import { resemblances, type Likeness } from './rules.ts';
import type * as contract from '../contract.ts';

const likeness = definePolicy<Likeness>({
  key: 'places.likeness',
  about:
    'From when on two places may be one: so near, or names so much alike (0 to 1, pairs of characters) once the words that many share are left out',
  schema: z.object({
    metres: z.number().min(0).max(2_000),
    likeness: z.number().min(0.1).max(1),
    commonWords: z.array(z.string().min(1).max(20)).max(60),
  }),
  fallback: {
    metres: 80,
    likeness: 0.6,
    commonWords: [
      '户外劳动者',
      '新就业形态劳动者',
      '服务站点',
      '服务站',
      '暖心',
      '爱心',
      '驿站',
      '工会',
      '职工书屋',
      '职工之家',
      '职工小家',
      '社区',
    ],
  },
  source:
    'inference: the door of a shop next door is nearer than 80 m, and half of all stations share these words',
});

/** A place that may be on record already. */
export interface Asked {
  readonly name: string;
  readonly wgs84: Point | null;
}

export interface Resembling extends Pick<
  Place,
  'id' | 'code' | 'name' | 'kind' | 'state' | 'address' | 'org_id'
> {
  /** Null where one of the two has no position. */
  readonly metres: number | null;
}

/** So many are told of each: more help nobody. */
const TOLD = 5;

/**
 * Those on record that each of `asked` may be, in its order, the likeliest first: much the same name, or a few steps
 * away. Looks at what the caller may see, which is all that is public too. A warning, never a reason to refuse.
 *
 * Compared here and not by pg_trgm, which takes Chinese for blanks where the database speaks C, as ours does.
 */
export async function placesLike(ctx: Ctx, asked: readonly Asked[]): Promise<Resembling[][]> {
  const limits = await policyAt(ctx, likeness);
  const known = await ctx.db
    .selectFrom('places.place')
    .select(['id', 'code', 'name', 'kind', 'state', 'address', 'org_id', 'wgs_lat', 'wgs_lng'])
    .where('state', '<>', 'delisted')
    .execute();
  const find = resemblances(
    known.map(({ wgs_lat: lat, wgs_lng: lng, ...place }) => ({
      ...place,
      wgs84: lat === null ? null : { lat, lng: lng! },
    })),
    limits,
    pairIndex,
  );
  return asked.map((one) =>
    find(one)
      .slice(0, TOLD)
      .map(({ one: { wgs84: _where, ...place }, metres }) => ({ ...place, metres })),
  );
}

export async function findSimilar(
  ctx: Ctx,
  { name = '', lat, lng, datum = 'wgs84' }: Input<typeof contract.findSimilar>,
): Promise<Output<typeof contract.findSimilar>> {
  const wgs84 = lat === undefined || lng === undefined ? null : pointOf({ lat, lng, datum });
  const [found = []] = name === '' && !wgs84 ? [] : await placesLike(ctx, [{ name, wgs84 }]);
  return { items: await told(ctx, found) };
}

/** How far around a pin its neighbours are shown, and how many at most. */
const AROUND_M = 3_000;
const MOST = 60;

export async function listNeighbours(
  ctx: Ctx,
  position: Input<typeof contract.listNeighbours>,
): Promise<Output<typeof contract.listNeighbours>> {
  const point = pointOf(position);
  const degrees = AROUND_M / 111_000;
  const found = await ctx.db
    .selectFrom('places.place')
    .selectAll()
    .where('state', '<>', 'delisted')
    .where('wgs_lat', 'is not', null)
    .where(sql<SqlBool>`abs(wgs_lat - ${point.lat}) <= ${degrees}`)
    .where(sql<SqlBool>`abs(wgs_lng - ${point.lng}) * cos(radians(${point.lat})) <= ${degrees}`)
    .execute();
  const near = found
    .map((place) => {
      const wgs84 = { lat: place.wgs_lat!, lng: place.wgs_lng! };
      return { ...place, wgs84, metres: Math.round(metresBetween(point, wgs84)) };
    })
    .toSorted((a, b) => a.metres - b.metres)
    .slice(0, MOST);
  const items = await told(ctx, near);
  return { items: items.map((item, at) => ({ ...item, metres: near[at]!.metres, wgs84: near[at]!.wgs84 })) };
}

function pointOf(position: Input<typeof contract.listNeighbours>): Point {
  const both = bothDatums(position);
  return { lat: both.wgs_lat, lng: both.wgs_lng };
}

async function told(ctx: Ctx, places: readonly Resembling[]) {
  const orgs = await orgRefs(ctx, [...new Set(places.map(({ org_id }) => org_id))]);
  return places.map(({ id, code, name, kind, state, address, org_id, metres }) => ({
    id,
    code,
    name,
    kind,
    state,
    address,
    org: orgs.get(org_id)!,
    metres,
  }));
}
