import type { Job } from '#kernel/jobs';
import { hearSettledFaults, sayStaleFaults } from './faults/actions.ts';

/** Every morning: what nobody mends becomes a voice; what was mended ends what waited for it. */
export const hearStaleFaults: Job = {
  name: 'voices.hear_stale_faults',
  cron: '40 6 * * *',
  async run(ctx) {
    await hearSettledFaults(ctx);
    await sayStaleFaults(ctx);
  },
};
