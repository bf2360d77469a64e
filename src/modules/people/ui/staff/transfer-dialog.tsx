import { Form, Input } from 'antd';
import type { startTransfer } from '#people/moves/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { UnionPicker } from '#web/staff/org-picker.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { unionOf, type MoveDialogProps } from './moves.ts';
import { moveWords } from './move-texts.ts';
import { MOVE_READS } from './people-reads.ts';

interface TransferTo {
  readonly toOrgId: number;
  readonly note?: string;
}

/** Asks that a member moves to another union. */
export function TransferDialog({ person, onDone, onClose }: MoveDialogProps) {
  const words = useWords(moveWords).transfer;
  const send = useSend<typeof startTransfer>('POST /api/transfers', MOVE_READS);
  return (
    <FormDialog<TransferTo>
      title={words.title(person.name)}
      ok={words.ok}
      send={send}
      onSubmit={({ toOrgId, note = '' }) =>
        send.mutate({ personId: person.id, toOrgId, note }, { onSuccess: () => onDone(words.done) })
      }
      onClose={onClose}
    >
      <p className="form-note">{words.body(unionOf(person).name)}</p>
      <Form.Item name="toOrgId" label={words.to} rules={[{ required: true, message: words.choose }]}>
        <UnionPicker />
      </Form.Item>
      <Form.Item name="note" label={words.noteLabel}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}
