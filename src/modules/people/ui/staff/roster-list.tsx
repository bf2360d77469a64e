import './roster.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useRef, useState, type RefObject } from 'react';
import type { listRosters } from '#people/roster/contract';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { number } from '#web/staff/format.ts';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records, RowOpener, type Column } from '#web/staff/records.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { RosterAge } from './roster-age.tsx';
import { RosterDrawer } from './roster-drawer.tsx';
import { RosterStart } from './roster-start.tsx';
import type { OrgRef, Roster } from './roster-reads.ts';
import { rosterWords } from './roster-texts.ts';

/** 花名册: who has one and how old it is; a file dropped anywhere begins a reconcile. */
export function RostersPage() {
  const frame = useWords(frameWords);
  const [filters, setFilters] = useFilters();
  const [org, setOrg] = useState<OrgRef>();
  const chooser = useRef<HTMLInputElement>(null);
  const list = useInfiniteQuery(
    askPages<typeof listRosters>('GET /api/rosters', {
      q: filters.q,
      orgId: filters.org,
      stale: filters.stale === 'yes' ? 'yes' : undefined,
      limit: 50,
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useColumns(chooser, setOrg, (id) => setFilters({ open: String(id) }, { keep: true }));
  const open = filters.open === undefined ? undefined : Number(filters.open);
  return (
    <>
      <div className="head">
        <h1>{frame.pages.rosters}</h1>
      </div>
      {open === undefined && (
        <RosterStart org={org} chooser={chooser} guess={(fileName) => namedIn(fileName, rows)} />
      )}
      <section className="card list">
        <RosterFilters />
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && <NoRosters />}
        {rows.length > 0 && (
          <>
            <Records
              caption={frame.pages.rosters}
              rows={rows}
              columns={columns}
              idOf={(row) => String(row.org.id)}
            />
            <PagesFoot query={list} shown={rows.length} />
          </>
        )}
      </section>
      {open !== undefined && (
        <RosterDrawer
          orgId={open}
          roster={rows.find((row) => row.org.id === open)}
          onClose={() => setFilters({ open: undefined })}
        />
      )}
    </>
  );
}

/** The only organisation of the list whose name is in the file's: `顺达快运昌平站 11月.xlsx`. */
function namedIn(fileName: string, rows: readonly Roster[]): OrgRef | undefined {
  const [only, ...more] = rows.length === 1 ? rows : rows.filter(({ org }) => fileName.includes(org.name));
  return more.length === 0 ? only?.org : undefined;
}

function RosterFilters() {
  const words = useWords(rosterWords);
  const [filters, setFilters] = useFilters();
  return (
    <div className="filters">
      <SearchBox label={words.searchLabel} />
      <FilterSelect name="stale" label={words.staleLabel} words={words.stale} />
      <OrgPicker
        className="filter wide"
        label={words.unionLabel}
        placeholder={words.unionLabel}
        value={filters.org === undefined ? undefined : Number(filters.org)}
        onChange={(id) => setFilters({ org: id === undefined ? undefined : String(id) })}
      />
    </div>
  );
}

function NoRosters() {
  const words = useWords(rosterWords);
  const [{ q, org, stale }] = useFilters();
  if (q ?? org) return <Blank title={words.none}>{words.noneNext}</Blank>;
  if (stale) return <Blank title={words.noneStale}>{words.noneStaleNext}</Blank>;
  return <Blank title={words.empty}>{words.emptyNext}</Blank>;
}

function useColumns(
  chooser: RefObject<HTMLInputElement | null>,
  setOrg: (org: OrgRef) => void,
  open: (id: number) => void,
): Column<Roster>[] {
  const words = useWords(rosterWords);
  const { columns } = words;
  const choose = (org: OrgRef): void => {
    setOrg(org);
    chooser.current?.click();
  };
  return [
    {
      key: 'org',
      title: columns.org,
      bare: true,
      cell: ({ org }) => <RowOpener onOpen={() => open(org.id)}>{org.name}</RowOpener>,
    },
    {
      key: 'union',
      title: columns.union,
      bare: true,
      cell: ({ org, union }) => union.id !== org.id && <span className="quiet">{union.name}</span>,
    },
    {
      key: 'people',
      title: columns.people,
      className: 'num',
      cell: ({ people }) => words.people(number(people)),
    },
    {
      key: 'last',
      title: columns.last,
      bare: true,
      className: 'nowrap',
      cell: (row) => <RosterAge {...row} />,
    },
    {
      key: 'do',
      title: columns.do,
      bare: true,
      className: 'nowrap',
      cell: ({ org, openImport }) =>
        openImport ? (
          <Link
            className="above"
            to="/rosters/$id"
            params={{ id: openImport }}
            aria-label={words.goOnOf(org.name)}
          >
            {words.goOn}
          </Link>
        ) : (
          <Button
            className="above"
            size="small"
            aria-label={words.reconcileOf(org.name)}
            onClick={() => choose(org)}
          >
            {words.reconcile}
          </Button>
        ),
    },
  ];
}
