import { Button } from 'antd';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { Problem } from '#web/staff/parts.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { moveTopic } from '../../prep/topics/contract.ts';
import { agendaWords } from './agenda-texts.ts';
import { MEETING_READS, type Agenda, type TopicView } from './prep-reads.ts';
import { LinkDialog } from './topic-concerns.tsx';
import { TopicDialog } from './topic-dialog.tsx';

interface TopicChangeProps {
  readonly meetingId: string;
  readonly agenda: Agenda;
  readonly topic: TopicView;
  readonly ends: { readonly first: boolean; readonly last: boolean };
}

/** Its words, what it answers, and its place on the agenda. */
export function TopicChange({ meetingId, agenda, topic, ends }: TopicChangeProps) {
  const words = useWords(agendaWords);
  const [open, setOpen] = useState<'edit' | 'link' | null>(null);
  const move = useSend<typeof moveTopic>('POST /api/meeting-topics/:id/move', MEETING_READS);
  const { id, state, title } = topic;
  const close = (): void => setOpen(null);
  return (
    <>
      <Button onClick={() => setOpen('edit')}>{words.edit}</Button>
      <Button onClick={() => setOpen('link')}>{words.link}</Button>
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
      {move.error && <Problem error={move.error} />}
      {open === 'edit' && <TopicDialog agenda={agenda} topic={topic} onClose={close} />}
      {open === 'link' && <LinkDialog meetingId={meetingId} topic={topic} onClose={close} />}
    </>
  );
}
