import { App, Button, Form, Input, Modal } from 'antd';
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { changeOrgState, OrgState as State } from '#orgs/contract';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { lifeWords } from './life-texts.ts';
import { MergeOrg } from './merge-org.tsx';
import { OrgLink } from './org-link.tsx';
import { OFFICER_READS, ORG_READS, type Org } from './org-reads.ts';
import { orgPageWords } from './org-texts.ts';
import { ReelectOrg } from './reelect-org.tsx';
import { orgWords } from './texts.ts';

/** The way of a union (domain.md C4); it ends in `dissolved` from anywhere. */
const WAY = ['planning', 'approved_by_upper', 'founded', 'active'] as const;
type Step = 'approved_by_upper' | 'founded' | 'active' | 'dissolved';

export function OrgState({ org }: { readonly org: Org }) {
  const page = useWords(orgPageWords).state;
  const { states } = useWords(orgWords);
  const [to, setTo] = useState<Step | null>(null);
  const at = WAY.indexOf(org.state as (typeof WAY)[number]);
  const next = at === -1 ? undefined : (WAY[at + 1] as Step | undefined);
  return (
    <section className="card">
      <h2>{page.title}</h2>
      <ol className="steps">
        {(at === -1 ? [org.state] : WAY).map((state, index) => (
          <li
            key={state}
            data-done={index < at || undefined}
            aria-current={state === org.state ? 'step' : undefined}
          >
            {index < at && <Check size={16} aria-hidden />}
            {states[state]}
          </li>
        ))}
      </ol>
      {org.mergedInto && <MergedInto into={org.mergedInto} />}
      {org.may.manage && at !== -1 && (
        <div className="row">
          {next && (
            <Button type="primary" onClick={() => setTo(next)}>
              {page.next[next]}
            </Button>
          )}
          {org.state === 'active' && <ActiveSteps org={org} />}
          <Button color="danger" variant="text" onClick={() => setTo('dissolved')}>
            {page.next.dissolved}
          </Button>
        </div>
      )}
      {to && <StateDialog org={org} to={to} onClose={() => setTo(null)} />}
    </section>
  );
}

function MergedInto({ into: { id, name, readable } }: { readonly into: NonNullable<Org['mergedInto']> }) {
  const words = useWords(lifeWords).merge;
  return (
    <p className="form-note">
      <OrgLink id={id} name={words.went(name)} readable={readable} />
    </p>
  );
}

/** What a union in office may come to besides its end: another term, or another union. */
function ActiveSteps({ org }: { readonly org: Org }) {
  const words = useWords(lifeWords);
  const [open, setOpen] = useState<'reelect' | 'merge' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <Button {...(org.termDue ? { type: 'primary' } : {})} onClick={() => setOpen('reelect')}>
        {words.reelect.action}
      </Button>
      {org.parent && <Button onClick={() => setOpen('merge')}>{words.merge.action}</Button>}
      {open === 'reelect' && <ReelectOrg org={org} onClose={close} />}
      {open === 'merge' && <MergeOrg org={org} onClose={close} />}
    </>
  );
}

interface StateDialogProps {
  readonly org: Org;
  readonly to: Step;
  readonly onClose: () => void;
}

function StateDialog({ org, to, onClose }: StateDialogProps) {
  const frame = useWords(frameWords);
  const words = useWords(orgPageWords);
  const { states } = useWords(orgWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason?: string }>();
  const send = useSend<typeof changeOrgState>('POST /api/orgs/:id/state', [...ORG_READS, ...OFFICER_READS]);
  const done = (): void => {
    message.success(words.state.done);
    onClose();
  };
  const ends = to === 'dissolved';
  const submit = ({ reason }: { reason?: string }): void =>
    send.mutate(
      { id: org.id, to: to satisfies State, ...(reason?.trim() ? { reason } : {}) },
      { onSuccess: done },
    );
  return (
    <Modal
      open
      title={ends ? words.state.dissolve(org.name) : words.state.confirm(org.name, states[to])}
      okText={words.state.next[to]}
      okButtonProps={{ danger: ends }}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="form-note">{ends ? words.state.dissolveBody : words.state.stepBody}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item
          name="reason"
          label={ends ? frame.reason : words.state.optionalReason}
          rules={[{ required: ends, whitespace: true, message: words.reasonRequired }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}
