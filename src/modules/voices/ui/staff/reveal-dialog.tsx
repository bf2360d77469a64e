import { Form, Input, Modal } from 'antd';
import type { revealVoice } from '#voices/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { Fact } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { voiceWords } from './texts.ts';

interface RevealDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** Name and contact of who said it, once a purpose is written down. */
export function RevealDialog({ id, onClose }: RevealDialogProps) {
  const frame = useWords(frameWords);
  const words = useWords(voiceWords);
  const send = useSend<typeof revealVoice>('POST /api/voices/:id/reveal', []);
  if (send.data)
    return (
      <Modal
        open
        title={words.revealTitle}
        onCancel={onClose}
        onOk={onClose}
        okText={words.close}
        cancelText={frame.cancel}
      >
        <dl>
          {send.data.name !== null && <Fact name={words.name}>{send.data.name}</Fact>}
          {send.data.contact !== null && <Fact name={words.contact}>{send.data.contact}</Fact>}
        </dl>
      </Modal>
    );
  return (
    <FormDialog<{ purpose: string }>
      title={words.revealTitle}
      ok={words.revealOk}
      send={send}
      onSubmit={({ purpose }) => send.mutate({ id, purpose })}
      onClose={onClose}
    >
      <Form.Item
        name="purpose"
        label={words.purpose}
        extra={words.purposeNote}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input maxLength={100} />
      </Form.Item>
    </FormDialog>
  );
}
