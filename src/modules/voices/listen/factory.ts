import type { Live } from '#kernel/testing/matrix';

export const listenLive: readonly Live[] = [];
