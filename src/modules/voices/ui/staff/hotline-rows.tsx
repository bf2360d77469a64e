import { useInfiniteQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Radio } from 'antd';
import type { Output } from '#kernel/contract';
import type { applyHotline, discardHotline, listHotlineRows, skipHotlineRow } from '#voices/hotline/contract';
import { useFilters } from '#web/staff/filters.ts';
import { number, useFormats } from '#web/staff/format.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, FormProblem, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records, type Column } from '#web/staff/records.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { Privacy } from './hotline-columns.tsx';
import { AFTER_HOTLINE, HOTLINE_READS, type HotlineView } from './hotline-reads.ts';
import { hotlineWords } from './hotline-texts.ts';

type Row = Output<typeof listHotlineRows>['items'][number];
type Show = keyof (typeof hotlineWords)['zh']['shows'];

interface RowsProps {
  readonly intake: HotlineView;
  readonly onRemap: () => void;
}

/** What would become of each row, before anything is taken in. */
export function HotlineRows({ intake, onRemap }: RowsProps) {
  const words = useWords(hotlineWords);
  const [filters, setFilters] = useFilters();
  const show = (filters['show'] ?? 'all') as Show;
  const counted = { ...intake.counts, all: intake.counts.rows };
  return (
    <>
      <section className="card stack" aria-label={words.resultTitle}>
        <h2>{words.counts(number(intake.counts.taken), number(intake.counts.rows))}</h2>
        {intake.counts.answered > 0 && <p>{words.answeredOf(number(intake.counts.answered))}</p>}
        <Privacy intake={intake} />
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
        <RowList intake={intake} show={show} total={counted[show]} choosing />
      </section>
    </>
  );
}

interface RowListProps {
  readonly intake: HotlineView;
  readonly show: Show;
  readonly total: number;
  /** Whether rows can still be taken or left out. */
  readonly choosing: boolean;
}

export function RowList({ intake, show, total, choosing }: RowListProps) {
  const words = useWords(hotlineWords);
  const skip = useSend<typeof skipHotlineRow>('PUT /api/hotline/intakes/:id/rows/:no', HOTLINE_READS);
  const rows = useInfiniteQuery(
    askPages<typeof listHotlineRows>('GET /api/hotline/intakes/:id/rows', {
      id: intake.id,
      show,
      limit: 100,
    }),
  );
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const [take, ...others] = useRowColumns(skip.isPending, (no, left) =>
    skip.mutate({ id: intake.id, no, skip: left }),
  );
  return (
    <>
      {rows.isLoading && <Loading />}
      {rows.error && <Problem error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.data && items.length === 0 && <Blank title={words.noRows} />}
      <FormProblem error={skip.error} />
      {items.length > 0 && (
        <Records
          caption={words.resultTitle}
          rows={items}
          columns={choosing ? [...others, take!] : others}
          idOf={({ no }) => String(no)}
        />
      )}
      {items.length > 0 && <PagesFoot query={rows} shown={items.length} total={total} />}
    </>
  );
}

function Decide({ intake, onRemap }: RowsProps) {
  const words = useWords(hotlineWords);
  const { modal } = App.useApp();
  const [, setFilters] = useFilters();
  const apply = useSend<typeof applyHotline>('POST /api/hotline/intakes/:id/apply', AFTER_HOTLINE);
  const discard = useSend<typeof discardHotline>('DELETE /api/hotline/intakes/:id', [
    'GET /api/hotline/intakes',
  ]);
  const { taken } = intake.counts;
  const ask = (): void =>
    void modal.confirm({
      title: words.discard,
      content: words.discardAsk(intake.fileName),
      okText: words.discard,
      okButtonProps: { danger: true },
      // What the server refuses is told on the page.
      onOk: () =>
        discard.mutateAsync({ id: intake.id }).then(
          () => setFilters({ intake: undefined, show: undefined }),
          () => undefined,
        ),
    });
  return (
    <>
      <FormProblem error={apply.error ?? discard.error} />
      <div className="row">
        <Button
          type="primary"
          disabled={taken === 0}
          loading={apply.isPending}
          onClick={() => apply.mutate({ id: intake.id })}
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

/** Whether a row is taken comes first here, and last in the table. */
function useRowColumns(busy: boolean, onSkip: (no: number, skip: boolean) => void): Column<Row>[] {
  const words = useWords(hotlineWords);
  const { day } = useFormats();
  return [
    {
      key: 'take',
      title: words.rowColumns.take,
      cell: ({ no, caseNo, outcome, skip }) => (
        <Checkbox
          aria-label={words.takeRow(caseNo || String(no))}
          checked={!skip}
          disabled={outcome !== 'new' || busy}
          onChange={({ target }) => onSkip(no, !target.checked)}
        />
      ),
    },
    { key: 'no', title: words.rowColumns.no, className: 'nowrap', cell: ({ no }) => no },
    {
      key: 'text',
      title: words.rowColumns.text,
      bare: true,
      cell: ({ caseNo, text, org, answered, ...row }) => (
        <>
          <b>{caseNo || '—'}</b> {answered && <Tag tone="ok">{words.answered}</Tag>}
          <div>{text || '—'}</div>
          <small>{[org.name, ...(row.day === null ? [] : [day(row.day)])].join(' · ')}</small>
        </>
      ),
    },
    {
      key: 'found',
      title: words.rowColumns.found,
      bare: true,
      cell: ({ remarks }) =>
        remarks.map(({ code, text }) => (
          <div key={code}>
            {words.remarks[code]} {text && <small>{text}</small>}
          </div>
        )),
    },
  ];
}
