import './visits.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { Download, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Output, Request } from '#kernel/contract';
import type { exportVisits, listVisits } from '#voices/visits/contract';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters, type Filters } from '#web/staff/filters.ts';
import { useFormats } from '#web/staff/format.ts';
import { OrgFilter } from '#web/staff/org-filter.tsx';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, FormProblem, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records, type Column } from '#web/staff/records.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import { PlanVisit } from './visit-plan.tsx';
import { visitWords } from './visit-texts.ts';

type List = Output<typeof listVisits>;
type Row = List['items'][number];

const SEARCHED = ['q', 'state', 'year', 'at', 'under'] as const;

function asked(filters: Filters): Request<typeof exportVisits> {
  return Object.fromEntries(
    SEARCHED.map((name) => [name, filters[name]] as const).filter(([, value]) => value !== undefined),
  );
}

/** 走访慰问: the latest day first, with the needs that were left. */
export function VisitsPage() {
  const frame = useWords(frameWords);
  const words = useWords(visitWords);
  const [filters] = useFilters();
  const mayPlan = useMay('voices.answer');
  const [planning, setPlanning] = useState(false);
  const list = useInfiniteQuery(
    askPages<typeof listVisits>('GET /api/visits', {
      ...asked(filters),
      ...(filters['order'] === 'oldest' ? { order: 'oldest' as const } : {}),
      limit: 50,
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const first = list.data?.pages[0];
  const searched = SEARCHED.some((name) => filters[name]);
  return (
    <>
      <div className="head">
        <h1>{frame.pages.visits}</h1>
        {rows.length > 0 && <ExportButton />}
        {mayPlan && (
          <Button type="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setPlanning(true)}>
            {words.plan}
          </Button>
        )}
      </div>
      <p className="quiet">
        <b>{words.noPhotos}</b> {words.noPhotosWhy}
      </p>
      <section className="card list">
        <VisitFilters years={first?.years ?? []} />
        {first && rows.length > 0 && <Numbers numbers={first.numbers} />}
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <Blank title={searched ? words.none : words.empty}>
            {searched ? words.noneNext : words.emptyNext}
          </Blank>
        )}
        {rows.length > 0 && <VisitTable rows={rows} caption={frame.pages.visits} />}
        {rows.length > 0 && <PagesFoot query={list} shown={rows.length} total={first?.total} />}
      </section>
      {planning && <PlanVisit onClose={() => setPlanning(false)} />}
    </>
  );
}

function ExportButton() {
  const words = useWords(visitWords);
  const { message } = App.useApp();
  const [filters] = useFilters();
  const send = useDownload<typeof exportVisits>('GET /api/visits/export');
  return (
    <>
      <Button
        icon={<Download size={16} aria-hidden />}
        loading={send.isPending}
        onClick={() => send.mutate(asked(filters), { onSuccess: () => void message.success(words.exported) })}
      >
        {words.export}
      </Button>
      <FormProblem error={send.error} />
    </>
  );
}

function VisitFilters({ years }: { readonly years: readonly number[] }) {
  const words = useWords(visitWords);
  return (
    <div className="filters">
      <SearchBox label={words.searchLabel} />
      <FilterSelect
        name="state"
        label={words.stateLabel}
        words={words.filterStates}
        className="filter wide"
      />
      <FilterSelect
        name="year"
        label={words.yearLabel}
        words={Object.fromEntries(years.map((year) => [`${year}`, `${year}`]))}
      />
      <OrgFilter name="at" label={words.atLabel} />
      <FilterSelect name="order" label={words.orderLabel} words={words.orders} />
    </div>
  );
}

function Numbers({ numbers: { visits, stops, needs } }: { readonly numbers: List['numbers'] }) {
  const words = useWords(visitWords);
  const { number } = useFormats();
  const told = [
    words.numbers(number(visits), number(stops)),
    words.needsLeft(number(needs.all)),
    words.needsAnswered(number(needs.answered)),
    ...(needs.all > needs.answered ? [words.needsOpen(number(needs.all - needs.answered))] : []),
  ];
  return <p className="list-foot">{told.join(' · ')}</p>;
}

function VisitTable({ rows, caption }: { readonly rows: readonly Row[]; readonly caption: string }) {
  return <Records caption={caption} rows={rows} columns={useColumns()} idOf={({ id }) => id} />;
}

function useColumns(): Column<Row>[] {
  const words = useWords(visitWords);
  const { day, number } = useFormats();
  return [
    {
      key: 'visit',
      title: words.columns.visit,
      bare: true,
      cell: ({ id, title, org, ledBy }) => (
        <>
          <Link to="/visits/$id" params={{ id }} data-main className="name">
            {title}
          </Link>
          <div className="quiet">{[org.name, ledBy].filter(Boolean).join(' · ')}</div>
        </>
      ),
    },
    { key: 'day', title: words.columns.day, className: 'nowrap', cell: (row) => day(row.day) },
    {
      key: 'stops',
      title: words.columns.stops,
      cell: ({ stops }) => words.stopsOf(number(stops.done), number(stops.all)),
    },
    {
      key: 'needs',
      title: words.columns.needs,
      cell: ({ needs }) =>
        needs.all === 0 ? words.noNeeds : words.needsOf(number(needs.all), number(needs.answered)),
    },
    { key: 'state', title: words.columns.state, cell: (row) => <VisitTag visit={row} /> },
  ];
}

/** The state of a visit, and that its day has gone by without a word. */
export function VisitTag({ visit: { state, over } }: { readonly visit: Pick<Row, 'state' | 'over'> }) {
  const words = useWords(visitWords);
  if (over) return <Tag tone="mind">{words.over}</Tag>;
  return (
    <Tag tone={state === 'done' ? 'ok' : state === 'planned' ? 'info' : 'plain'}>{words.states[state]}</Tag>
  );
}
