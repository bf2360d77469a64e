import { Link } from '@tanstack/react-router';
import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import type { Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { nameOfFault } from './fault-card.tsx';
import { toneOfFault, type FaultRow } from './trust-reads.ts';
import { trustWords } from './trust-texts.ts';

/** The columns of the list of faults; a row opens its place, on the tab of its faults. */
export function useFaultColumns(): Column<FaultRow>[] {
  const words = useWords(trustWords);
  const { age } = useFormats();
  const { columns } = words;
  return [
    {
      key: 'what',
      title: columns.what,
      bare: true,
      className: 'nowrap',
      cell: (row) => (
        <Link
          className="name"
          data-main
          to="/places/$id"
          params={{ id: row.place.id }}
          search={{ tab: 'faults' }}
        >
          {nameOfFault(row, words.kinds)}
        </Link>
      ),
    },
    { key: 'place', title: columns.place, bare: true, cell: ({ place }) => place.name },
    {
      key: 'state',
      title: columns.state,
      bare: true,
      className: 'nowrap',
      cell: (row) => <Tag tone={toneOfFault(row)}>{words.states[row.state]}</Tag>,
    },
    {
      key: 'age',
      title: columns.age,
      className: 'nowrap',
      cell: ({ reportedAt, urgency }) =>
        [age(reportedAt), words.urgency[urgency]].filter(Boolean).join(' · '),
    },
    { key: 'reports', title: columns.reports, className: 'num', cell: ({ reports }) => reports },
    { key: 'notes', title: columns.notes, cell: ({ notes }) => notes.join('；') || '—' },
    { key: 'org', title: columns.org, cell: ({ org }) => org.name },
  ];
}
