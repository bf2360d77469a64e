import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { listPlaces } from '#places/contract';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { placeWords } from './texts.ts';

/** 站点与场所: those in most doubt first. */
export function PlacesPage() {
  const frame = useWords(frameWords);
  const words = useWords(placeWords);
  const list = useInfiniteQuery(askPages<typeof listPlaces>('GET /api/places', { limit: 50 }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="head">
        <h1>{frame.pages.places}</h1>
      </div>
      {list.isLoading && <Loading />}
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <Blank title={words.missing} />}
      <ul>
        {rows.map((place) => (
          <li key={place.id}>
            <Link to="/places/$id" params={{ id: place.id }}>
              {place.name}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
