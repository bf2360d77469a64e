import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { withoutIndexes, type Send } from '#kernel/bulk';
import type { Ctx, TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { addDays, type CivilDate } from '#kernel/time';
import { between, pick, seeded, type DemoOrgs, type DemoUnion, type Rng } from '#orgs';
import { demoCoverage } from '../coverage/demo.ts';
import { endingOf, membershipRow, personRow, saveResolutions, tellHistory } from '../demo.ts';
import { spelling } from '../find/queries.ts';
import type { Block } from '../identity/demo.ts';
import { newPerson, newScene, workOf, type DemoPerson, type Scene } from '../lives/demo.ts';
import { employmentOf } from '../standing/demo.ts';
import { insertRows, vacuum, type Columns, type Value } from './actions.ts';

const SEED = 101;
const BLOCK: Block = { county: '990105', phone: 10_000 };
const TABLES = ['people.person', 'people.membership', 'people.roster_entry'];
const BATCH = 5_000;
const NOT_REACHED = 0.08;
const LEFT = 0.004;

/** What is said on the way: a number of people, or the name of an index. */
export type Tell = (line: string) => void;

/**
 * As many people beside those whom the page shows that there are `total`, over all unions by their size. They go in with
 * everything that triggers would have derived, while triggers and indexes are off.
 */
export async function demoCrowd(ctx: TxCtx, orgs: DemoOrgs, total: number, tell: Tell): Promise<void> {
  const { known } = await ctx.db
    .selectFrom('people.person')
    .select((eb) => eb.fn.countAll<number>().as('known'))
    .executeTakeFirstOrThrow();
  const count = Math.max(0, total - known);
  const rng = seeded(SEED);
  const unions = [...orgs.unions, ...orgs.moreUnions];
  const scene = newScene(ctx, rng, unions, count, BLOCK);
  await saveOtherResolutions(ctx, scene);
  const rosters = await newRosters(ctx, rng, unions, scene.today);
  const clock = performance.now();
  const seconds = (): string => `${Math.round((performance.now() - clock) / 1000)} s`;
  const made = (name: string): void => tell(`  ${name}  ${seconds()}`);
  const written = (sum: number): void =>
    tell(`  ${sum.toLocaleString('en')} / ${count.toLocaleString('en')}  ${seconds()}`);
  const send: Send = async <Row>(text: string) => (await sql.raw<Row>(text).execute(ctx.db)).rows;
  await withoutIndexes(send, TABLES, () => writePeople(ctx, scene, rosters, count, written), made);
  await sql`truncate people.coverage_day`.execute(ctx.db);
  await demoCoverage(ctx);
  made('coverage_day');
  await ctx.audit({ action: 'people.demo', orgId: orgs.root, detail: { people: count } });
}

/** To be called once the crowd is committed. */
export function tidyCrowd(ctx: Ctx): Promise<void> {
  return vacuum(ctx, TABLES);
}

/** Of another series than the page's: a number stands at a union once. */
async function saveOtherResolutions(ctx: TxCtx, { resolutions }: Scene): Promise<void> {
  const all = [...resolutions.values()].flat();
  await saveResolutions(
    ctx,
    all.map((resolution) => ({ ...resolution, number: resolution.number.replace('工决', '工发') })),
  );
}

/** Whose staff stands on it: an employer's, or all of a union. */
interface Roster {
  readonly orgId: number;
  readonly union: DemoUnion;
  readonly employerId: number | null;
  readonly days: readonly CivilDate[];
}

/** Two of five unions keep one. */
async function newRosters(
  ctx: TxCtx,
  rng: Rng,
  unions: readonly DemoUnion[],
  today: CivilDate,
): Promise<Map<DemoUnion, Roster>> {
  const kept = await ctx.db.selectFrom('people.roster').select('org_id').execute();
  const taken = new Set(kept.map(({ org_id }) => org_id));
  const rosters = new Map<DemoUnion, Roster>();
  for (const union of unions) {
    const employerId = union.employers[0]?.id ?? null;
    const orgId = employerId ?? union.id;
    if (union.endedOn !== null || taken.has(orgId) || rng() > 0.4) continue;
    const ago = rng() < 0.25 ? between(rng, 40, 240) : between(rng, 1, 29);
    const days = Array.from({ length: 12 }, (_, month) => addDays(today, -ago - 30 * (11 - month)));
    rosters.set(union, { orgId, union, employerId, days });
  }
  const rows = [...rosters.values()].map(({ orgId, union, days }) => [
    orgId,
    union.id,
    new Date(`${days.at(-1)!}T10:00:00+08:00`),
  ]);
  const columns = { org_id: 'integer', union_id: 'integer', reconciled_at: 'timestamptz' } as const;
  await insertRows(ctx, 'people.roster', columns, rows);
  return rosters;
}

const PERSON = {
  id: 'uuid',
  name: 'text',
  sex: 'text',
  birth_year: 'integer',
  occupation: 'text',
  id_type: 'text',
  id_sealed: 'bytea',
  id_hash: 'bytea',
  phone_sealed: 'bytea',
  phone_hash: 'bytea',
  employer_id: 'integer',
  employer_name: 'text',
  area_code: 'text',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
  pinyin: 'text',
  initials: 'text',
  employment: 'text',
  left_on: 'date',
  org_id: 'integer',
  standing: 'text',
  number: 'text',
  joined_on: 'date',
  on_roster: 'boolean',
} as const satisfies Columns;

const MEMBERSHIP = {
  id: 'uuid',
  person_id: 'uuid',
  org_id: 'integer',
  state: 'text',
  retained_as: 'text',
  during: 'daterange',
  resolution_id: 'uuid',
  created_at: 'timestamptz',
  number: 'text',
  evidence: 'jsonb',
  ended_by: 'uuid',
} as const satisfies Columns;

const ENTRY = {
  id: 'uuid',
  org_id: 'integer',
  person_id: 'uuid',
  since: 'date',
  until: 'date',
} as const satisfies Columns;

interface Batch {
  readonly people: Value[][];
  readonly memberships: Value[][];
  readonly entries: Value[][];
  readonly warnings: Value[][];
  readonly periods: Parameters<typeof tellHistory>[1][number][];
}

const WARNING = {
  id: 'uuid',
  person_id: 'uuid',
  org_id: 'integer',
  given_on: 'date',
  how: 'text',
  note: 'text',
  created_by: 'text',
  created_at: 'timestamptz',
} as const satisfies Columns;

function valuesOf(columns: Columns, row: Readonly<Record<string, Value>>): Value[] {
  return Object.keys(columns).map((name) => row[name] ?? null);
}

/** One batch is made while the database takes in the one before. */
async function writePeople(
  ctx: TxCtx,
  scene: Scene,
  rosters: ReadonlyMap<DemoUnion, Roster>,
  count: number,
  written: (sum: number) => void,
): Promise<void> {
  const { rows } = await sql<{ last: number }>`
    select nextval('people.member_number') as last`.execute(ctx.db);
  let number = rows[0]!.last;
  const nextNumber = (): string => String(number++).padStart(10, '0');
  const places = [...rosters.values()];
  let writing = Promise.resolve();
  for (let sum = 0; sum < count;) {
    const batch: Batch = { people: [], memberships: [], entries: [], warnings: [], periods: [] };
    const end = Math.min(count, sum + BATCH);
    for (; sum < end; sum += 1) {
      if (places.length > 0 && scene.rng() < NOT_REACHED) addKnown(batch, scene, pick(scene.rng, places));
      else addMember(batch, scene, rosters, nextNumber);
      // Else the statement before would not leave this process until the batch is made.
      if (sum % 100 === 0) await turn();
    }
    await writing;
    const soFar = sum;
    writing = write(ctx, batch).then(() => {
      if (soFar % 50_000 === 0) written(soFar);
    });
  }
  await writing;
  await sql`select setval('people.member_number', ${number})`.execute(ctx.db);
}

async function write(ctx: TxCtx, batch: Batch): Promise<void> {
  await insertRows(ctx, 'people.person', PERSON, batch.people);
  await insertRows(ctx, 'people.membership', MEMBERSHIP, batch.memberships);
  await insertRows(ctx, 'people.roster_entry', ENTRY, batch.entries);
  await insertRows(ctx, 'people.warning', WARNING, batch.warnings);
  await tellHistory(ctx, batch.periods);
}

function addMember(
  batch: Batch,
  scene: Scene,
  rosters: ReadonlyMap<DemoUnion, Roster>,
  nextNumber: () => string,
): void {
  const person = newPerson(scene, scene.drawUnion());
  const numbers = person.periods.map(nextNumber);
  for (const [nth, period] of person.periods.entries()) {
    const held = { ...period, personId: person.id };
    const { ending, warning } = endingOf(held);
    const row = { ...membershipRow(held), ...ending, number: numbers[nth]! };
    batch.memberships.push(valuesOf(MEMBERSHIP, row));
    if (warning) batch.warnings.push(valuesOf(WARNING, warning));
    batch.periods.push(held);
  }
  const last = person.periods.at(-1)!;
  const entry = entryOf(scene.rng, rosters.get(last.union), person);
  if (entry) batch.entries.push(valuesOf(ENTRY, entry));
  // As people.settle would find it (migrations/0002_rosters.sql).
  batch.people.push(
    valuesOf(PERSON, {
      ...personRow(scene.rng, person),
      left_on: entry?.until ?? null,
      org_id: last.orgId,
      standing: last.state,
      number: numbers.at(-1)!,
      joined_on: last.resolution.held_on,
      on_roster: entry?.until === null,
    }),
  );
}

/** A member since before the roster was last looked at stands on it, or did until then. */
function entryOf(rng: Rng, roster: Roster | undefined, person: DemoPerson) {
  const { state, resolution } = person.periods.at(-1)!;
  if (!roster || state !== 'active') return undefined;
  if (roster.employerId !== null && roster.employerId !== person.employer_id) return undefined;
  const since = roster.days.find((day) => day >= resolution.held_on);
  if (since === undefined) return undefined;
  const last = roster.days.at(-1)!;
  const until = since < last && rng() < LEFT ? last : null;
  return { id: newId(Date.parse(since)), org_id: roster.orgId, person_id: person.id, since, until };
}

/** Somebody on a roster who is no member. */
function addKnown(batch: Batch, scene: Scene, { orgId, union, employerId, days }: Roster): void {
  const since = pick(scene.rng, days);
  const at = new Date(`${since}T12:00:00+08:00`);
  const work = workOf(scene, union);
  const identity = scene.newIdentity({ occupation: work.occupation });
  const id = newId(at.getTime());
  batch.people.push(
    valuesOf(PERSON, {
      ...work,
      ...identity,
      ...spelling(identity.name),
      id,
      employer_id: employerId,
      employer_name: null,
      employment: employmentOf(scene.rng, union, work.occupation),
      created_at: at,
      updated_at: at,
      org_id: union.id,
      standing: 'known',
      on_roster: true,
    }),
  );
  batch.entries.push(
    valuesOf(ENTRY, { id: newId(at.getTime()), org_id: orgId, person_id: id, since, until: null }),
  );
}
