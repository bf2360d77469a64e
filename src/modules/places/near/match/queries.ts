import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Input } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { escapeLike } from '#orgs';
import type { Place } from '../../queries.ts';
import type { FreshnessLimits } from '../../rules.ts';
import type * as contract from '../contract.ts';
import { mercator, nightOf, prefixOf } from '../rules.ts';

type Asked = Input<typeof contract.nearPlaces>;

/** A page of ids in their order. */
export interface Found {
  readonly ids: readonly string[];
  readonly next: string | null;
}

/** Listed, and all that was asked for. The states stand in it as the partial indexes have them. */
function matchingSql(ctx: Ctx, input: Asked): RawBuilder<SqlBool> {
  const tests = [sql`p.state in ('open', 'temp_closed')`, sql`${input.role} = any(p.roles)`];
  if (input.area !== undefined) tests.push(sql`p.area_code collate "C" like ${`${prefixOf(input.area)}%`}`);
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

/** Whether places are gone through in their order, rather than found by the index of an area or a word. */
export function isInOrder({ area, q }: Asked): boolean {
  return area === undefined && q === undefined;
}

/** So many are looked at in their order before all are: most people find what they need among those. */
const WINDOW = 4_000;

interface Order<K> {
  /** What places are sorted by, before their ids. */
  readonly key: RawBuilder<K>;
  readonly way: 'asc' | 'desc';
  /** Which of them, and from where on. */
  readonly from: RawBuilder<SqlBool>;
}

/**
 * The planner cannot know how rare is what was asked for, and would rather read and sort every place. So it is given the
 * first {@link WINDOW} in their order, and all of them only where those do not fill the page. An area or a word narrows
 * better by its own index.
 */
async function inOrder<K>(ctx: Ctx, input: Asked, { key, way, from }: Order<K>, limit: number) {
  const listed = sql`select p.*, ${key} as key from places.place as p where p.state in ('open', 'temp_closed') and ${from}`;
  const direction = sql.raw(way);
  const read = (source: RawBuilder<unknown>) =>
    ctx.db
      .selectFrom(sql<Place & { key: K }>`(${source})`.as('p'))
      .select(['p.id', 'p.key'])
      .where(matchingSql(ctx, input))
      .orderBy('p.key', way)
      .orderBy('p.id', way)
      .limit(limit)
      .execute();
  if (isInOrder(input)) {
    const first = sql`${listed} order by key ${direction}, id ${direction} limit ${WINDOW}`;
    const rows = await read(first);
    if (rows.length >= limit) return rows;
  }
  return read(listed);
}

/** By distance on the map of Mercator, which needs no sphere. A place without coordinates is near nothing. */
export async function nearest(
  ctx: Ctx,
  input: Asked,
  { lat, lng }: { lat: number; lng: number },
): Promise<Found> {
  const key = sql<number>`p.spot <-> point(${lng}::float8, ${mercator(lat)}::float8)`;
  const after = readCursor(input.cursor, ['float', 'uuid']);
  const later = after ? sql` and (${key}, p.id) > (${after[0]}::float8, ${after[1]}::uuid)` : sql``;
  const order = { key, way: 'asc', from: sql<SqlBool>`p.spot is not null${later}` } as const;
  const rows = await inOrder(ctx, input, order, input.limit + 1);
  const { items, next } = page(rows, input.limit, (row) => [row.key, row.id]);
  return { ids: items.map(({ id }) => id), next };
}

/**
 * Verified, stale, disputed, sunk; among the equal the one confirmed last, those nobody has confirmed at the end. Of those
 * in no doubt the verified are those confirmed last: one index gives them in their order.
 */
export async function mostTrusted(ctx: Ctx, input: Asked, { sinkHours }: FreshnessLimits): Promise<Found> {
  const sunkBefore = new Date(ctx.now.getTime() - sinkHours * 3_600_000);
  const key = sql<Date>`coalesce(p.confirmed_at, 'epoch'::timestamptz)`;
  const [first = 0, ...last] = readCursor(input.cursor, ['int', 'time', 'uuid']) ?? [];
  const steps = [
    sql<SqlBool>`p.doubted_at is null`,
    sql<SqlBool>`p.doubted_at > ${sunkBefore}`,
    sql<SqlBool>`p.doubted_at <= ${sunkBefore}`,
  ];
  const rows: { id: string; step: number; key: Date }[] = [];
  for (const [step, doubt] of steps.entries()) {
    const limit = input.limit + 1 - rows.length;
    if (step < Number(first) || limit === 0) continue;
    const from =
      step === first && last.length > 0
        ? sql<SqlBool>`${doubt} and (${key}, p.id) < (${last[0]}::timestamptz, ${last[1]}::uuid)`
        : doubt;
    const found = await inOrder(ctx, input, { key, way: 'desc', from }, limit);
    rows.push(...found.map((row) => ({ ...row, step })));
  }
  const { items, next } = page(rows, input.limit, (row) => [row.step, row.key.toISOString(), row.id]);
  return { ids: items.map(({ id }) => id), next };
}

/** How many listed places of a role stand in each area whose code begins with `prefix`. */
export async function countByArea(ctx: Ctx, role: Asked['role'], prefix: string) {
  return ctx.db
    .selectFrom('places.place as p')
    .select((eb) => [sql<string>`p.area_code collate "C"`.as('area'), eb.fn.countAll<number>().as('count')])
    .where(sql<SqlBool>`p.state in ('open', 'temp_closed') and ${role} = any(p.roles)`)
    .where(sql<SqlBool>`p.area_code collate "C" like ${`${prefix}%`}`)
    .groupBy('area')
    .execute();
}
