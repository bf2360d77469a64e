import type { Output } from '#kernel/contract';
import type { TagTone } from '#web/staff/parts.tsx';
import type { getPlaceTrust } from '../../trust/contract.ts';
import type { listFaults } from '../../trust/faults/contract.ts';

export type PlaceTrust = Output<typeof getPlaceTrust>;
export type Fault = PlaceTrust['faults'][number];
export type FaultRow = Output<typeof listFaults>['items'][number];

/** What is read again after a word about a place, or a step of a fault. */
export const TRUST_READS = [
  'GET /api/places/:id/trust',
  'GET /api/places/:id',
  'GET /api/places',
  'GET /api/faults',
  'GET /api/places/todos',
];

export function toneOfFault({ state, urgency }: Pick<Fault, 'state' | 'urgency'>): TagTone {
  if (state === 'confirmed') return 'ok';
  if (state === 'refused') return 'plain';
  if (state === 'fixed') return 'info';
  return urgency === 'late' ? 'alarm' : 'mind';
}

export const TRUST_TONES: Readonly<Record<PlaceTrust['freshness']['trust'], TagTone>> = {
  verified: 'ok',
  stale: 'plain',
  disputed: 'mind',
  sunk: 'alarm',
};
