import { List, Map as MapIcon } from 'lucide-react';
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { useLook } from '#web/kit/look.ts';
import { useNow } from '#web/kit/now.ts';
import { Link, useAddress } from '#web/kit/router.tsx';
import { Loading, Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import { ListAge } from './list-age.tsx';
import { HereButton, HereWords } from './here-ask.tsx';
import { useHere } from './here.ts';
import { MOST, useNear, useTerms, type Found } from './near-answer.ts';
import { NearFilters } from './near-filters.tsx';
import type { NearMapProps } from './near-map.tsx';
import { NearList } from './near-list.tsx';
import { NearNone } from './near-none.tsx';
import { nearHref, readNearQuery, type NearQuery } from './near-query.ts';
import { NearSearch } from './near-search.tsx';
import { texts } from './near-texts.ts';

/** Leaflet is 43 kB: it comes when somebody asks for the map. */
const NearMap = lazy<ComponentType<NearMapProps>>(() =>
  import('./near-map.tsx').then(
    ({ NearMap: Drawn }) => ({ default: Drawn }),
    () => ({ default: NoMap }),
  ),
);

/** 附近: the list first, by area or by the phone's position; open to anyone. */
export function Near() {
  const say = useText(texts);
  const { language } = useLook();
  const query = readNearQuery(useAddress().query);
  const { point } = useHere();
  const now = useNow(30_000);
  const [all, setAll] = useState(false);
  const terms = useTerms();
  const found = useNear(query, point, now, all);
  return (
    <>
      <div className="row">
        <div className="flex-1">
          <Title text={say('title')} />
        </div>
        <ViewLink query={query} />
      </div>
      <NearSearch query={query} answer={found.answer} language={language}>
        <HereButton />
      </NearSearch>
      <NearFilters query={query} terms={terms} language={language} />
      <HereWords />
      {found.answer && <ListAge at={found.answer.at} now={now} away={found.kept} what="list" />}
      {query.view === 'map' && found.answer && (
        <Suspense fallback={<Loading lines={4} />}>
          <NearMap places={found.answer.items} here={point} now={now} />
        </Suspense>
      )}
      <Results query={query} found={found} now={now} all={all} onMore={() => setAll(true)} />
    </>
  );
}

function ViewLink({ query }: { query: NearQuery }) {
  const say = useText(texts);
  const toMap = query.view === 'list';
  return (
    <Link className="btn line small" href={nearHref({ ...query, view: toMap ? 'map' : 'list' })}>
      {toMap ? <MapIcon size={18} /> : <List size={18} />}
      {say(toMap ? 'map' : 'list')}
    </Link>
  );
}

function NoMap() {
  return <p className="note mind">{useText(texts)('noMap')}</p>;
}

interface ResultsProps {
  readonly query: NearQuery;
  readonly found: Found;
  readonly now: number;
  readonly all: boolean;
  readonly onMore: () => void;
}

function Results({ query, found, now, all, onMore }: ResultsProps) {
  const say = useText(texts);
  const { language } = useLook();
  const { point } = useHere();
  const terms = useTerms();
  const { answer, pending, error, again } = found;
  if (!answer) return pending ? <Loading lines={5} /> : <Problem error={error} onRetry={again} />;
  if (answer.items.length === 0 && !pending) return <NearNone query={query} now={now} />;
  const more = answer.next !== null;
  return (
    <section className={pending ? 'stack waiting' : 'stack'} aria-busy={pending}>
      <p className="quiet" role="status">
        {say(more ? 'countMore' : 'count', { n: answer.items.length })}
      </p>
      <NearList answer={answer} language={language} now={now} here={point} terms={terms} />
      {more && !all && (
        <button type="button" className="btn line" onClick={onMore}>
          {say('more')}
        </button>
      )}
      {more && all && <p className="quiet">{say('mostShown', { n: MOST })}</p>}
    </section>
  );
}
