import { Link } from '@tanstack/react-router';
import { App } from 'antd';
import { copyText } from '#web/staff/clipboard.ts';
import { useFilters, type Filters } from '#web/staff/filters.ts';
import type { Column } from '#web/staff/records.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { useOpenUnion } from './coverage-crumbs.tsx';
import { Count, type CoverageRow, type Figure } from './coverage-figures.tsx';
import { coverageWords } from './coverage-texts.ts';
import { RosterAge } from './roster-age.tsx';

/** Figures of the table, those that count most first. */
export const TABLE_FIGURES = [
  'known',
  'members',
  'notReached',
  'offEstablishment',
  'nef',
  'left',
  'retained',
] as const satisfies readonly Figure[];

/** How the list of people is narrowed to a row: to a union, or to an employer within the union that is open. */
export function placeOf({ org }: Pick<CoverageRow, 'org'>, open: string | undefined): Filters {
  const id = String(org.id);
  return org.kind === 'employer' ? { employer: id, ...(open ? { org: open } : {}) } : { org: id };
}

export function useCoverageColumns(): Column<CoverageRow>[] {
  const words = useWords(coverageWords);
  const [{ by }] = useFilters();
  const open = useOpenUnion();
  const { columns } = words;
  return [
    {
      key: 'name',
      title: by === 'employer' ? columns.employer : columns.org,
      bare: true,
      cell: (row) => <RowName row={row} />,
    },
    ...TABLE_FIGURES.map((figure): Column<CoverageRow> => ({
      key: figure,
      title: columns[figure],
      className: 'num',
      cell: (row) => (
        <Count figure={figure} value={row[figure]} name={row.org.name} place={placeOf(row, open)} />
      ),
    })),
    {
      key: 'roster',
      title: columns.roster,
      className: 'nowrap',
      cell: (row) => <RosterCell row={row} />,
    },
    {
      key: 'join',
      title: columns.join,
      cell: (row) =>
        row.notReached > 0 && row.joinPath && <JoinLink name={row.org.name} path={row.joinPath} />,
    },
  ];
}

interface RowProps {
  readonly row: CoverageRow;
}

/** Deeper into a union; where there is nothing below, to its own page. */
function RowName({ row: { org, deeper } }: RowProps) {
  const [{ sort }] = useFilters();
  const id = String(org.id);
  return deeper ? (
    <Link to="/coverage" search={{ org: id, ...(sort ? { sort } : {}) }} className="name" data-main>
      {org.name}
    </Link>
  ) : (
    <Link to="/orgs/$id" params={{ id }} className="name" data-main>
      {org.name}
    </Link>
  );
}

/** How old its own roster is, and the way to reconcile it. An upper union needs none: those below it have them. */
function RosterCell({ row }: RowProps) {
  const mayImport = useMay('people.import');
  if (row.deeper && row.reconciledAt === null) return null;
  if (!mayImport) return <RosterAge {...row} />;
  return (
    <Link className="above" to="/rosters" search={{ open: String(row.org.id) }}>
      <RosterAge {...row} />
    </Link>
  );
}

function JoinLink({ name, path }: { readonly name: string; readonly path: string }) {
  const frame = useWords(frameWords);
  const words = useWords(coverageWords);
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    await copyText(`${location.origin}${path}`);
    message.success(frame.copied);
  };
  return (
    <button type="button" className="link above" aria-label={words.copyOf(name)} onClick={() => void copy()}>
      {words.copy}
    </button>
  );
}
