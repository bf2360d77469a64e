import { App, Button, Form, Input, Modal, Radio, Select } from 'antd';
import type { Request } from '#kernel/contract';
import type { inviteOfficer } from '#orgs/officers/contract';
import { copyText } from '#web/staff/clipboard.ts';
import { today } from '#web/staff/format.ts';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords, roleWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { OFFICER_READS, type Officer } from './org-reads.ts';
import type { Org } from './org-reads.ts';
import { orgPageWords } from './org-texts.ts';

type Invitation = Omit<Request<typeof inviteOfficer>, 'id'>;

interface InviteOfficerProps {
  readonly org: Org;
  readonly officers: readonly Officer[];
  readonly onClose: () => void;
}

/** Invites somebody by phone; afterwards shows the link, this once. */
export function InviteOfficer({ org, officers, onClose }: InviteOfficerProps) {
  const frame = useWords(frameWords);
  const words = useWords(orgPageWords).officers;
  const [form] = Form.useForm<Invitation>();
  const name = Form.useWatch<string | undefined>('name', form);
  const send = useSend<typeof inviteOfficer>('POST /api/orgs/:id/invitations', OFFICER_READS);
  const mayLeave = useUnsaved(Boolean(name) && !send.isSuccess);
  const cancel = async (): Promise<void> => {
    if (await mayLeave()) onClose();
  };
  if (send.data) return <InvitationSent link={send.data.link} onClose={onClose} />;
  return (
    <Modal
      open
      title={words.inviteTitle(org.name)}
      okText={words.send}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={() => void cancel()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'membership_officer' }}
        onFinish={(values) => send.mutate({ id: org.id, ...filled(values) })}
      >
        <InvitationFields officers={officers} />
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}

function InvitationFields({ officers }: { readonly officers: readonly Officer[] }) {
  const page = useWords(orgPageWords);
  const words = page.officers;
  const roles = useWords(roleWords);
  const must = [{ required: true, whitespace: true, message: page.required }];
  return (
    <>
      <Form.Item name="name" label={words.name} rules={must}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={words.phone} extra={words.phoneWhy} rules={must}>
        <Input type="tel" maxLength={30} autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={words.role}>
        <Radio.Group
          vertical
          options={keysOf(roles).map((role) => ({
            value: role,
            label: (
              <>
                {roles[role]} <small>{words.roleNotes[role]}</small>
              </>
            ),
          }))}
        />
      </Form.Item>
      <Form.Item name="until" label={words.until} extra={words.untilNote}>
        <Input type="date" min={today()} />
      </Form.Item>
      {officers.length > 0 && (
        <Form.Item name="replaces" label={words.replaces} extra={words.replacesNote}>
          <Select
            allowClear
            options={officers.map(({ id, name, role }) => ({ value: id, label: `${name} · ${roles[role]}` }))}
          />
        </Form.Item>
      )}
    </>
  );
}

function InvitationSent({ link, onClose }: { readonly link: string; readonly onClose: () => void }) {
  const frame = useWords(frameWords);
  const words = useWords(orgPageWords).officers;
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    await copyText(link);
    message.success(frame.copied);
  };
  return (
    <Modal
      open
      title={words.sentTitle}
      onCancel={onClose}
      footer={[
        <Button key="copy" onClick={() => void copy()}>
          {frame.copy}
        </Button>,
        <Button key="done" type="primary" onClick={onClose}>
          {words.done}
        </Button>,
      ]}
    >
      <p className="form-note">{words.sentBody}</p>
      <p className="secret">{link}</p>
    </Modal>
  );
}

/** A cleared field comes as '' or undefined; the contract wants it left out. */
function filled({ until, replaces, ...rest }: Invitation): Invitation {
  return { ...rest, ...(until ? { until } : {}), ...(replaces ? { replaces } : {}) };
}
