import { useInfiniteQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import type { ApplicationState } from '#people/join/contract';
import type { listApplications } from '#people/review/contract';
import { useFilters } from '#web/staff/filters.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { useApplicationColumns } from './application-columns.tsx';
import { ApplicationDrawer } from './application-drawer.tsx';
import { ApplicationFilters, NoApplications } from './application-filters.tsx';
import { isOpen, type Application, type Decision, type Outcomes } from './application-reads.ts';
import { applicationWords } from './application-texts.ts';
import { DecisionDialog } from './decisions.tsx';
import { doneSentence, OutcomeDialog } from './outcome.tsx';
import { SelectionBar } from './selection-bar.tsx';

const NOBODY: ReadonlySet<string> = new Set();

/** 入会申请: the queue, the longest waiting first; one by one in the drawer or many at a time. */
export function ApplicationsPage() {
  const frame = useWords(frameWords);
  const words = useWords(applicationWords);
  const { message } = App.useApp();
  const [filters, setFilters] = useFilters();
  const [chosen, setChosen] = useState(NOBODY);
  const [deciding, setDeciding] = useState<{ decision: Decision; rows: readonly Application[] } | null>(null);
  const [result, setResult] = useState<{
    decision: Decision;
    rows: readonly Application[];
    result: Outcomes;
  } | null>(null);
  const columns = useApplicationColumns((id) => setFilters({ open: id }, { keep: true }));
  const list = useInfiniteQuery(
    askPages<typeof listApplications>('GET /api/applications', {
      state: filters.state as ApplicationState | 'all' | undefined,
      orgId: filters.org,
      q: filters.q,
      limit: 50,
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const at = rows.findIndex(({ id }) => id === filters.open);
  const step = (by: number): void => {
    const next = rows[at + by];
    if (next) setFilters({ open: next.id });
  };
  const decided = (outcomes: Outcomes): void => {
    if (!deciding) return;
    setDeciding(null);
    const failed = outcomes.outcomes.filter(({ ok }) => !ok).map(({ id }) => id);
    const handled = new Set(outcomes.outcomes.map(({ id }) => id));
    // From the drawer one goes on to the next application; one that failed stays open.
    if (filters.open && handled.has(filters.open) && !failed.includes(filters.open)) {
      setFilters({ open: (rows[at + 1] ?? rows[at - 1])?.id });
    }
    setChosen(new Set([...[...chosen].filter((id) => !handled.has(id)), ...failed]));
    if (failed.length > 0) setResult({ ...deciding, result: outcomes });
    else message.success(doneSentence(deciding.decision, outcomes.done, words));
  };
  // What is decided is not decided again: closed lists have nothing to pick.
  const picks = { chosen, nameOf: ({ name }: Application) => name, choose: setChosen };
  const picked = rows.filter(({ id }) => chosen.has(id));
  return (
    <>
      <div className="head">
        <h1>{frame.pages.applications}</h1>
      </div>
      <section className="card list">
        <ApplicationFilters />
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && <NoApplications />}
        {rows.length > 0 && (
          <>
            <Records
              caption={frame.pages.applications}
              rows={rows}
              columns={columns}
              idOf={({ id }) => id}
              {...(isOpen(filters.state) || filters.state === 'all' ? { picks } : {})}
            />
            <PagesFoot query={list} shown={rows.length} total={list.data?.pages[0]?.total} />
          </>
        )}
        {picked.length > 0 && (
          <SelectionBar
            rows={picked}
            onDecide={(decision) => setDeciding({ decision, rows: picked })}
            onClear={() => setChosen(NOBODY)}
          />
        )}
      </section>
      {filters.open && (
        <ApplicationDrawer
          id={filters.open}
          hasPrevious={at > 0}
          hasNext={at !== -1 && at < rows.length - 1}
          onStep={step}
          onDecide={(decision, row) => setDeciding({ decision, rows: [row] })}
          onClose={() => setFilters({ open: undefined })}
        />
      )}
      {deciding && <DecisionDialog {...deciding} onDone={decided} onClose={() => setDeciding(null)} />}
      {result && <OutcomeDialog {...result} onClose={() => setResult(null)} />}
    </>
  );
}
