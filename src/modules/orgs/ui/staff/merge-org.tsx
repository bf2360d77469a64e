import { useNavigate } from '@tanstack/react-router';
import { App, Form, Input, Modal } from 'antd';
import type { mergeOrg } from '#orgs/contract';
import { UnionPicker } from '#web/staff/org-picker.tsx';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { lifeWords } from './life-texts.ts';
import { OFFICER_READS, ORG_READS, type Org } from './org-reads.ts';
import { orgPageWords } from './org-texts.ts';

interface Merge {
  readonly intoId: number;
  readonly reason: string;
}

/** Merges a union into another: says what goes over before it is too late, and then shows the other. */
export function MergeOrg({ org, onClose }: { readonly org: Org; readonly onClose: () => void }) {
  const frame = useWords(frameWords);
  const page = useWords(orgPageWords);
  const words = useWords(lifeWords).merge;
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Merge>();
  const send = useSend<typeof mergeOrg>('POST /api/orgs/:id/merge', [
    ...ORG_READS,
    ...OFFICER_READS,
    'GET /api/people/counts',
  ]);
  const submit = (merge: Merge): void =>
    send.mutate(
      { id: org.id, ...merge },
      {
        onSuccess: () => {
          message.success(words.done);
          onClose();
          // Whoever held a role only here could not look at this page any more.
          void navigate({ to: '/orgs/$id', params: { id: String(merge.intoId) } });
        },
      },
    );
  return (
    <Modal
      open
      title={words.title(org.name)}
      okText={words.submit}
      okButtonProps={{ danger: true }}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Consequences org={org} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item name="intoId" label={words.into} rules={[{ required: true, message: page.choose }]}>
          <UnionPicker placeholder={words.pick} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={frame.reason}
          rules={[{ required: true, whitespace: true, message: page.reasonRequired }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}

function Consequences({ org }: { readonly org: Org }) {
  const words = useWords(lifeWords).merge;
  const employers = org.relations.filter(
    ({ kind, direction, until }) => kind === 'organises' && direction === 'to' && until === null,
  ).length;
  return (
    <div className="form-note">
      <b>{words.body}</b>
      <ul className="lines">
        <li>{words.members}</li>
        <li>{words.below}</li>
        <li>{words.employers(employers)}</li>
        <li>{words.streets(org.serves.length)}</li>
        <li>{words.officers}</li>
      </ul>
    </div>
  );
}
