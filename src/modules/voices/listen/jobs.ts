import type { Job } from '#kernel/jobs';
import { forgetInterviews, mixInterviews } from './actions.ts';

/** Every night. */
export const forgetInterviewsJob: Job = {
  name: 'voices.forget_interviews',
  cron: '50 3 * * *',
  async run(ctx) {
    await mixInterviews(ctx);
    await forgetInterviews(ctx);
  },
};
