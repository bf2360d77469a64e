import { App, Form, Modal } from 'antd';
import type { endOfficer } from '#orgs/officers/contract';
import { FormProblem } from '#web/staff/parts.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { frameWords, roleWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { OFFICER_READS, type Officer } from './org-reads.ts';
import { orgPageWords } from './org-texts.ts';

/** Ends a role now, with a reason. */
export function EndRole({ officer, onClose }: { readonly officer: Officer; readonly onClose: () => void }) {
  const frame = useWords(frameWords);
  const words = useWords(orgPageWords).officers;
  const roles = useWords(roleWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useSend<typeof endOfficer>('POST /api/officers/:id/end', OFFICER_READS);
  const done = (): void => {
    message.success(words.endDone);
    onClose();
  };
  return (
    <Modal
      open
      title={words.endTitle(officer.name, roles[officer.role])}
      okText={words.end}
      okButtonProps={{ danger: true }}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="form-note">{words.endBody}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) => send.mutate({ id: officer.id, reason }, { onSuccess: done })}
      >
        <ReasonField form={form} ready={words.endReasons} />
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}
