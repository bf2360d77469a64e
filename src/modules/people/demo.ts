import { sql } from 'kysely';
import { recordChanges } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { addDays, civilDate, type CivilDate } from '#kernel/time';
import { between, pick, seeded, type DemoOrgs, type DemoUnion, type Rng } from '#orgs';
import { MEMBERSHIP } from './actions.ts';
import type { MembershipState } from './contract.ts';
import { demoForm } from './forms/demo.ts';
import type { Occupation } from './join/contract.ts';
import { demoMover, demoTransfers } from './moves/demo.ts';
import { demoCoverage } from './coverage/demo.ts';
import { demoRosters } from './roster/demo.ts';
import type { RetainedAs } from './standing/contract.ts';
import { employmentOf } from './standing/demo.ts';
import { spelling } from './find/queries.ts';
import { newIdentities, type Block, type Identity, type NewIdentity } from './identity/demo.ts';
import { openApplications, saveApplications } from './join/demo.ts';
import { decidedApplications } from './review/demo.ts';
import {
  CALLED_EMPLOYERS,
  KEY_GROUPS,
  OCCUPATIONS_BY_TRADE,
  REASONS,
  RESOLUTION_TITLES,
} from './texts/demo-names.ts';

/** A courier who is a member: the demo prints this number to sign in with. */
export const demoMember = { name: '林晓峰', phone: '13900001001' } as const;

export interface DemoResolution {
  readonly id: string;
  readonly union: DemoUnion;
  readonly number: string;
  readonly held_on: CivilDate;
}

/** `union` is where the period stands now: members of a dissolved union are kept by the union above. */
export interface DemoPeriod {
  readonly union: DemoUnion;
  readonly orgId: number;
  readonly resolution: DemoResolution;
  readonly state: MembershipState;
  readonly retainedAs?: RetainedAs;
  readonly until: CivilDate | null;
  /** Of a deemed resignation: what the committee decided it on. */
  readonly decision?: {
    readonly by: DemoResolution;
    readonly since: CivilDate;
    readonly warnedOn: CivilDate;
  };
  readonly steps: readonly {
    readonly to: MembershipState;
    readonly on: CivilDate;
    readonly reason: string | null;
  }[];
}

export interface DemoPerson {
  readonly id: string;
  readonly identity: Identity;
  readonly occupation: Occupation;
  readonly employer_id: number | null;
  readonly employer_name: string | null;
  readonly area_code: string | null;
  readonly periods: readonly DemoPeriod[];
}

export interface Scene {
  readonly rng: Rng;
  readonly today: CivilDate;
  readonly drawUnion: () => DemoUnion;
  /** The unions of the streets in an area. */
  readonly streetsIn: (areaCode: string | null) => readonly DemoUnion[];
  readonly resolutions: ReadonlyMap<number, readonly DemoResolution[]>;
  readonly newIdentity: NewIdentity;
}

/** `people`: so many are to be drawn. */
export function newScene(
  ctx: TxCtx,
  rng: Rng,
  unions: readonly DemoUnion[],
  people: number,
  block?: Block,
): Scene {
  return {
    rng,
    today: civilDate(ctx.now),
    drawUnion: drawBySize(rng, unions),
    streetsIn: streetsOf(unions),
    resolutions: new Map(unions.map((union) => [union.id, resolutionsOf(ctx, rng, union, people)])),
    newIdentity: newIdentities(ctx, rng, block),
  };
}

/**
 * Members with their resolutions, and applications; `count` persons, the known courier among them. Then those who are
 * known from rosters and no members.
 */
export async function demoPeople(ctx: TxCtx, rng: Rng, orgs: DemoOrgs, count = 5000): Promise<void> {
  const scene = newScene(ctx, rng, orgs.unions, count);
  const courier = knownCourier(scene, orgs);
  const others = Array.from({ length: count - 2 }, () => newPerson(scene, scene.drawUnion()));
  const mover = knownMover(scene, orgs);
  const people = [courier, ...others, mover];
  await savePeople(ctx, people);
  const given = { rng, now: ctx.now, orgs, people, newIdentity: scene.newIdentity };
  const applications = [...openApplications(given), ...decidedApplications(given)];
  await saveApplications(ctx, rng, applications);
  await demoTransfers(ctx, rng, orgs, people, mover);
  await demoForm(ctx, orgs.changping);
  await demoRosters(ctx, orgs, count, [courier.id, mover.id]);
  await demoCoverage(ctx);
  await ctx.audit({
    action: 'people.demo',
    orgId: orgs.root,
    detail: { people: people.length, applications: applications.length },
  });
}

function drawBySize(rng: Rng, unions: readonly DemoUnion[]): () => DemoUnion {
  let total = 0;
  const upTo = unions.map(({ size }) => (total += size));
  return () => {
    const mark = rng() * total;
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (mark < upTo[middle]!) high = middle;
      else low = middle + 1;
    }
    return unions[low]!;
  };
}

/** Looked up once for each area, for a million people ask. */
function streetsOf(unions: readonly DemoUnion[]): Scene['streetsIn'] {
  const found = new Map<string | null, readonly DemoUnion[]>();
  return (area) => {
    const streets =
      found.get(area) ??
      unions.filter(({ level, areaCode }) => level === 'township' && areaCode?.startsWith(area ?? '-'));
    found.set(area, streets);
    return streets;
  };
}

/** Over the last six years, the more the larger; numbered year by year among other resolutions. */
export function resolutionsOf(ctx: TxCtx, rng: Rng, union: DemoUnion, people: number): DemoResolution[] {
  const today = civilDate(ctx.now);
  const last = union.endedOn === null ? today : addDays(union.endedOn, -20);
  // Three days on, for a weekend may push a meeting two days back.
  const first = addDays([addDays(today, -6 * 365), union.foundedOn].sort().at(-1)!, 3);
  const days = Math.max(0, (Date.parse(last) - Date.parse(first)) / 86_400_000);
  const several = Math.min(24, 2 + Math.ceil((union.size / 40) * Math.min(1, people / 5000) * 2));
  const dates = Array.from({ length: several }, () =>
    workday(addDays(first, Math.floor(days * rng()))),
  ).sort();
  let year = '';
  let number = 0;
  return dates.map((held_on) => {
    number = (held_on.startsWith(year) ? number : 0) + between(rng, 1, 3);
    year = held_on.slice(0, 4);
    const id = newId(Date.parse(`${held_on}T08:00:00Z`));
    return { id, union, number: `${union.stamp}工决〔${year}〕${number} 号`, held_on };
  });
}

/** Committees do not meet at weekends: the Friday before. */
function workday(date: CivilDate): CivilDate {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day === 0 ? addDays(date, -2) : day === 6 ? addDays(date, -1) : date;
}

function knownCourier(scene: Scene, orgs: DemoOrgs): DemoPerson {
  const union = orgs.unions.find(({ id }) => id === orgs.courierAssociation)!;
  const resolution = scene.resolutions.get(union.id)!.at(-1)!;
  const steps = [{ to: 'active', on: resolution.held_on, reason: null }] as const;
  const period: DemoPeriod = { union, orgId: union.id, resolution, state: 'active', until: null, steps };
  const identity = scene.newIdentity({ ...demoMember, sex: 'male', age: [29, 29] });
  return {
    identity,
    ...workOf(scene, union),
    id: newId(Date.parse(resolution.held_on)),
    periods: [period],
  };
}

/** A rider of Haidian who delivers elsewhere by now. */
function knownMover(scene: Scene, orgs: DemoOrgs): DemoPerson {
  const union = orgs.unions.find(
    ({ stamp, formation }) => stamp === '海' && formation === 'sector_association',
  )!;
  const resolution = scene.resolutions.get(union.id)![0]!;
  const steps = [{ to: 'active', on: resolution.held_on, reason: null }] as const;
  return {
    ...workOf(scene, union),
    id: newId(Date.parse(resolution.held_on)),
    identity: scene.newIdentity({ ...demoMover, sex: 'female', age: [34, 34] }),
    occupation: 'delivery_rider',
    employer_id: null,
    employer_name: CALLED_EMPLOYERS.delivery_rider![2]!,
    periods: [{ union, orgId: union.id, resolution, state: 'active', until: null, steps }],
  };
}

export function newPerson(scene: Scene, union: DemoUnion): DemoPerson {
  const fate = union.endedOn === null ? fateOf(scene.rng) : 'unit_closed';
  const work = workOf(scene, union);
  const [young, old] =
    fate === 'retired' ? [56, 68] : work.occupation === 'public_sector' ? [24, 54] : [20, 52];
  const identity = scene.newIdentity({ occupation: work.occupation, age: [young, old] });
  const first = periodOf(scene, union, pick(scene.rng, scene.resolutions.get(union.id)!), fate);
  const again = first.until === null || first.state === 'deceased' ? undefined : rejoin(scene, first.until);
  return {
    identity,
    ...(again ? workOf(scene, again.union) : work),
    id: newId(Date.parse(first.resolution.held_on)),
    periods: again ? [first, again] : [first],
  };
}

type Fate = keyof typeof REASONS | 'active';

function fateOf(rng: Rng): Fate {
  const chance = rng();
  if (chance < 0.89) return 'active';
  if (chance < 0.92) return 'retired';
  if (chance < 0.94) return 'unemployed';
  if (chance < 0.985) return 'resigned';
  return chance < 0.995 ? 'deemed_resigned' : 'deceased';
}

/** A period from its resolution on; whoever joined less than half a year ago has not left yet. */
function periodOf(scene: Scene, union: DemoUnion, resolution: DemoResolution, fate: Fate): DemoPeriod {
  const { rng, today } = scene;
  const joined = { to: 'active', on: resolution.held_on, reason: null } as const;
  const days = (Date.parse(today) - Date.parse(resolution.held_on)) / 86_400_000;
  if (fate === 'unit_closed') {
    const kept = { to: 'retained', on: union.endedOn!, reason: REASONS.unit_closed } as const;
    return {
      union,
      orgId: union.parentId,
      resolution,
      state: 'retained',
      retainedAs: 'unit_closed',
      until: null,
      steps: [joined, kept],
    };
  }
  if (fate === 'active' || days < 183) {
    return { union, orgId: union.id, resolution, state: 'active', until: null, steps: [joined] };
  }
  const on = addDays(resolution.held_on, between(rng, 183, days));
  if (fate === 'deemed_resigned') return deemed(scene, union, resolution, on);
  const reason = fate === 'resigned' ? pick(rng, REASONS.resigned) : REASONS[fate];
  const period = { union, orgId: union.id, resolution };
  if (fate === 'retired' || fate === 'unemployed') {
    const steps = [joined, { to: 'retained', on, reason }] as const;
    return { ...period, state: 'retained', retainedAs: fate, until: null, steps };
  }
  return { ...period, state: fate, until: on, steps: [joined, { to: fate, on, reason }] };
}

/** Eight months without dues and union life, a warning in the fifth; a member still where no committee met since. */
function deemed(
  { resolutions }: Scene,
  union: DemoUnion,
  resolution: DemoResolution,
  from: CivilDate,
): DemoPeriod {
  const joined = { to: 'active', on: resolution.held_on, reason: null } as const;
  const earliest = addDays(resolution.held_on, 250);
  const by = resolutions.get(union.id)!.find(({ held_on }) => held_on >= from && held_on >= earliest);
  const period = { union, orgId: union.id, resolution };
  if (!by) return { ...period, state: 'active', until: null, steps: [joined] };
  const decision = { by, since: addDays(by.held_on, -243), warnedOn: addDays(by.held_on, -100) };
  const left = { to: 'deemed_resigned', on: by.held_on, reason: REASONS.deemed_resigned } as const;
  return { ...period, state: left.to, until: left.on, decision, steps: [joined, left] };
}

/** Two of three who left come back elsewhere, where a committee has met since. */
function rejoin(scene: Scene, left: CivilDate): DemoPeriod | undefined {
  if (scene.rng() < 1 / 3) return undefined;
  const union = scene.drawUnion();
  const later = scene.resolutions.get(union.id)!.filter(({ held_on }) => held_on >= left);
  if (union.endedOn !== null || later.length === 0) return undefined;
  return periodOf(scene, union, pick(scene.rng, later), 'active');
}

/** What a member of this union does, for whom and where. */
export function workOf({ rng, streetsIn }: Pick<Scene, 'rng' | 'streetsIn'>, union: DemoUnion) {
  // An association of all four key groups beside those of one sector.
  const mixed = union.formation === 'sector_association' && union.employers.length === 0;
  const occupation = pick(rng, mixed ? KEY_GROUPS : OCCUPATIONS_BY_TRADE[union.trade]);
  const known = union.employers.length > 0 && (union.level === 'primary' || rng() < 0.5);
  const employer = known ? pick(rng, union.employers) : undefined;
  const called = CALLED_EMPLOYERS[occupation];
  const streets = streetsIn(union.areaCode);
  return {
    occupation,
    employer_id: employer?.id ?? null,
    employer_name: employer || !called || rng() < 0.2 ? null : pick(rng, called),
    area_code: streets.length > 0 ? pick(rng, streets).areaCode : union.areaCode,
  };
}

const BATCH = 500;

function batches<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, nth) =>
    rows.slice(nth * BATCH, (nth + 1) * BATCH),
  );
}

/** Of its own, so that everything else stays as it was before anybody asked how people are employed. */
const EMPLOYMENT_SEED = 31;

/** As they go into the table; the rest of it follows from memberships and rosters. */
export function personRow(rng: Rng, { periods, identity, ...person }: DemoPerson) {
  return {
    ...person,
    ...identity,
    ...spelling(identity.name),
    employment: employmentOf(rng, periods.at(-1)!.union, person.occupation),
    created_at: atNoon(periods[0]!.resolution.held_on),
    updated_at: atNoon(periods.at(-1)!.steps.at(-1)!.on),
  };
}

async function savePeople(ctx: TxCtx, people: readonly DemoPerson[]): Promise<void> {
  const employments = seeded(EMPLOYMENT_SEED);
  const rows = people.map((person) => personRow(employments, person));
  for (const batch of batches(rows)) await ctx.db.insertInto('people.person').values(batch).execute();
  // By date, so that numbers tell the order in which people joined.
  const periods = people
    .flatMap(({ id, periods: held }) => held.map((period) => ({ personId: id, ...period })))
    .sort((a, b) => a.resolution.held_on.localeCompare(b.resolution.held_on));
  const decided = periods.flatMap(({ resolution, decision }) => [resolution, decision?.by ?? resolution]);
  await saveResolutions(ctx, [...new Set(decided)]);
  const written = periods.map((period) => ({ ...period, ...endingOf(period) }));
  const memberships = written.map((period) => ({
    ...membershipRow(period),
    ...period.ending,
    number: sql<string>`to_char(nextval('people.member_number'), 'FM0000000000')`,
  }));
  for (const batch of batches(memberships))
    await ctx.db.insertInto('people.membership').values(batch).execute();
  const warnings = written.flatMap(({ warning }) => warning ?? []);
  for (const batch of batches(warnings)) await ctx.db.insertInto('people.warning').values(batch).execute();
  await tellHistory(ctx, periods);
}

type HeldPeriod = DemoPeriod & { readonly personId: string };

export function membershipRow({ personId, orgId, state, resolution, until, retainedAs }: HeldPeriod) {
  return {
    id: newId(Date.parse(resolution.held_on)),
    person_id: personId,
    org_id: orgId,
    state,
    retained_as: retainedAs ?? null,
    during: `[${resolution.held_on},${until ?? ''})`,
    resolution_id: resolution.id,
    created_at: atNoon(resolution.held_on),
  };
}

/** What a deemed resignation rests on; nothing for all others. */
export function endingOf({ decision, personId, orgId }: HeldPeriod) {
  if (!decision) return { ending: { evidence: null, ended_by: null }, warning: null };
  const { by, since, warnedOn } = decision;
  const id = newId(Date.parse(warnedOn));
  return {
    ending: {
      evidence: JSON.stringify({ unpaidSince: since, absentSince: since, warningId: id }),
      ended_by: by.id,
    },
    warning: {
      id,
      person_id: personId,
      org_id: orgId,
      given_on: warnedOn,
      how: 'phone' as const,
      note: '电话提醒交会费、参加活动',
      created_by: 'system',
      created_at: atNoon(warnedOn),
    },
  };
}

export async function saveResolutions(ctx: TxCtx, resolutions: readonly DemoResolution[]): Promise<void> {
  const rows = resolutions.map(({ id, union, number, held_on }, nth) => ({
    id,
    org_id: union.id,
    number,
    held_on,
    title: RESOLUTION_TITLES[nth % RESOLUTION_TITLES.length]!,
    attachment: null,
    attachment_name: null,
    attachment_type: null,
    created_by: 'system',
    created_at: atNoon(held_on),
  }));
  for (const batch of batches(rows)) await ctx.db.insertInto('people.resolution').values(batch).execute();
}

export async function tellHistory(ctx: TxCtx, periods: readonly HeldPeriod[]): Promise<void> {
  const changes = periods.flatMap(({ personId, steps }) =>
    steps.map(({ to, on, reason }, step) => ({
      entity: MEMBERSHIP,
      entityId: personId,
      from: steps[step - 1]?.to ?? null,
      to,
      reason,
      at: atNoon(on),
    })),
  );
  await recordChanges(ctx, changes);
}

export function atNoon(date: CivilDate): Date {
  return new Date(`${date}T12:00:00+08:00`);
}
