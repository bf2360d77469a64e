import { useNavigate } from '@tanstack/react-router';
import { App, Form, Input, Modal, Select } from 'antd';
import type { Request } from '#kernel/contract';
import type { createOrg } from '#orgs/contract';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { orgPageWords } from './org-texts.ts';
import { orgWords } from './texts.ts';

type NewOrg = Request<typeof createOrg>;

interface CreateOrgProps {
  readonly parent?: { readonly id: number; readonly name: string };
  readonly onClose: () => void;
}

/** A union below another, or an employer or other organisation that a union looks after. */
export function CreateOrg({ parent, onClose }: CreateOrgProps) {
  const frame = useWords(frameWords);
  const words = useWords(orgPageWords);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<NewOrg>();
  const name = Form.useWatch<string | undefined>('name', form);
  const send = useSend<typeof createOrg>('POST /api/orgs', [
    'GET /api/orgs',
    'GET /api/orgs/tree',
    'GET /api/orgs/:id',
  ]);
  const mayLeave = useUnsaved(Boolean(name) && !send.isSuccess);
  const cancel = async (): Promise<void> => {
    if (await mayLeave()) onClose();
  };
  const submit = ({ uscc, ...values }: NewOrg): void =>
    send.mutate(
      { ...values, ...(uscc ? { uscc } : {}) },
      {
        onSuccess: ({ id }) => {
          message.success(words.create.done(values.name));
          onClose();
          void navigate({ to: '/orgs/$id', params: { id: String(id) }, ignoreBlocker: true });
        },
      },
    );
  return (
    <Modal
      open
      title={words.create.title}
      okText={words.create.submit}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={() => void cancel()}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'union', parentId: parent?.id }}
        onFinish={submit}
      >
        <NewOrgFields {...(parent ? { parent } : {})} />
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}

function NewOrgFields({ parent }: Pick<CreateOrgProps, 'parent'>) {
  const words = useWords(orgPageWords);
  const { kinds, levels, formations } = useWords(orgWords);
  const isUnion = Form.useWatch<string | undefined>('kind') === 'union';
  const must = [{ required: true, message: words.choose }];
  return (
    <>
      <Form.Item name="kind" label={words.create.kind}>
        <Select options={options(kinds)} />
      </Form.Item>
      <Form.Item
        name="name"
        label={words.create.name}
        extra={words.create.nameNote}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item
        name="parentId"
        label={isUnion ? words.create.parentUnion : words.create.parentOther}
        rules={must}
      >
        <OrgPicker known={parent ? [parent] : []} />
      </Form.Item>
      {isUnion && (
        <div className="row fields">
          <Form.Item name="level" label={words.create.level} rules={must}>
            <Select options={options(levels)} />
          </Form.Item>
          <Form.Item name="formation" label={words.create.formation} rules={must}>
            <Select options={options(formations)} />
          </Form.Item>
        </div>
      )}
      <Form.Item name="uscc" label={words.create.uscc} extra={words.usccNote}>
        <Input maxLength={18} />
      </Form.Item>
    </>
  );
}

function options<K extends string>(words: Readonly<Record<K, string>>) {
  return keysOf(words).map((value) => ({ value, label: words[value] }));
}
