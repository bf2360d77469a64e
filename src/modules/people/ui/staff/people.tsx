import './people.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { listPeople } from '#people/find/contract';
import { useFilters } from '#web/staff/filters.ts';
import { number } from '#web/staff/format.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useWords, wordFor } from '#web/staff/words.ts';
import { findWords } from './find-texts.ts';
import { usePeopleColumns } from './people-columns.tsx';
import { ExportDialog } from './people-export.tsx';
import { PeopleFilters } from './people-filters.tsx';
import { listRequest, MORE_FILTERS } from './people-reads.ts';
import { SavedViews, SaveViewDialog } from './people-views.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { Reach } from './reach.tsx';
import { standingWords } from './standing-texts.ts';

/** 找人: everybody in the scope, members first; one opens beside the list. */
export function PeoplePage() {
  const frame = useWords(frameWords);
  const words = useWords(findWords);
  const mayExport = useMay('people.export');
  const [filters, setFilters] = useFilters();
  const [dialog, setDialog] = useState<'view' | 'export' | null>(null);
  // A saved view brings a search of its own: the field begins anew with it.
  const [turns, setTurns] = useState(0);
  const columns = usePeopleColumns((id) => setFilters({ open: id }, { keep: true }));
  const list = useInfiniteQuery(
    askPages<typeof listPeople>('GET /api/people', { ...listRequest(filters), limit: 50 }),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { total = null, more = false } = list.data?.pages[0] ?? {};
  const counted = total === null ? undefined : more ? words.over(total) : number(total);
  const at = rows.findIndex(({ id }) => id === filters.open);
  const step = (by: number): void => {
    const next = rows[at + by];
    if (next) setFilters({ open: next.id });
  };
  return (
    <>
      <div className="head">
        <h1>{frame.pages.people}</h1>
        {mayExport && rows.length > 0 && (
          <Button icon={<Download size={16} aria-hidden />} onClick={() => setDialog('export')}>
            {words.export.open}
          </Button>
        )}
      </div>
      <section className="card list">
        <SavedViews onGo={() => setTurns(turns + 1)} />
        <PeopleFilters key={turns} onSaveView={() => setDialog('view')} />
        {filters.group === 'not_reached' && rows.length > 0 && <Reach rows={rows} />}
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && <Nobody />}
        {rows.length > 0 && (
          <>
            <Records
              caption={frame.pages.people}
              rows={rows}
              columns={columns}
              idOf={({ id }) => id}
              dense={filters.density === 'dense'}
            />
            <PagesFoot
              query={list}
              shown={rows.length}
              total={total ?? undefined}
              totalText={more ? counted : undefined}
            />
          </>
        )}
      </section>
      {filters.open && (
        <PersonDrawer id={filters.open} onStep={step} onClose={() => setFilters({ open: undefined })} />
      )}
      {dialog === 'view' && <SaveViewDialog onClose={() => setDialog(null)} />}
      {dialog === 'export' && (
        <ExportDialog count={counted ?? number(rows.length)} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

/** Nobody fits: somebody who left is no member any more, so a search goes on among everybody. */
function Nobody() {
  const words = useWords(findWords);
  const { groups } = useWords(standingWords);
  const [filters, setFilters] = useFilters();
  const { q, org, group = 'members' } = filters;
  const narrowed = Boolean(q ?? org) || MORE_FILTERS.some((name) => filters[name] !== undefined);
  if (!narrowed) return <NoneAtAll group={group} />;
  return (
    <Blank title={words.empty}>
      <span>
        {group !== 'all' && words.emptyGroup(wordFor(groups, group))} {words.emptyNext}
      </span>
      {group !== 'all' && <Button onClick={() => setFilters({ group: 'all' })}>{words.everywhere}</Button>}
    </Blank>
  );
}

/** A whole group is empty: good news, or nothing has been brought in yet. */
function NoneAtAll({ group }: { readonly group: string }) {
  const words = useWords(findWords);
  const { groups } = useWords(standingWords);
  const mayReview = useMay('people.review');
  const mayImport = useMay('people.import');
  if (group === 'left') return <Blank title={words.noneLeft}>{words.noneLeftNext}</Blank>;
  if (group === 'not_reached') {
    return (
      <Blank title={words.noneNotReached}>
        {words.noneNotReachedNext}
        {mayImport && <Link to="/rosters">{words.toRosters}</Link>}
      </Blank>
    );
  }
  if (group !== 'members')
    return <Blank title={words.empty}>{words.emptyGroup(wordFor(groups, group))}</Blank>;
  return (
    <Blank title={words.none}>
      {words.noneNext}
      {mayReview && <Link to="/applications">{words.toApplications}</Link>}
    </Blank>
  );
}
