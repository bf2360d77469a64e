import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { metresBetween, type Point } from '#places/rules';
import type { listNeighbours } from '../../find/contract.ts';
import { Loading } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import type { Taken } from './map-coords.ts';
import { isPlace } from './map-parse.ts';
import { lengthIn, mapWords } from './map-texts.ts';

const MapGround = lazy(async () => ({ default: (await import('./map-ground.tsx')).MapGround }));

interface MapViewProps {
  readonly id: string;
  readonly taken: Taken;
  readonly was: Taken | null;
  readonly onMove: (to: Taken) => void;
}

/** A pin is no neighbour of itself, and so near to another only by mistake. */
const CLOSE_M = 30;

/** The position among its neighbours, in numbers, and how far it has moved. */
export function MapView({ id, taken, was, onMove }: MapViewProps) {
  const words = useWords(mapWords);
  const systems = useSystems(taken, was);
  const rounded = round(taken);
  const around = useQuery({
    ...ask<typeof listNeighbours>('GET /api/places/neighbours', rounded),
    enabled: isPlace(taken.lat, taken.lng),
    placeholderData: keepPreviousData,
  });
  const neighbours = useMemo(
    () => (around.data?.items ?? []).filter((one) => one.id !== id),
    [around.data, id],
  );
  if (!systems) return <Loading rows={4} />;
  const { wgs84, gcj02, before } = systems;
  const nearest = neighbours
    .map(({ name, wgs84: there }) => ({ name, metres: metresBetween(wgs84, there) }))
    .sort((a, b) => a.metres - b.metres)[0];
  const metres = before ? metresBetween(before, wgs84) : null;
  return (
    <>
      <Suspense fallback={<Loading rows={6} />}>
        <MapGround
          pin={wgs84}
          was={before}
          neighbours={neighbours}
          onMove={(to) => onMove({ ...to, datum: 'wgs84' })}
        />
      </Suspense>
      <small>
        {words.map} {words.plain}
      </small>
      <dl className="pin-numbers">
        <dt>WGS-84</dt>
        <dd>{numbers(wgs84)}</dd>
        <dt>GCJ-02</dt>
        <dd>{numbers(gcj02)}</dd>
      </dl>
      <p role="status">
        {metres !== null && (metres < 1 ? words.unmoved : words.moved(lengthIn(metres, words)))}
      </p>
      {nearest && nearest.metres < CLOSE_M && (
        <p className="note mind">{words.close(nearest.name, lengthIn(nearest.metres, words))}</p>
      )}
    </>
  );
}

interface Systems {
  readonly wgs84: Point;
  readonly gcj02: Point;
  readonly before: Point | null;
}

/** The position in both systems; the converter comes with the map. */
function useSystems(taken: Taken, was: Taken | null): Systems | undefined {
  const converter = useQuery({
    queryKey: ['map-coords'],
    queryFn: () => import('./map-coords.ts'),
    staleTime: Infinity,
  }).data;
  const { lat, lng, datum } = taken;
  return useMemo(
    () =>
      converter && {
        wgs84: converter.convert({ lat, lng }, datum, 'wgs84'),
        gcj02: converter.convert({ lat, lng }, datum, 'gcj02'),
        before: was && converter.wgsOf(was),
      },
    [converter, lat, lng, datum, was],
  );
}

/** As far as neighbours go: a nudge of the pin need not ask for them anew. */
function round({ lat, lng, datum }: Taken) {
  return { lat: lat.toFixed(3), lng: lng.toFixed(3), datum };
}

function numbers({ lat, lng }: Point): string {
  return `${lat.toFixed(6)}, ${lng.toFixed(6)}`;
}
