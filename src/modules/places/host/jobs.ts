import type { Job } from '#kernel/jobs';
import { clearHostWords } from './clear/actions.ts';

/** Every night: what hosts said is put away by its rules. */
export const hostWordsJob: Job = {
  name: 'places.host_words',
  cron: '50 3 * * *',
  run: (ctx) => clearHostWords(ctx),
};
