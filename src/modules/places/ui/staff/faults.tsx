import './trust.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { Request } from '#kernel/contract';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { OrgFilter } from '#web/staff/org-filter.tsx';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, FormProblem, Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { ackFaults, listFaults } from '../../trust/faults/contract.ts';
import { nameOfFault } from './fault-card.tsx';
import { useFaultColumns } from './fault-columns.tsx';
import { TRUST_READS, type FaultRow } from './trust-reads.ts';
import { trustWords } from './trust-texts.ts';

/** 报修: the faults of all places in reach, those that wait longest first. */
export function FaultsPage() {
  const frame = useWords(frameWords);
  const words = useWords(trustWords);
  const [filters] = useFilters();
  const { state, kind, days, org } = filters;
  const list = useInfiniteQuery(
    askPages<typeof listFaults>('GET /api/faults', {
      state: state as Request<typeof listFaults>['state'],
      kind: kind as Request<typeof listFaults>['kind'],
      days,
      under: org,
      limit: 50,
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const narrowed = Boolean(state ?? kind ?? days ?? org);
  return (
    <>
      <div className="head">
        <h1>{frame.pages.faults}</h1>
      </div>
      <section className="card list">
        <div className="filters">
          <FilterSelect name="state" label={words.stateLabel} words={words.stateFilters} />
          <FilterSelect name="kind" label={words.kindLabel} words={words.kinds} />
          <FilterSelect name="days" label={words.ageLabel} words={words.ages} />
          <OrgFilter name="org" label={words.orgLabel} />
        </div>
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <Blank title={narrowed ? words.none : words.noFaults}>
            {narrowed ? words.noneNext : words.noFaultsNext}
          </Blank>
        )}
        {rows.length > 0 && (
          <>
            <Rows rows={rows} />
            <PagesFoot query={list} shown={rows.length} total={list.data?.pages[0]?.total} />
          </>
        )}
      </section>
    </>
  );
}

/** The table, and what can be done with several at once: say that they are seen to. */
function Rows({ rows }: { readonly rows: readonly FaultRow[] }) {
  const frame = useWords(frameWords);
  const words = useWords(trustWords);
  const columns = useFaultColumns();
  const mayManage = useMay('places.manage');
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const picks = {
    chosen,
    choose,
    nameOf: (row: FaultRow) => `${row.place.name} ${nameOfFault(row, words.kinds)}`,
  };
  return (
    <>
      <Records
        caption={frame.pages.faults}
        rows={rows}
        columns={columns}
        idOf={({ id }) => id}
        {...(mayManage ? { picks } : {})}
      />
      {chosen.size > 0 && <Bar ids={[...chosen]} onDone={() => choose(new Set())} />}
    </>
  );
}

function Bar({ ids, onDone }: { readonly ids: string[]; readonly onDone: () => void }) {
  const words = useWords(trustWords);
  const { message } = App.useApp();
  const send = useSend<typeof ackFaults>('POST /api/faults/ack', TRUST_READS);
  const ack = (): void =>
    send.mutate(
      { ids },
      {
        onSuccess: ({ acked, left }) => {
          void message.success(words.acked(acked, left));
          onDone();
        },
      },
    );
  return (
    <div className="selection" role="region" aria-label={words.chosen(ids.length)}>
      <b role="status">{words.chosen(ids.length)}</b>
      <Button type="primary" loading={send.isPending} onClick={ack}>
        {words.ackChosen(ids.length)}
      </Button>
      <Button type="text" onClick={onDone}>
        {words.unchoose}
      </Button>
      <FormProblem error={send.error} />
    </div>
  );
}
