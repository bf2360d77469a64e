import type { Output } from '#kernel/contract';
import type { publicPlace } from '#places/near/contract';
import type { Language } from '#web/kit/look.ts';

export interface PlaceFactsProps {
  readonly place: Output<typeof publicPlace>;
  readonly language: Language;
  readonly now: number;
}

export function PlaceFacts({ place }: PlaceFactsProps) {
  return (
    <section className="card stack">
      <h1>{place.name}</h1>
      <p>{place.address}</p>
    </section>
  );
}
