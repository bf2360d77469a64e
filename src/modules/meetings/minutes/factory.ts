import type { Live } from '#kernel/testing/matrix';

export const minutesLive: readonly Live[] = [];
