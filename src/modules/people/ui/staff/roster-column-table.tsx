import { Button, Select } from 'antd';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import type { RosterField } from '#people/roster/contract';
import { Tag } from '#web/staff/parts.tsx';
import { Records, type Column } from '#web/staff/records.tsx';
import { keysOf, useWords } from '#web/staff/words.ts';
import { fieldWords } from './roster-code-texts.ts';
import { mapWords } from './roster-map-texts.ts';
import { columnLetter, inOrderOfDoubt, isUnsure, type MappedColumn } from './roster-mapping.ts';

/** Few enough that folding them away saves nobody anything. */
const FEW = 4;
const NONE = 'none';

interface ColumnTableProps {
  readonly columns: readonly MappedColumn[];
  readonly twice: readonly RosterField[];
  /** Nothing is folded away: what is missing may be anywhere. */
  readonly whole: boolean;
  readonly onChoose: (index: number, field: RosterField | null) => void;
}

/** Each column of the file, what it holds, and what it is taken for. The order is that of the guess and stays. */
export function ColumnTable({ columns, twice, whole, onChoose }: ColumnTableProps) {
  const words = useWords(mapWords);
  const [order] = useState(() => inOrderOfDoubt(columns));
  const [open, setOpen] = useState(whole || order.out.length <= FEW);
  const listed = open ? [...order.shown, ...order.out] : order.shown;
  const rows = listed.flatMap(({ index }) => columns.find((column) => column.index === index) ?? []);
  const table = useColumns(twice, onChoose);
  return (
    <>
      <Records caption={words.columns} rows={rows} columns={table} idOf={({ index }) => String(index)} />
      {order.out.length > FEW && (
        <div className="list-foot">
          <Button
            type="text"
            aria-expanded={open}
            icon={open ? <ChevronUp size={16} aria-hidden /> : <ChevronDown size={16} aria-hidden />}
            onClick={() => setOpen(!open)}
          >
            {open ? words.hideUnused : words.showUnused(order.out.length)}
          </Button>
        </div>
      )}
    </>
  );
}

function useColumns(
  twice: readonly RosterField[],
  onChoose: ColumnTableProps['onChoose'],
): Column<MappedColumn>[] {
  const words = useWords(mapWords);
  const { occupation: _work, employment: _kind, leftOn: _left, ...fields } = useWords(fieldWords);
  const options = [
    { value: NONE, label: words.unused },
    ...keysOf(fields).map((field) => ({ value: field as string, label: fields[field] })),
  ];
  return [
    {
      key: 'title',
      title: words.head.title,
      bare: true,
      cell: ({ title, index }) => (
        <>
          <b>{title || words.untitled}</b> <small>{words.letter(columnLetter(index))}</small>
        </>
      ),
    },
    {
      key: 'values',
      title: words.head.values,
      bare: true,
      cell: ({ values }) => (
        <span className="roster-values">
          {values.length === 0 && <small>{words.emptyColumn}</small>}
          {values.map((value, at) => (
            // The same value may stand in two rows.
            <span key={`${at} ${value}`}>{value}</span>
          ))}
        </span>
      ),
    },
    {
      key: 'field',
      title: words.head.field,
      bare: true,
      cell: ({ title, index, field }) => (
        <Select
          className="roster-field"
          aria-label={words.fieldOf(title || words.letter(columnLetter(index)))}
          {...(field && twice.includes(field) ? { status: 'error' } : {})}
          showSearch={{ optionFilterProp: 'label' }}
          value={field ?? NONE}
          options={options}
          onChange={(value) => onChoose(index, value === NONE ? null : (value as RosterField))}
        />
      ),
    },
    {
      key: 'sure',
      title: words.head.sure,
      bare: true,
      className: 'nowrap',
      cell: (column) => <Sureness column={column} />,
    },
  ];
}

function Sureness({ column }: { readonly column: MappedColumn }) {
  const words = useWords(mapWords);
  if (!column.guessed) return <Tag tone="info">{words.yours}</Tag>;
  if (isUnsure(column)) return <Tag tone="mind">{words.check}</Tag>;
  return column.field === null ? <Tag tone="plain">{words.out}</Tag> : <Tag tone="ok">{words.sure}</Tag>;
}
