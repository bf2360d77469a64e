/** What is read again after a step of an intake. */
export const INTAKE_READS = [
  'GET /api/places/intakes',
  'GET /api/places/intakes/:id',
  'GET /api/places/intakes/:id/rows',
] as const;

/** What is read again once places have come or gone. */
export const AFTER_INTAKE = [...INTAKE_READS, 'GET /api/places', 'GET /api/places/todos'] as const;
