import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '#web/client.ts';
import { useLook } from '#web/kit/look.ts';
import { Loading } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { getMapTiles } from '../../map/contract.ts';
import type { Point } from '../../rules.ts';
import { drawMap, type DrawnMap, type Tiles } from './draw-map.ts';
import { texts } from './near-texts.ts';
import { texts as words } from './place-texts.ts';
import { PIN_SIGNS } from './pin-signs.ts';
import { openState, type PlaceCardView, type Standing } from './place-words.ts';

export interface NearMapProps {
  readonly places: readonly PlaceCardView[];
  readonly here: Point | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The stations on the deployment's licensed map, or on plain ground. The list below says the same in words. */
export function NearMap(props: NearMapProps) {
  const asked = useQuery({
    queryKey: ['map-tiles'],
    queryFn: () => call<typeof getMapTiles>('GET /api/public/map-tiles', {}),
    staleTime: 3_600_000,
  });
  if (asked.isPending) return <Loading lines={4} />;
  return <Drawn {...props} tiles={asked.data?.tiles ?? null} />;
}

function Drawn({ places, here, now, tiles }: NearMapProps & { tiles: Tiles | null }) {
  const say = useText(texts);
  const { language } = useLook();
  const box = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<DrawnMap | null>(null);
  useEffect(() => {
    if (!box.current) return;
    const made = drawMap(box.current, tiles, language);
    setDrawn(made);
    return () => {
      setDrawn(null);
      made.remove();
    };
  }, [tiles, language]);
  useEffect(() => drawn?.show(places, here, now), [drawn, places, here, now]);
  const missing = places.filter(({ position }) => !position).length;
  return (
    <section className="stack tight">
      <div ref={box} className="map" role="application" aria-label={say('mapLabel')} />
      {!tiles && <p className="quiet">{say('noBasemap')}</p>}
      <Legend places={places} now={now} />
      {missing > 0 && <p className="quiet">{say('unlocated', { n: missing })}</p>}
    </section>
  );
}

/** What the signs mean, of those that are on the map. */
function Legend({ places, now }: Pick<NearMapProps, 'places' | 'now'>) {
  const say = useText(words);
  const found = new Set(places.map((place) => openState(place, now).standing));
  return (
    <ul className="map-legend">
      {(Object.keys(PIN_SIGNS) as Standing[])
        .filter((standing) => found.has(standing))
        .map((standing) => (
          <li key={standing}>
            <span className={`pin ${standing}`} aria-hidden="true">
              {PIN_SIGNS[standing]}
            </span>
            {say(standing)}
          </li>
        ))}
    </ul>
  );
}
