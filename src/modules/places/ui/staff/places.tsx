import './places.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { App } from 'antd';
import type { listPlaces } from '#places/contract';
import { useFilters } from '#web/staff/filters.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { PlaceSelection, type Done } from './places-bulk.tsx';
import { usePlaceColumns } from './places-columns.tsx';
import { PlaceCounts } from './places-counts.tsx';
import { DoneNote } from './places-done.tsx';
import { PlaceFilters } from './places-filters.tsx';
import { PlacesHead } from './places-head.tsx';
import { LocateRun, LocateStart } from './places-locate.tsx';
import { NoPlaces } from './places-none.tsx';
import { listRequest, type PlaceRow } from './places-reads.ts';
import { placesWords } from './places-texts.ts';

const NONE: ReadonlySet<string> = new Set();

/** 站点与场所: those in most doubt first. */
export function PlacesPage() {
  const frame = useWords(frameWords);
  const words = useWords(placesWords);
  const { message } = App.useApp();
  const mayManage = useMay('places.manage');
  const [filters] = useFilters();
  const [chosen, setChosen] = useState(NONE);
  const [done, setDone] = useState<Done | null>(null);
  const [locating, setLocating] = useState(false);
  const columns = usePlaceColumns();
  const list = useInfiniteQuery(
    askPages<typeof listPlaces>('GET /api/places', { ...listRequest(filters), limit: 50 }),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const picked = rows.filter(({ id }) => chosen.has(id));
  const picks = { chosen, nameOf: ({ name }: PlaceRow) => name, choose: setChosen };
  const finish = (what: Done): void => {
    // What was refused stays chosen, so that one can do something else with it.
    setChosen(new Set(what.result.outcomes.filter(({ ok }) => !ok).map(({ id }) => id)));
    setDone(what);
  };
  return (
    <>
      <PlacesHead canExport={rows.length > 0} />
      <PlaceCounts />
      {done && (
        <DoneNote
          done={done}
          onUndone={(count) => {
            setDone(null);
            message.success(words.undone(count));
          }}
          onClose={() => setDone(null)}
        />
      )}
      <section className="card list">
        <PlaceFilters />
        {filters['unlocated'] === 'yes' && mayManage && rows.length > 0 && (
          <LocateStart count={list.data?.pages[0]?.total ?? 0} onStart={() => setLocating(true)} />
        )}
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && <NoPlaces />}
        {rows.length > 0 && (
          <>
            <Records
              caption={frame.pages.places}
              rows={rows}
              columns={columns}
              idOf={({ id }) => id}
              dense={filters['density'] === 'dense'}
              {...(mayManage ? { picks } : {})}
            />
            <PagesFoot query={list} shown={rows.length} total={list.data?.pages[0]?.total} />
          </>
        )}
        {picked.length > 0 && (
          <PlaceSelection rows={picked} onDone={finish} onClear={() => setChosen(NONE)} />
        )}
      </section>
      {locating && <LocateRun rows={rows} onClose={() => setLocating(false)} />}
    </>
  );
}
