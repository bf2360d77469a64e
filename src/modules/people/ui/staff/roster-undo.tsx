import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { RowState, undoImportRows } from '#people/roster/contract';
import { call } from '#web/client.ts';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { FormProblem, Tag, type TagTone } from '#web/staff/parts.tsx';
import { refresh } from '#web/staff/query.ts';
import type { Column } from '#web/staff/records.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useWords } from '#web/staff/words.ts';
import type { CardName } from './roster-cards.tsx';
import { diffWords } from './roster-diff-texts.ts';
import { AFTER_READS, IMPORT_READS, ROW_READS, type Compared, type RosterRow } from './roster-reads.ts';
import { resultWords } from './roster-result-texts.ts';
import { useRowColumns } from './roster-row-columns.tsx';
import { RowList, RowSelection } from './roster-row-list.tsx';
import { TouchedDialog, type Touched } from './roster-touched-dialog.tsx';
import { inBatches, useRosterRows } from './use-roster-rows.ts';

interface UndoRowsProps {
  readonly one: Compared;
  readonly card: Exclude<CardName, 'refused'>;
  readonly total: number;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** The rows of one card after they were applied: what came of each, and its undoing. */
export function UndoRows({ one, card, total, chosen, onChoose }: UndoRowsProps) {
  const words = useWords(resultWords);
  const { empty, searchLabel } = useWords(diffWords);
  const [{ q, applied }] = useFilters();
  const found = useRosterRows({ id: one.id, outcome: card, applied: applied as RowState | undefined, q });
  const undo = useUndo(one.id, () => onChoose(new Set()));
  const columns = [...useRowColumns(), useStateColumn()];
  const button = useUndoColumn(({ no }) => undo.mutate([no]));
  const undoable = card !== 'unchanged' && one.may.undo;
  const known = q || applied ? undefined : total;
  return (
    <>
      <section className="card list">
        <div className="filters">
          <SearchBox label={searchLabel} />
          <FilterSelect name="applied" label={words.appliedLabel} words={words.states} />
        </div>
        <FormProblem error={undo.error} />
        <RowList
          found={found}
          columns={undoable ? [...columns, button] : columns}
          total={known}
          empty={empty[card]}
          {...(undoable ? { chosen, onChoose } : {})}
        />
      </section>
      {chosen.size > 0 && (
        <RowSelection found={found} chosen={chosen} onChoose={onChoose} total={known}>
          <Button
            type="primary"
            loading={undo.isPending}
            onClick={() => undo.mutate([...chosen].map(Number))}
          >
            {words.undo}
          </Button>
        </RowSelection>
      )}
      {undo.touched.length > 0 && <TouchedDialog touched={undo.touched} onClose={undo.forget} />}
    </>
  );
}

function useUndo(id: string, onDone: () => void) {
  const words = useWords(resultWords);
  const { message } = App.useApp();
  const [touched, setTouched] = useState<readonly Touched[]>([]);
  const mutation = useMutation({
    networkMode: 'always',
    mutationFn: (numbers: readonly number[]) =>
      inBatches(numbers, (rows) =>
        call<typeof undoImportRows>('POST /api/roster-imports/:id/undo', { id, rows }),
      ),
    onSuccess: (answers) => {
      const undone = answers.reduce((sum, answer) => sum + answer.undone, 0);
      message.success(undone > 0 ? words.undoneRows(undone) : words.undoneNone);
      setTouched(answers.flatMap((answer) => answer.touched));
      onDone();
    },
    onSettled: () => refresh(...IMPORT_READS, ...ROW_READS, ...AFTER_READS),
  });
  return { ...mutation, touched, forget: () => setTouched([]) };
}

const TONES: Readonly<Record<RowState, TagTone>> = {
  applied: 'ok',
  skipped: 'plain',
  stale: 'mind',
  undone: 'plain',
  touched: 'mind',
};

function useStateColumn(): Column<RosterRow> {
  const words = useWords(resultWords);
  return {
    key: 'state',
    title: words.appliedLabel,
    bare: true,
    cell: ({ applied }) =>
      applied && (
        <>
          <Tag tone={TONES[applied]}>{words.states[applied]}</Tag> <small>{words.stateHelp[applied]}</small>
        </>
      ),
  };
}

/** What was not applied cannot be undone. */
function useUndoColumn(undo: (row: RosterRow) => void): Column<RosterRow> {
  const words = useWords(resultWords);
  return {
    key: 'do',
    title: words.undo,
    bare: true,
    className: 'nowrap',
    cell: (row) =>
      row.applied === 'applied' && (
        <button
          type="button"
          className="link roster-act"
          data-main
          aria-label={words.undoOf(row.name)}
          onClick={() => undo(row)}
        >
          {words.undo}
        </button>
      ),
  };
}
