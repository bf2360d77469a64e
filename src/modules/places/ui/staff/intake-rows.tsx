import { useInfiniteQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Radio } from 'antd';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { applyIntake, discardIntake, listIntakeRows, skipIntakeRow } from '#places/intake/contract';
import { useFilters } from '#web/staff/filters.ts';
import { number } from '#web/staff/format.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, FormProblem, Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records, type Column } from '#web/staff/records.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import type { IntakeView } from './intake-page.tsx';
import { AFTER_INTAKE, INTAKE_READS } from './intake-reads.ts';
import { intakeWords } from './intake-texts.ts';

type Row = Output<typeof listIntakeRows>['items'][number];
type Show = keyof (typeof intakeWords)['zh']['shows'];

interface RowsProps {
  readonly intake: IntakeView;
  readonly onRemap: () => void;
}

/** What would become of each row; those that may be on record already are left out until somebody says otherwise. */
export function IntakeRows({ intake, onRemap }: RowsProps) {
  const words = useWords(intakeWords);
  const [filters, setFilters] = useFilters();
  const show = (filters['show'] ?? 'all') as Show;
  const rows = useInfiniteQuery(
    askPages<typeof listIntakeRows>('GET /api/places/intakes/:id/rows', { id: intake.id, show, limit: 100 }),
  );
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const { counts } = intake;
  const counted = { all: counts.rows, ...counts };
  return (
    <>
      <section className="card stack" aria-label={words.resultTitle}>
        <h2>{words.counts(number(counts.taken), number(counts.rows))}</h2>
        <Decide intake={intake} onRemap={onRemap} />
      </section>
      <section className="card list" aria-label={words.resultTitle}>
        <div className="filters">
          <Radio.Group
            optionType="button"
            aria-label={words.resultTitle}
            value={show}
            options={keysOf(words.shows).map((value) => ({
              value,
              label: `${words.shows[value]} ${number(counted[value])}`,
            }))}
            onChange={({ target }) => setFilters({ show: target.value as string })}
          />
        </div>
        {rows.isLoading && <Loading />}
        {rows.error && <Problem error={rows.error} onRetry={() => void rows.refetch()} />}
        {rows.data && items.length === 0 && <Blank title={words.noRows} />}
        {items.length > 0 && <RowTable intake={intake} rows={items} />}
        {items.length > 0 && <PagesFoot query={rows} shown={items.length} total={counted[show]} />}
      </section>
    </>
  );
}

function Decide({ intake, onRemap }: RowsProps) {
  const words = useWords(intakeWords);
  const { modal } = App.useApp();
  const [state, setState] = useState<'open' | 'proposed'>('open');
  const apply = useSend<typeof applyIntake>('POST /api/places/intakes/:id/apply', AFTER_INTAKE);
  const discard = useSend<typeof discardIntake>('DELETE /api/places/intakes/:id', INTAKE_READS);
  const { taken } = intake.counts;
  const ask = (): void =>
    void modal.confirm({
      title: words.discard,
      content: words.discardAsk,
      okText: words.discard,
      okButtonProps: { danger: true },
      onOk: () => discard.mutateAsync({ id: intake.id }).then(() => history.back()),
    });
  return (
    <>
      <Radio.Group
        vertical
        aria-label={words.resultTitle}
        value={state}
        options={[
          { value: 'open', label: words.openNow },
          { value: 'proposed', label: words.propose },
        ]}
        onChange={({ target }) => setState(target.value as 'open' | 'proposed')}
      />
      <FormProblem error={apply.error ?? discard.error} />
      <div className="row">
        <Button
          type="primary"
          disabled={taken === 0}
          loading={apply.isPending}
          onClick={() => apply.mutate({ id: intake.id, state })}
        >
          {taken === 0 ? words.nothingToApply : words.apply(number(taken))}
        </Button>
        <Button onClick={onRemap}>{words.again}</Button>
        <Button danger type="text" onClick={ask}>
          {words.discard}
        </Button>
      </div>
    </>
  );
}

function RowTable({ intake, rows }: { readonly intake: IntakeView; readonly rows: readonly Row[] }) {
  const words = useWords(intakeWords);
  const skip = useSend<typeof skipIntakeRow>('PUT /api/places/intakes/:id/rows/:no', INTAKE_READS);
  const columns = useRowColumns(skip.isPending, (no, left) => skip.mutate({ id: intake.id, no, skip: left }));
  return (
    <>
      <FormProblem error={skip.error} />
      <Records caption={words.resultTitle} rows={rows} columns={columns} idOf={({ no }) => String(no)} />
    </>
  );
}

function useRowColumns(busy: boolean, onSkip: (no: number, skip: boolean) => void): Column<Row>[] {
  const words = useWords(intakeWords);
  return [
    { key: 'no', title: words.rowColumns.no, className: 'nowrap', cell: ({ no }) => no },
    {
      key: 'name',
      title: words.rowColumns.name,
      bare: true,
      cell: ({ name, address }) => (
        <>
          <b>{name || '—'}</b>
          {address && <div className="quiet">{address}</div>}
        </>
      ),
    },
    { key: 'found', title: words.rowColumns.found, bare: true, cell: (row) => <Noticed row={row} /> },
    {
      key: 'take',
      title: words.rowColumns.take,
      cell: ({ no, name, outcome, skip }) => (
        <Checkbox
          aria-label={words.takeRow(name)}
          checked={!skip}
          disabled={outcome === 'refused' || busy}
          onChange={({ target }) => onSkip(no, !target.checked)}
        />
      ),
    },
  ];
}

function Noticed({ row: { similar, remarks } }: { readonly row: Row }) {
  const words = useWords(intakeWords);
  return (
    <>
      {similar.map(({ id, no, name, metres }) => (
        <div key={`${id} ${no}`}>
          {id === null ? (
            <b>{words.twin(no!)}</b>
          ) : (
            <a href={`/staff/places/${id}`} target="_blank" rel="noreferrer">
              {words.known(name, metres)}
            </a>
          )}
        </div>
      ))}
      {remarks.map(({ code, text }) => (
        <div key={code}>
          {words.remarks[code]}
          {text && (
            <>
              {' '}
              <small>{text}</small>
            </>
          )}
        </div>
      ))}
    </>
  );
}
