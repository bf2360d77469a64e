import { Button } from 'antd';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { useFormats } from '#web/staff/format.ts';
import { Problem, Tag } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { decideTopic, moveTopic } from '../../prep/topics/contract.ts';
import { MEETING_READS, type Agenda, type TopicView } from './prep-reads.ts';
import { prepWords } from './prep-texts.ts';
import { DeclineDialog, TopicDialog } from './topic-dialog.tsx';
import { TopicFiles } from './topic-files.tsx';

interface TopicLineProps {
  readonly agenda: Agenda;
  readonly topic: TopicView;
  /** Its number on the agenda; null for what is not on it. */
  readonly no: number | null;
  readonly ends: { readonly first: boolean; readonly last: boolean };
  readonly mayChange: boolean;
}

/** One topic: what, from whom, with which research and files; and what is done with it. */
export function TopicLine({ agenda, topic, no, ends, mayChange }: TopicLineProps) {
  const words = useWords(prepWords).agenda;
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
          <Tag tone="plain">{words.kinds[topic.kind]}</Tag>
        </div>
        {topic.reason && <p className="note mind">{frame.reasonIs(topic.reason)}</p>}
        {topic.background && <p className="prep-text">{topic.background}</p>}
        {topic.research && (
          <details>
            <summary>{words.research}</summary>
            <p className="prep-text">{topic.research}</p>
          </details>
        )}
        <TopicFiles topic={topic} mayChange={mayChange} />
        {mayChange && <Verbs agenda={agenda} topic={topic} ends={ends} />}
      </div>
    </li>
  );
}

function Verbs({ agenda, topic, ends }: Pick<TopicLineProps, 'agenda' | 'topic' | 'ends'>) {
  const words = useWords(prepWords).agenda;
  const [open, setOpen] = useState<'edit' | 'decline' | null>(null);
  const decide = useSend<typeof decideTopic>('POST /api/meeting-topics/:id/decide', MEETING_READS);
  const move = useSend<typeof moveTopic>('POST /api/meeting-topics/:id/move', MEETING_READS);
  const { id, state, title } = topic;
  const close = (): void => setOpen(null);
  const error = decide.error ?? move.error;
  return (
    <div className="row">
      {state === 'proposed' && (
        <Button
          type="primary"
          loading={decide.isPending}
          onClick={() => decide.mutate({ id, to: 'accepted' })}
        >
          {words.accept}
        </Button>
      )}
      {(state === 'proposed' || state === 'accepted') && (
        <Button onClick={() => setOpen('decline')}>{words.decline}</Button>
      )}
      {state === 'declined' && (
        <Button loading={decide.isPending} onClick={() => decide.mutate({ id, to: 'proposed' })}>
          {words.reopen}
        </Button>
      )}
      <Button onClick={() => setOpen('edit')}>{words.edit}</Button>
      {state === 'accepted' && !(ends.first && ends.last) && (
        <>
          <Button
            aria-label={`${words.up}：${title}`}
            disabled={ends.first}
            onClick={() => move.mutate({ id, to: 'up' })}
            icon={<ArrowUp size={16} aria-hidden />}
          />
          <Button
            aria-label={`${words.down}：${title}`}
            disabled={ends.last}
            onClick={() => move.mutate({ id, to: 'down' })}
            icon={<ArrowDown size={16} aria-hidden />}
          />
        </>
      )}
      {error && <Problem error={error} />}
      {open === 'edit' && <TopicDialog agenda={agenda} topic={topic} onClose={close} />}
      {open === 'decline' && <DeclineDialog topic={topic} onClose={close} />}
    </div>
  );
}
