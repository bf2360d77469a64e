import './errand.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { listErrands, listItemErrands } from '../../errands/desk/contract.ts';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { useWords } from '#web/staff/words.ts';
import { AskUnitDialog } from './errand-ask.tsx';
import { useErrandColumns } from './errand-columns.tsx';
import { ConfirmDialog } from './errand-confirm.tsx';
import { ErrandDrawer } from './errand-drawer.tsx';
import { RenewAll } from './errand-links.tsx';
import { isWaiting, waitingOf, type ErrandRow, type ErrandsAbout, type ErrandsView } from './errand-reads.ts';
import { RemindButton } from './errand-remind.tsx';
import { errandWords } from './errand-texts.ts';

interface ErrandListProps {
  readonly about: ErrandsAbout;
  /** Whom to ask first about an item. */
  readonly leadUnit?: string;
}

/** What units were asked about a meeting or an item, what they answered, and what waits to be confirmed. */
export function ErrandList({ about, leadUnit }: ErrandListProps) {
  return 'meeting' in about ? <OfMeeting {...about} /> : <OfItem {...about} leadUnit={leadUnit} />;
}

function OfMeeting({ meeting }: { readonly meeting: string }) {
  const query = useQuery(ask<typeof listErrands>('GET /api/meetings/:id/errands', { id: meeting }));
  if (query.error) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  return query.data ? <List about={{ meeting }} view={query.data} /> : <Loading />;
}

function OfItem({ item, leadUnit }: { readonly item: string; readonly leadUnit: string | undefined }) {
  const query = useQuery(ask<typeof listItemErrands>('GET /api/items/:id/errands', { id: item }));
  if (query.error) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  return query.data ? <List about={{ item }} leadUnit={leadUnit} view={query.data} /> : <Loading />;
}

interface ListProps {
  readonly about: ErrandsAbout;
  readonly leadUnit?: string | undefined;
  readonly view: ErrandsView;
}

function List({ about, leadUnit, view }: ListProps) {
  const words = useWords(errandWords);
  const [filters] = useFilters();
  const [asking, setAsking] = useState(false);
  const ofMeeting = 'meeting' in about;
  const { items, mayManage } = view;
  const count = (state: ErrandRow['state']) => items.filter((row) => row.state === state).length;
  const rows = items.filter(
    ({ kind, state, unit, link, receivedAt }) =>
      (!filters.kind || kind === filters.kind) &&
      (!filters.state || state === filters.state) &&
      (!filters.receipt || receiptOf(link, receivedAt) === filters.receipt) &&
      (!filters.q || unit.name.includes(filters.q)),
  );
  const waiting = rows.filter(isWaiting);
  return (
    <section className="card list">
      <div className="filters">
        {items.length > 0 && (
          <>
            <SearchBox label={words.search} />
            {ofMeeting && <FilterSelect name="kind" label={words.kind} words={words.kinds} />}
            <FilterSelect name="state" label={words.state} words={words.states} />
            <FilterSelect name="receipt" label={words.receipt} words={words.receipts} />
          </>
        )}
        {mayManage && (
          <Button
            disabled={view.kinds.length === 0}
            title={view.kinds.length === 0 ? words.nothingToAsk : ''}
            onClick={() => setAsking(true)}
          >
            {words.ask}
          </Button>
        )}
        {mayManage && waiting.length > 0 && <RemindButton rows={waiting} view={view} />}
        {mayManage && ofMeeting && items.length > 0 && <RenewAll meeting={about.meeting} items={items} />}
      </div>
      {items.length > 0 && (
        <p className="quiet errand-counts">
          {words.counts(
            items.length,
            count('waiting') + count('returned'),
            count('submitted'),
            count('confirmed'),
          )}
        </p>
      )}
      {items.length === 0 && (
        <Blank title={ofMeeting ? words.empty : words.emptyItem}>
          {ofMeeting ? words.emptyNext : words.emptyItemNext}
        </Blank>
      )}
      {items.length > 0 && rows.length === 0 && <Blank title={words.none}>{words.noneNext}</Blank>}
      {rows.length > 0 && <Rows rows={rows} view={view} />}
      {asking && (
        <AskUnitDialog about={about} view={view} first={leadUnit} onClose={() => setAsking(false)} />
      )}
    </section>
  );
}

function receiptOf(link: ErrandRow['link'], receivedAt: string | null): 'no' | 'yes' | 'ended' {
  if (receivedAt) return 'yes';
  return link?.live ? 'no' : 'ended';
}

interface RowsProps {
  readonly rows: readonly ErrandRow[];
  readonly view: ErrandsView;
}

function Rows({ rows, view }: RowsProps) {
  const words = useWords(errandWords);
  const [filters, setFilters] = useFilters();
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [confirming, setConfirming] = useState(false);
  const columns = useErrandColumns((id) => setFilters({ open: id }, { keep: true }));
  const picks = { chosen, choose, nameOf: ({ unit }: ErrandRow) => unit.name };
  const waiting = rows.filter(({ id }) => chosen.has(id)).flatMap(waitingOf);
  const open = rows.find(({ id }) => id === filters.open);
  return (
    <>
      <Records
        caption={words.caption}
        rows={rows}
        columns={columns}
        idOf={({ id }) => id}
        {...(view.mayManage ? { picks } : {})}
      />
      {chosen.size > 0 && (
        <div className="selection" role="region" aria-label={words.confirm}>
          <Button type="primary" disabled={waiting.length === 0} onClick={() => setConfirming(true)}>
            {words.confirmCount(waiting.length)}
          </Button>
        </div>
      )}
      {confirming && (
        <ConfirmDialog
          ids={waiting.map(({ id }) => id)}
          onClose={() => setConfirming(false)}
          onDone={() => choose(new Set())}
        />
      )}
      {open && <ErrandDrawer row={open} view={view} onClose={() => setFilters({ open: undefined })} />}
    </>
  );
}
