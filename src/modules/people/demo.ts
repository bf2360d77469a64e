import { sql } from 'kysely';
import { recordChanges } from '#kernel/audit';
import type { TxCtx } from '#kernel/ctx';
import { newId } from '#kernel/ids';
import type { CivilDate } from '#kernel/time';
import { seeded, type DemoOrgs, type Rng } from '#orgs';
import { MEMBERSHIP } from './actions.ts';
import { demoCoverage } from './coverage/demo.ts';
import { spelling } from './find/queries.ts';
import { demoForm } from './forms/demo.ts';
import { openApplications, saveApplications } from './join/demo.ts';
import {
  newPerson,
  newScene,
  workOf,
  type DemoPeriod,
  type DemoPerson,
  type DemoResolution,
  type Scene,
} from './lives/demo.ts';
import { demoMover, demoTransfers } from './moves/demo.ts';
import { decidedApplications } from './review/demo.ts';
import { demoRosters } from './roster/demo.ts';
import { employmentOf } from './standing/demo.ts';
import { CALLED_EMPLOYERS, RESOLUTION_TITLES } from './texts/demo-names.ts';

/** A courier who is a member: the demo prints this number to sign in with. */
export const demoMember = { name: '林晓峰', phone: '13900001001' } as const;

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

function atNoon(date: CivilDate): Date {
  return new Date(`${date}T12:00:00+08:00`);
}
