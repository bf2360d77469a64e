import './places.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Tabs } from 'antd';
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
  return (
    <>
      <PlaceHead place={place} />
      <Tabs
        activeKey={filters['tab'] ?? tabs[0]?.key ?? ''}
        onChange={(tab) => setFilters({ tab })}
        items={tabs.map(({ key, Tab }) => ({
          key,
          label: words.tabs[key],
          children: <Tab place={place} />,
        }))}
      />
    </>
  );
}
