import './places.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { getPlace } from '#places/contract';
import { PageTabs } from '#web/staff/page-tabs.tsx';
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
  useTitle(place.name);
  const tabs = PLACE_TABS.filter(({ of }) => of?.(place) ?? true);
  return (
    <>
      <PlaceHead place={place} />
      <PageTabs tabs={tabs.map(({ key }) => ({ key, name: words.tabs[key] }))}>
        {(now) => {
          const { Tab } = tabs.find(({ key }) => key === now)!;
          return <Tab key={now} place={place} />;
        }}
      </PageTabs>
    </>
  );
}
