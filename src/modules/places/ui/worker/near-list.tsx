import type { Output } from '#kernel/contract';
import type { nearPlaces } from '#places/near/contract';
import type { Language } from '#web/kit/look.ts';
import type { Point } from '../../rules.ts';

export interface NearListProps {
  readonly answer: Output<typeof nearPlaces>;
  readonly language: Language;
  readonly now: number;
  readonly here: Point | null;
}

export function NearList({ answer }: NearListProps) {
  return (
    <ol className="stack">
      {answer.items.map((place) => (
        <li key={place.code} className="card">
          <h2>
            <a href={`/p/${place.code}`}>{place.name}</a>
          </h2>
          <p>{place.address}</p>
        </li>
      ))}
    </ol>
  );
}
