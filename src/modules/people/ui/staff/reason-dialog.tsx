import { Form, Modal } from 'antd';
import type { bounceApplications, rejectApplications, returnApplications } from '#people/review/contract';
import { FormProblem } from '#web/staff/parts.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { APPLICATION_READS, type Application, type Outcomes } from './application-reads.ts';
import { applicationWords } from './application-texts.ts';
import { RowNames } from './row-names.tsx';

interface ReasonDialogProps {
  readonly decision: 'return' | 'reject' | 'bounce';
  readonly rows: readonly Application[];
  readonly onDone: (outcomes: Outcomes) => void;
  readonly onClose: () => void;
}

/** Returning, rejecting and giving back: each needs a reason that somebody else will read. */
export function ReasonDialog({ decision, rows, onDone, onClose }: ReasonDialogProps) {
  const frame = useWords(frameWords);
  const words = useWords(applicationWords).reasons[decision];
  const [form] = Form.useForm<{ reason: string }>();
  const typed = Form.useWatch<string | undefined>('reason', form);
  const sends = {
    return: useSend<typeof returnApplications>('POST /api/applications/return', APPLICATION_READS),
    reject: useSend<typeof rejectApplications>('POST /api/applications/reject', APPLICATION_READS),
    bounce: useSend<typeof bounceApplications>('POST /api/applications/bounce', APPLICATION_READS),
  };
  const send = sends[decision];
  const mayLeave = useUnsaved(Boolean(typed) && !send.isSuccess);
  const cancel = async (): Promise<void> => {
    if (await mayLeave()) onClose();
  };
  return (
    <Modal
      open
      title={words.title(rows.length)}
      okText={words.ok(rows.length)}
      okButtonProps={{ danger: decision === 'reject' }}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={() => void cancel()}
    >
      <p className="form-note">{words.body}</p>
      <RowNames rows={rows} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) =>
          send.mutate({ ids: rows.map(({ id }) => id), reason }, { onSuccess: onDone })
        }
      >
        <ReasonField form={form} ready={words.ready} label={words.label} />
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}
