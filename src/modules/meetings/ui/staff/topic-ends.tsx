import { Button, Form } from 'antd';
import { useState } from 'react';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { Problem } from '#web/staff/parts.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { decideTopic } from '../../prep/topics/contract.ts';
import { agendaWords } from './agenda-texts.ts';
import { MEETING_READS, type TopicView } from './prep-reads.ts';

type End = 'declined' | 'deferred';

/** What may become of a topic now; what keeps it from being heard asks for the reason. */
export function TopicEnds({ topic }: { readonly topic: TopicView }) {
  const words = useWords(agendaWords);
  const [asking, setAsking] = useState<End | null>(null);
  const decide = useSend<typeof decideTopic>('POST /api/meeting-topics/:id/decide', MEETING_READS);
  const { id, state, steps } = topic;
  // What is declined is weighed anew before it comes back; taking a topic off again is declining it.
  const offered = steps.filter((to) => !(state === 'declined' && to === 'accepted' && steps.length > 1));
  const named = {
    accepted: state === 'proposed' ? words.accept : words.undo,
    heard: words.heard,
    declined: state === 'proposed' ? words.decline : words.takeOff,
    deferred: words.defer,
    proposed: words.reopen,
  };
  return (
    <>
      {offered
        .filter((to) => !(state === 'accepted' && to === 'proposed'))
        .map((to, nth) => (
          <Button
            key={to}
            type={nth === 0 && (state === 'proposed' || to === 'heard') ? 'primary' : 'default'}
            loading={decide.isPending && decide.variables.to === to}
            onClick={() =>
              to === 'declined' || to === 'deferred' ? setAsking(to) : decide.mutate({ id, to })
            }
          >
            {named[to]}
          </Button>
        ))}
      {decide.error && <Problem error={decide.error} />}
      {asking && (
        <WhyDialog topic={topic} to={asking} title={named[asking]} onClose={() => setAsking(null)} />
      )}
    </>
  );
}

interface WhyProps {
  readonly topic: TopicView;
  readonly to: End;
  readonly title: string;
  readonly onClose: () => void;
}

/** A topic is not heard, or not this time; who brought it and whose voices are in it read why. */
function WhyDialog({ topic, to, title, onClose }: WhyProps) {
  const words = useWords(agendaWords);
  const [form] = Form.useForm<{ reason: string }>();
  const send = useSend<typeof decideTopic>('POST /api/meeting-topics/:id/decide', MEETING_READS);
  const later = to === 'deferred';
  return (
    <FormDialog<{ reason: string }>
      form={form}
      title={`${title}：${topic.title}`}
      ok={title}
      send={send}
      onSubmit={({ reason }) => send.mutate({ id: topic.id, to, reason }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <ReasonField
        form={form}
        ready={later ? words.deferReady : words.declineReady}
        note={later ? words.deferNote : words.declineNote}
      />
    </FormDialog>
  );
}
