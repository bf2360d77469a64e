import type { Live } from '#kernel/testing/matrix';

export const errandsLive: readonly Live[] = [];
