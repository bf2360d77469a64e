import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { RowOpener, type Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { isMine, toneOfTransfer, type Transfer } from './transfer-reads.ts';
import { transferWords } from './transfer-texts.ts';

export function useTransferColumns(open: (id: string) => void): Column<Transfer>[] {
  const words = useWords(transferWords);
  const { day } = useFormats();
  const { columns } = words;
  return [
    {
      key: 'name',
      title: columns.name,
      className: 'nowrap',
      bare: true,
      cell: ({ id, name }) => <RowOpener onOpen={() => open(id)}>{name}</RowOpener>,
    },
    {
      key: 'state',
      title: columns.state,
      className: 'nowrap',
      bare: true,
      cell: (row) => (
        <Tag tone={toneOfTransfer(row)}>{isMine(row) ? words.mine : words.states[row.state]}</Tag>
      ),
    },
    { key: 'from', title: columns.from, cell: ({ from }) => from.name },
    { key: 'to', title: columns.to, cell: ({ to }) => to.name },
    {
      key: 'due',
      title: columns.due,
      className: 'nowrap',
      bare: true,
      cell: ({ state, dueOn }) => state === 'confirmed' && dueOn && words.dueShort(day(dueOn)),
    },
    {
      key: 'startedBy',
      title: columns.startedBy,
      bare: true,
      className: 'nowrap',
      cell: ({ startedBy }) => words.starts[startedBy],
    },
    {
      key: 'created',
      title: columns.created,
      className: 'nowrap',
      cell: ({ createdAt }) => day(createdAt),
    },
  ];
}
