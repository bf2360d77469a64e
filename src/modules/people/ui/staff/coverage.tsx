import './people.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Segmented, Select } from 'antd';
import type { Request } from '#kernel/contract';
import type { CoverageFigures, getCoverage } from '#people/coverage/contract';
import { useFilters } from '#web/staff/filters.ts';
import { number } from '#web/staff/format.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { useCoverageColumns } from './coverage-columns.tsx';
import { CoverageCrumbs, useOpenUnion } from './coverage-crumbs.tsx';
import { CoverageExport } from './coverage-export.tsx';
import type { CoverageRow } from './coverage-figures.tsx';
import { coverageWords } from './coverage-texts.ts';
import { CoverageTotal } from './coverage-total.tsx';
import { CoverageTrend } from './coverage-trend.tsx';

/** 覆盖: who is known and who is a member, from the top of the scope down, every number with its list. */
export function CoveragePage() {
  const frame = useWords(frameWords);
  const words = useWords(coverageWords);
  const [filters] = useFilters();
  const columns = useCoverageColumns();
  const open = useOpenUnion();
  const request = coverageRequest({ ...filters, org: open });
  const list = useInfiniteQuery(askPages<typeof getCoverage>('GET /api/coverage', { ...request, limit: 50 }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [first] = list.data?.pages ?? [];
  const where = first?.org?.name ?? words.mine;
  return (
    <>
      <CoverageCrumbs />
      <div className="head">
        <h1>{filters.org && first?.org ? first.org.name : frame.pages.coverage}</h1>
        <ByToggle />
      </div>
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {first && <CoverageTotal name={where} total={first.total} place={open ? { org: open } : {}} />}
      <section className="card list">
        <div className="filters">
          <SearchBox
            key={`${filters.org}${filters.by}`}
            label={words.search[filters.by === 'employer' ? 'employer' : 'union']}
          />
          <SortSelect />
        </div>
        {list.isLoading && <Loading />}
        {first && rows.length === 0 && <Nothing where={where} known={first.total.known} />}
        {rows.length > 0 && (
          <>
            <Records
              caption={frame.pages.coverage}
              rows={rows}
              columns={columns}
              idOf={({ org }) => String(org.id)}
            />
            {first && !list.hasNextPage && <Remainder rows={rows} total={first.total} where={where} />}
            <div className="list-tools">
              <CoverageExport request={request} />
              <PagesFoot query={list} shown={rows.length} />
            </div>
          </>
        )}
      </section>
      <CoverageTrend orgId={open} />
    </>
  );
}

interface RemainderProps {
  readonly rows: readonly CoverageRow[];
  readonly total: CoverageFigures;
  readonly where: string;
}

/** The lines need not add up to the whole: some belong to the union itself, some have no employer on record. */
function Remainder({ rows, total, where }: RemainderProps) {
  const words = useWords(coverageWords);
  const [{ q, by }] = useFilters();
  const left = total.known - rows.reduce((sum, { known }) => sum + known, 0);
  if (q || left <= 0) return null;
  return (
    <p className="list-foot">
      {by === 'employer' ? words.noEmployer(number(left)) : words.direct(number(left), where)}
    </p>
  );
}

/** The filters of the address as the endpoint takes them. */
function coverageRequest({
  org,
  by,
  sort,
  q,
}: Record<string, string | undefined>): Request<typeof getCoverage> {
  return {
    orgId: org,
    by: by as Request<typeof getCoverage>['by'],
    sort: sort as Request<typeof getCoverage>['sort'],
    q,
  };
}

function ByToggle() {
  const words = useWords(coverageWords);
  const [filters, setFilters] = useFilters();
  return (
    <Segmented
      aria-label={words.by}
      value={filters.by === 'employer' ? 'employer' : 'union'}
      options={keysOf(words.bys).map((value) => ({ value, label: words.bys[value] }))}
      onChange={(by) => setFilters({ by: by === 'union' ? undefined : by, q: undefined })}
    />
  );
}

function SortSelect() {
  const words = useWords(coverageWords);
  const [filters, setFilters] = useFilters();
  return (
    <Select
      className="filter wide"
      aria-label={words.sort}
      value={filters.sort ?? 'not_reached'}
      onChange={(sort) => setFilters({ sort: sort === 'not_reached' ? undefined : sort })}
      options={keysOf(words.sorts).map((value) => ({ value: value as string, label: words.sorts[value] }))}
    />
  );
}

/** Why the table is empty: a search, a union with nothing below, or nobody on record yet. */
function Nothing({ where, known }: { readonly where: string; readonly known: number }) {
  const words = useWords(coverageWords);
  const mayImport = useMay('people.import');
  const [{ q, by }, setFilters] = useFilters();
  if (q) return <Blank title={words.nothing}>{words.nothingNext}</Blank>;
  if (known > 0 && by !== 'employer') {
    return (
      <Blank title={words.noneBelow(where)}>
        <Button onClick={() => setFilters({ by: 'employer' })}>{words.bys.employer}</Button>
      </Blank>
    );
  }
  return (
    <Blank title={words.empty}>
      {words.emptyNext}
      {mayImport && <Link to="/rosters">{words.toRosters}</Link>}
    </Blank>
  );
}
