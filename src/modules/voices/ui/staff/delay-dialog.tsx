import { App, Form, Input } from 'antd';
import type { delayVoice } from '#voices/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { voiceWords } from './texts.ts';
import { VOICE_READS, type Voice } from './voice-request.ts';

interface Values {
  readonly reason: string;
  readonly until?: string;
}

interface DelayDialogProps {
  readonly voice: Voice;
  readonly onClose: () => void;
}

/** Tells the teller why it takes longer; the voice waits on. */
export function DelayDialog({ voice, onClose }: DelayDialogProps) {
  const words = useWords(voiceWords);
  const { message } = App.useApp();
  const send = useSend<typeof delayVoice>('POST /api/voices/:id/delay', VOICE_READS);
  const submit = ({ reason, until }: Values): void =>
    send.mutate(
      { id: voice.id, reason, ...(until ? { until } : {}) },
      {
        onSuccess: () => {
          void message.success(words.delayDone);
          onClose();
        },
      },
    );
  return (
    <FormDialog<Values>
      title={words.delayTitle}
      ok={words.delayOk}
      send={send}
      onSubmit={submit}
      onClose={onClose}
    >
      <blockquote className="said form-note">{voice.text}</blockquote>
      <Form.Item
        name="reason"
        label={words.delayReason}
        extra={words.delayReasonNote}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input.TextArea rows={3} maxLength={300} showCount />
      </Form.Item>
      <Form.Item name="until" label={words.delayUntil}>
        <Input type="date" min={today()} />
      </Form.Item>
    </FormDialog>
  );
}
