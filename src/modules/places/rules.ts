import type { PlaceState, Trust } from './contract.ts';

/** domain.md C5. A delisted place may be listed again: the sign may still hang there. */
const STEPS: Readonly<Record<PlaceState, readonly PlaceState[]>> = {
  proposed: ['surveyed', 'open', 'delisted'],
  surveyed: ['approved', 'delisted'],
  approved: ['building', 'open', 'delisted'],
  building: ['open', 'delisted'],
  open: ['temp_closed', 'suspended', 'delisted'],
  temp_closed: ['open', 'suspended', 'delisted'],
  suspended: ['open', 'delisted'],
  delisted: ['open'],
};

export function mayStep(from: PlaceState, to: PlaceState): boolean {
  return STEPS[from].includes(to);
}

export function stepsFrom(from: PlaceState): readonly PlaceState[] {
  return STEPS[from];
}

/** Whether a step must say why: whoever stands before the door will read it. */
export function needsReason(to: PlaceState): boolean {
  return to === 'temp_closed' || to === 'suspended' || to === 'delisted';
}

/** States in which people are sent there. */
export const LISTED: readonly PlaceState[] = ['open', 'temp_closed'];

/** States of a place that has been opened: anyone may read its page, for a sign stays on the wall. */
export const OPENED: readonly PlaceState[] = [...LISTED, 'suspended', 'delisted'];

/** What freshness is worked out from. Instants in milliseconds since 1970. */
export interface Freshness {
  /** Last word that it was open, from use, a host, an officer, or visitors who agree. */
  readonly confirmedAt: number | null;
  /** Since when two who do not know each other have found it closed. */
  readonly doubtedAt: number | null;
}

export interface FreshnessLimits {
  /** How long a confirmation counts. */
  readonly verifiedDays: number;
  /** How long a doubt may stand before the place sinks. */
  readonly sinkHours: number;
}

const HOUR_MS = 3_600_000;

/**
 * How far a place can be trusted to be open when it says so (domain.md C5, side machine): verified → stale by time;
 * disputed → sunk by time, back by a check or by use alone. Nobody's report takes a place off the list.
 */
export function trustOf({ confirmedAt, doubtedAt }: Freshness, now: number, limits: FreshnessLimits): Trust {
  if (doubtedAt !== null) return now - doubtedAt < limits.sinkHours * HOUR_MS ? 'disputed' : 'sunk';
  if (confirmedAt === null) return 'stale';
  return now - confirmedAt <= limits.verifiedDays * 24 * HOUR_MS ? 'verified' : 'stale';
}

/** Metres between two points of WGS-84, as the crow flies (haversine, mean radius 6,371 km). */
export function metresBetween(a: Point, b: Point): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const half =
    Math.sin(rad(b.lat - a.lat) / 2) ** 2 +
    Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(rad(b.lng - a.lng) / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(half)));
}

export interface Point {
  readonly lat: number;
  readonly lng: number;
}
