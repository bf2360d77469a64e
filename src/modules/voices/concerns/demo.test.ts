import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { makeCtx } from '#kernel/ctx';
import { testApp } from '#kernel/testing';
import { demoOrgs, seeded } from '#orgs';
import { ALIKE, DEMO_CONCERNS } from '../texts/demo-concerns.ts';
import { demoConcerns } from './demo.ts';
import { concernsForTopics } from './queries.ts';

test('offers two concerns to the joint meeting of Haidian', async () => {
  const t = await testApp();
  const tx = await t.owner.startTransaction().execute();
  const ctx = makeCtx({ ...t.ctx(), db: tx });
  try {
    await sql`truncate orgs.organisation restart identity cascade`.execute(tx);
    const orgs = await demoOrgs(ctx, seeded(1));
    const made = await demoConcerns(ctx, orgs);
    expect(Object.keys(made)).toEqual(Object.keys(DEMO_CONCERNS));
    const offered = await concernsForTopics(ctx, { orgId: orgs.haidian });
    expect(offered.map(({ id }) => id)).toEqual([made.joining, made.nightRest]);
    expect(offered[1]).toMatchObject({ voices: 5, theme: '工时和休息', state: 'referred' });
    expect(await concernsForTopics(ctx, { orgId: orgs.changping })).toEqual([]);
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from voices.voice`.execute(tx);
    const grouped = Object.values(DEMO_CONCERNS).flatMap(({ voices }) => voices).length;
    expect(rows[0]!.n).toBe(ALIKE.length + grouped);
  } finally {
    await tx.rollback().execute();
  }
});
