import { useFilters } from '#web/staff/filters.ts';
import type { Column } from '#web/staff/records.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useWords } from '#web/staff/words.ts';
import { RefusedDownload } from './roster-bar.tsx';
import { rosterCodes } from './roster-code-texts.ts';
import { RefusalTags } from './roster-counts.tsx';
import { diffWords } from './roster-diff-texts.ts';
import type { Compared, RosterRow } from './roster-reads.ts';
import { RowList } from './roster-row-list.tsx';
import { useRosterRows } from './use-roster-rows.ts';

/** The rows that cannot be used, each with why and what to do; below them the duplicates. */
export function RefusedRows({ one }: { readonly one: Compared }) {
  const words = useWords(diffWords);
  const { invalid, duplicates } = one.counts;
  return (
    <>
      <section className="card list">
        <div className="roster-said">
          <h2>{words.refused.title}</h2>
          <p className="quiet">{words.refused.note}</p>
          <RefusalTags counts={one.counts} />
          {one.state === 'applied' && (
            <div className="row">
              <RefusedDownload one={one} />
            </div>
          )}
        </div>
        <div className="filters">
          <SearchBox label={words.searchLabel} />
        </div>
        <Rows one={one} outcome="refused" total={invalid} />
      </section>
      {duplicates > 0 && (
        <section className="card list">
          <div className="roster-said">
            <h2>{words.refused.duplicatesTitle}</h2>
          </div>
          <Rows one={one} outcome="duplicate" total={duplicates} />
        </section>
      )}
    </>
  );
}

interface RowsProps {
  readonly one: Compared;
  readonly outcome: 'refused' | 'duplicate';
  readonly total: number;
}

function Rows({ one, outcome, total }: RowsProps) {
  const words = useWords(diffWords);
  const [{ q }] = useFilters();
  const found = useRosterRows({ id: one.id, outcome, q });
  const columns = useRefusedColumns();
  return (
    <RowList found={found} columns={columns} total={q ? undefined : total} empty={words.empty[outcome]} />
  );
}

function useRefusedColumns(): Column<RosterRow>[] {
  const { columns, refused } = useWords(diffWords);
  return [
    { key: 'no', title: columns.no, className: 'nowrap', cell: ({ no }) => no },
    {
      key: 'name',
      title: columns.name,
      bare: true,
      className: 'nowrap',
      cell: ({ name }) => <b>{name || '—'}</b>,
    },
    {
      key: 'why',
      title: refused.why,
      bare: true,
      cell: (row) => (row.outcome === 'duplicate' ? <Duplicate row={row} /> : <Why row={row} />),
    },
  ];
}

function Duplicate({ row: { firstRow } }: { readonly row: RosterRow }) {
  const { refused } = useWords(diffWords);
  return firstRow === null ? refused.duplicateUnknown : refused.duplicate(firstRow);
}

/** Each reason as a sentence, the first with what stands in the cell. */
function Why({ row: { refusals, shown } }: { readonly row: RosterRow }) {
  const { refused } = useWords(diffWords);
  const codes = useWords(rosterCodes).refusals;
  return refusals.map((code, at) => {
    const [what, next] = codes[code];
    return (
      <div key={code}>
        {what}
        {at === 0 && shown && (
          <>
            {refused.colon}
            <b>{shown}</b>
          </>
        )}
        {refused.stop}
        {next}
      </div>
    );
  });
}
