import { pinyin } from 'pinyin-pro';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { requireAccount } from '#kernel/auth';
import type { Input, Output } from '#kernel/contract';
import { beyond, type Ctx } from '#kernel/ctx';
import { idsInNet, orgFor, orgRefs, unionIdsIn } from '#orgs';
import { NEF_GROUPS, OFF_ESTABLISHMENT, type Group } from './contract.ts';
import type * as contract from './contract.ts';
import { ANY, byDay, byName, COUNTED, FEW, type Matching } from './order/queries.ts';
import { plainLetters, readSought, type Sought } from './rules.ts';

/** How a name is found by letters: `zhangxiaoyu` and `zxy`; of a Latin name its words and their first letters. */
export interface Spelling {
  readonly pinyin: string;
  readonly initials: string;
}

/** To be written with every name that is written. What nobody can spell is `?`: empty means not spelt yet. */
export function spelling(name: string): Spelling {
  const read = pinyin(name, { surname: 'head', toneType: 'none', type: 'array', nonZh: 'consecutive' });
  const parts = read
    .flatMap((part) => part.split(/[\s·]/))
    .map(plainLetters)
    .filter((part) => part !== '');
  if (parts.length === 0) return { pinyin: '?', initials: '?' };
  return { pinyin: parts.join(''), initials: parts.map((part) => part[0]).join('') };
}

const IS_MEMBER = sql<SqlBool>`p.standing in ('active', 'transferring')`;
const IS_NOT_REACHED = sql<SqlBool>`p.on_roster and p.standing not in ('active', 'transferring', 'retained')`;

/** SQL over `people.person as p`: the groups, for lists, exports, coverage and to-dos alike. */
export const IN_GROUP: Readonly<Record<Group, RawBuilder<SqlBool>>> = {
  members: IS_MEMBER,
  retained: sql`p.standing = 'retained'`,
  not_reached: IS_NOT_REACHED,
  known: sql`(${IS_MEMBER} or ${IS_NOT_REACHED})`,
  left: sql`p.left_on is not null and ${IS_MEMBER}`,
  former: sql`p.standing in ('transferred', 'resigned', 'deemed_resigned', 'expelled', 'deceased')
    and not p.on_roster`,
  all: ANY,
};

/** SQL over `people.person as p`, see {@link NEF_GROUPS} and {@link OFF_ESTABLISHMENT}. */
export const IS_NEF = sql<SqlBool>`p.occupation in (${sql.join(NEF_GROUPS.map((one) => sql.lit(one)))})`;
export const IS_OFF = sql<SqlBool>`p.employment in (${sql.join(OFF_ESTABLISHMENT.map((one) => sql.lit(one)))})`;

/**
 * SQL over `people.person as p`: looked after in the subtree of `orgId`, or where the actor holds `permission`. Whoever
 * moved on is looked after elsewhere. Throws `orgs.not_found`.
 */
export async function lookedAfter(
  ctx: Ctx,
  permission: string,
  orgId?: number,
): Promise<RawBuilder<SqlBool>> {
  const under = orgId === undefined ? undefined : await orgFor(ctx, permission, orgId);
  const ids = within(await unionIdsIn(ctx, permission, under), await idsInNet(ctx));
  return ids === null ? sql`p.org_id is not null` : sql`p.org_id = any(${ids}::integer[])`;
}

/** Both sets; null is everything. */
function within(asked: readonly number[] | null, held: readonly number[] | null): readonly number[] | null {
  if (asked === null || held === null) return asked ?? held;
  const inNet = new Set(held);
  return asked.filter((id) => inNet.has(id));
}

/**
 * Runs a search for ids outside row-level security, which would let it use no index (decision 0009). It is bounded by
 * {@link lookedAfter}, which the net bounds in turn, and the rows of what it finds are read under row-level security.
 */
export function searching<T>(ctx: Ctx, search: (wide: Ctx) => Promise<T>): Promise<T> {
  return beyond(ctx, 'ids of those who match', search);
}

export type PeopleFilters = Omit<Input<typeof contract.listPeople>, 'sort' | 'cursor' | 'limit'>;

/** SQL over `people.person as p`: whom the filters of the list mean. Throws `orgs.not_found`. */
export async function peopleMatching(
  ctx: Ctx,
  permission: string,
  filters: PeopleFilters,
): Promise<RawBuilder<SqlBool>> {
  const { parts } = await matchingParts(ctx, permission, filters);
  return sql`(${sql.join(parts, sql` or `)})`;
}

/** Whom the filters of the list mean, for lists in order. Throws `orgs.not_found`. */
export async function matchingParts(ctx: Ctx, permission: string, filters: PeopleFilters): Promise<Matching> {
  const { q, employerId, occupation, employment, group, standing, joinedFrom, joinedTo } = filters;
  const conditions = [
    await lookedAfter(ctx, permission, filters.orgId),
    group === 'all' ? undefined : IN_GROUP[group],
    employerId === undefined ? undefined : sql<SqlBool>`p.employer_id = ${employerId}`,
    occupation && (occupation === 'nef' ? IS_NEF : sql<SqlBool>`p.occupation = ${occupation}`),
    employment && (employment === 'off' ? IS_OFF : sql<SqlBool>`p.employment = ${employment}`),
    standing && sql<SqlBool>`p.standing = ${standing}`,
    joinedFrom && sql<SqlBool>`p.joined_on >= ${joinedFrom}::date`,
    joinedTo && sql<SqlBool>`p.joined_on <= ${joinedTo}::date`,
  ].filter((condition) => condition !== undefined && condition !== '');
  const sought = q === undefined ? undefined : readSought(q);
  const parts = sought === undefined ? [ANY] : await soughtParts(ctx, sought);
  return {
    parts: parts.map((part) => sql<SqlBool>`${sql.join([...conditions, part], sql` and `)}`),
    few: FEW_BY[sought?.by ?? 'nobody'],
  };
}

/** Who share letters or a piece of a name stand close together in the order of names, perhaps far from its beginning. */
const FEW_BY: Readonly<Record<Sought['by'], number>> = {
  nobody: FEW,
  number: FEW,
  surname: FEW,
  letters: COUNTED,
  part: 2 * COUNTED,
};

async function soughtParts(ctx: Ctx, sought: Sought): Promise<Matching['parts']> {
  switch (sought.by) {
    case 'nobody':
      return [sql`false`];
    case 'number':
      return [sql`p.number = ${sought.number}`];
    case 'surname':
      return [sql`left(p.name, 1) = ${sought.character}`];
    case 'letters':
      return spelt(ctx, sought.letters);
    case 'part':
      return [hasPart(sought.text)];
  }
}

/** Names that begin so, by letters or by initials; and a Latin name also by a later part of it. */
async function spelt(ctx: Ctx, letters: string): Promise<Matching['parts']> {
  const begins = await beginsWith(ctx, letters);
  return letters.length < 2 ? [begins] : [begins, sql`${hasPart(letters)} and not (${begins})`];
}

/**
 * Names in their order lie together by their letter, which the planner does not know: it would walk to `zhou` from `a`.
 * So letters that begin few names are found by their own indexes, and others among the names of one letter, where
 * strpos() leaves it no other choice.
 */
async function beginsWith(ctx: Ctx, letters: string): Promise<RawBuilder<SqlBool>> {
  const start = `${letters}%`;
  const counted = sql<{ count: number }>`
    select count(*) from ((select from people.person where initials like ${start} limit ${FEW + 1})
      union all (select from people.person where pinyin like ${start} limit ${FEW + 1})) as found`;
  const { rows } = await searching(ctx, ({ db }) => counted.execute(db));
  return rows[0]!.count <= FEW
    ? sql`(p.initials like ${start} or p.pinyin like ${start})`
    : sql`left(p.initials, 1) = ${letters[0]}
        and (strpos(p.initials, ${letters}) = 1 or strpos(p.pinyin, ${letters}) = 1)`;
}

/** Two-letter pieces find any part of a name; with more than one of them the name is looked at once more. */
function hasPart(text: string): RawBuilder<SqlBool> {
  const pieces = sql<SqlBool>`p.keys @> people.name_keys(${text})`;
  if ([...text].length === 2) return pieces;
  return sql`${pieces} and strpos(lower(regexp_replace(p.name, '[\\s·]', '', 'g')), lower(${text})) > 0`;
}

export async function listPeople(
  ctx: Ctx,
  input: Input<typeof contract.listPeople>,
): Promise<Output<typeof contract.listPeople>> {
  const matching = await matchingParts(ctx, 'people.read', input);
  const { sort, cursor, limit } = input;
  const asked = { cursor, limit, counts: cursor === undefined };
  const found = await searching(ctx, (wide) =>
    sort === 'name' ? byName(wide, matching, asked) : byDay(wide, matching, asked, sort === 'joined'),
  );
  const items = await rowsOf(
    ctx,
    found.items.map(({ id }) => id),
  );
  ctx.look({ action: 'people.list', people: items.map(({ id }) => id) });
  const more = found.count !== null && found.count > COUNTED;
  return { items, next: found.next, total: more ? COUNTED : found.count, more };
}

/** The rows of a list, in the order of `ids`. */
async function rowsOf(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const found = await ctx.db
    .selectFrom('people.person')
    .select(['id', 'name', 'sex', 'birth_year as birthYear', 'occupation', 'employment'])
    .select(['employer_id', 'employer_name', 'org_id', 'standing', 'number', 'joined_on as joinedOn'])
    .select('left_on as leftOn')
    .where('id', 'in', ids)
    .execute();
  const orgs = await orgRefs(ctx, [
    ...new Set(found.flatMap(({ org_id, employer_id }) => [org_id ?? 0, employer_id ?? 0])),
  ]);
  const rows = new Map(
    found.map(({ org_id, employer_id, employer_name, ...row }) => [
      row.id,
      {
        ...row,
        org: orgs.get(org_id ?? 0)!,
        employer: orgs.get(employer_id ?? 0)?.name ?? employer_name,
      },
    ]),
  );
  return ids.flatMap((id) => rows.get(id) ?? []);
}

export async function listViews(ctx: Ctx): Promise<Output<typeof contract.listViews>> {
  const items = await ctx.db
    .selectFrom('people.saved_view')
    .select(['id', 'name', 'query'])
    .where('user_id', '=', requireAccount(ctx).userId)
    .orderBy(sql`name collate "zh-x-icu"`)
    .execute();
  return { items };
}
