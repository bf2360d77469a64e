import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Form, Select } from 'antd';
import { useState } from 'react';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useFormats } from '#web/staff/format.ts';
import { ask } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { linkConcerns, listTopicConcerns } from '../../prep/concerns/contract.ts';
import type { MeetingView } from './meeting-tabs.ts';
import { MEETING_READS, type Agenda, type OpenConcern, type TopicView } from './prep-reads.ts';
import { prepWords } from './prep-texts.ts';
import { agendaWords } from './agenda-texts.ts';
import { TopicDialog } from './topic-dialog.tsx';

/** Concerns that nobody has taken up yet: each becomes a topic by one press. */
export function ReferredConcerns({
  meeting,
  agenda,
}: {
  readonly meeting: MeetingView;
  readonly agenda: Agenda;
}) {
  const words = useWords(agendaWords);
  const { age } = useFormats();
  const [taking, setTaking] = useState<OpenConcern | null>(null);
  const list = useQuery(ask<typeof listTopicConcerns>('GET /api/meetings/:id/concerns', { id: meeting.id }));
  const free = (list.data?.items ?? []).filter(({ taken }) => !taken);
  if (free.length === 0) return null;
  return (
    <section className="card">
      <h2>{words.concerns}</h2>
      <p className="quiet">{words.concernsNote}</p>
      <ul>
        {free.map((concern) => (
          <li key={concern.id} className="prep-line row">
            <div className="grow">
              <Link to="/concerns/$id" params={{ id: concern.id }}>
                {concern.title}
              </Link>
              <small>
                {[concern.theme, words.concernTold(concern.voices, age(concern.oldest))]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </div>
            <Button onClick={() => setTaking(concern)}>{words.take}</Button>
          </li>
        ))}
      </ul>
      {taking && (
        <TopicDialog meeting={meeting} agenda={agenda} concern={taking} onClose={() => setTaking(null)} />
      )}
    </section>
  );
}

/** What many said that the topic takes up. */
export function TopicConcerns({ topic }: { readonly topic: TopicView }) {
  const words = useWords(agendaWords);
  if (topic.concerns.length === 0) return null;
  return (
    <p>
      <small>{words.linked} </small>
      {topic.concerns.map(({ id, title }) => (
        <Link key={id} to="/concerns/$id" params={{ id }} className="prep-concern">
          {title}
        </Link>
      ))}
    </p>
  );
}

interface LinkDialogProps {
  readonly meetingId: string;
  readonly topic: TopicView;
  readonly onClose: () => void;
}

/** Which concerns a topic takes up. */
export function LinkDialog({ meetingId, topic, onClose }: LinkDialogProps) {
  const all = useWords(prepWords);
  const words = useWords(agendaWords);
  const { message } = App.useApp();
  const list = useQuery(ask<typeof listTopicConcerns>('GET /api/meetings/:id/concerns', { id: meetingId }));
  const send = useSend<typeof linkConcerns>('PUT /api/meeting-topics/:id/concerns', MEETING_READS);
  const offered = new Map(
    [...topic.concerns, ...(list.data?.items ?? [])].map(({ id, title }) => [id, title]),
  );
  const submit = ({ concernIds }: { readonly concernIds: string[] }): void =>
    send.mutate(
      { id: topic.id, concernIds },
      {
        onSuccess: () => {
          message.success(all.saved);
          onClose();
        },
      },
    );
  return (
    <FormDialog<{ concernIds: string[] }>
      title={words.linkTitle(topic.title)}
      ok={words.link}
      send={send}
      initial={{ concernIds: topic.concerns.map(({ id }) => id) }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="concernIds" label={words.concerns} extra={words.linkNote}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          loading={list.isLoading}
          notFoundContent={words.linkNone}
          options={[...offered].map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
