import { App, Form, Input, Modal } from 'antd';
import type { answerSuggestion } from '#voices/contract';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { Suggestion } from './suggestions.tsx';
import { suggestionWords } from './texts.ts';

interface AnswerDialogProps {
  readonly suggestion: Suggestion;
  readonly onClose: () => void;
}

/** Notes what was done; where a phone was left the answer goes there. */
export function AnswerDialog({ suggestion, onClose }: AnswerDialogProps) {
  const frame = useWords(frameWords);
  const words = useWords(suggestionWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ note: string }>();
  const typed = Form.useWatch<string | undefined>('note', form);
  const send = useSend<typeof answerSuggestion>('POST /api/suggestions/:id/answer', [
    'GET /api/suggestions',
    'GET /api/suggestions/todos',
  ]);
  const done = (): void => {
    message.success(words.done);
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
      okText={suggestion.hasContact ? words.send : words.keep}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={() => void cancel()}
    >
      <blockquote className="said form-note">{suggestion.text}</blockquote>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ note }) => send.mutate({ id: suggestion.id, note }, { onSuccess: done })}
      >
        <Form.Item
          name="note"
          label={words.note}
          extra={suggestion.hasContact ? words.sent : words.kept}
          rules={[{ required: true, whitespace: true, message: words.required }]}
        >
          <Input.TextArea rows={3} maxLength={300} showCount />
        </Form.Item>
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}
