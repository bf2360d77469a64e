import { App, Checkbox, Form, Input, Segmented, Select } from 'antd';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import type { linkConcerns } from '../../prep/concerns/contract.ts';
import type { changeTopic, decideTopic, proposeTopic } from '../../prep/topics/contract.ts';
import type { MeetingView } from './meeting-tabs.ts';
import { MEETING_READS, orNull, type Agenda, type TopicView } from './prep-reads.ts';
import { prepWords } from './prep-texts.ts';

interface Values {
  readonly kind: TopicView['kind'];
  readonly title: string;
  readonly background?: string | null;
  readonly research?: string | null;
  readonly unitId?: string | null;
  readonly reporter?: string | null;
  readonly accepted?: boolean;
}

interface TopicDialogProps {
  readonly meeting?: MeetingView;
  readonly agenda: Agenda;
  readonly topic?: TopicView;
  /** A concern that a new topic takes up. */
  readonly concern?: { readonly id: string; readonly title: string };
  readonly onClose: () => void;
}

/** A new topic of `meeting`, or another text for `topic`. */
export function TopicDialog({ meeting, agenda, topic, concern, onClose }: TopicDialogProps) {
  const words = useWords(prepWords);
  const { message } = App.useApp();
  const propose = useSend<typeof proposeTopic>('POST /api/meetings/:id/topics', MEETING_READS);
  const link = useSend<typeof linkConcerns>('PUT /api/meeting-topics/:id/concerns', MEETING_READS);
  const change = useSend<typeof changeTopic>('PATCH /api/meeting-topics/:id', MEETING_READS);
  const onSuccess = (): void => {
    message.success(topic ? words.saved : words.agenda.added);
    onClose();
  };
  const submit = ({ accepted = false, ...values }: Values): void => {
    const facts = {
      kind: values.kind,
      title: values.title,
      background: orNull(values.background),
      research: orNull(values.research),
      unitId: values.unitId ?? null,
      reporter: orNull(values.reporter),
    };
    if (topic) change.mutate({ id: topic.id, ...facts }, { onSuccess });
    else if (meeting)
      propose.mutate(
        { id: meeting.id, ...facts, accepted },
        {
          onSuccess: ({ id }) =>
            concern ? link.mutate({ id, concernIds: [concern.id] }, { onSuccess }) : onSuccess(),
        },
      );
  };
  const had = topic && { ...topic, unitId: topic.unit?.id ?? null };
  return (
    <FormDialog<Values>
      width={640}
      title={topic ? words.agenda.editTitle : words.agenda.addTitle}
      ok={topic ? words.agenda.edit : words.agenda.add}
      send={topic ? change : link.error ? link : propose}
      initial={had ?? { kind: 'report', accepted: !concern, ...(concern && { title: concern.title }) }}
      onSubmit={submit}
      onClose={onClose}
    >
      <TopicFields agenda={agenda} isNew={!topic} />
    </FormDialog>
  );
}

function TopicFields({ agenda, isNew }: { readonly agenda: Agenda; readonly isNew: boolean }) {
  const all = useWords(prepWords);
  const words = all.agenda;
  return (
    <>
      <Form.Item name="kind" label={words.kind}>
        <Segmented options={keysOf(words.kinds).map((value) => ({ value, label: words.kinds[value] }))} />
      </Form.Item>
      <Form.Item
        name="title"
        label={words.topicTitle}
        rules={[{ required: true, whitespace: true, message: all.fill }]}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="background" label={words.background}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <div className="row fields">
        <Form.Item name="unitId" label={words.unit}>
          <Select
            allowClear
            placeholder={words.union}
            options={agenda.units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="reporter" label={words.reporter} extra={words.reporterWhy}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <Form.Item name="research" label={words.research} extra={words.researchNote}>
        <Input.TextArea rows={5} maxLength={20_000} />
      </Form.Item>
      {isNew && (
        <Form.Item name="accepted" valuePropName="checked">
          <Checkbox>{words.onAgenda}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

interface DeclineProps {
  readonly topic: TopicView;
  readonly onClose: () => void;
}

/** A topic is not taken up; who brought it reads why. */
export function DeclineDialog({ topic, onClose }: DeclineProps) {
  const words = useWords(prepWords).agenda;
  const [form] = Form.useForm<{ reason: string }>();
  const send = useSend<typeof decideTopic>('POST /api/meeting-topics/:id/decide', MEETING_READS);
  return (
    <FormDialog<{ reason: string }>
      form={form}
      title={`${words.declineTitle}：${topic.title}`}
      ok={words.decline}
      send={send}
      onSubmit={({ reason }) => send.mutate({ id: topic.id, to: 'declined', reason }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <ReasonField form={form} ready={words.declineReady} note={words.declineNote} />
    </FormDialog>
  );
}
