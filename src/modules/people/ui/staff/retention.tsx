import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Download } from 'lucide-react';
import type { Output } from '#kernel/contract';
import { useFormats } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, FormProblem, Loading, Problem } from '#web/staff/parts.tsx';
import { ask, askPages } from '#web/staff/query.ts';
import { Records, type Column } from '#web/staff/records.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import type { exportRetention, getRetention, listRetentionRuns } from '../../retention/contract.ts';
import { RETENTION_WORDS } from '../../retention/texts/words.ts';
import { retentionWords } from './retention-texts.ts';

type Rule = Output<typeof getRetention>['rules'][number];
type Run = Output<typeof listRetentionRuns>['items'][number];

/** 到期清理: every rule with what comes due, and what was taken away. */
export function RetentionPage() {
  const frame = useWords(frameWords);
  const words = useWords(retentionWords);
  const { day, number } = useFormats();
  const report = useQuery(ask<typeof getRetention>('GET /api/retention', {}));
  const file = useDownload<typeof exportRetention>('GET /api/retention/export');
  const columns = useRuleColumns();
  return (
    <>
      <div className="head">
        <h1>{frame.pages.retention}</h1>
        <Button
          icon={<Download size={16} aria-hidden />}
          loading={file.isPending}
          onClick={() => file.mutate({})}
        >
          {words.export}
        </Button>
      </div>
      <p className="form-note quiet">{words.about}</p>
      <FormProblem error={file.error} />
      <section className="card list">
        <div className="filters">
          <h2>{words.rules}</h2>
        </div>
        {report.isLoading && <Loading />}
        {report.error && <Problem error={report.error} onRetry={() => void report.refetch()} />}
        {report.data && (
          <>
            <Records
              caption={words.rules}
              rows={report.data.rules}
              columns={columns}
              idOf={({ category }) => category}
            />
            <p className="list-foot">
              {words.backups(day(report.data.backupsUntil))} {words.erased(number(report.data.erased))}
            </p>
          </>
        )}
      </section>
      <Runs />
    </>
  );
}

function Runs() {
  const words = useWords(retentionWords);
  const columns = useRunColumns();
  const list = useInfiniteQuery(askPages<typeof listRetentionRuns>('GET /api/retention/runs', { limit: 50 }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="card list">
      <div className="filters">
        <h2>{words.runs}</h2>
      </div>
      {list.isLoading && <Loading />}
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <Blank title={words.none}>{words.noneNext}</Blank>}
      {rows.length > 0 && (
        <>
          <Records caption={words.runs} rows={rows} columns={columns} idOf={({ id }) => id} />
          <PagesFoot query={list} shown={rows.length} />
        </>
      )}
    </section>
  );
}

function useRuleColumns(): Column<Rule>[] {
  const words = useWords(retentionWords);
  const { categories, why } = RETENTION_WORDS[useLocale()];
  const { number } = useFormats();
  const { columns } = words;
  return [
    { key: 'category', title: columns.category, bare: true, cell: ({ category }) => categories[category] },
    {
      key: 'kept',
      title: columns.kept,
      className: 'nowrap',
      cell: ({ value, unit }) => words[unit](value),
    },
    { key: 'action', title: columns.action, cell: ({ action }) => words.actions[action] },
    { key: 'due', title: columns.due, className: 'num', cell: ({ dueNow }) => number(dueNow) },
    {
      key: 'next',
      title: columns.next,
      className: 'num',
      cell: ({ dueNextMonth }) => number(dueNextMonth),
    },
    {
      key: 'source',
      title: columns.source,
      cell: ({ category, source, policy }) => (
        <small>
          {source ?? why[category]} <code>{policy}</code>
        </small>
      ),
    },
  ];
}

function useRunColumns(): Column<Run>[] {
  const words = useWords(retentionWords);
  const { categories } = RETENTION_WORDS[useLocale()];
  const { day, moment, number } = useFormats();
  const { columns } = words;
  return [
    { key: 'at', title: columns.at, className: 'nowrap', bare: true, cell: ({ at }) => moment(at) },
    { key: 'category', title: columns.category, bare: true, cell: ({ category }) => categories[category] },
    { key: 'action', title: columns.action, cell: ({ action }) => words.actions[action] },
    { key: 'count', title: columns.count, className: 'num', cell: ({ count }) => number(count) },
    { key: 'cutoff', title: columns.cutoff, className: 'nowrap', cell: ({ cutoff }) => day(cutoff) },
    { key: 'policy', title: columns.policy, cell: ({ policy }) => <code>{policy}</code> },
    {
      key: 'backups',
      title: columns.backups,
      className: 'nowrap',
      cell: ({ backupsUntil }) => day(backupsUntil),
    },
  ];
}
