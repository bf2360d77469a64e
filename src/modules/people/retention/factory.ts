import { sharedByAll, type Live } from '#kernel/testing/matrix';
import { exportRetention, getRetention, listRetentionRuns } from './contract.ts';

export const retentionLive: readonly Live[] = [getRetention, listRetentionRuns, exportRetention].map((one) =>
  sharedByAll(one, async () => ({ input: {} }), 'figures of the whole deployment, without anybody in them'),
);
