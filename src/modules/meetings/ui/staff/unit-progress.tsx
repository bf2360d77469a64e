import './errand.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import type { Output } from '#kernel/contract';
import { copyText } from '#web/staff/clipboard.ts';
import { useFormats } from '#web/staff/format.ts';
import { Blank, Fact, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { Records, type Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import type { unitProgress } from '../../errands/progress/contract.ts';
import { progressWords } from './unit-progress-texts.ts';
import { meetingWords } from './texts.ts';

type Progress = Output<typeof unitProgress>;
type Item = Progress['items'][number];

/** How one unit does: what it leads and supports over all meetings, what is late, what it has not answered. */
export function UnitProgress({ id }: { readonly id: string }) {
  const query = useQuery(ask<typeof unitProgress>('GET /api/units/:id/progress', { id }));
  if (query.error) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  return query.data ? <Shown progress={query.data} /> : <Loading />;
}

function Shown({ progress }: { readonly progress: Progress }) {
  const words = useWords(progressWords);
  const columns = useColumns();
  const { figures, unanswered, items, unit } = progress;
  return (
    <section className="stack">
      <h2>{words.title(unit.name)}</h2>
      <dl className="facts">
        <Fact name={words.led}>{figures.agreed}</Fact>
        <Fact name={words.open}>{figures.open}</Fact>
        <Fact name={words.overdue}>{figures.overdue}</Fact>
        <Fact name={words.closed}>{figures.closed}</Fact>
        <Fact name={words.onTime}>{words.onTimeOf(figures.onTime, figures.closedDated)}</Fact>
        <Fact name={words.median}>
          {figures.medianDays === null ? words.noDays : words.days(figures.medianDays)}
        </Fact>
        <Fact name={words.putOff}>{figures.putOff}</Fact>
        <Fact name={words.unanswered}>{unanswered}</Fact>
      </dl>
      <CopyOpen progress={progress} />
      {items.length === 0 ? (
        <Blank title={words.none}>{words.noneNext}</Blank>
      ) : (
        <Records caption={words.title(unit.name)} rows={items} columns={columns} idOf={({ id }) => id} />
      )}
    </section>
  );
}

/** What the unit itself has still to do, to be sent to it: nothing of other units stands in it. */
function CopyOpen({ progress: { unit, items } }: { readonly progress: Progress }) {
  const words = useWords(progressWords);
  const { itemStates } = useWords(meetingWords);
  const { message } = App.useApp();
  const { day } = useFormats();
  const open = items.filter(({ closedOn }) => closedOn === null);
  if (open.length === 0) return null;
  const lines = open.map(({ text, leads, state, dueOn, overdue }, nth) => {
    const due = dueOn ? words.until(day(dueOn)) : words.noDue;
    const role = leads ? words.led : words.supports;
    return words.line(nth + 1, text, role, itemStates[state], overdue ? `${due} ${words.overdue}` : due);
  });
  const copy = async (): Promise<void> => {
    await copyText([words.paste(unit.name, open.length), ...lines].join('\n'));
    void message.success(words.copied);
  };
  return (
    <div className="row">
      <Button onClick={() => void copy()}>{words.copy}</Button>
      <small className="quiet">{words.copyNote}</small>
    </div>
  );
}

function useColumns(): Column<Item>[] {
  const words = useWords(progressWords);
  const meeting = useWords(meetingWords);
  const { day } = useFormats();
  return [
    {
      key: 'text',
      title: words.text,
      bare: true,
      cell: ({ id, text }) => (
        <Link to="/items/$id" params={{ id }} data-main>
          {text}
        </Link>
      ),
    },
    { key: 'role', title: words.role, cell: ({ leads }) => (leads ? words.led : words.supports) },
    {
      key: 'state',
      title: words.state,
      cell: ({ state, overdue, reason }) => (
        <>
          <Tag tone={overdue ? 'alarm' : 'info'}>{meeting.itemStates[state]}</Tag>
          {overdue && ` ${words.overdue}`}
          {reason && (
            <>
              <br />
              <small>{reason}</small>
            </>
          )}
        </>
      ),
    },
    {
      key: 'due',
      title: words.due,
      className: 'nowrap',
      cell: ({ dueOn }) => (dueOn ? day(dueOn) : words.noDue),
    },
    {
      key: 'meeting',
      title: words.meeting,
      cell: ({ meeting: { id, title } }) => (
        <Link to="/meetings/$id" params={{ id }}>
          {title}
        </Link>
      ),
    },
  ];
}
