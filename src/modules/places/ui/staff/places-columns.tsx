import { Link } from '@tanstack/react-router';
import { useFilters } from '#web/staff/filters.ts';
import { useFormats } from '#web/staff/format.ts';
import type { Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { isInUse, OpenNow, Trust } from './places-now.tsx';
import { usePlaceTerms, type PlaceRow } from './places-reads.ts';
import { placeNames, placesWords } from './places-texts.ts';

/** The columns of the list; by name and by doubt it can be put in order. */
export function usePlaceColumns(): Column<PlaceRow>[] {
  const { columns: titles } = useWords(placesWords);
  const words = useWords(placeNames);
  const { age } = useFormats();
  const { nameOf } = usePlaceTerms();
  const sorts = useSorts();
  const columns: Column<PlaceRow>[] = [
    { key: 'name', title: titles.name, bare: true, sort: sorts.name, cell: (row) => <Name row={row} /> },
    { key: 'kind', title: titles.kind, bare: true, cell: ({ kind }) => nameOf(kind) },
    { key: 'now', title: titles.now, bare: true, cell: (row) => <OpenNow {...row} /> },
    {
      key: 'trust',
      title: titles.trust,
      bare: true,
      sort: sorts.doubt,
      cell: ({ state, freshness }) => isInUse(state) && <Trust {...freshness} />,
    },
    {
      key: 'faults',
      title: titles.faults,
      cell: ({ faults: { open, oldest } }) => open > 0 && oldest && words.faults(open, age(oldest)),
    },
    { key: 'org', title: titles.org, bare: true, cell: ({ org }) => org.name },
    { key: 'area', title: titles.area, bare: true, cell: ({ areaName }) => areaName },
  ];
  return columns;
}

function Name({ row: { id, name, code, located } }: { readonly row: PlaceRow }) {
  const words = useWords(placeNames);
  return (
    <>
      <Link className="name" data-main to="/places/$id" params={{ id }}>
        {name}
      </Link>
      <small className="place-code">
        {code}
        {!located && ` · ${words.unlocated}`}
      </small>
    </>
  );
}

/** Both go one way only: the most doubtful first, and by pinyin. */
function useSorts(): Record<'name' | 'doubt', NonNullable<Column<PlaceRow>['sort']>> {
  const [{ order = 'doubt' }, setFilters] = useFilters();
  const by = (name: string) => ({
    now: order === name ? ('ascending' as const) : ('none' as const),
    onSort: () => setFilters({ order: name === 'doubt' ? undefined : name }),
  });
  return { name: by('name'), doubt: by('doubt') };
}
