import type { Live } from '#kernel/testing/matrix';

export const hotlineLive: readonly Live[] = [];
