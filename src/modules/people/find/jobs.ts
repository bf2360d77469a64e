import { sql } from 'kysely';
import type { Job } from '#kernel/jobs';
import { spelling } from './queries.ts';

const BATCH = 2_000;

/** Spells names that were written before there was a spelling, or by another hand. */
export const spellNames: Job = {
  name: 'people.spell',
  cron: '*/10 * * * *',
  async run(ctx) {
    const rows = await ctx.db
      .selectFrom('people.person')
      .select(['id', 'name'])
      .where('pinyin', '=', '')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute();
    const spelt = rows.map(({ id, name }) => ({ id, ...spelling(name) }));
    await sql`
      update people.person as p set pinyin = g.pinyin, initials = g.initials
      from jsonb_to_recordset(${JSON.stringify(spelt)}::jsonb) as g (id uuid, pinyin text, initials text)
      where p.id = g.id`.execute(ctx.db);
    if (rows.length === BATCH) await ctx.app.jobs.send(ctx.db, 'people.spell', {});
  },
};
