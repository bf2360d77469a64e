import { daysSince, useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { RowOpener, type Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { isWaiting, STATE_TONES, type ErrandRow } from './errand-reads.ts';
import { errandWords } from './errand-texts.ts';

/** Days that an open errand is past its date; 0 where it is not. */
function daysLate(row: ErrandRow): number {
  if (!row.dueOn || !isWaiting(row)) return 0;
  return Math.max(0, daysSince(`${row.dueOn}T00:00:00+08:00`));
}

export function useErrandColumns(onOpen: (id: string) => void): Column<ErrandRow>[] {
  const words = useWords(errandWords);
  const { age, day } = useFormats();
  return [
    {
      key: 'unit',
      title: words.unit,
      bare: true,
      cell: ({ id, unit }) => <RowOpener onOpen={() => onOpen(id)}>{unit.name}</RowOpener>,
    },
    { key: 'kind', title: words.kind, cell: ({ kind }) => words.kinds[kind] },
    {
      key: 'state',
      title: words.state,
      cell: (row) => <ErrandState row={row} />,
    },
    { key: 'asked', title: words.asked, className: 'nowrap', cell: ({ askedAt }) => words.ago(age(askedAt)) },
    {
      key: 'due',
      title: words.due,
      className: 'nowrap',
      cell: (row) => {
        const late = daysLate(row);
        return (
          <>
            {row.dueOn ? day(row.dueOn) : '—'} {late > 0 && <Tag tone="alarm">{words.late(late)}</Tag>}
          </>
        );
      },
    },
    { key: 'link', title: words.link, cell: (row) => <LinkState row={row} /> },
  ];
}

/** Where it stands, and what keeps a unit that has not answered from doing so. */
function ErrandState({ row: { state, halt, heir } }: { readonly row: ErrandRow }) {
  const words = useWords(errandWords);
  const stuck = halt !== null && state !== 'confirmed' && state !== 'submitted';
  return (
    <>
      <Tag tone={stuck ? 'plain' : STATE_TONES[state]}>{words.states[state]}</Tag>
      {stuck && (
        <div>
          <small>{heir ? words.leftTo(heir) : words.halts[halt]}</small>
        </div>
      )}
    </>
  );
}

/** Whether it was received and when the link was last used: who had it sent on is not known, that it was used is. */
export function LinkState({ row: { link, receivedAt } }: { readonly row: ErrandRow }) {
  const words = useWords(errandWords);
  const { moment } = useFormats();
  if (!link) return <small>{words.noLink}</small>;
  return (
    <small>
      {receivedAt ? words.received(moment(receivedAt)) : words.notReceived}
      <br />
      {link.live ? (link.usedAt ? words.used(moment(link.usedAt)) : words.unused) : words.ended}
    </small>
  );
}
