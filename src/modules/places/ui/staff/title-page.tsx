import './title.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import type { countTitles, exportTitles, listTitles, TitleQueue } from '#places/titles/contract';
import type { startNotices } from '../../titles/cases/contract.ts';
import type { listTitleTemplates } from '../../titles/templates/contract.ts';
import { useFilters } from '#web/staff/filters.ts';
import { number } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { OrgFilter } from '#web/staff/org-filter.tsx';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { ask, askPages } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { useTitleColumns } from './title-columns.tsx';
import { TitleCounts } from './title-counts.tsx';
import { TitleDrawer } from './title-drawer.tsx';
import type { Template } from './title-rule-reads.ts';
import { TITLE_READS, type TitleCase } from './title-reads.ts';
import { titleWords } from './title-texts.ts';

/** What the address line asks of the list. */
function useWanted() {
  const [{ queue, line, org, q }] = useFilters();
  return { queue: queue as TitleQueue | undefined, line, under: org, q };
}

/** 称号: the cases by step, those that have waited longest first; who holds what; and the rules. */
export function TitlesPage() {
  const frame = useWords(frameWords);
  const words = useWords(titleWords);
  const [filters, setFilters] = useFilters();
  const wanted = useWanted();
  const file = useDownload<typeof exportTitles>('GET /api/titles/export');
  return (
    <>
      <div className="head">
        <h1>{frame.pages.titles}</h1>
        <Button loading={file.isPending} onClick={() => file.mutate(wanted)}>
          {words.page.export}
        </Button>
        <Link to="/titles/templates" className="ant-btn ant-btn-default">
          {words.page.templates}
        </Link>
      </div>
      <TitleCounts />
      <TitleList />
      {filters['open'] && (
        <TitleDrawer id={filters['open']} onClose={() => setFilters({ open: undefined })} />
      )}
    </>
  );
}

function TitleList() {
  const frame = useWords(frameWords);
  const words = useWords(titleWords).page;
  const [, setFilters] = useFilters();
  const wanted = useWanted();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const columns = useTitleColumns((id) => setFilters({ open: id }, { keep: true }));
  const list = useInfiniteQuery(askPages<typeof listTitles>('GET /api/titles', { ...wanted, limit: 50 }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const ready = rows
    .filter(({ id, steps }) => chosen.has(id) && steps.includes('notice'))
    .map(({ id }) => id);
  return (
    <section className="card list">
      <TitleFilters />
      {wanted.queue === 'visit' && <NoticeBar ids={ready} onDone={() => setChosen(new Set())} />}
      {list.isLoading && <Loading />}
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <Blank title={words.none}>{words.noneNext}</Blank>}
      {rows.length > 0 && (
        <>
          <Records<TitleCase>
            caption={frame.pages.titles}
            rows={rows}
            columns={columns}
            idOf={({ id }) => id}
            {...(wanted.queue === 'visit'
              ? { picks: { chosen, choose: setChosen, nameOf: ({ place }) => place.name } }
              : {})}
          />
          <PagesFoot query={list} shown={rows.length} total={list.data?.pages[0]?.total} />
        </>
      )}
    </section>
  );
}

function TitleFilters() {
  const words = useWords(titleWords).page;
  const [filters, setFilters] = useFilters();
  const counts = useQuery(ask<typeof countTitles>('GET /api/titles/counts', {}));
  const rules = useQuery(ask<typeof listTitleTemplates>('GET /api/title-templates', {}));
  const locale = useLocale();
  const queues = counts.data?.queues;
  return (
    <div className="filters">
      <SearchBox label={words.search} />
      <Select
        className="filter broad"
        aria-label={words.queueLabel}
        value={(filters['queue'] ?? 'open') as TitleQueue}
        onChange={(queue) => setFilters({ queue: queue === 'open' ? undefined : queue })}
        options={keysOf(words.queues).map((value) => ({
          value,
          label: queues ? `${words.queues[value]} · ${number(queues[value])}` : words.queues[value],
        }))}
      />
      <Select
        className="filter broad"
        allowClear
        aria-label={words.line}
        placeholder={words.line}
        value={filters['line']}
        onChange={(line) => setFilters({ line })}
        options={(rules.data?.items ?? []).filter(isNewest).map((one) => ({
          value: one.line,
          label: locale === 'zh' ? one.nameZh : one.nameEn,
        }))}
      />
      <OrgFilter name="org" label={words.org} />
    </div>
  );
}

function isNewest({ line, version }: Template, _at: number, all: readonly Template[]): boolean {
  return all.every((other) => other.line !== line || other.version <= version);
}

/** Several notices in one go: those chosen whose visit is done. */
function NoticeBar({ ids, onDone }: { readonly ids: readonly string[]; readonly onDone: () => void }) {
  const words = useWords(titleWords).page;
  const { message, notification } = App.useApp();
  const send = useSend<typeof startNotices>('POST /api/titles/notice', TITLE_READS);
  const start = (): void =>
    send.mutate(
      { ids: [...ids] },
      {
        onSuccess: ({ done, outcomes }) => {
          const failed = outcomes.filter(({ ok }) => !ok);
          if (done > 0) message.success(words.started(done));
          if (failed.length > 0)
            notification.warning({
              title: words.notStarted(failed.length),
              description: [...new Set(failed.map((one) => one.message))].join(' '),
            });
          onDone();
        },
      },
    );
  return (
    <div className="row form-note">
      <Button type="primary" disabled={ids.length === 0} loading={send.isPending} onClick={start}>
        {words.startNotices(ids.length)}
      </Button>
      {send.error && <Problem error={send.error} />}
    </div>
  );
}
