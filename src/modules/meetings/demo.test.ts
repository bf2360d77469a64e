import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { makeCtx } from '#kernel/ctx';
import { testApp } from '#kernel/testing';
import { demoOrgs, seeded } from '#orgs';
import { demoConcerns } from '#voices';
import { demoMeetings } from './demo.ts';
import { isOpen } from './rules.ts';

test('the meeting of the page: 13 units, three reports, a relayed notice, a preliminary consensus', async () => {
  // In a transaction that is undone in the end: the shared database has a root of its own.
  const t = await testApp();
  const tx = await t.owner.startTransaction().execute();
  const ctx = makeCtx({ ...t.ctx(), db: tx });
  try {
    await sql`truncate orgs.organisation restart identity cascade`.execute(tx);
    const orgs = await demoOrgs(ctx, seeded(1));
    const { body, meeting, items } = await demoMeetings(ctx, orgs, {
      concerns: await demoConcerns(ctx, orgs),
      chair: 'somebody',
    });
    const units = await tx.selectFrom('meetings.unit').select('id').where('body_id', '=', body).execute();
    expect(units).toHaveLength(13);
    const present = await tx
      .selectFrom('meetings.attendance')
      .select('unit_id')
      .where('meeting_id', '=', meeting)
      .where('unit_id', 'is not', null)
      .execute();
    expect(present).toHaveLength(13);
    const topics = await tx
      .selectFrom('meetings.topic')
      .select('kind')
      .where('meeting_id', '=', meeting)
      .orderBy('seq')
      .execute();
    expect(topics.map(({ kind }) => kind)).toEqual(['relay', 'report', 'report', 'report']);
    const held = await tx.selectFrom('meetings.meeting').selectAll().where('id', '=', meeting).execute();
    expect(held).toMatchObject([{ consensus: 'preliminary', state: 'issued' }]);
    expect(held[0]!.notice_text).toContain('区政府第一会议室');
    const sections = await tx
      .selectFrom('meetings.section')
      .select('kind')
      .where('meeting_id', '=', meeting)
      .orderBy('seq')
      .execute();
    expect(sections.map(({ kind }) => kind)).toEqual(
      'opening carried topic topic topic topic conclusion'.split(' '),
    );
    const agreed = await tx.selectFrom('meetings.item').selectAll().where('id', 'in', items).execute();
    // A preliminary consensus may leave the date open.
    expect(agreed.some(({ due_on }) => due_on === null)).toBe(true);
    expect(agreed.every(({ state }) => isOpen(state))).toBe(true);
  } finally {
    await tx.rollback().execute();
  }
});
