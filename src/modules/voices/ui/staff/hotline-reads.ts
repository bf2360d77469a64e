import type { Output } from '#kernel/contract';
import type { getHotline } from '#voices/hotline/contract';

export type HotlineView = Output<typeof getHotline>;

/** What is read again after a step of a list. */
export const HOTLINE_READS = [
  'GET /api/hotline/intakes',
  'GET /api/hotline/intakes/:id',
  'GET /api/hotline/intakes/:id/rows',
] as const;

/** What is read again once cases have come or gone. */
export const AFTER_HOTLINE = [...HOTLINE_READS, 'GET /api/voices', 'GET /api/voices/todos'] as const;
