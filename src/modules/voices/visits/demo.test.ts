import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { makeCtx } from '#kernel/ctx';
import { testApp } from '#kernel/testing';
import { demoOrgs, seeded } from '#orgs';
import { demoPlaces } from '#places';
import { demoVisits } from './demo.ts';
import { NEEDS } from './texts/demo-visits.ts';

it('goes to the station and to one town and six streets, and plans to go again', async () => {
  // In a transaction that is undone in the end: the shared database has a root of its own.
  const t = await testApp();
  const tx = await t.owner.startTransaction().execute();
  const ctx = makeCtx({ ...t.ctx(), db: tx });
  try {
    await sql`truncate orgs.organisation restart identity cascade`.execute(tx);
    const orgs = await demoOrgs(ctx, seeded(1));
    const visits = await demoVisits(ctx, { orgs, places: await demoPlaces(ctx, orgs) });
    const stops = await tx.selectFrom('voices.visit_stop').selectAll().orderBy('seq').execute();
    for (const [id, state] of [
      [visits.done, 'done'],
      [visits.planned, 'planned'],
    ] as const) {
      const own = stops.filter(({ visit_id }) => visit_id === id);
      expect(own.map((stop) => stop.union_id === null)).toEqual([true, ...Array(7).fill(false)]);
      expect(own.every((stop) => stop.state === state)).toBe(true);
    }
    const needs = await tx.selectFrom('voices.voice').selectAll().execute();
    expect(needs).toHaveLength(NEEDS.length);
    expect(needs.every(({ visit_id, area_code }) => visit_id === visits.done && area_code !== null)).toBe(
      true,
    );
    expect(needs.filter(({ state }) => state === 'answered').length).toBeGreaterThan(0);
  } finally {
    await tx.rollback().execute();
  }
});
