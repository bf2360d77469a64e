import { Form, Input } from 'antd';
import type { restoreMember } from '#people/moves/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { MoveDialogProps } from './moves.ts';
import { moveWords } from './move-texts.ts';
import { MOVE_READS } from './people-reads.ts';

/** A retained member works in this union again. */
export function RestoreDialog({ person, onDone, onClose }: MoveDialogProps) {
  const words = useWords(moveWords);
  const send = useSend<typeof restoreMember>('POST /api/people/:id/restore', MOVE_READS);
  return (
    <FormDialog<{ note?: string }>
      title={words.restore.title(person.name)}
      ok={words.restore.ok}
      send={send}
      onSubmit={({ note = '' }) =>
        send.mutate({ id: person.id, note }, { onSuccess: () => onDone(words.restore.done) })
      }
      onClose={onClose}
    >
      <p className="form-note">{words.restore.body}</p>
      <Form.Item name="note" label={words.note} extra={words.why}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}
