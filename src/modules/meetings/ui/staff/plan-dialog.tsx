import { App, Form, Input, InputNumber, Select } from 'antd';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { planMeeting } from '../../prep/bodies/contract.ts';
import { BODY_READS } from './prep-reads.ts';
import { prepWords } from './prep-texts.ts';

interface PlanDialogProps {
  readonly body: { readonly id: string; readonly name: string };
  readonly year: number;
  readonly onClose: () => void;
}

interface Values {
  readonly year: number;
  readonly month?: number;
  readonly title?: string;
}

/** One more meeting of a year. */
export function PlanDialog({ body, year, onClose }: PlanDialogProps) {
  const words = useWords(prepWords);
  const { message } = App.useApp();
  const send = useSend<typeof planMeeting>('POST /api/meetings', BODY_READS);
  const submit = ({ year: of, month, title }: Values): void =>
    send.mutate(
      { bodyId: body.id, year: of, ...(month ? { month } : {}), ...(title?.trim() ? { title } : {}) },
      {
        onSuccess: () => {
          message.success(words.planned);
          onClose();
        },
      },
    );
  return (
    <FormDialog<Values>
      title={words.planTitle(body.name)}
      ok={words.plan}
      send={send}
      initial={{ year }}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="form-note quiet">{words.planNote}</p>
      <div className="row fields">
        <Form.Item name="year" label={words.year} rules={[{ required: true, message: words.fill }]}>
          <InputNumber min={2000} max={2199} precision={0} />
        </Form.Item>
        <Form.Item name="month" label={words.month}>
          <Select allowClear options={monthOptions(words.months)} />
        </Form.Item>
      </div>
      <Form.Item name="title" label={words.ownTitle} extra={words.ownTitleNote}>
        <Input maxLength={100} />
      </Form.Item>
    </FormDialog>
  );
}

/** The months of a year, as a list to choose from. */
export function monthOptions(named: (month: number) => string) {
  return Array.from({ length: 12 }, (_, at) => ({ value: at + 1, label: named(at + 1) }));
}
