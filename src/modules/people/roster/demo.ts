import { sql, type SqlBool } from 'kysely';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { addDays, civilDate, type CivilDate } from '#kernel/time';
import { between, pick, seeded, shuffled, type DemoOrgs, type DemoUnion, type Rng } from '#orgs';
import { newIdentities, type Block } from '../identity/demo.ts';
import { employmentOf } from '../standing/demo.ts';
import { spelling } from '../find/queries.ts';
import { KEY_GROUPS, OCCUPATIONS_BY_TRADE } from '../texts/demo-names.ts';

/** Of their own, so that the rest of the demo is the same with rosters and without. */
const SEED = 53;
const KNOWN: Block = { county: '990108', phone: 7000 };

/** Somebody's staff: an employer's, or all that a union without known employers looks after. */
interface Place {
  readonly orgId: number;
  readonly union: DemoUnion;
  readonly employerId: number | null;
  /** How many of those not reached stand here, measured against the other places. */
  readonly weight: number;
  /** Days of reconciling, a month apart; the last one says how old the roster is. */
  readonly days: readonly CivilDate[];
}

/** Of a hundred members, so many are known beside them and not reached. */
const NOT_REACHED = 0.06;
const LEFT = 15;

/** Rosters of all ages, with members, people not reached, and members who left. `spared` never leave. */
export async function demoRosters(
  ctx: TxCtx,
  orgs: DemoOrgs,
  members: number,
  spared: readonly string[],
): Promise<void> {
  const rng = seeded(SEED);
  const places = placesOf(rng, orgs, civilDate(ctx.now));
  await ctx.db
    .insertInto('people.roster')
    .values(
      places.map(({ orgId, union, days }) => ({
        org_id: orgId,
        union_id: union.id,
        titles: '{}',
        mode: 'staff' as const,
        reconciled_at: new Date(`${days.at(-1)!}T10:00:00+08:00`),
        reconciled_by: null,
      })),
    )
    .execute();
  await enterMembers(ctx, places);
  await enterNotReached(ctx, rng, places, Math.round(members * NOT_REACHED));
  await letGo(ctx, places, spared);
}

/** What the officer of Huilongguan finds is told by the journeys, to the last line: no roster of that street. */
function placesOf(rng: Rng, { unions, huilongguan }: DemoOrgs, today: CivilDate): Place[] {
  const active = unions.filter(
    ({ id, parentId, endedOn }) => endedOn === null && id !== huilongguan && parentId !== huilongguan,
  );
  const associations = active.filter(({ formation }) => formation === 'sector_association');
  const off = active.filter(({ trade }) => trade === 'public');
  const single = active.filter(({ formation, trade }) => formation === 'single' && trade !== 'railway');
  const railway = active.filter(({ trade }) => trade === 'railway').slice(0, 4);
  const chosen = [...off, ...associations, ...shuffled(rng, single).slice(0, 30), ...railway];
  const places = chosen.flatMap((union): Omit<Place, 'days'>[] => {
    const weight = union.formation === 'single' ? 1 : 6;
    if (union.employers.length === 0) return [{ orgId: union.id, union, employerId: null, weight }];
    return union.employers.map(({ id }) => ({
      orgId: id,
      union,
      employerId: id,
      weight: weight / Math.sqrt(union.employers.length),
    }));
  });
  return places.map((place, nth) => ({ ...place, days: daysOf(rng, today, nth) }));
}

/** One has not been looked at for seven months, every fifth for two; the others are of this month. */
function daysOf(rng: Rng, today: CivilDate, nth: number): CivilDate[] {
  const ago = nth === 2 ? 212 : nth % 5 === 4 ? between(rng, 56, 66) : between(rng, 2, 26);
  const months = between(rng, 4, 11);
  return Array.from({ length: months }, (_, month) => addDays(today, -ago - 30 * (months - 1 - month)));
}

/** Members who joined before the roster was last reconciled stand on it since they were first seen. */
async function enterMembers(ctx: TxCtx, places: readonly Place[]): Promise<void> {
  for (const { orgId, union, employerId, days } of places) {
    const found = await ctx.db
      .selectFrom('people.person')
      .select(['id', 'joined_on'])
      .where('org_id', '=', union.id)
      .where('standing', 'in', ['active', 'transferring'])
      .where(sql<SqlBool>`(employer_id = ${employerId} or ${employerId}::integer is null)`)
      .where('joined_on', '<=', days.at(-1)!)
      .orderBy('number')
      .execute();
    await enter(
      ctx,
      found.map(({ id, joined_on }) => ({
        org_id: orgId,
        person_id: id,
        since: days.find((day) => day >= joined_on!)!,
      })),
    );
  }
}

interface Entry {
  readonly org_id: number;
  readonly person_id: string;
  readonly since: CivilDate;
}

async function enter(ctx: TxCtx, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await ctx.db
    .insertInto('people.roster_entry')
    .values(entries.map((entry) => ({ ...entry, id: newId(Date.parse(entry.since)), until: null })))
    .execute();
}

async function enterNotReached(ctx: TxCtx, rng: Rng, places: readonly Place[], count: number): Promise<void> {
  const newIdentity = newIdentities(ctx, rng, KNOWN);
  const weights = places.reduce((sum, { weight }) => sum + weight, 0);
  let due = 0;
  const made = places.flatMap((place) => {
    const before = Math.round(due);
    due += (place.weight / weights) * count;
    return Array.from({ length: Math.round(due) - before }, () => {
      const since = pick(rng, place.days);
      const occupation = occupationIn(rng, place.union);
      const identity = newIdentity({ occupation });
      const at = new Date(`${since}T12:00:00+08:00`);
      return {
        ...identity,
        ...spelling(identity.name),
        id: newId(at.getTime()),
        occupation,
        employment: employmentOf(rng, place.union, occupation),
        employer_id: place.employerId,
        employer_name: null,
        area_code: place.union.areaCode,
        created_at: at,
        updated_at: at,
        entry: { org_id: place.orgId, since },
      };
    });
  });
  await ctx.db
    .insertInto('people.person')
    .values(made.map(({ entry: _entry, ...person }) => person))
    .execute();
  await enter(
    ctx,
    made.map(({ id, entry }) => ({ ...entry, person_id: id })),
  );
}

/** As the members of this union earn their living. */
export function occupationIn(rng: Rng, { formation, employers, trade }: DemoUnion) {
  const mixed = formation === 'sector_association' && employers.length === 0;
  return pick(rng, mixed ? KEY_GROUPS : OCCUPATIONS_BY_TRADE[trade]);
}

/** One member of each of some places stood on its roster until it was last reconciled. */
async function letGo(ctx: TxCtx, places: readonly Place[], spared: readonly string[]): Promise<void> {
  let gone = 0;
  for (const { orgId, days } of places) {
    if (gone === LEFT) return;
    const on = days.at(-1)!;
    const { rows } = await sql<{ id: string }>`
      update people.person as p set left_on = ${on}::date
      where p.id = (
        select e.person_id from people.roster_entry as e join people.person as q on q.id = e.person_id
        where e.org_id = ${orgId} and e.since < ${on}::date and q.standing = 'active'
          and q.id <> all(${[...spared]}::uuid[])
        order by q.number limit 1)
      returning p.id`.execute(ctx.db);
    if (rows.length === 0) continue;
    gone += 1;
    await ctx.db
      .updateTable('people.roster_entry')
      .set({ until: on })
      .where('person_id', '=', rows[0]!.id)
      .execute();
  }
}
