import './people.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { Output, Request } from '#kernel/contract';
import { useFilters } from '#web/staff/filters.ts';
import { useFormats } from '#web/staff/format.ts';
import { OrgFilter } from '#web/staff/org-filter.tsx';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem, Tag, type TagTone } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records, RowOpener, type Column } from '#web/staff/records.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import type { listRequests } from '../../rights/contract.ts';
import type { RequestState } from '../../rights/rules.ts';
import { RightsDrawer } from './rights-drawer.tsx';
import { rightsWords } from './rights-texts.ts';

export type RequestRow = Output<typeof listRequests>['items'][number];

export function toneOfRequest({ state, overdue }: { state: RequestState; overdue: boolean }): TagTone {
  if (overdue) return 'alarm';
  if (state === 'done') return 'ok';
  return state === 'refused' ? 'plain' : 'mind';
}

/** 本人请求: the first due first; one opens beside the list. */
export function RightsPage() {
  const frame = useWords(frameWords);
  const words = useWords(rightsWords);
  const [filters, setFilters] = useFilters();
  const columns = useColumns((id) => setFilters({ open: id }, { keep: true }));
  const list = useInfiniteQuery(
    askPages<typeof listRequests>('GET /api/rights', {
      state: filters.state as Request<typeof listRequests>['state'],
      orgId: filters.org,
      limit: 50,
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const at = rows.findIndex(({ id }) => id === filters.open);
  const step = (by: number): void => {
    const next = rows[at + by];
    if (next) setFilters({ open: next.id });
  };
  const all: Readonly<Record<string, string>> = words.filters;
  return (
    <>
      <div className="head">
        <h1>{frame.pages.rights}</h1>
      </div>
      <section className="card list">
        <div className="filters">
          <Select
            className="filter broad"
            aria-label={words.stateLabel}
            value={filters.state ?? 'open'}
            onChange={(state) => setFilters({ state: state === 'open' ? undefined : state })}
            options={keysOf(all).map((value) => ({ value, label: all[value] }))}
          />
          <OrgFilter name="org" label={words.orgLabel} />
        </div>
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <Blank title={filters.state || filters.org ? words.empty : words.none}>
            {!filters.state && !filters.org && words.noneNext}
          </Blank>
        )}
        {rows.length > 0 && (
          <>
            <Records caption={frame.pages.rights} rows={rows} columns={columns} idOf={({ id }) => id} />
            <PagesFoot query={list} shown={rows.length} total={list.data?.pages[0]?.total} />
          </>
        )}
      </section>
      {filters.open && (
        <RightsDrawer id={filters.open} onStep={step} onClose={() => setFilters({ open: undefined })} />
      )}
    </>
  );
}

function useColumns(open: (id: string) => void): Column<RequestRow>[] {
  const words = useWords(rightsWords);
  const { day } = useFormats();
  const { columns } = words;
  return [
    {
      key: 'name',
      title: columns.name,
      className: 'nowrap',
      bare: true,
      cell: ({ id, name }) => <RowOpener onOpen={() => open(id)}>{name ?? words.erased}</RowOpener>,
    },
    { key: 'kind', title: columns.kind, bare: true, cell: ({ kind }) => words.kinds[kind] },
    {
      key: 'state',
      title: columns.state,
      bare: true,
      className: 'nowrap',
      cell: (row) => (
        <Tag tone={toneOfRequest(row)}>{row.overdue ? words.overdue : words.states[row.state]}</Tag>
      ),
    },
    {
      key: 'due',
      title: columns.due,
      className: 'nowrap',
      cell: ({ dueOn, closedAt }) => (closedAt ? '—' : day(dueOn)),
    },
    { key: 'union', title: columns.union, cell: ({ union }) => union?.name ?? '—' },
    { key: 'created', title: columns.created, className: 'nowrap', cell: ({ createdAt }) => day(createdAt) },
  ];
}
