import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { Download } from 'lucide-react';
import type { Request } from '#kernel/contract';
import type { getCoverage } from '#people/coverage/contract';
import { call } from '#web/client.ts';
import { saveCsv } from '#web/staff/csv.ts';
import { day } from '#web/staff/format.ts';
import { FormProblem } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import { TABLE_FIGURES } from './coverage-columns.tsx';
import type { CoverageRow } from './coverage-figures.tsx';
import { coverageWords } from './coverage-texts.ts';

type Asked = Request<typeof getCoverage>;

/** All rows of the table, also those that are not shown yet. */
export function CoverageExport({ request }: { readonly request: Asked }) {
  const words = useWords(coverageWords);
  const { columns } = words;
  const save = useMutation({
    mutationFn: async () => {
      const rows = await everyRow(request);
      saveCsv(words.csv, [
        [
          request.by === 'employer' ? columns.employer : columns.org,
          ...TABLE_FIGURES.map((figure) => columns[figure]),
          columns.reconciled,
        ],
        ...rows.map((row) => [
          row.org.name,
          ...TABLE_FIGURES.map((figure) => String(row[figure])),
          row.reconciledAt ? day(row.reconciledAt) : '',
        ]),
      ]);
    },
  });
  return (
    <>
      <Button
        type="text"
        icon={<Download size={16} aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {words.export}
      </Button>
      <FormProblem error={save.error} />
    </>
  );
}

async function everyRow(request: Asked): Promise<CoverageRow[]> {
  const rows: CoverageRow[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await call<typeof getCoverage>('GET /api/coverage', {
      ...request,
      cursor: cursor ?? undefined,
      limit: 200,
    });
    rows.push(...page.items);
    cursor = page.next;
  }
  return rows;
}
