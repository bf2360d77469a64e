import { App, Form, Input, Modal } from 'antd';
import type { answerVoice } from '#voices/contract';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { VOICE_READS, type Voice } from './voice-request.ts';
import { voiceWords } from './texts.ts';

/** Who said it themselves has a link; what officers wrote down for others has none. */
const BY_LINK: ReadonlySet<Voice['kind']> = new Set(['suggestion', 'wish', 'interview']);

interface AnswerDialogProps {
  readonly voice: Voice;
  readonly onClose: () => void;
  readonly onAnswered: () => void;
}

/** Notes what was done; where a phone was left the answer goes there. */
export function AnswerDialog({ voice, onClose, onAnswered }: AnswerDialogProps) {
  const frame = useWords(frameWords);
  const words = useWords(voiceWords);
  const { message } = App.useApp();
  const unsent = BY_LINK.has(voice.kind) ? words.kept : words.keptHere;
  const [form] = Form.useForm<{ note: string }>();
  const typed = Form.useWatch<string | undefined>('note', form);
  const send = useSend<typeof answerVoice>('POST /api/voices/:id/answer', VOICE_READS);
  const done = (): void => {
    message.success(words.done);
    onAnswered();
    onClose();
  };
  const mayLeave = useUnsaved(Boolean(typed) && !send.isSuccess);
  const cancel = async (): Promise<void> => {
    if (await mayLeave()) onClose();
  };
  return (
    <Modal
      open
      title={words.answerTitle}
      okText={voice.hasContact ? words.send : words.keep}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={() => void cancel()}
    >
      <blockquote className="said form-note">{voice.text}</blockquote>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ note }) => send.mutate({ id: voice.id, note }, { onSuccess: done })}
      >
        <Form.Item
          name="note"
          label={words.note}
          extra={voice.hasContact ? words.sent : unsent}
          rules={[{ required: true, whitespace: true, message: words.required }]}
        >
          <Input.TextArea rows={3} maxLength={300} showCount />
        </Form.Item>
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}
