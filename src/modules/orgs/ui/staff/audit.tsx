import './audit.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useFilters } from '#web/staff/filters.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import type { listAudit } from '../../audit/contract.ts';
import { useAuditColumns } from './audit-columns.tsx';
import { AuditDrawer } from './audit-drawer.tsx';
import { AuditExport } from './audit-export.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { requestOf } from './audit-reads.ts';
import { AuditSeal } from './audit-seal.tsx';
import { auditWords } from './audit-texts.ts';

/** 审计记录: who did or saw what, the newest first; one opens beside the list. */
export function AuditPage() {
  const frame = useWords(frameWords);
  const words = useWords(auditWords);
  const [filters, setFilters] = useFilters();
  const [exporting, setExporting] = useState(false);
  const columns = useAuditColumns((id) => setFilters({ open: id }, { keep: true }));
  const list = useInfiniteQuery(
    askPages<typeof listAudit>('GET /api/audit', { ...requestOf(filters), limit: 50 }),
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
        <h1>{frame.pages.audit}</h1>
        <Button disabled={rows.length === 0} onClick={() => setExporting(true)}>
          {words.export.open}
        </Button>
      </div>
      <AuditSeal />
      <section className="card list">
        <AuditFilters />
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && <Blank title={words.empty}>{words.emptyNext}</Blank>}
        {rows.length > 0 && (
          <>
            <Records caption={frame.pages.audit} rows={rows} columns={columns} idOf={({ id }) => id} />
            <PagesFoot query={list} shown={rows.length} />
          </>
        )}
      </section>
      {filters.open && (
        <AuditDrawer id={filters.open} onStep={step} onClose={() => setFilters({ open: undefined })} />
      )}
      {exporting && <AuditExport onClose={() => setExporting(false)} />}
    </>
  );
}
