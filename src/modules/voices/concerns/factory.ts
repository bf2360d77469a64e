import type { Live } from '#kernel/testing/matrix';

export const concernsLive: readonly Live[] = [];
