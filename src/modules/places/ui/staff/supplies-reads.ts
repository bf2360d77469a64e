import type { Supply } from '../../supplies/contract.ts';

export type SupplyRow = Supply;

/** What is read again after a lot came or went. */
export const SUPPLY_READS = [
  'GET /api/places/:id/supplies',
  'GET /api/supplies/expiring',
  'GET /api/places/todos',
];
