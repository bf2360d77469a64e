/** How a lot came to an end. */
export const WAYS_GONE = ['used_up', 'expired', 'other'] as const;
export type WayGone = (typeof WAYS_GONE)[number];
