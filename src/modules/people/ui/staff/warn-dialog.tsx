import { Form, Input, Radio } from 'antd';
import type { warnMember } from '#people/moves/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { DayField } from './day-field.tsx';
import type { MoveDialogProps } from './moves.ts';
import { moveWords } from './move-texts.ts';
import { MOVE_READS } from './people-reads.ts';
import { standingWords, type WarnedHow } from './standing-texts.ts';

interface Talk {
  readonly on: string;
  readonly how: WarnedHow;
  readonly note: string;
}

/** Records that a member who pays no dues and takes no part was spoken to. */
export function WarnDialog({ person, onDone, onClose }: MoveDialogProps) {
  const words = useWords(moveWords);
  const { warnedHow } = useWords(standingWords);
  const send = useSend<typeof warnMember>('POST /api/people/:id/warnings', MOVE_READS);
  return (
    <FormDialog<Talk>
      title={words.warn.title(person.name)}
      ok={words.warn.ok}
      send={send}
      initial={{ on: today(), how: 'phone' }}
      onSubmit={(talk) =>
        send.mutate({ id: person.id, ...talk }, { onSuccess: () => onDone(words.warn.done) })
      }
      onClose={onClose}
    >
      <p className="form-note">{words.warn.body}</p>
      <DayField name="on" label={words.warn.on} />
      <Form.Item name="how" label={words.warn.how}>
        <Radio.Group options={keysOf(warnedHow).map((value) => ({ value, label: warnedHow[value] }))} />
      </Form.Item>
      <Form.Item
        name="note"
        label={words.warn.note}
        extra={words.warn.noteNote}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
