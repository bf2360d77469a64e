import { App, Form, Input, Select } from 'antd';
import type { chaseItem } from '../../items/chase/contract.ts';
import type { noteItem } from '../../items/steps/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { ITEM_READS } from './item-reads.ts';
import { itemWords } from './item-texts.ts';

interface NoteProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** How far an item is, in a sentence. */
export function ProgressDialog({ id, onClose }: NoteProps) {
  const words = useWords(itemWords);
  const { message } = App.useApp();
  const send = useSend<typeof noteItem>('POST /api/items/:id/progress', ITEM_READS);
  const onSuccess = (): void => {
    message.success(words.done);
    onClose();
  };
  return (
    <FormDialog<{ text: string }>
      title={words.progress}
      ok={words.progress}
      send={send}
      onSubmit={({ text }) => send.mutate({ id, text }, { onSuccess })}
      onClose={onClose}
    >
      <p className="form-note">{words.progressNote}</p>
      <Form.Item
        name="text"
        label={words.progressText}
        rules={[{ required: true, whitespace: true, message: words.fields.required }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  );
}

interface ChaseForm {
  readonly whom: 'owner' | 'unit' | 'chair';
  readonly note: string;
}

/** Somebody was called, or spoken to. */
export function ChaseDialog({ id, onClose }: NoteProps) {
  const words = useWords(itemWords);
  const { message } = App.useApp();
  const send = useSend<typeof chaseItem>('POST /api/items/:id/chase', ITEM_READS);
  const onSuccess = (): void => {
    message.success(words.done);
    onClose();
  };
  return (
    <FormDialog<ChaseForm>
      title={words.chase}
      ok={words.chase}
      send={send}
      initial={{ whom: 'owner' }}
      onSubmit={(given) => send.mutate({ id, ...given }, { onSuccess })}
      onClose={onClose}
    >
      <p className="form-note">{words.chaseNote}</p>
      <Form.Item name="whom" label={words.chaseWhomLabel}>
        <Select
          options={keysOf(words.chaseWhom).map((value) => ({ value, label: words.chaseWhom[value] }))}
        />
      </Form.Item>
      <Form.Item
        name="note"
        label={words.chaseText}
        rules={[{ required: true, whitespace: true, message: words.fields.required }]}
      >
        <Input.TextArea rows={3} maxLength={300} showCount />
      </Form.Item>
    </FormDialog>
  );
}
