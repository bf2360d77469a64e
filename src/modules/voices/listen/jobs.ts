import type { Job } from '#kernel/jobs';
import { forgetInterviews } from './actions.ts';

/** Every night: of a month there is nothing to clear on the other nights. */
export const forgetInterviewsJob: Job = {
  name: 'voices.forget_interviews',
  cron: '50 3 * * *',
  async run(ctx) {
    await forgetInterviews(ctx);
  },
};
