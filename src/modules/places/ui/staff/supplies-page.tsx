import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { listExpiring } from '../../supplies/contract.ts';
import { useFormats } from '#web/staff/format.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { useTitle } from '#web/staff/title.ts';
import { useWords } from '#web/staff/words.ts';
import { TakeAway } from './supplies-away.tsx';
import { useSupplyColumns } from './supplies-columns.tsx';
import { supplyWords } from './supplies-texts.ts';

type Row = Output<typeof listExpiring>['items'][number];

/** What expires soon at all places: the to-do's list. */
export function SuppliesPage() {
  const words = useWords(supplyWords);
  const { number } = useFormats();
  useTitle(words.page);
  const list = useInfiniteQuery(askPages<typeof listExpiring>('GET /api/supplies/expiring', { limit: 100 }));
  const [leaving, setLeaving] = useState<Row | null>(null);
  const pages = list.data?.pages ?? [];
  const { columns, rows } = useSupplyColumns(
    pages.flatMap(({ items }) => items),
    setLeaving,
  );
  const place = { key: 'place', title: words.place, cell: placeOf };
  return (
    <>
      <div className="head">
        <h1>{words.page}</h1>
      </div>
      {pages[0] && <p className="quiet">{words.pageBody(number(pages[0].days))}</p>}
      {list.isLoading && <Loading />}
      {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && <Blank title={words.pageNone} />}
      {rows.length > 0 && (
        <Records
          caption={words.page}
          rows={rows}
          columns={[columns[0]!, place, ...columns.slice(1)]}
          idOf={({ id }) => id}
        />
      )}
      {pages[0] && rows.length > 0 && <PagesFoot query={list} shown={rows.length} total={pages[0].total} />}
      {leaving && <TakeAway supply={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function placeOf({ place: { id, name } }: Row) {
  return (
    <Link to="/places/$id" params={{ id }} search={{ tab: 'supplies' }}>
      {name}
    </Link>
  );
}
