import { Form, Modal } from 'antd';
import type { offerApplications } from '#people/review/contract';
import { UnionPicker } from '#web/staff/org-picker.tsx';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { APPLICATION_READS, type Application, type Outcomes } from './application-reads.ts';
import { applicationWords } from './application-texts.ts';
import { RowNames } from './row-names.tsx';

interface OfferDialogProps {
  readonly rows: readonly Application[];
  readonly onDone: (outcomes: Outcomes) => void;
  readonly onClose: () => void;
}

/** Hands applications to another union. */
export function OfferDialog({ rows, onDone, onClose }: OfferDialogProps) {
  const frame = useWords(frameWords);
  const words = useWords(applicationWords).offer;
  const [form] = Form.useForm<{ orgId: number }>();
  const send = useSend<typeof offerApplications>('POST /api/applications/offer', APPLICATION_READS);
  return (
    <Modal
      open
      title={words.title(rows.length)}
      okText={words.ok(rows.length)}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="form-note">{words.body}</p>
      <RowNames rows={rows} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ orgId }) => send.mutate({ ids: rows.map(({ id }) => id), orgId }, { onSuccess: onDone })}
      >
        <Form.Item name="orgId" label={words.to} rules={[{ required: true, message: words.choose }]}>
          <UnionPicker />
        </Form.Item>
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}
