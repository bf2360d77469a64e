import { atPlace, mixed, ofOwn, type Live, type Place, type World } from '#kernel/testing/matrix';
import { onRoster } from '../factory.ts';
import { getCoverage, getCoverageTrend } from './contract.ts';

/** The figures of a day long ago. */
export async function plantCoverage({ t }: World, at: Place): Promise<void> {
  await t.pool.query(
    `insert into people.coverage_day
       (day, org_id, employer_id, known, members, retained, not_reached, off_establishment, nef)
     values ('2026-01-05', $1, 0, 7, 5, 0, 2, 0, 0)
     on conflict (org_id, employer_id, day) do update set known = people.coverage_day.known + 7`,
    [at.id],
  );
}

export const coverageLive: readonly Live[] = [
  ofOwn(getCoverage, {}),
  ofOwn(getCoverage, { by: 'employer' }),
  atPlace(getCoverage, async (_world, at) => ({ input: { orgId: at.id } })),
  ofOwn(getCoverageTrend, {}),
  atPlace(getCoverageTrend, async (_world, at) => ({ input: { orgId: at.id } })),
  mixed(
    getCoverageTrend,
    async ({ t }, at, own) => {
      const personId = await onRoster(t, at.employer, at.id);
      await t.pool.query('update people.person set employer_id = $2 where id = $1', [personId, at.employer]);
      return { input: { orgId: own.id, employerId: at.employer } };
    },
    {
      nothing: ({ points }) => points.every(({ known }) => known === 0),
      why: 'people of an employer are counted where they are looked after, and nowhere else',
    },
  ),
];
