import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { guessImport, mapImport, RosterMode } from '#people/roster/contract';
import { FormProblem, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useWords } from '#web/staff/words.ts';
import { fieldWords } from './roster-code-texts.ts';
import { ColumnTable } from './roster-column-table.tsx';
import { mapWords } from './roster-map-texts.ts';
import {
  isUnsure,
  mappedColumns,
  mappingFaults,
  type Choices,
  type MappingFaults,
} from './roster-mapping.ts';
import { IMPORT_READS, type RosterImport } from './roster-reads.ts';
import { RosterReading, type Look } from './roster-reading.tsx';

/** Step 2: how the file is read. What is not sure stands first; what is missing is said at once. */
export function RosterColumns({ one }: { readonly one: RosterImport }) {
  const words = useWords(mapWords);
  const [look, setLook] = useState<Look | null>(null);
  const [choices, setChoices] = useState<Choices>({});
  const [mode, setMode] = useState<RosterMode>(one.mode);
  const [transfers, setTransfers] = useState(one.transfers);
  const guess = useQuery({
    ...ask<typeof guessImport>('GET /api/roster-imports/:id/guess', {
      id: one.id,
      ...(look ?? { sheet: one.sheet }),
    }),
    enabled: look !== null,
    placeholderData: keepPreviousData,
  });
  const read = look && guess.data ? guess.data : one;
  const columns = mappedColumns(read.columns, choices);
  const faults = mappingFaults(columns);
  const lacks = faults.missing.length + faults.twice.length > 0;
  const unsure = read.columns.filter(isUnsure).length;
  const send = useSend<typeof mapImport>('PUT /api/roster-imports/:id/mapping', IMPORT_READS);
  useUnsaved(Object.keys(choices).length > 0 && !send.isSuccess);
  const lookAt = (next: Look): void => {
    setLook(next);
    setChoices({});
  };
  const compare = (): void =>
    send.mutate({
      id: one.id,
      sheet: read.sheet,
      headerRow: read.headerRow,
      columns: columns.flatMap(({ index, field }) => (field ? [{ index, field }] : [])),
      mode,
      transfers,
    });
  return (
    <>
      <RosterReading
        one={one}
        read={{ sheet: read.sheet, headerRow: read.headerRow, ...look }}
        onLook={lookAt}
        mode={mode}
        onMode={setMode}
        transfers={transfers}
        onTransfers={setTransfers}
      />
      <section className="card list" aria-busy={guess.isFetching}>
        <div className="roster-said">
          <h2>{words.columns}</h2>
          {one.remembered && !look && <p className="note">{words.remembered}</p>}
          {unsure > 0 && <p className="quiet">{words.unsureNote(unsure)}</p>}
          {unsure === 0 && !lacks && !one.remembered && <p className="quiet">{words.sureNote}</p>}
          <Faults faults={faults} />
        </div>
        {guess.error && <Problem error={guess.error} onRetry={() => void guess.refetch()} />}
        <ColumnTable
          key={`${read.sheet} ${read.headerRow}`}
          columns={columns}
          whole={faults.missing.length > 0}
          twice={faults.twice.map(({ field }) => field)}
          onChoose={(index, field) => setChoices({ ...choices, [index]: field })}
        />
      </section>
      <FormProblem error={send.error} />
      <MappingBar
        count={columns.filter(({ field }) => field !== null).length}
        faults={faults}
        busy={send.isPending || guess.isFetching}
        onNext={compare}
      />
    </>
  );
}

function Faults({ faults: { missing, twice } }: { readonly faults: MappingFaults }) {
  const words = useWords(mapWords);
  const fields = useWords(fieldWords);
  return (
    <div role="status" className="stack">
      {missing.length > 0 && (
        <p className="note alarm">{words.missing(missing.map((field) => fields[field]).join(words.list))}</p>
      )}
      {twice.map(({ field, columns }) => (
        <p key={field} className="note alarm">
          {words.twice(fields[field], columns.map(({ title }) => title || words.untitled).join(words.list))}
        </p>
      ))}
    </div>
  );
}

interface MappingBarProps {
  readonly count: number;
  readonly faults: MappingFaults;
  readonly busy: boolean;
  readonly onNext: () => void;
}

function MappingBar({ count, faults: { missing, twice }, busy, onNext }: MappingBarProps) {
  const words = useWords(mapWords);
  const fields = useWords(fieldWords);
  const lacking = [
    ...(missing.length > 0
      ? [words.missingShort(missing.map((field) => fields[field]).join(words.list))]
      : []),
    ...twice.map(({ field }) => words.twiceShort(fields[field])),
  ];
  return (
    <div className="roster-bar">
      <span className="grow">
        {lacking.length > 0 ? <b>{lacking.join(words.list)}</b> : words.matched(count)}{' '}
        <small>{words.nextNote}</small>
      </span>
      <Button type="primary" loading={busy} disabled={lacking.length > 0} onClick={onNext}>
        {words.next}
      </Button>
    </div>
  );
}
