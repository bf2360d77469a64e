import { sql } from 'kysely';
import type { Job } from '#kernel/jobs';
import { APPLY, COMPARE, UNDO } from './actions.ts';
import { applyRoster, forgetImports } from './apply/actions.ts';
import { compareRoster } from './compare/actions.ts';
import { undoRoster } from './undo/actions.ts';

const importOf = (data: unknown): string => (data as { importId: string }).importId;

export const compareRosterJob: Job = {
  name: COMPARE,
  transaction: false,
  run: (ctx, data) => compareRoster(ctx, importOf(data)),
};

export const applyRosterJob: Job = {
  name: APPLY,
  transaction: false,
  run: (ctx, data) => applyRoster(ctx, importOf(data)),
};

export const undoRosterJob: Job = {
  name: UNDO,
  transaction: false,
  run: (ctx, data) => undoRoster(ctx, importOf(data)),
};

const JOB_OF = { comparing: COMPARE, applying: APPLY, undoing: UNDO } as const;

/** A process that died at work leaves its import behind: after a minute without a sign of life it is taken up again. */
export const resumeImports: Job = {
  name: 'people.resume_imports',
  cron: '* * * * *',
  async run(ctx) {
    const silent = await ctx.db
      .updateTable('people.roster_import')
      .set({ beat_at: ctx.now })
      .where('state', 'in', ['comparing', 'applying', 'undoing'])
      .where('beat_at', '<', sql<Date>`${ctx.now}::timestamptz - interval '1 minute'`)
      .returning(['id', 'state'])
      .execute();
    for (const { id, state } of silent)
      await ctx.app.jobs.send(ctx.db, JOB_OF[state as keyof typeof JOB_OF], { importId: id });
  },
};

export const forgetImportsJob: Job = {
  name: 'people.forget_imports',
  cron: '20 3 * * *',
  run: (ctx) => forgetImports(ctx),
};
