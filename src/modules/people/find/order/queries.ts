import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';

/**
 * A page of a million people in order. Few are found by whatever index finds them, then sorted; of many the first are
 * read from an index that has their order. Which it is decides a look at how many there are, not the planner: what it
 * guesses from several filters together is easily wrong by a hundredfold.
 */

/** Who is meant, for lists in order. */
export interface Matching {
  /** SQL over `people.person as p`: those of any part; nobody is in two. Each part has an index to go by. */
  readonly parts: readonly RawBuilder<SqlBool>[];
  /** So many are sorted at once. */
  readonly few: number;
}

export const FEW = 4_000;
/** How far a list is counted: nobody reads on from there, and a million would be counted for nothing. */
export const COUNTED = 10_000;

export const ANY = sql<SqlBool>`true`;

/** `select` over each part of `matching`, one below the other. */
function partsOf(matching: Matching, select: (part: RawBuilder<SqlBool>) => RawBuilder<unknown>) {
  return sql.join(
    matching.parts.map((part) => sql`(${select(part)})`),
    sql` union all `,
  );
}

/** How many match, counted up to `limit`. */
export async function countPeople(ctx: Ctx, matching: Matching, limit: number): Promise<number> {
  const found = partsOf(matching, (part) => sql`select from people.person as p where ${part} limit ${limit}`);
  const { rows } = await sql<{ count: number }>`
    select least(count(*), ${limit}) as count from (${found}) as found`.execute(ctx.db);
  return rows[0]!.count;
}

interface Asked {
  readonly cursor?: string | undefined;
  readonly limit: number;
  /** Whether to count them all, up to {@link COUNTED} and one more. */
  readonly counts: boolean;
}

/** `key`: what the list is sorted by. */
interface FoundRow {
  readonly id: string;
  readonly key: string | null;
}

/** Ids alone, so that sorting and skipping stay in an index; the rows come after. */
interface FoundPage {
  readonly items: readonly FoundRow[];
  readonly next: string | null;
  readonly count: number | null;
}

/** A way to sort: `key` is the column, `order` begins with it. */
interface Order {
  readonly key: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
}

export async function byName(ctx: Ctx, matching: Matching, asked: Asked): Promise<FoundPage> {
  const after = readCursor(asked.cursor, ['text', 'uuid']);
  const beyond = after
    ? sql<SqlBool>`(p.name collate "zh-x-icu", p.id) > (${after[0]}, ${after[1]}::uuid)`
    : ANY;
  const names = { key: sql`p.name`, order: sql`p.name collate "zh-x-icu", p.id` };
  const most = asked.limit + 1;
  const { rows, count } =
    (await ifFew(ctx, matching, beyond, names, most)) ??
    (await withCount(ctx, matching, asked, inOrder(ctx, matching, beyond, names, most)));
  return { ...page(rows, asked.limit, ({ key, id }) => [key ?? '', id]), count: asked.counts ? count : null };
}

/** In a cursor: whoever has no day of joining comes last, whichever way the list goes. */
const NO_DAY = '9999-12-31';

export async function byDay(
  ctx: Ctx,
  matching: Matching,
  asked: Asked,
  oldestFirst: boolean,
): Promise<FoundPage> {
  const after = readCursor(asked.cursor, ['date', 'uuid']);
  const [way, than] = oldestFirst ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`];
  const pastDated = after?.[0] === NO_DAY;
  const dated = after
    ? sql<SqlBool>`(p.joined_on, p.id) ${than} (${after[0]}::date, ${after[1]}::uuid)`
    : sql<SqlBool>`p.joined_on is not null`;
  const undated = sql<SqlBool>`p.joined_on is null and ${pastDated ? sql`p.id ${than} ${after[1]}::uuid` : ANY}`;
  const beyond = pastDated ? undated : sql<SqlBool>`(${dated} or ${undated})`;
  const key = sql`p.joined_on`;
  const most = asked.limit + 1;
  const all = { key, order: sql`p.joined_on ${way} nulls last, p.id ${way}` };
  const { rows, count } =
    (await ifFew(ctx, matching, beyond, all, most)) ?? (await withCount(ctx, matching, asked, datedFirst()));
  return {
    ...page(rows, asked.limit, (row) => [row.key ?? NO_DAY, row.id]),
    count: asked.counts ? count : null,
  };

  // In two parts, for one index cannot have the missing days last both ways; the second is seldom reached.
  async function datedFirst(): Promise<FoundRow[]> {
    const days = { key, order: sql`p.joined_on ${way}, p.id ${way}` };
    const first = pastDated ? [] : await inOrder(ctx, matching, dated, days, most);
    const left = most - first.length;
    return left === 0 ? first : [...first, ...(await inOrder(ctx, matching, undated, days, left))];
  }
}

/** More than few: counted beside the reading, unless it is known by now that they are more than are counted. */
async function withCount(ctx: Ctx, matching: Matching, { counts }: Asked, reading: Promise<FoundRow[]>) {
  const counting = counts && matching.few < COUNTED ? countPeople(ctx, matching, COUNTED + 1) : COUNTED + 1;
  const [rows, count] = await Promise.all([reading, counting]);
  return { rows, count };
}

/** All of them, found by whatever index finds them, then sorted; undefined if they are not few. */
async function ifFew(
  ctx: Ctx,
  matching: Matching,
  beyond: RawBuilder<SqlBool>,
  { key, order }: Order,
  limit: number,
): Promise<{ count: number; rows: FoundRow[] } | undefined> {
  const found = partsOf(
    matching,
    (part) => sql`select p.id, ${key} from people.person as p where ${part} limit ${matching.few + 1}`,
  );
  const { rows } = await sql<FoundRow & { count: number; id: string | null }>`
    with found as materialized (${found}), counted as (select count(*) as count from found)
    select counted.count, p.id, ${key} as key from counted left join lateral (
      select p.* from found as p where counted.count <= ${matching.few} and ${beyond} order by ${order} limit ${limit}
    ) as p on true order by ${order}`.execute(ctx.db);
  const { count } = rows[0]!;
  return count > matching.few ? undefined : { count, rows: rows.filter(({ id }) => id !== null) };
}

async function inOrder(
  ctx: Ctx,
  matching: Matching,
  beyond: RawBuilder<SqlBool>,
  { key, order }: Order,
  limit: number,
): Promise<FoundRow[]> {
  const found = partsOf(
    matching,
    (part) => sql`select p.id, ${key} from people.person as p where ${part} and ${beyond}
      order by ${order} limit ${limit}`,
  );
  const { rows } = await sql<FoundRow>`
    select p.id, ${key} as key from (${found}) as p order by ${order} limit ${limit}`.execute(ctx.db);
  return rows;
}
