import './places.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useRef, type KeyboardEvent } from 'react';
import type { getPlace } from '#places/contract';
import { useFilters } from '#web/staff/filters.ts';
import { Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useTitle } from '#web/staff/title.ts';
import { useWords } from '#web/staff/words.ts';
import { PlaceHead } from './place-head.tsx';
import { PLACE_TABS, type PlaceView } from './place-tabs.ts';
import { placeWords } from './texts.ts';

/** One place: what is known of it, and everything that is done about it, a tab each. */
export function PlacePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const place = useQuery(ask<typeof getPlace>('GET /api/places/:id', { id }));
  if (place.error) return <Problem error={place.error} onRetry={() => void place.refetch()} />;
  return place.data ? <Page place={place.data} /> : <Loading />;
}

function Page({ place }: { readonly place: PlaceView }) {
  const words = useWords(placeWords);
  const [filters, setFilters] = useFilters();
  useTitle(place.name);
  const tabs = PLACE_TABS.filter(({ of }) => of?.(place) ?? true);
  const now = tabs.find(({ key }) => key === filters['tab']) ?? tabs[0]!;
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = tabs[(tabs.indexOf(now) + step + tabs.length) % tabs.length]!;
    setFilters({ tab: next.key });
    list.current?.querySelector<HTMLElement>(`#tab-${next.key}`)?.focus();
  };
  return (
    <>
      <PlaceHead place={place} />
      {/* Our own: on a narrow window that of antd hides some behind a button that no tab list may hold. */}
      <div className="place-tabs" role="tablist" tabIndex={-1} ref={list} onKeyDown={move}>
        {tabs.map(({ key }) => (
          <button
            key={key}
            id={`tab-${key}`}
            type="button"
            role="tab"
            aria-selected={key === now.key}
            aria-controls="tab-panel"
            tabIndex={key === now.key ? 0 : -1}
            onClick={() => setFilters({ tab: key })}
          >
            {words.tabs[key]}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${now.key}`}>
        <now.Tab key={now.key} place={place} />
      </div>
    </>
  );
}
