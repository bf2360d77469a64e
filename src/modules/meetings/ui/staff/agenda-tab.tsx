import './prep.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useFormats } from '#web/staff/format.ts';
import { Blank, Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import type { getAgenda } from '../../prep/topics/contract.ts';
import { OPEN_WHILE } from '../../errands/rules.ts';
import { isHeld } from '../../rules.ts';
import { AskDialog } from './ask-dialog.tsx';
import type { MeetingTabProps, MeetingView } from './meeting-tabs.ts';
import type { Agenda } from './prep-reads.ts';
import { agendaWords } from './agenda-texts.ts';
import { meetingWords } from './texts.ts';
import { ReferredConcerns } from './topic-concerns.tsx';
import { TopicDialog } from './topic-dialog.tsx';
import { TopicLine } from './topic-line.tsx';

/** 议程: what earlier meetings left open comes first by itself; then the topics, and those that wait to be decided. */
export function AgendaTab({ meeting }: MeetingTabProps) {
  const agenda = useQuery(ask<typeof getAgenda>('GET /api/meetings/:id/agenda', { id: meeting.id }));
  if (agenda.error) return <Problem error={agenda.error} onRetry={() => void agenda.refetch()} />;
  return agenda.data ? <Page meeting={meeting} agenda={agenda.data} /> : <Loading />;
}

interface OfAgenda {
  readonly meeting: MeetingView;
  readonly agenda: Agenda;
}

function Page({ meeting, agenda }: OfAgenda) {
  const words = useWords(agendaWords);
  const [open, setOpen] = useState<'add' | 'ask' | null>(null);
  const mayChange = meeting.mayManage && agenda.open;
  const mayAsk = meeting.mayManage && OPEN_WHILE.topics.includes(meeting.state);
  const on = agenda.topics.filter(({ state }) => state === 'accepted' || state === 'heard');
  const proposed = agenda.topics.filter(({ state }) => state === 'proposed');
  const declined = agenda.topics.filter(({ state }) => state === 'declined');
  const deferred = agenda.topics.filter(({ state }) => state === 'deferred');
  const unended = isHeld(meeting.state) ? on.filter(({ state }) => state === 'accepted') : [];
  const close = (): void => setOpen(null);
  const lines = (topics: typeof on, from = 0) =>
    topics.map((topic, at) => (
      <TopicLine
        key={topic.id}
        meetingId={meeting.id}
        agenda={agenda}
        topic={topic}
        no={from > 0 ? from + at : null}
        ends={{ first: at === 0, last: at === topics.length - 1 }}
        mayDecide={meeting.mayManage}
        mayChange={mayChange && topic.state !== 'deferred'}
      />
    ));
  return (
    <>
      <section className="card">
        <div className="row">
          <h2 className="grow">{words.title}</h2>
          {mayAsk && <Button onClick={() => setOpen('ask')}>{words.ask}</Button>}
          {mayChange && <Button onClick={() => setOpen('add')}>{words.add}</Button>}
        </div>
        {meeting.mayManage && unended.length > 0 && (
          <p className="note mind prep-mind">{words.unended(unended.length)}</p>
        )}
        <ol>
          <Carried agenda={agenda} />
          {lines(on, 2)}
        </ol>
        {on.length === 0 && <Blank title={words.none}>{words.noneNext}</Blank>}
      </section>
      {proposed.length > 0 && (
        <section className="card">
          <h2>{words.proposed}</h2>
          <ol>{lines(proposed)}</ol>
        </section>
      )}
      {deferred.length > 0 && (
        <section className="card">
          <h2>{words.deferred}</h2>
          <ol>{lines(deferred)}</ol>
        </section>
      )}
      {declined.length > 0 && (
        <section className="card">
          <h2>{words.declined}</h2>
          <ol>{lines(declined)}</ol>
        </section>
      )}
      {mayChange && <ReferredConcerns meeting={meeting} agenda={agenda} />}
      {open === 'add' && <TopicDialog meeting={meeting} agenda={agenda} onClose={close} />}
      {open === 'ask' && <AskDialog meeting={meeting} kind="topics" onClose={close} />}
    </>
  );
}

/** The first item of every agenda. */
function Carried({ agenda: { carried } }: Pick<OfAgenda, 'agenda'>) {
  const words = useWords(agendaWords);
  const { itemStates } = useWords(meetingWords);
  const { day } = useFormats();
  return (
    <li className="prep-topic">
      <b>1</b>
      <div>
        <b>{words.carried}</b>
        <p className="quiet">{carried.length === 0 ? words.carriedNone : words.carriedNote}</p>
        <ul>
          {carried.map((item) => (
            <li key={item.id} className="prep-line">
              <div className="row">
                <Link className="grow" to="/items/$id" params={{ id: item.id }}>
                  {item.text}
                </Link>
                {item.over && <Tag tone="ok">{words.over}</Tag>}
                {item.overdue && <Tag tone="alarm">{words.overdue}</Tag>}
                <Tag tone="plain">{itemStates[item.state]}</Tag>
              </div>
              <small>
                {[
                  words.lead(item.leadUnit),
                  item.dueOn ? words.due(day(item.dueOn)) : words.noDue,
                  words.fromMeeting(item.from),
                  item.reason,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}
