import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { makeCtx } from '#kernel/ctx';
import { testApp } from '#kernel/testing';
import { demoOrgs, seeded } from '#orgs';
import { makeVoice } from './contract.ts';
import { demoVoices } from './demo.ts';

it('says twenty things that the form would take, some of them answered', async () => {
  // In a transaction that is undone in the end: the shared database has a root of its own.
  const t = await testApp();
  const tx = await t.owner.startTransaction().execute();
  const ctx = makeCtx({ ...t.ctx(), db: tx });
  try {
    await sql`truncate orgs.organisation restart identity cascade`.execute(tx);
    const rng = seeded(1);
    await demoVoices(ctx, rng, await demoOrgs(ctx, rng));
    const said = await ctx.db.selectFrom('voices.voice').selectAll().execute();
    expect(said).toHaveLength(20);
    for (const { text, page, org_id, contact_sealed, at, answered_at } of said) {
      const contact = contact_sealed ? { contact: ctx.app.crypto.open(contact_sealed) } : {};
      expect(makeVoice.input.safeParse({ text, page, orgId: org_id, ...contact }).success).toBe(true);
      expect(at.getTime()).toBeLessThan((answered_at ?? ctx.now).getTime() + 1);
    }
    expect(said.filter(({ state }) => state === 'answered').length).toBeGreaterThan(5);
    expect(said.filter(({ state }) => state === 'open').length).toBeGreaterThan(5);
  } finally {
    await tx.rollback().execute();
  }
});
