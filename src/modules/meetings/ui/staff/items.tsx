import './items.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Request } from '#kernel/contract';
import type { exportItems, itemChoices, listItems } from '#meetings/items/contract';
import { FilterSelect } from '#web/staff/filter-select.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, FormProblem, Loading, Problem } from '#web/staff/parts.tsx';
import { ask, askPages } from '#web/staff/query.ts';
import { Records } from '#web/staff/records.tsx';
import { SearchBox } from '#web/staff/search-box.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useWords } from '#web/staff/words.ts';
import { useItemColumns } from './item-columns.tsx';
import { ItemFigures } from './item-figures.tsx';
import { itemWords } from './item-texts.ts';
import { itemsWords } from './items-texts.ts';

type Wanted = Request<typeof listItems>;

/** 督办: what was agreed and is still to be answered for, what is in doubt first. */
export function ItemsPage() {
  const frame = useWords(frameWords);
  const words = useWords(itemsWords);
  const columns = useItemColumns();
  const wanted = useWanted();
  const list = useInfiniteQuery(askPages<typeof listItems>('GET /api/items', { ...wanted, limit: 50 }));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const narrowed = Object.values(wanted).some((value) => value !== undefined);
  return (
    <>
      <div className="head">
        <h1>{frame.pages.items}</h1>
        <Export wanted={wanted} />
      </div>
      <ItemFigures />
      <section className="card list">
        <ItemFilters />
        {list.isLoading && <Loading />}
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        {list.data && rows.length === 0 && (
          <Blank title={narrowed ? words.none : words.noItems}>
            {narrowed ? words.noneNext : words.noItemsNext}
          </Blank>
        )}
        {rows.length > 0 && (
          <>
            <Records caption={frame.pages.items} rows={rows} columns={columns} idOf={({ id }) => id} />
            <PagesFoot query={list} shown={rows.length} total={list.data?.pages[0]?.total} />
          </>
        )}
      </section>
    </>
  );
}

/** What the address asks for. */
function useWanted(): Omit<Wanted, 'cursor' | 'limit'> {
  const [{ show, q, body, unit, theme, consensus, from, to, sort }] = useFilters();
  return {
    show: show as Wanted['show'],
    q,
    body,
    unit,
    theme,
    consensus: consensus as Wanted['consensus'],
    from,
    to,
    sort: sort as Wanted['sort'],
  };
}

function ItemFilters() {
  const words = useWords(itemsWords);
  const { consensus } = useWords(itemWords);
  const [{ body }] = useFilters();
  const choices = useQuery(ask<typeof itemChoices>('GET /api/items/choices', {}));
  const { bodies = [], themes = [] } = choices.data ?? {};
  const named = (list: readonly { readonly id: string; readonly name: string }[]) =>
    Object.fromEntries(list.map(({ id, name }) => [id, name]));
  const units = bodies.filter(({ id }) => body === undefined || id === body).flatMap((one) => one.units);
  return (
    <div className="filters">
      <SearchBox label={words.search} />
      <FilterSelect name="show" label={words.showLabel} words={words.shows} />
      {bodies.length > 1 && <FilterSelect name="body" label={words.bodyLabel} words={named(bodies)} />}
      <FilterSelect name="unit" label={words.unitLabel} words={named(units)} />
      <FilterSelect
        name="theme"
        label={words.themeLabel}
        words={named(themes.map(({ code, name }) => ({ id: code, name })))}
      />
      <FilterSelect name="consensus" label={words.consensusLabel} words={consensus} />
      <FilterSelect name="from" label={words.figures.fromLabel} words={years()} />
      <FilterSelect name="to" label={words.figures.toLabel} words={years()} />
      <FilterSelect name="sort" label={words.sortLabel} words={words.sorts} />
    </div>
  );
}

/** The last ten, the newest first: keys that look like numbers would be put in order. */
function years(): Readonly<Record<string, string>> {
  const now = new Date().getFullYear();
  return Object.fromEntries(Array.from({ length: 10 }, (_, ago) => [String(now - ago), String(now - ago)]));
}

function Export({ wanted }: { readonly wanted: Omit<Wanted, 'cursor' | 'limit'> }) {
  const words = useWords(itemsWords);
  const file = useDownload<typeof exportItems>('GET /api/items/export');
  const { sort: _sort, ...filters } = wanted;
  return (
    <div className="row">
      <FormProblem error={file.error} />
      <Button loading={file.isPending} onClick={() => file.mutate(filters)}>
        {words.exportList}
      </Button>
    </div>
  );
}
