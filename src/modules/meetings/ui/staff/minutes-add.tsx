import { Form, Input } from 'antd';
import type { addSection } from '#meetings/minutes/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { MINUTES_READS } from './minutes-reads.ts';
import { minutesWords } from './minutes-texts.ts';

/** One more section, before the conclusion. */
export function AddSection({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { add } = useWords(minutesWords);
  const send = useSend<typeof addSection>('POST /api/meetings/:id/minutes/sections', MINUTES_READS);
  return (
    <FormDialog<{ heading: string }>
      title={add.title}
      ok={add.ok}
      send={send}
      onClose={onClose}
      onSubmit={({ heading }) => send.mutate({ id, heading }, { onSuccess: onClose })}
    >
      <Form.Item
        name="heading"
        label={add.heading}
        rules={[{ required: true, whitespace: true, message: add.required }]}
      >
        <Input maxLength={100} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
