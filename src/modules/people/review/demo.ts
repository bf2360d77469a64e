import { addDays, civilDate } from '#kernel/time';
import { pick } from '#orgs';
import type { RouteReason } from '../join/contract.ts';
import { applied, hoursBefore, sectorFacts, stepped, type Draft, type Scene } from '../join/demo.ts';
import { REJECTED, RETURNED } from '../texts/demo-applications.ts';

/** Somebody whose application came back: the demo prints this number to sign in with. */
export const demoApplicant = { name: '乔雨燕', phone: '13900001002' } as const;

export function decidedApplications(scene: Scene): Draft[] {
  return [...decided(scene), ...approved(scene)];
}

/** Returned, refused and withdrawn in the last weeks; the first is the one that the demo signs in. */
function decided(scene: Scene): Draft[] {
  const { rng, orgs, newIdentity } = scene;
  const outcomes = [
    ...RETURNED.map((reason) => ({ to: 'returned' as const, reason })),
    ...REJECTED.map((reason) => ({ to: 'rejected' as const, reason })),
    { to: 'withdrawn' as const },
    { to: 'withdrawn' as const },
  ];
  return outcomes.map(({ to, ...reason }, nth) => {
    const facts = sectorFacts(scene, nth === 0 ? 'delivery' : pick(rng, ['express', 'delivery', 'taxi']));
    const area_code = orgs.unions.find(({ id }) => id === orgs.huilongguan)!.areaCode;
    const known = { ...demoApplicant, sex: 'female', age: [31, 31] } as const;
    const own = nth === 0 ? { area_code, identity: newIdentity(known) } : {};
    return stepped(
      scene,
      applied(scene, hoursBefore(scene.now, 40 + nth * 60), { ...facts, ...own }),
      to,
      reason,
    );
  });
}

/** Members of Changping since half a year came in online; those before were entered from paper. */
function approved(scene: Scene): Draft[] {
  const since = addDays(civilDate(scene.now), -180);
  return scene.people.flatMap((person) => {
    const [period, ...more] = person.periods;
    if (!period || more.length > 0 || period.union.stamp !== '昌' || period.state !== 'active') return [];
    const { resolution, union } = period;
    if (resolution.held_on < since) return [];
    const decidedAt = new Date(`${resolution.held_on}T16:00:00+08:00`);
    const draft = applied(scene, hoursBefore(decidedAt, 20 + scene.rng() * 150), {
      identity: person.identity,
      occupation: person.occupation,
      org_id: union.id,
      route_reason: ROUTES[union.level] ?? 'employer_union',
      employer_id: person.employer_id,
      employer_name: person.employer_name,
      area_code: person.area_code,
      approved: { person_id: person.id, resolution_id: resolution.id },
    });
    return [{ ...draft, steps: [...draft.steps, { to: 'approved' as const, at: decidedAt }] }];
  });
}

const ROUTES: Readonly<Record<string, RouteReason>> = {
  association: 'sector_association',
  township: 'street_union',
};
