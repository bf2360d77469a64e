/** What shows the hours of a place, and is read again when they change. */
export const HOURS_READS = [
  'GET /api/places/:id',
  'GET /api/places',
  'GET /api/places/:id/exceptions',
] as const;
