import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Output } from '#kernel/contract';
import type { listPeople } from '#people/contract';
import type { Occupation } from '#people/join/contract';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { useFormats } from '#web/staff/format.ts';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records, RowOpener, type Column } from '#web/staff/records.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { PersonDrawer } from './person-drawer.tsx';
import { personWords } from './person-texts.ts';
import { peopleWords } from './texts.ts';

type Row = Output<typeof listPeople>['items'][number];

/** 会员: everybody with an open membership in the scope. */
export function PeoplePage() {
  const frame = useWords(frameWords);
  const [filters, setFilters] = useFilters();
  const columns = useColumns((id) => setFilters({ open: id }, { keep: true }));
  const list = useInfiniteQuery(
    askPages<typeof listPeople>('GET /api/people', {
      q: filters.q,
      orgId: filters.org,
      occupation: filters.occupation as Occupation | undefined,
      limit: 50,
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const at = rows.findIndex(({ id }) => id === filters.open);
  const step = (by: number): void => {
    const next = rows[at + by];
    if (next) setFilters({ open: next.id });
  };
  return (
    <>
      <div className="head">
        <h1>{frame.pages.people}</h1>
      </div>
      <section className="card list">
        <PeopleFilters />
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && <Nobody />}
        {rows.length > 0 && (
          <>
            <Records caption={frame.pages.people} rows={rows} columns={columns} idOf={({ id }) => id} />
            <PagesFoot query={list} shown={rows.length} total={list.data?.pages[0]?.total} />
          </>
        )}
      </section>
      {filters.open && (
        <PersonDrawer id={filters.open} onStep={step} onClose={() => setFilters({ open: undefined })} />
      )}
    </>
  );
}

function PeopleFilters() {
  const words = useWords(personWords);
  const { occupations } = useWords(peopleWords);
  const [filters, setFilters] = useFilters();
  return (
    <div className="filters">
      <SearchBox label={words.searchLabel} />
      <FilterSelect name="occupation" label={words.occupationLabel} words={occupations} />
      <OrgPicker
        className="filter wide"
        label={words.orgLabel}
        placeholder={words.orgLabel}
        value={filters.org === undefined ? undefined : Number(filters.org)}
        onChange={(id) => setFilters({ org: id === undefined ? undefined : String(id) })}
      />
    </div>
  );
}

function Nobody() {
  const words = useWords(personWords);
  const mayReview = useMay('people.review');
  const [{ q, org, occupation }] = useFilters();
  if (q ?? org ?? occupation) return <Blank title={words.empty}>{words.emptyNext}</Blank>;
  return (
    <Blank title={words.none}>
      {words.noneNext}
      {mayReview && <Link to="/applications">{words.toApplications}</Link>}
    </Blank>
  );
}

function useColumns(open: (id: string) => void): Column<Row>[] {
  const { columns } = useWords(personWords);
  const words = useWords(peopleWords);
  const { day } = useFormats();
  return [
    {
      key: 'name',
      title: columns.name,
      className: 'nowrap',
      bare: true,
      cell: ({ id, name }) => <RowOpener onOpen={() => open(id)}>{name}</RowOpener>,
    },
    {
      key: 'who',
      title: columns.who,
      bare: true,
      className: 'nowrap',
      cell: ({ sex, birthYear }) => [sex && words.sexes[sex], birthYear].filter(Boolean).join(' · '),
    },
    {
      key: 'occupation',
      title: columns.occupation,
      bare: true,
      className: 'nowrap',
      cell: (row) => words.occupations[row.occupation],
    },
    { key: 'employer', title: columns.employer, bare: true, cell: (row) => row.employer },
    { key: 'org', title: columns.org, bare: true, cell: (row) => row.org.name },
    { key: 'number', title: columns.number, className: 'nowrap', cell: (row) => row.number },
    { key: 'since', title: columns.since, className: 'nowrap', cell: (row) => day(row.from) },
    {
      key: 'state',
      title: columns.state,
      bare: true,
      className: 'nowrap',
      cell: ({ state }) => (
        <Tag tone={state === 'active' ? 'ok' : 'mind'}>{words.membershipStates[state]}</Tag>
      ),
    },
  ];
}
