import { Form, Input, Radio } from 'antd';
import type { retainMember } from '#people/moves/contract';
import type { RetainedAs } from '#people/standing/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { DayField } from './day-field.tsx';
import type { MoveDialogProps } from './moves.ts';
import { moveWords } from './move-texts.ts';
import { MOVE_READS } from './people-reads.ts';
import { standingWords } from './standing-texts.ts';

interface Retention {
  readonly as: RetainedAs;
  readonly on: string;
  readonly note?: string;
}

/** Keeps the membership of somebody who no longer works there. */
export function RetainDialog({ person, onDone, onClose }: MoveDialogProps) {
  const words = useWords(moveWords);
  const { retainedAs } = useWords(standingWords);
  const send = useSend<typeof retainMember>('POST /api/people/:id/retain', MOVE_READS);
  return (
    <FormDialog<Retention>
      title={words.retain.title(person.name)}
      ok={words.retain.ok}
      send={send}
      initial={{ on: person.leftOn ?? today() }}
      onSubmit={(values) =>
        send.mutate({ id: person.id, ...values }, { onSuccess: () => onDone(words.retain.done) })
      }
      onClose={onClose}
    >
      <p className="form-note">{words.retain.body}</p>
      <Form.Item name="as" label={words.retain.as} rules={[{ required: true, message: words.retain.choose }]}>
        <Radio.Group
          vertical
          options={keysOf(retainedAs).map((value) => ({
            value,
            label: (
              <>
                {retainedAs[value]} <small>{words.retain.notes[value]}</small>
              </>
            ),
          }))}
        />
      </Form.Item>
      <DayField name="on" label={words.on} />
      <Form.Item name="note" label={words.note} extra={words.why}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}
