import './visits.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { getHotline, listHotline } from '#voices/hotline/contract';
import { useFilters } from '#web/staff/filters.ts';
import { number, useFormats } from '#web/staff/format.ts';
import { ListUpload } from '#web/staff/list-upload.tsx';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask, askPages } from '#web/staff/query.ts';
import { Records, type Column } from '#web/staff/records.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { HotlineColumns } from './hotline-columns.tsx';
import { HotlineDone } from './hotline-done.tsx';
import type { HotlineView } from './hotline-reads.ts';
import { HotlineRows } from './hotline-rows.tsx';
import { hotlineWords } from './hotline-texts.ts';

type Row = Output<typeof listHotline>['items'][number];

/** 热线来件: begin with a list, or go on with the one that the address names. */
export function HotlinePage() {
  const [{ intake }] = useFilters();
  return intake === undefined ? <Lists /> : <One key={intake} id={intake} />;
}

function Lists() {
  const frame = useWords(frameWords);
  const words = useWords(hotlineWords);
  const [, setFilters] = useFilters();
  const list = useInfiniteQuery(askPages<typeof listHotline>('GET /api/hotline/intakes', { limit: 20 }));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className="head">
        <h1>{frame.pages.hotline}</h1>
      </div>
      <p className="quiet form-note">{words.intro}</p>
      <ListUpload
        label={words.upload}
        words={words}
        path="/api/hotline/intakes"
        onSent={(id) => setFilters({ intake: id }, { keep: true })}
      />
      <section className="card list">
        <div className="filters">
          <h2>{words.past}</h2>
        </div>
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && <Blank title={words.none}>{words.noneNext}</Blank>}
        {rows.length > 0 && <Past rows={rows} />}
        {rows.length > 0 && <PagesFoot query={list} shown={rows.length} total={list.data?.pages[0]?.total} />}
      </section>
    </>
  );
}

function Past({ rows }: { readonly rows: readonly Row[] }) {
  const words = useWords(hotlineWords);
  return <Records caption={words.past} rows={rows} columns={usePastColumns()} idOf={({ id }) => id} />;
}

function usePastColumns(): Column<Row>[] {
  const words = useWords(hotlineWords);
  const { moment } = useFormats();
  return [
    {
      key: 'file',
      title: words.pastColumns.file,
      bare: true,
      cell: ({ id, fileName }) => (
        <Link to="/hotline" search={{ intake: id }} data-main className="name">
          {fileName}
        </Link>
      ),
    },
    { key: 'org', title: words.pastColumns.org, cell: ({ org }) => org.name },
    {
      key: 'rows',
      title: words.pastColumns.rows,
      cell: ({ state, counts }) =>
        state === 'applied'
          ? words.takenLeft(number(counts.taken), number(counts.left))
          : words.rows(number(counts.rows)),
    },
    { key: 'at', title: words.pastColumns.at, cell: ({ createdAt }) => moment(createdAt) },
    {
      key: 'state',
      title: words.pastColumns.state,
      cell: ({ state }) => <Tag tone={state === 'applied' ? 'ok' : 'info'}>{words.states[state]}</Tag>,
    },
  ];
}

function One({ id }: { readonly id: string }) {
  const words = useWords(hotlineWords);
  const intake = useQuery(ask<typeof getHotline>('GET /api/hotline/intakes/:id', { id }));
  return (
    <>
      <div className="head">
        <h1>{intake.data?.fileName ?? words.past}</h1>
        {intake.data && <span>{intake.data.org.name}</span>}
        <Link to="/hotline">{words.back}</Link>
      </div>
      {intake.isLoading && <Loading />}
      {intake.error && <Problem error={intake.error} onRetry={() => void intake.refetch()} />}
      {intake.data && <Steps intake={intake.data} />}
    </>
  );
}

function Steps({ intake }: { readonly intake: HotlineView }) {
  const [remapping, setRemapping] = useState(false);
  if (intake.state === 'mapping' || remapping)
    return <HotlineColumns intake={intake} onMapped={() => setRemapping(false)} />;
  if (intake.state === 'compared') return <HotlineRows intake={intake} onRemap={() => setRemapping(true)} />;
  return <HotlineDone intake={intake} />;
}
