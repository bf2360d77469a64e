import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import type { Output } from '#kernel/contract';
import type { listIntakes } from '#places/intake/contract';
import { number, useFormats } from '#web/staff/format.ts';
import { ListUpload } from '#web/staff/list-upload.tsx';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records, type Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { intakeWords } from './intake-texts.ts';

type Row = Output<typeof listIntakes>['items'][number];

/** 导入名单: begin with a file, or go on where one was left. */
export function IntakesPage() {
  const words = useWords(intakeWords);
  const router = useRouter();
  const list = useInfiniteQuery(askPages<typeof listIntakes>('GET /api/places/intakes', { limit: 20 }));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className="head">
        <h1>{words.title}</h1>
        <Link to="/places">{words.back}</Link>
      </div>
      <ListUpload
        label={words.title}
        words={words}
        path="/api/places/intakes"
        onSent={(id) => router.navigate({ to: '/places/intake/$id', params: { id } })}
      />
      <section className="card list">
        <div className="filters">
          <h2>{words.past}</h2>
        </div>
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && <Blank title={words.none}>{words.noneNext}</Blank>}
        {rows.length > 0 && <Past rows={rows} />}
        {rows.length > 0 && <PagesFoot query={list} shown={rows.length} />}
      </section>
    </>
  );
}

function Past({ rows }: { readonly rows: readonly Row[] }) {
  const words = useWords(intakeWords);
  return <Records caption={words.past} rows={rows} columns={usePastColumns()} idOf={({ id }) => id} />;
}

function usePastColumns(): Column<Row>[] {
  const words = useWords(intakeWords);
  const { moment } = useFormats();
  return [
    {
      key: 'file',
      title: words.pastColumns.file,
      bare: true,
      cell: ({ id, fileName }) => (
        <Link to="/places/intake/$id" params={{ id }} data-main className="name">
          {fileName}
        </Link>
      ),
    },
    { key: 'org', title: words.fields.union, cell: ({ org }) => org.name },
    { key: 'rows', title: words.pastColumns.rows, cell: ({ counts }) => words.rows(number(counts.rows)) },
    { key: 'at', title: words.pastColumns.at, cell: ({ createdAt }) => moment(createdAt) },
    {
      key: 'state',
      title: words.pastColumns.state,
      cell: ({ state }) => <Tag tone={state === 'applied' ? 'ok' : 'info'}>{words.states[state]}</Tag>,
    },
  ];
}
