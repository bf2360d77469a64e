import { Link } from '@tanstack/react-router';
import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { agendaWords } from './agenda-texts.ts';
import type { Agenda, TopicView } from './prep-reads.ts';
import { TopicChange } from './topic-change.tsx';
import { TopicConcerns } from './topic-concerns.tsx';
import { TopicEnds } from './topic-ends.tsx';
import { TopicFiles } from './topic-files.tsx';

interface TopicLineProps {
  readonly agenda: Agenda;
  readonly topic: TopicView;
  /** Its number on the agenda; null for what is not on it. */
  readonly no: number | null;
  readonly ends: { readonly first: boolean; readonly last: boolean };
  readonly mayDecide: boolean;
  /** Its words and files too, which stand once the minutes are issued. */
  readonly mayChange: boolean;
  readonly meetingId: string;
}

/** One topic: what, from whom, with which research and files; and what is done with it. */
export function TopicLine({ meetingId, agenda, topic, no, ends, mayDecide, mayChange }: TopicLineProps) {
  const words = useWords(agendaWords);
  const frame = useWords(frameWords);
  const { age } = useFormats();
  const by = topic.unit ? words.by(topic.unit.name) : words.byUnion;
  const told = [by, topic.reporter, topic.state === 'proposed' && words.waited(age(topic.madeAt))];
  return (
    <li className="prep-topic">
      <b>{no}</b>
      <div className="stack">
        <div className="row">
          <div className="grow">
            <b>{topic.title}</b>
            <div>
              <small>{told.filter(Boolean).join(' · ')}</small>
            </div>
          </div>
          {topic.state === 'heard' && <Tag tone="ok">{words.heard}</Tag>}
          <Tag tone="plain">{words.kinds[topic.kind]}</Tag>
        </div>
        {topic.from && (
          <small>
            {words.leftBy}{' '}
            <Link to="/meetings/$id" params={{ id: topic.from.id }}>
              {topic.from.title}
            </Link>
          </small>
        )}
        {topic.reason && <p className="note mind">{frame.reasonIs(topic.reason)}</p>}
        {topic.next && (
          <p>
            {words.leftFor}{' '}
            <Link to="/meetings/$id" params={{ id: topic.next.id }}>
              {topic.next.title}
            </Link>
          </p>
        )}
        {topic.background && <p className="prep-text">{topic.background}</p>}
        {topic.research && (
          <details>
            <summary>{words.research}</summary>
            <p className="prep-text">{topic.research}</p>
          </details>
        )}
        <TopicConcerns topic={topic} />
        <TopicFiles topic={topic} mayChange={mayChange} />
        {mayDecide && (
          <div className="row">
            <TopicEnds topic={topic} />
            {mayChange && <TopicChange meetingId={meetingId} agenda={agenda} topic={topic} ends={ends} />}
          </div>
        )}
      </div>
    </li>
  );
}
