import type { Live } from '#kernel/testing/matrix';

export const papersLive: readonly Live[] = [];
