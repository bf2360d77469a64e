import { Link } from '@tanstack/react-router';
import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import type { Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { toneOfItem, type ItemRow } from './item-reads.ts';
import { itemWords } from './item-texts.ts';
import { meetingWords } from './texts.ts';

/** The date of an item, and what it says. */
export function ItemDue({
  item,
}: {
  readonly item: Pick<ItemRow, 'dueOn' | 'due' | 'escalatedAt' | 'closedAt' | 'deferrals'>;
}) {
  const words = useWords(itemWords);
  const { day, age } = useFormats();
  const { dueOn, due, escalatedAt, closedAt, deferrals } = item;
  return (
    <span className="item-due">
      {dueOn ? day(dueOn) : words.noDate}
      {due === 'soon' && <Tag tone="mind">{words.dueSoon}</Tag>}
      {due === 'overdue' && <Tag tone="alarm">{words.overdueBy(age(`${dueOn}T16:00:00Z`))}</Tag>}
      {deferrals > 0 && <small>{words.deferrals(deferrals)}</small>}
      {escalatedAt && !closedAt && <Tag tone="alarm">{words.escalated}</Tag>}
    </span>
  );
}

/** The state of an item and since when. */
export function ItemStanding({ item }: { readonly item: Pick<ItemRow, 'state' | 'consensus'> }) {
  const words = useWords(itemWords);
  const { itemStates } = useWords(meetingWords);
  return (
    <span className="item-due">
      <Tag tone={toneOfItem(item.state)}>{itemStates[item.state]}</Tag>
      {item.consensus === 'preliminary' && <Tag tone="plain">{words.preliminary}</Tag>}
    </span>
  );
}

/** The columns of lists of agreed items. */
export function useItemColumns({ meeting = true }: { readonly meeting?: boolean } = {}): Column<ItemRow>[] {
  const words = useWords(itemWords);
  const { age } = useFormats();
  const { columns } = words;
  const all: Column<ItemRow>[] = [
    {
      key: 'item',
      title: columns.item,
      bare: true,
      cell: (row) => (
        <>
          <Link className="link name" data-main to="/items/$id" params={{ id: row.id }}>
            {row.text}
          </Link>
          <small className="item-measure">{row.measure}</small>
        </>
      ),
    },
    { key: 'state', title: columns.state, bare: true, cell: (row) => <ItemStanding item={row} /> },
    {
      key: 'lead',
      title: columns.lead,
      cell: ({ lead, closedAt }) => (
        <>
          {lead.name} {lead.left && !closedAt && <Tag tone="mind">{words.leftUnit}</Tag>}
        </>
      ),
    },
    { key: 'owner', title: columns.owner, cell: ({ owner }) => owner?.name ?? words.noOwner },
    { key: 'due', title: columns.due, cell: (row) => <ItemDue item={row} /> },
    { key: 'since', title: columns.since, className: 'nowrap', cell: (row) => age(row.steppedAt) },
  ];
  const where: Column<ItemRow> = {
    key: 'meeting',
    title: columns.meeting,
    cell: (row) => (
      <Link to="/meetings/$id" params={{ id: row.meeting.id }} search={{ tab: 'items' }}>
        {row.meeting.title}
      </Link>
    ),
  };
  return meeting ? [...all, where] : all;
}
