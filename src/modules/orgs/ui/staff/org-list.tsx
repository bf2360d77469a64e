import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Download } from 'lucide-react';
import type { Output } from '#kernel/contract';
import type { listOrgs, OrgKind, OrgState, UnionLevel } from '#orgs/contract';
import { saveCsv } from '#web/staff/csv.ts';
import { useFilters } from '#web/staff/filters.ts';
import { useFormats } from '#web/staff/format.ts';
import { PagesFoot } from '#web/staff/pages-foot.tsx';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { askPages } from '#web/staff/query.ts';
import { Records, type Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import type { TermStage } from '../../life/rules.ts';
import { TermTag } from './term-tag.tsx';
import { orgWords } from './texts.ts';

type Row = Output<typeof listOrgs>['items'][number];

/** Organisations of every kind by name, kind, level and state. */
export function OrgList() {
  const words = useWords(orgWords);
  const [filters] = useFilters();
  const columns = useColumns();
  const list = useInfiniteQuery(
    askPages<typeof listOrgs>('GET /api/orgs', {
      q: filters.q,
      kind: filters.kind as OrgKind | undefined,
      level: filters.level as UnionLevel | undefined,
      state: filters.state as OrgState | undefined,
      term: filters.term as TermStage | undefined,
      limit: 50,
    }),
  );
  if (list.isLoading) return <Loading />;
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return <Blank title={words.none}>{words.noneNext}</Blank>;
  return (
    <>
      <Records caption={words.list} rows={rows} columns={columns} idOf={(row) => String(row.id)} />
      <div className="list-tools">
        <Button type="text" icon={<Download size={16} aria-hidden />} onClick={() => exportRows(rows, words)}>
          {words.exportCsv}
        </Button>
        <PagesFoot query={list} shown={rows.length} />
      </div>
    </>
  );
}

function useColumns(): Column<Row>[] {
  const words = useWords(orgWords);
  const { day } = useFormats();
  const { columns } = words;
  return [
    {
      key: 'name',
      title: columns.name,
      bare: true,
      cell: (row) => (
        <Link to="/orgs/$id" params={{ id: String(row.id) }} className="name" data-main>
          {row.name}
        </Link>
      ),
    },
    { key: 'kind', title: columns.kind, bare: true, className: 'nowrap', cell: (row) => kindOf(row, words) },
    { key: 'parent', title: columns.parent, cell: (row) => row.parent?.name },
    { key: 'area', title: columns.area, bare: true, className: 'nowrap', cell: (row) => row.areaName },
    {
      key: 'term',
      title: columns.term,
      className: 'nowrap',
      cell: ({ termEndsOn, termDue }) =>
        termEndsOn && (
          <>
            {day(termEndsOn)} <TermTag due={termDue} />
          </>
        ),
    },
    {
      key: 'state',
      title: columns.state,
      bare: true,
      className: 'nowrap',
      cell: ({ state }) => <Tag tone={state === 'active' ? 'ok' : 'plain'}>{words.states[state]}</Tag>,
    },
  ];
}

type Words = (typeof orgWords)['zh'];

export function kindOf(row: Pick<Row, 'kind' | 'level' | 'formation'>, words: Words): string {
  if (row.kind !== 'union' || !row.level) return words.kinds[row.kind];
  return row.formation && row.formation !== 'federation'
    ? `${words.levels[row.level]} · ${words.formations[row.formation]}`
    : words.levels[row.level];
}

function exportRows(rows: readonly Row[], words: Words): void {
  const { columns } = words;
  saveCsv(words.csvName, [
    [columns.name, columns.kind, columns.parent, columns.area, columns.term, columns.state],
    ...rows.map((row) => [
      row.name,
      kindOf(row, words),
      row.parent?.name ?? '',
      row.areaName ?? '',
      row.termEndsOn ?? '',
      words.states[row.state],
    ]),
  ]);
}
