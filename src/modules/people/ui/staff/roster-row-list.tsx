import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { number } from '#web/staff/format.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { Records, type Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { diffWords } from './roster-diff-texts.ts';
import type { RosterRow } from './roster-reads.ts';
import { CHANGES } from './roster-row-columns.tsx';
import { everyNumber, type FoundRows } from './use-roster-rows.ts';

interface RowListProps {
  readonly found: FoundRows;
  readonly columns: readonly Column<RosterRow>[];
  /** How many there are, where that is known. */
  readonly total?: number | undefined;
  /** What it means that there are none. */
  readonly empty: string;
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (chosen: ReadonlySet<string>) => void;
}

/** Rows of a reconcile in all their states, by their number in the file. */
export function RowList({
  found: { list, rows, wanted },
  columns,
  total,
  empty,
  chosen,
  onChoose,
}: RowListProps) {
  const words = useWords(diffWords);
  if (list.isLoading) return <Loading />;
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) {
    const filtered = wanted.q ?? wanted.remark ?? wanted.applied;
    return filtered ? <Blank title={words.noMatch}>{words.noMatchNext}</Blank> : <Blank title={empty} />;
  }
  const picks =
    chosen && onChoose ? { picks: { chosen, nameOf: ({ name }: RosterRow) => name, choose: onChoose } } : {};
  return (
    <>
      <Records
        caption={words.caption}
        rows={rows}
        columns={rows.some(differs) ? columns : columns.filter(({ key }) => key !== CHANGES)}
        idOf={({ no }) => String(no)}
        {...picks}
      />
      <PagesFoot query={list} shown={rows.length} total={total} />
    </>
  );
}

/** Whether there is anything to show in the column of changes; that somebody left is told beside it. */
function differs({ outcome, changes, repairs }: RosterRow): boolean {
  return repairs.length > 0 || (outcome !== 'left' && changes.length > 0);
}

interface RowSelectionProps {
  readonly found: FoundRows;
  readonly total: number | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  /** What can be done with them. */
  readonly children: ReactNode;
}

/** What can be done with the selected rows; once all that are listed are selected, those beyond can be, too. */
export function RowSelection({ found, total, chosen, onChoose, children }: RowSelectionProps) {
  const words = useWords(diffWords);
  const { list, rows, wanted } = found;
  const everything = useMutation({
    mutationFn: () => everyNumber(wanted),
    onSuccess: (numbers) => onChoose(new Set(numbers.map(String))),
  });
  const mayChooseMore = list.hasNextPage && rows.every(({ no }) => chosen.has(String(no)));
  return (
    <div className="roster-bar" role="region" aria-label={words.chosen(chosen.size)}>
      <b role="status">{words.chosen(chosen.size)}</b>
      {mayChooseMore && chosen.size <= rows.length && (
        <Button type="link" loading={everything.isPending} onClick={() => everything.mutate()}>
          {total === undefined ? words.chooseEvery : words.chooseAll(number(total))}
        </Button>
      )}
      <span className="grow" />
      {children}
      <Button type="text" onClick={() => onChoose(new Set())}>
        {words.unchoose}
      </Button>
    </div>
  );
}
