import type { Job } from '#kernel/jobs';
import { forgetOldVoices } from './said/keep/actions.ts';

/** Every night: what was answered long ago is deleted, names and contacts sooner. */
export const forgetVoicesJob: Job = {
  name: 'voices.forget',
  cron: '30 3 * * *',
  run: (ctx) => forgetOldVoices(ctx),
};
