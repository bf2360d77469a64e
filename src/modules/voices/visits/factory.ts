import type { Live } from '#kernel/testing/matrix';

export const visitsLive: readonly Live[] = [];
