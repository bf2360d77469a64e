import './concern.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import type { Request } from '#kernel/contract';
import type { exportConcerns, listConcerns } from '#voices/concerns/contract';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { OrgFilter } from '#web/staff/org-filter.tsx';
import { PageTabs } from '#web/staff/page-tabs.tsx';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import { useConcernColumns } from './concern-columns.tsx';
import { ConcernHeaps } from './concern-heaps.tsx';
import { concernWords } from './concern-texts.ts';
import { useThemeChoices } from './concern-themes.ts';

type Wanted = Request<typeof listConcerns>;

/** What the address line asks of the list. */
function useWanted(): Wanted {
  const [{ q, state, theme, lane, late, org, order }] = useFilters();
  return {
    q,
    state: state as Wanted['state'],
    theme,
    lane: lane as Wanted['lane'],
    late,
    under: org,
    order: order as Wanted['order'],
  };
}

/** 诉求: what several have said, where it lies and since when; and what is still to be grouped. */
export function ConcernsPage() {
  const frame = useWords(frameWords);
  const words = useWords(concernWords);
  const wanted = useWanted();
  const file = useDownload<typeof exportConcerns>('GET /api/concerns/export');
  return (
    <>
      <div className="head">
        <h1>{frame.pages.concerns}</h1>
        <Button loading={file.isPending} onClick={() => file.mutate(wanted)}>
          {words.export}
        </Button>
      </div>
      {file.error && <Problem error={file.error} />}
      <PageTabs
        tabs={[
          { key: 'list', name: words.tabs.list },
          { key: 'alike', name: words.tabs.alike },
        ]}
      >
        {(tab) => (tab === 'alike' ? <ConcernHeaps /> : <ConcernList wanted={wanted} />)}
      </PageTabs>
    </>
  );
}

function ConcernList({ wanted }: { readonly wanted: Wanted }) {
  const frame = useWords(frameWords);
  const words = useWords(concernWords);
  const columns = useConcernColumns();
  const list = useInfiniteQuery(askPages<typeof listConcerns>('GET /api/concerns', { ...wanted, limit: 50 }));
  const [head] = list.data?.pages ?? [];
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { q, state, theme, lane, late, under } = wanted;
  const narrowed = Boolean(q ?? state ?? theme ?? lane ?? late ?? under);
  return (
    <section className="card list">
      <Filters />
      {head && (
        <p className="quiet concern-numbers">
          {words.numbers(head.counts.waiting, head.counts.late, head.counts.reopened, head.lateDays)}
        </p>
      )}
      {list.isLoading && <Loading />}
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && (
        <Blank title={narrowed ? words.none : words.empty}>
          {narrowed ? words.noneNext : words.emptyNext}
        </Blank>
      )}
      {rows.length > 0 && (
        <>
          <Records caption={frame.pages.concerns} rows={rows} columns={columns} idOf={({ id }) => id} />
          <PagesFoot query={list} shown={rows.length} total={head?.total} />
        </>
      )}
    </section>
  );
}

function Filters() {
  const words = useWords(concernWords);
  const [filters, setFilters] = useFilters();
  const themes = useThemeChoices();
  return (
    <div className="filters">
      <SearchBox label={words.searchLabel} />
      <FilterSelect name="state" label={words.stateLabel} words={words.stateFilters} />
      <Select
        className="filter"
        allowClear
        aria-label={words.themeLabel}
        placeholder={words.themeLabel}
        value={filters['theme']}
        onChange={(theme: string | undefined) => setFilters({ theme })}
        options={themes}
      />
      <FilterSelect name="lane" label={words.laneLabel} words={words.lanes} />
      <FilterSelect name="late" label={words.lateLabel} words={words.lates} />
      <FilterSelect name="order" label={words.orderLabel} words={words.orders} className="filter broad" />
      <OrgFilter name="org" label={words.orgLabel} />
    </div>
  );
}
