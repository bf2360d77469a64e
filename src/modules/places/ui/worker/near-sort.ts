import type { Point } from '../../rules.ts';
import { openState, wayTo, type PlaceCardView, type Standing } from './place-words.ts';

/** The nearest first, by the position that only the phone knows; places that nobody could get into sink to the end. */
export function byDistance(items: readonly PlaceCardView[], here: Point): PlaceCardView[] {
  const far = (place: PlaceCardView) => wayTo(place, here)?.metres ?? Infinity;
  return [...items].sort((a, b) => sunk(a) - sunk(b) || far(a) - far(b));
}

const RANKS: Readonly<Record<Standing, number>> = { open: 0, closed: 1, unknown: 1, paused: 2, gone: 3 };

/** What is open before what is not; among the equal as they came, the trusted first. Doubtful places sink here too. */
export function byStanding(items: readonly PlaceCardView[], now: number): PlaceCardView[] {
  const rank = (place: PlaceCardView) => RANKS[openState(place, now).standing];
  return [...items].sort((a, b) => sunk(a) - sunk(b) || rank(a) - rank(b));
}

function sunk({ freshness }: PlaceCardView): number {
  return freshness.trust === 'sunk' ? 1 : 0;
}
