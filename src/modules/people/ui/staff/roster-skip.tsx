import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Remark, skipImportRows } from '#people/roster/contract';
import { call } from '#web/client.ts';
import { useFilters } from '#web/staff/filters.ts';
import { FormProblem } from '#web/staff/parts.tsx';
import { refresh } from '#web/staff/query.ts';
import type { Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import type { CardName } from './roster-cards.tsx';
import { diffWords } from './roster-diff-texts.ts';
import { RosterFilters } from './roster-filters.tsx';
import { ROW_READS, type Compared, type RosterRow } from './roster-reads.ts';
import { useEffectColumn, useRowColumns } from './roster-row-columns.tsx';
import { RowList, RowSelection } from './roster-row-list.tsx';
import { inBatches, useRosterRows } from './use-roster-rows.ts';

interface SkipRowsProps {
  readonly one: Compared;
  readonly card: Exclude<CardName, 'refused'>;
  readonly total: number;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** The rows of one card; each, or many at once, can be left out of what will be done. */
export function SkipRows({ one, card, total, chosen, onChoose }: SkipRowsProps) {
  const words = useWords(diffWords);
  const [{ q, remark }] = useFilters();
  const found = useRosterRows({ id: one.id, outcome: card, remark: remark as Remark | undefined, q });
  const skip = useSkip(one.id, () => onChoose(new Set()));
  const columns = [...useRowColumns(), useEffectColumn(one.mode)];
  const button = useSkipColumn(({ no, skipped }) => skip.mutate({ numbers: [no], on: !skipped }));
  // The unchanged stay as they are in any case.
  const skippable = card !== 'unchanged' && one.may.change;
  const known = q || remark ? undefined : total;
  const skipChosen = (on: boolean): void => skip.mutate({ numbers: [...chosen].map(Number), on });
  return (
    <>
      <section className="card list">
        <RosterFilters card={card} />
        <FormProblem error={skip.error} />
        <RowList
          found={found}
          columns={skippable ? [...columns, button] : columns}
          total={known}
          empty={words.empty[card]}
          {...(skippable ? { chosen, onChoose } : {})}
        />
      </section>
      {chosen.size > 0 && (
        <RowSelection found={found} chosen={chosen} onChoose={onChoose} total={known}>
          <Button type="primary" loading={skip.isPending} onClick={() => skipChosen(true)}>
            {words.skip}
          </Button>
          <Button loading={skip.isPending} onClick={() => skipChosen(false)}>
            {words.take}
          </Button>
        </RowSelection>
      )}
    </>
  );
}

interface Skip {
  readonly numbers: readonly number[];
  readonly on: boolean;
}

function useSkip(id: string, onDone: () => void) {
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ numbers, on }: Skip) =>
      inBatches(numbers, (rows) =>
        call<typeof skipImportRows>('POST /api/roster-imports/:id/skip', { id, rows, skip: on }),
      ),
    onSuccess: onDone,
    onSettled: () => refresh('GET /api/roster-imports/:id', ...ROW_READS),
  });
}

/** The button of a row: the one thing in it that j and k stop at, and that Enter presses. */
function useSkipColumn(toggle: (row: RosterRow) => void): Column<RosterRow> {
  const words = useWords(diffWords);
  return {
    key: 'do',
    title: words.columns.do,
    bare: true,
    className: 'nowrap',
    cell: (row) => (
      <button
        type="button"
        className="link roster-act"
        data-main
        aria-label={row.skipped ? words.takeOf(row.name) : words.skipOf(row.name)}
        onClick={() => toggle(row)}
      >
        {row.skipped ? words.take : words.skip}
      </button>
    ),
  };
}
