import type { Job } from '#kernel/jobs';
import { forgetIntakes } from './actions.ts';

export const forgetIntakesJob: Job = {
  name: 'places.forget_intakes',
  cron: '35 3 * * *',
  run: (ctx) => forgetIntakes(ctx),
};
