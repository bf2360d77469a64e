import { App, Form, Input, Radio } from 'antd';
import type { Request } from '#kernel/contract';
import type { endReferral } from '#voices/concerns/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { CONCERN_READS, type Trail } from './concern-reads.ts';
import { concernDoWords } from './concern-do-texts.ts';
import { concernWords } from './concern-texts.ts';

interface OutcomeDialogProps {
  readonly referral: Trail['referrals'][number];
  readonly onClose: () => void;
}

type Values = Omit<Request<typeof endReferral>, 'id'>;

/** What came of a referral, in words that those who spoke will read. */
export function OutcomeDialog({ referral: { id, lane }, onClose }: OutcomeDialogProps) {
  const words = useWords(concernDoWords);
  const page = useWords(concernWords);
  const { message } = App.useApp();
  const send = useSend<typeof endReferral>('POST /api/referrals/:id/outcome', CONCERN_READS);
  const submit = (values: Values): void =>
    send.mutate(
      { id, ...values },
      {
        onSuccess: () => {
          void message.success(words.outcomeDone);
          onClose();
        },
      },
    );
  return (
    <FormDialog<Values>
      title={words.outcomeTitle(page.lanes[lane])}
      ok={words.save}
      send={send}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="how" label={words.how} rules={[{ required: true, message: words.required }]}>
        <Radio.Group options={keysOf(words.hows).map((value) => ({ value, label: words.hows[value] }))} />
      </Form.Item>
      <Form.Item
        name="text"
        label={words.outcomeText}
        extra={words.outcomeNote}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input.TextArea rows={3} maxLength={300} showCount />
      </Form.Item>
    </FormDialog>
  );
}
