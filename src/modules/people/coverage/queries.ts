import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { z } from 'zod';
import type { Input, Output, todoSchema } from '#kernel/contract';
import type { Ctx } from '#kernel/ctx';
import { page, readCursor } from '#kernel/paging';
import { policyAt } from '#kernel/policy';
import { civilDate } from '#kernel/time';
import {
  findOrg,
  noSuchOrg,
  organiserOf,
  orgFor,
  orgInScope,
  orgRefs,
  orgsInReach,
  type ListedOrg,
  type Org,
  type OrgRef,
} from '#orgs';
import { IN_GROUP, IS_NEF, IS_OFF, lookedAfter } from '../find/queries.ts';
import { rosterDays } from '../roster/queries.ts';
import type * as contract from './contract.ts';
import type { CoverageFigures } from './contract.ts';

const DAY = 86_400_000;

const occupied = (occupation: string) => sql<SqlBool>`p.occupation = ${sql.lit(occupation)}`;
const both = (one: RawBuilder<SqlBool>, other: RawBuilder<SqlBool>) => sql<SqlBool>`${one} and ${other}`;

/** SQL over `people.person as p`: each figure is the list that its filters of `GET /api/people` give. */
const COUNTED: Readonly<Record<keyof CoverageFigures, RawBuilder<SqlBool>>> = {
  known: IN_GROUP.known,
  members: IN_GROUP.members,
  retained: IN_GROUP.retained,
  notReached: IN_GROUP.not_reached,
  offEstablishment: both(IN_GROUP.known, IS_OFF),
  nef: both(IN_GROUP.known, IS_NEF),
  courier: both(IN_GROUP.known, occupied('courier')),
  deliveryRider: both(IN_GROUP.known, occupied('delivery_rider')),
  rideHailingDriver: both(IN_GROUP.known, occupied('ride_hailing_driver')),
  truckDriver: both(IN_GROUP.known, occupied('truck_driver')),
  left: IN_GROUP.left,
};
const NAMES = Object.keys(COUNTED) as (keyof CoverageFigures)[];
const NOBODY = Object.fromEntries(NAMES.map((name) => [name, 0])) as CoverageFigures;

/** SQL over `people.person as p`: one figure of those that are grouped. */
export function counted(name: keyof CoverageFigures): RawBuilder<number> {
  return sql`(count(*) filter (where ${COUNTED[name]}))::integer`;
}

/** The figures where `people` are, by the id of the union or of the employer; 0: no employer on record. */
async function figuresBy(
  ctx: Ctx,
  by: Input<typeof contract.getCoverage>['by'],
  people: RawBuilder<SqlBool>,
): Promise<Map<number, CoverageFigures>> {
  const place = by === 'union' ? sql`p.org_id` : sql`coalesce(p.employer_id, 0)`;
  const columns = NAMES.map((name) => sql`${counted(name)} as ${sql.id(name)}`);
  const { rows } = await sql<CoverageFigures & { place: number }>`
    select ${place} as place, ${sql.join(columns)} from people.person as p where ${people} group by 1`.execute(
    ctx.db,
  );
  return new Map(rows.map(({ place: id, ...figures }) => [id, figures]));
}

function sumOf(all: Iterable<CoverageFigures>): CoverageFigures {
  const sum = { ...NOBODY };
  for (const one of all) for (const name of NAMES) sum[name] += one[name];
  return sum;
}

/** A union or employer with what is counted in it. */
interface Line {
  readonly org: OrgRef;
  readonly deeper: boolean;
  readonly figures: CoverageFigures;
}

type Row = Output<typeof contract.getCoverage>['items'][number];

export async function getCoverage(
  ctx: Ctx,
  input: Input<typeof contract.getCoverage>,
): Promise<Output<typeof contract.getCoverage>> {
  const after = readCursor(input.cursor, ['int']);
  const org = await unionFor(ctx, input.orgId);
  const [reach, figures] = await Promise.all([
    orgsInReach(ctx, 'people.read', org),
    lookedAfter(ctx, 'people.read', input.orgId).then((people) => figuresBy(ctx, input.by, people)),
  ]);
  const lines = input.by === 'union' ? byUnion(reach, org, figures) : await byEmployer(ctx, reach, figures);
  const named = lines.filter((line) => line.org.name.includes(input.q ?? ''));
  const rows = (await withRosters(ctx, named)).sort(ORDERS[input.sort]);
  // Sorted by what is counted anew each time, a page goes by its place: a row may come twice, none is a person's.
  const from = Math.max(0, Number(after?.[0] ?? 0));
  const numbered = rows.slice(from, from + input.limit + 1).map((row, nth) => ({ row, nth: from + nth }));
  const { items, next } = page(numbered, input.limit, ({ nth }) => [nth + 1]);
  return {
    items: await withJoinPaths(
      ctx,
      reach,
      items.map(({ row }) => row),
    ),
    next,
    org: org ? { id: org.id, name: org.name, kind: org.kind } : null,
    total: sumOf(figures.values()),
  };
}

/** Coverage is a union's: an employer, which has no people of its own scope, is looked up in the list. */
async function unionFor(ctx: Ctx, orgId: number | undefined): Promise<Org | undefined> {
  if (orgId === undefined) return undefined;
  const org = await orgFor(ctx, 'people.read', orgId);
  if (org.kind !== 'union') throw noSuchOrg();
  return org;
}

const collator = new Intl.Collator('zh');
const byName = (a: Pick<Row, 'org'>, b: Pick<Row, 'org'>) =>
  collator.compare(a.org.name, b.org.name) || a.org.id - b.org.id;
/** Those without a roster at the end, as in the list of rosters. */
const age = ({ days }: Pick<Row, 'days'>) => days ?? -1;

const ORDERS: Readonly<
  Record<Input<typeof contract.getCoverage>['sort'], (a: Undirected, b: Undirected) => number>
> = {
  not_reached: (a, b) => b.notReached - a.notReached || byName(a, b),
  known: (a, b) => b.known - a.known || byName(a, b),
  stale: (a, b) => age(b) - age(a) || byName(a, b),
  name: byName,
};

const GONE: readonly ListedOrg['state'][] = ['merged', 'dissolved'];

/** The unions below one, each with everything below it; or the tops of the scope. */
function byUnion(
  reach: readonly ListedOrg[],
  org: Org | undefined,
  figures: ReadonlyMap<number, CoverageFigures>,
): Line[] {
  const unions = reach.filter(({ kind }) => kind === 'union').map((union) => ({ union, way: wayTo(union) }));
  const reached = new Set(unions.map(({ union }) => union.id));
  const parents = new Set(unions.map(({ way }) => way.at(-2)));
  const isBranch = (parent: number | undefined) => (org ? parent === org.id : !reached.has(parent ?? 0));
  const branches = new Map(
    unions
      .filter(({ way }) => isBranch(way.at(-2)))
      .map(({ union }) => [union.id, { union, sums: [] as CoverageFigures[] }]),
  );
  for (const { union, way } of unions) {
    const own = figures.get(union.id);
    const branch = way.find((id) => branches.has(id));
    if (own && branch !== undefined) branches.get(branch)!.sums.push(own);
  }
  return [...branches.values()]
    .map(({ union, sums }) => ({
      org: refOf(union),
      deeper: parents.has(union.id),
      figures: sumOf(sums),
      union,
    }))
    .filter((line) => !GONE.includes(line.union.state) || line.figures.known + line.figures.retained > 0);
}

/** Ids from the root down to the organisation itself. */
function wayTo({ path }: Pick<Org, 'path'>): number[] {
  return path.split('.').map(Number);
}

function refOf({ id, name, kind }: OrgRef): OrgRef {
  return { id, name, kind };
}

/** Every employer below, also those with nobody on record, and employers elsewhere of people who are looked after here. */
async function byEmployer(
  ctx: Ctx,
  reach: readonly ListedOrg[],
  figures: ReadonlyMap<number, CoverageFigures>,
): Promise<Line[]> {
  const below = reach.filter(({ kind, state }) => kind === 'employer' && !GONE.includes(state));
  const known = new Set(below.map(({ id }) => id));
  const others = await orgRefs(
    ctx,
    [...figures.keys()].filter((id) => id !== 0 && !known.has(id)),
  );
  return [...below, ...others.values()].map((org) => ({
    org: refOf(org),
    deeper: false,
    figures: figures.get(org.id) ?? NOBODY,
  }));
}

type Undirected = Omit<Row, 'joinPath'>;

async function withRosters(ctx: Ctx, lines: readonly Line[]): Promise<Undirected[]> {
  const ids = lines.map(({ org }) => org.id);
  const rosters = await ctx.db
    .selectFrom('people.roster')
    .select(['org_id', 'reconciled_at'])
    .where(sql<SqlBool>`org_id = any(${ids}::integer[])`)
    .execute();
  const reconciled = new Map(rosters.map((row) => [row.org_id, row.reconciled_at]));
  const limit = (await policyAt(ctx, rosterDays)) * DAY;
  return lines.map(({ org, deeper, figures }) => {
    const at = reconciled.get(org.id) ?? null;
    const old = at && ctx.now.getTime() - at.getTime();
    return {
      org,
      deeper,
      ...figures,
      reconciledAt: at?.toISOString() ?? null,
      days: old === null ? null : Math.floor(old / DAY),
      stale: old !== null && old > limit,
    };
  });
}

/** Workers of an employer join the union in charge of it. A union that is no more, or not yet, takes nobody in. */
async function withJoinPaths(
  ctx: Ctx,
  reach: readonly ListedOrg[],
  rows: readonly Undirected[],
): Promise<Row[]> {
  const organisers = await organiserOf(
    ctx,
    rows.flatMap(({ org }) => (org.kind === 'union' ? [] : [org.id])),
  );
  const unions = new Map(rows.map(({ org }) => [org.id, organisers.get(org.id) ?? org.id]));
  const states = new Map(reach.map(({ id, state }) => [id, state]));
  for (const id of new Set(unions.values()))
    if (!states.has(id)) states.set(id, (await findOrg(ctx, id))?.state ?? 'dissolved');
  return rows.map((row) => {
    const union = unions.get(row.org.id)!;
    return { ...row, joinPath: states.get(union) === 'active' ? `/join?u=${union}` : null };
  });
}

/** To send the join link to a group; to settle one membership; to reconcile one roster. */
const MINUTES = { notReached: 2, left: 1, roster: 5 } as const;

/** Who is to be reached or settled, and which rosters are old, where the actor may do something about it. */
export async function coverageTodos(ctx: Ctx): Promise<z.output<typeof todoSchema>[]> {
  const people = await lookedAfter(ctx, 'people.review');
  const { rows } = await sql<{ notReached: number; left: number; leftOn: string | null }>`
    select (select count(*) from people.person as p where ${people} and ${COUNTED.notReached}) as "notReached",
      (select count(*) from people.person as p where ${people} and ${COUNTED.left}) as left,
      (select min(p.left_on)::text from people.person as p where ${people} and ${COUNTED.left}) as "leftOn"`.execute(
    ctx.db,
  );
  const { notReached, left, leftOn } = rows[0]!;
  const stale = await staleRosters(ctx);
  const todos = [
    {
      code: 'people.rosters_stale',
      count: stale.length,
      oldest: stale[0]?.toISOString() ?? null,
      minutes: stale.length * MINUTES.roster,
      href: '/staff/rosters?stale=yes',
    },
    {
      code: 'people.left_unsettled',
      count: left,
      oldest: leftOn === null ? null : new Date(`${leftOn}T00:00:00+08:00`).toISOString(),
      minutes: left * MINUTES.left,
      href: '/staff/people?group=left',
    },
    {
      code: 'people.not_reached',
      count: notReached,
      oldest: null,
      minutes: MINUTES.notReached,
      href: '/staff/people?group=not_reached',
    },
  ];
  return todos.filter(({ count }) => count > 0);
}

/** When the stale ones were reconciled, the oldest first. */
async function staleRosters(ctx: Ctx): Promise<Date[]> {
  const days = await policyAt(ctx, rosterDays);
  const rows = await ctx.db
    .selectFrom('people.roster')
    .select('reconciled_at')
    .where(orgInScope(ctx, 'people.import', 'org_id'))
    .where('reconciled_at', '<', new Date(ctx.now.getTime() - days * DAY))
    .orderBy('reconciled_at')
    .execute();
  return rows.flatMap(({ reconciled_at }) => reconciled_at ?? []);
}

export async function getCoverageTrend(
  ctx: Ctx,
  { orgId, employerId }: Input<typeof contract.getCoverageTrend>,
): Promise<Output<typeof contract.getCoverageTrend>> {
  await unionFor(ctx, orgId);
  const place = await lookedAfter(ctx, 'people.read', orgId);
  const where = employerId === undefined ? place : sql<SqlBool>`${place} and p.employer_id = ${employerId}`;
  const { rows } = await sql<Omit<CoveragePoint, 'day'>>`
    select ${counted('known')} as known, ${counted('members')} as members,
      ${counted('notReached')} as "notReached"
    from people.person as p where ${where}`.execute(ctx.db);
  const today = civilDate(ctx.now);
  const past = await pastDays(ctx, where);
  return { points: [...past.filter(({ day }) => day < today), { day: today, ...rows[0]! }] };
}

type CoveragePoint = Output<typeof contract.getCoverageTrend>['points'][number];

/**
 * The days on record since the first with anybody, the same unions over: `p` stands here for the figures of a union. Of
 * a day when nobody was left there is nothing on record but that it was counted.
 */
async function pastDays(ctx: Ctx, where: RawBuilder<SqlBool>): Promise<CoveragePoint[]> {
  const { rows } = await sql<CoveragePoint>`
    select p.day::text, sum(p.known)::integer as known, sum(p.members)::integer as members,
      sum(p.not_reached)::integer as "notReached"
    from people.coverage_day as p where ${where} group by p.day order by p.day`.execute(ctx.db);
  const first = rows[0];
  if (!first) return [];
  const { rows: days } = await sql<{ day: string }>`
    with recursive counted as (
      select ${first.day}::date as day
      union all
      select (select min(day) from people.coverage_day where day > counted.day) from counted where day is not null
    ) select day::text from counted where day is not null`.execute(ctx.db);
  const found = new Map(rows.map((row) => [row.day, row]));
  return days.map(({ day }) => found.get(day) ?? { day, known: 0, members: 0, notReached: 0 });
}
