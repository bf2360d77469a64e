import type { Job } from '#kernel/jobs';
import { clearDue } from './actions.ts';

/** Every night, after the backup of the day before is made. */
export const clearDueJob: Job = {
  name: 'people.retention',
  cron: '40 3 * * *',
  transaction: false,
  async run(ctx) {
    await clearDue(ctx);
  },
};
