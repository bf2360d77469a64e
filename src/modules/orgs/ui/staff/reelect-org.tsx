import { App, Button, Form, Input, Modal } from 'antd';
import type { reelectOrg } from '#orgs/contract';
import { today } from '#web/staff/format.ts';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { isUsualTerm, termYears, yearsAfter } from '../../life/rules.ts';
import { lifeWords } from './life-texts.ts';
import { ORG_READS, type Org } from './org-reads.ts';
import { orgPageWords } from './org-texts.ts';

interface Election {
  readonly heldOn: string;
  readonly termEndsOn: string;
}

/** Records that a union was elected anew, and for how long. */
export function ReelectOrg({ org, onClose }: { readonly org: Org; readonly onClose: () => void }) {
  const frame = useWords(frameWords);
  const page = useWords(orgPageWords);
  const words = useWords(lifeWords).reelect;
  const { message } = App.useApp();
  const [form] = Form.useForm<Election>();
  const heldOn = Form.useWatch<string | undefined>('heldOn', form);
  const send = useSend<typeof reelectOrg>('POST /api/orgs/:id/reelect', ORG_READS);
  const done = (): void => {
    message.success(words.done);
    onClose();
  };
  const must = [{ required: true, message: page.required }];
  return (
    <Modal
      open
      title={words.title(org.name)}
      okText={frame.save}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="quiet form-note">{words.body}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => send.mutate({ id: org.id, ...values }, { onSuccess: done })}
      >
        <Form.Item name="heldOn" label={words.heldOn} rules={must}>
          <Input type="date" max={today()} />
        </Form.Item>
        {heldOn && (
          <div className="row form-note" role="group" aria-label={words.ready}>
            {termYears(org.level).map((years) => (
              <Button
                key={years}
                size="small"
                onClick={() => form.setFieldsValue({ termEndsOn: yearsAfter(heldOn, years) })}
              >
                {words.years(years)}
              </Button>
            ))}
          </div>
        )}
        <Form.Item name="termEndsOn" label={words.termEndsOn} rules={must}>
          <Input type="date" {...(heldOn ? { min: heldOn } : {})} />
        </Form.Item>
        <Form.Item noStyle shouldUpdate>
          {({ getFieldsValue }) => <Unusual org={org} {...(getFieldsValue() as Partial<Election>)} />}
        </Form.Item>
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}

/** A warning only: the law's lengths have their exceptions, and the register tells what was decided. */
function Unusual({ org, heldOn, termEndsOn }: { readonly org: Org } & Partial<Election>) {
  const words = useWords(lifeWords).reelect.unusual;
  if (!heldOn || !termEndsOn || isUsualTerm(org.level, heldOn, termEndsOn)) return null;
  return (
    <p className="note mind form-note" role="status">
      {org.level === 'primary' ? words.primary : words.other}
    </p>
  );
}
