import { Link } from '@tanstack/react-router';
import type { RosterMode } from '#people/roster/contract';
import type { Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { RowChanges } from './roster-change.tsx';
import { diffWords } from './roster-diff-texts.ts';
import { RowEffect, RowRecord } from './roster-effect.tsx';
import type { RosterRow } from './roster-reads.ts';

/** The column that is left out where no row has anything in it. */
export const CHANGES = 'changes';

/** Which row, who, what differs, what is on record: the same before and after the rows are applied. */
export function useRowColumns(): Column<RosterRow>[] {
  const words = useWords(diffWords);
  const { columns } = words;
  return [
    {
      key: 'no',
      title: columns.no,
      className: 'nowrap',
      cell: ({ no, outcome }) =>
        outcome === 'left' ? (
          <>
            <span aria-hidden>—</span>
            <span className="sr-only">{words.gone}</span>
          </>
        ) : (
          no
        ),
    },
    {
      key: 'name',
      title: columns.name,
      bare: true,
      className: 'nowrap',
      cell: (row) => <RowName row={row} />,
    },
    { key: CHANGES, title: columns.changes, bare: true, cell: (row) => <RowChanges row={row} /> },
    { key: 'record', title: columns.record, cell: (row) => <RowRecord {...row} /> },
  ];
}

/** What the dry run would do, in the column behind. */
export function useEffectColumn(mode: RosterMode): Column<RosterRow> {
  const { columns } = useWords(diffWords);
  return {
    key: 'effect',
    title: columns.effect,
    bare: true,
    cell: (row) => <RowEffect row={row} mode={mode} />,
  };
}

/** The name, a link where there is a record to see; below it the ID, masked. */
export function RowName({ row: { name, idNo, personId } }: { readonly row: RosterRow }) {
  return (
    <>
      {personId ? (
        <Link to="/people" search={{ group: 'all', open: personId }} className="name">
          {name}
        </Link>
      ) : (
        <b>{name}</b>
      )}
      {idNo && <small className="route">{idNo}</small>}
    </>
  );
}
