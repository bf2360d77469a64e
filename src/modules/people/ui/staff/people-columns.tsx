import { useFilters } from '#web/staff/filters.ts';
import { useFormats } from '#web/staff/format.ts';
import { Tag, type TagTone } from '#web/staff/parts.tsx';
import { RowOpener, type Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { findWords } from './find-texts.ts';
import { shownColumns, type ListColumn, type PersonRow } from './people-reads.ts';
import { standingWords, useStandings } from './standing-texts.ts';
import { peopleWords } from './texts.ts';

/** A membership that is open and as it should be; one on the way or kept; and none. */
export function toneOfStanding(standing: PersonRow['standing']): TagTone {
  if (standing === 'active') return 'ok';
  return standing === 'transferring' || standing === 'retained' ? 'mind' : 'plain';
}

/** The columns that are chosen in the address, with the order they can be put in. */
export function usePeopleColumns(open: (id: string) => void): Column<PersonRow>[] {
  const { columns: titles } = useWords(findWords);
  const words = useWords(peopleWords);
  const { left } = useWords(standingWords);
  const standings = useStandings();
  const { day } = useFormats();
  const [filters] = useFilters();
  const sorts = useSorts();
  const cells: Record<ListColumn, Omit<Column<PersonRow>, 'key' | 'title'>> = {
    name: {
      className: 'nowrap',
      bare: true,
      sort: sorts.name,
      cell: ({ id, name }) => <RowOpener onOpen={() => open(id)}>{name}</RowOpener>,
    },
    who: {
      className: 'nowrap',
      bare: true,
      cell: ({ sex, birthYear }) => [sex && words.sexes[sex], birthYear].filter(Boolean).join(' · '),
    },
    occupation: { className: 'nowrap', bare: true, cell: (row) => words.occupations[row.occupation] },
    employment: {
      className: 'nowrap',
      bare: true,
      cell: ({ employment }) => employment && words.employments[employment],
    },
    employer: { bare: true, cell: (row) => row.employer },
    org: { bare: true, cell: (row) => row.org.name },
    number: { className: 'nowrap', cell: (row) => row.number },
    joinedOn: {
      className: 'nowrap',
      sort: sorts.joined,
      cell: ({ joinedOn }) => joinedOn && day(joinedOn),
    },
    leftOn: { className: 'nowrap', cell: ({ leftOn }) => leftOn && day(leftOn) },
    standing: {
      bare: true,
      cell: ({ standing, leftOn }) => (
        <span className="tags">
          <Tag tone={toneOfStanding(standing)}>{standings[standing]}</Tag>
          {leftOn && <Tag tone="mind">{left}</Tag>}
        </span>
      ),
    },
  };
  return shownColumns(filters).map((key) => ({ key, title: titles[key], ...cells[key] }));
}

/** By name it goes one way; by the day of joining first the latest, then the earliest. */
function useSorts(): Record<'name' | 'joined', NonNullable<Column<PersonRow>['sort']>> {
  const [{ sort = 'name' }, setFilters] = useFilters();
  const joined = ({ joined: 'ascending', joined_desc: 'descending' } as const)[sort] ?? 'none';
  return {
    name: {
      now: sort === 'name' ? 'ascending' : 'none',
      onSort: () => setFilters({ sort: undefined }),
    },
    joined: {
      now: joined,
      onSort: () => setFilters({ sort: joined === 'descending' ? 'joined' : 'joined_desc' }),
    },
  };
}
