import './people.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { Request } from '#kernel/contract';
import type { listTransfers } from '#people/moves/contract';
import { useFilters } from '#web/staff/filters.ts';
import { OrgFilter } from '#web/staff/org-filter.tsx';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useMay } from '#web/staff/session.ts';
import { frameWords } from '#web/staff/texts.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { ClaimDialog } from './claim-dialog.tsx';
import { useTransferColumns } from './transfer-columns.tsx';
import { TransferDrawer } from './transfer-drawer.tsx';
import { transferWords } from './transfer-texts.ts';

/** 转会: those that wait for an answer first; one opens beside the list. */
export function TransfersPage() {
  const frame = useWords(frameWords);
  const words = useWords(transferWords);
  const mayMove = useMay('people.move');
  const [filters, setFilters] = useFilters();
  const [claiming, setClaiming] = useState(false);
  const columns = useTransferColumns((id) => setFilters({ open: id }, { keep: true }));
  const list = useInfiniteQuery(
    askPages<typeof listTransfers>('GET /api/transfers', {
      state: filters.state as Request<typeof listTransfers>['state'],
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
  return (
    <>
      <div className="head">
        <h1>{frame.pages.transfers}</h1>
        {mayMove && <Button onClick={() => setClaiming(true)}>{words.claim.open}</Button>}
      </div>
      <section className="card list">
        <TransferFilters />
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && <NoTransfers />}
        {rows.length > 0 && (
          <>
            <Records caption={frame.pages.transfers} rows={rows} columns={columns} idOf={({ id }) => id} />
            <PagesFoot query={list} shown={rows.length} total={list.data?.pages[0]?.total} />
          </>
        )}
      </section>
      {filters.open && (
        <TransferDrawer id={filters.open} onStep={step} onClose={() => setFilters({ open: undefined })} />
      )}
      {claiming && (
        <ClaimDialog
          onDone={(id) => {
            setClaiming(false);
            setFilters({ open: id }, { keep: true });
          }}
          onClose={() => setClaiming(false)}
        />
      )}
    </>
  );
}

function TransferFilters() {
  const words = useWords(transferWords);
  const [filters, setFilters] = useFilters();
  const { mine, open, all } = words.filters;
  const states: Readonly<Record<string, string>> = { mine, open, ...words.states, all };
  return (
    <div className="filters">
      <SearchBox label={words.search} />
      <Select
        className="filter broad"
        aria-label={words.stateLabel}
        value={filters.state ?? 'open'}
        onChange={(state) => setFilters({ state: state === 'open' ? undefined : state })}
        options={keysOf(states).map((value) => ({ value, label: states[value] }))}
      />
      <OrgFilter name="org" label={words.orgLabel} />
    </div>
  );
}

/** An empty queue is good news; an empty search is not. */
function NoTransfers() {
  const words = useWords(transferWords);
  const [{ q, state, org }] = useFilters();
  if (q ?? org) return <Blank title={words.empty}>{words.emptyNext}</Blank>;
  if (state === 'mine') return <Blank title={words.noneMine}>{words.noneMineNext}</Blank>;
  if (state !== undefined) return <Blank title={words.empty} />;
  return <Blank title={words.none}>{words.noneNext}</Blank>;
}
