import { App, Form, Input } from 'antd';
import type { answerConcern } from '#voices/concerns/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { CONCERN_READS, type Trail } from './concern-reads.ts';
import { concernDoWords } from './concern-do-texts.ts';

/** One answer for everybody who has none yet. */
export function ConcernAnswerDialog({
  concern,
  onClose,
}: {
  readonly concern: Trail;
  readonly onClose: () => void;
}) {
  const words = useWords(concernDoWords);
  const { message } = App.useApp();
  const send = useSend<typeof answerConcern>('POST /api/concerns/:id/answer', CONCERN_READS);
  const waiting = concern.said.filter(({ state }) => state !== 'answered').length;
  const submit = ({ text }: { text: string }): void =>
    send.mutate(
      { id: concern.id, text },
      {
        onSuccess: ({ answered, sent }) => {
          void message.success(words.answered(answered, sent));
          onClose();
        },
      },
    );
  return (
    <FormDialog<{ text: string }>
      title={words.answerTitle(waiting)}
      ok={words.answerSend}
      send={send}
      onSubmit={submit}
      onClose={onClose}
    >
      {concern.waits.length > 0 && (
        <p className="note mind form-note">{words.answerOpen(concern.waits.length)}</p>
      )}
      <Form.Item
        name="text"
        label={words.answerText}
        extra={words.answerNote}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input.TextArea rows={4} maxLength={300} showCount />
      </Form.Item>
    </FormDialog>
  );
}
