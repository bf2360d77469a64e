import { useQuery } from '@tanstack/react-query';
import { Checkbox, InputNumber, Select } from 'antd';
import { useId } from 'react';
import type { getOrg } from '#orgs/contract';
import type { RosterMode } from '#people/roster/contract';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { mapWords } from './roster-map-texts.ts';
import { ModeChoice } from './roster-mode.tsx';
import type { RosterImport } from './roster-reads.ts';

/** Another sheet, or another row of titles; the server finds the row where none is named. */
export interface Look {
  readonly sheet: string;
  readonly headerRow?: number;
}

interface RosterReadingProps {
  readonly one: RosterImport;
  /** What is read now. */
  readonly read: Pick<RosterImport, 'sheet' | 'headerRow'>;
  readonly onLook: (look: Look) => void;
  readonly mode: RosterMode;
  readonly onMode: (mode: RosterMode) => void;
  readonly transfers: boolean;
  readonly onTransfers: (on: boolean) => void;
}

/** Which sheet, where its titles stand, what kind of list it is. */
export function RosterReading({
  one,
  read,
  onLook,
  mode,
  onMode,
  transfers,
  onTransfers,
}: RosterReadingProps) {
  const words = useWords(mapWords);
  const ids = { sheet: useId(), header: useId(), note: useId() };
  return (
    <section className="card stack">
      <h2>{words.how}</h2>
      <div className="roster-reading">
        {one.sheets.length > 1 && (
          <div>
            <label htmlFor={ids.sheet}>{words.sheet}</label>
            <Select
              id={ids.sheet}
              className="filter wide"
              value={read.sheet}
              options={one.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
              onChange={(sheet) => onLook({ sheet })}
            />
          </div>
        )}
        <div>
          <label htmlFor={ids.header}>{words.header}</label>
          <span className="row">
            <InputNumber
              id={ids.header}
              aria-describedby={ids.note}
              mode="spinner"
              min={0}
              max={1000}
              precision={0}
              value={read.headerRow}
              onChange={(row) => row !== null && onLook({ sheet: read.sheet, headerRow: row })}
            />
            <small id={ids.note}>{words.headerNote}</small>
          </span>
        </div>
      </div>
      {one.org.kind === 'union' && <ModeChoice label={words.mode} value={mode} onChange={onMode} />}
      <TransferChoice union={one.union} on={transfers} onChange={onTransfers} />
    </section>
  );
}

interface TransferChoiceProps {
  readonly union: RosterImport['union'];
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Members can come only to a primary union; where the roster is another's there is nothing to choose. */
function TransferChoice({ union, on, onChange }: TransferChoiceProps) {
  const words = useWords(mapWords);
  const { data } = useQuery(ask<typeof getOrg>('GET /api/orgs/:id', { id: union.id }));
  if (data && data.level !== 'primary') return null;
  return (
    <Checkbox checked={on} onChange={({ target }) => onChange(target.checked)}>
      <b>{words.transfers}</b>
      <br />
      <small>{words.transfersNote}</small>
    </Checkbox>
  );
}
