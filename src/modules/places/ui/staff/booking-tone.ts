import type { TagTone } from '#web/staff/parts.tsx';
import type { Booking } from './room-reads.ts';

export function toneOfBooking({ state, conflict }: Pick<Booking, 'state' | 'conflict'>): TagTone {
  if (conflict) return 'alarm';
  if (state === 'asked') return 'mind';
  return state === 'confirmed' ? 'ok' : 'plain';
}
