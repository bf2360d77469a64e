import type { Point } from '../../rules.ts';
import { wayTo, type PlaceCardView } from './place-words.ts';

/** The nearest first, by the position that only the phone knows; places that nobody could get into sink to the end. */
export function byDistance(items: readonly PlaceCardView[], here: Point): PlaceCardView[] {
  const far = (place: PlaceCardView) => wayTo(place, here)?.metres ?? Infinity;
  const sunk = ({ freshness }: PlaceCardView) => (freshness.trust === 'sunk' ? 1 : 0);
  return [...items].sort((a, b) => sunk(a) - sunk(b) || far(a) - far(b));
}
