import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import { addDays, civilDate, type CivilDate } from '#kernel/time';
import { between, pick, type DemoUnion, type Rng } from '#orgs';
import type { MembershipState } from '../contract.ts';
import { newIdentities, type Block, type Identity, type NewIdentity } from '../identity/demo.ts';
import type { Occupation } from '../join/contract.ts';
import type { RetainedAs } from '../standing/contract.ts';
import { CALLED_EMPLOYERS, KEY_GROUPS, OCCUPATIONS_BY_TRADE, REASONS } from '../texts/demo-names.ts';

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
function resolutionsOf(ctx: TxCtx, rng: Rng, union: DemoUnion, people: number): DemoResolution[] {
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
