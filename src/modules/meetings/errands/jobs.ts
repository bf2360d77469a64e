import type { Job } from '#kernel/jobs';
import { clearUploads } from './clear/actions.ts';

/** Every hour: files that were sent and never answered with are put away. */
export const clearUploadsJob: Job = {
  name: 'meetings.clear_uploads',
  cron: '20 * * * *',
  run: (ctx) => clearUploads(ctx),
};
