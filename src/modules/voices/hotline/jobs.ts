import type { Job } from '#kernel/jobs';
import { forgetHotline } from './actions.ts';

export const forgetHotlineJob: Job = {
  name: 'voices.forget_hotline',
  cron: '45 3 * * *',
  run: (ctx) => forgetHotline(ctx),
};
