import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '#kernel/ctx';
import { definePolicy, policyAt } from '#kernel/policy';

const likeness = definePolicy({
  key: 'places.likeness',
  about:
    'When two places are taken for one: how like their names are (0–1), and how near they lie, in metres',
  schema: z.object({ name: z.number().min(0.3).max(1), metres: z.number().int().min(10).max(1_000) }),
  fallback: { name: 0.7, metres: 80 },
  source: 'inference: of the station names of the demo, none that differ are more alike',
});

export interface SimilarPlace {
  readonly id: string;
  readonly name: string;
  /** Null where one of the two has no coordinates. */
  readonly metres: number | null;
}

const MOST = 3;
const METRES_A_DEGREE = 111_195;

/**
 * Places on record that may be the same as the one described: with a name like it, or right beside it. Those that are
 * listed anywhere, and all that the caller may see. A warning, never a reason to refuse.
 */
export async function similarPlaces(
  ctx: Ctx,
  { name, position }: { name: string; position: { lat: number; lng: number } | null },
): Promise<SimilarPlace[]> {
  const { name: like, metres } = await policyAt(ctx, likeness);
  const { lat, lng } = position ?? { lat: null, lng: null };
  // A degree of longitude is shorter by the cosine; over so few metres the ground is flat.
  const distance = sql`sqrt(power(wgs_lat - ${lat}::float8, 2)
    + power((wgs_lng - ${lng}::float8) * cos(radians(${lat}::float8)), 2)) * ${METRES_A_DEGREE}`;
  const { rows } = await sql<SimilarPlace>`
    with given as (select coalesce(places.grams(${name}), '{}') as grams), near as (
      select p.id, p.name, places.likeness(p.grams, given.grams) as likeness, ${distance} as metres
      from places.place as p, given
      where p.state <> 'delisted' and (p.grams && given.grams or (${lat}::float8 is not null
        and p.wgs_lat between ${lat}::float8 - 0.01 and ${lat}::float8 + 0.01
        and p.wgs_lng between ${lng}::float8 - 0.02 and ${lng}::float8 + 0.02)))
    select id, name, round(metres)::integer as metres from near
    where (likeness >= ${like} and coalesce(metres, 0) <= ${metres} * 10) or metres <= ${metres}
    order by likeness desc, metres limit ${MOST}`.execute(ctx.db);
  return rows;
}
