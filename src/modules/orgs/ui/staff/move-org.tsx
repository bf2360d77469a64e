import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { moveOrg } from '#orgs/contract';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { ORG_READS, type Org } from './org-reads.ts';
import { orgPageWords } from './org-texts.ts';

interface Move {
  readonly parentId: number;
  readonly reason: string;
}

/** Puts a union under another one. */
export function MoveOrg({ org }: { readonly org: Org }) {
  const frame = useWords(frameWords);
  const words = useWords(orgPageWords);
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Move>();
  const send = useSend<typeof moveOrg>('POST /api/orgs/:id/parent', [...ORG_READS, 'GET /api/people/counts']);
  const done = (): void => {
    message.success(words.move.done);
    setOpen(false);
  };
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {words.move.action}
      </Button>
      <Modal
        open={open}
        title={words.move.title(org.name)}
        okText={frame.save}
        cancelText={frame.cancel}
        confirmLoading={send.isPending}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p className="quiet form-note">{words.move.body}</p>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={(values) => send.mutate({ id: org.id, ...values }, { onSuccess: done })}
        >
          <Form.Item
            name="parentId"
            label={words.move.to}
            rules={[{ required: true, message: words.choose }]}
          >
            <OrgPicker />
          </Form.Item>
          <Form.Item
            name="reason"
            label={frame.reason}
            rules={[{ required: true, whitespace: true, message: words.reasonRequired }]}
          >
            <Input maxLength={200} />
          </Form.Item>
          <FormProblem error={send.error} />
        </Form>
      </Modal>
    </>
  );
}
