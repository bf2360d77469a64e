import type { Live } from '#kernel/testing/matrix';

export const itemsLive: readonly Live[] = [];
