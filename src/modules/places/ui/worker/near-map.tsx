import type { Point } from '../../rules.ts';
import type { PlaceCardView } from './place-words.ts';
export interface NearMapProps {
  readonly places: readonly PlaceCardView[];
  readonly here: Point | null;
  readonly now: number;
}
export function NearMap(_props: NearMapProps) {
  return null;
}
