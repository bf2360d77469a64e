import { App, Form, Input, Radio } from 'antd';
import type * as steps from '../../titles/cases/contract.ts';
import { today } from '#web/staff/format.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { TITLE_READS, type DialogStep, type TitleDetail } from './title-reads.ts';
import { titleWords } from './title-texts.ts';

interface StepProps {
  readonly one: TitleDetail;
  readonly onClose: () => void;
}

/** The dialog that belongs to a step. */
export function TitleStepDialog({ step, ...rest }: StepProps & { readonly step: DialogStep }) {
  switch (step) {
    case 'return':
    case 'reject':
    case 'revoke':
    case 'withdraw':
      return <ReasonStep step={step} {...rest} />;
    case 'plan':
      return <PlanStep {...rest} />;
    case 'visit':
      return <VisitStep {...rest} />;
    case 'rectify':
      return <RectifyStep {...rest} />;
    case 'award':
      return <AwardStep {...rest} />;
    case 'apply':
    case 'pass':
    case 'notice':
    case 'reinspect':
      return <PlainStep step={step} {...rest} />;
  }
}

/** Says what was done, and goes. */
function useDone(step: DialogStep, onClose: () => void): { readonly onSuccess: () => void } {
  const words = useWords(titleWords);
  const { message } = App.useApp();
  return {
    onSuccess: () => {
      message.success(words.done[step]);
      onClose();
    },
  };
}

function useTitleOf(step: DialogStep, one: TitleDetail): string {
  const words = useWords(titleWords);
  return `${words.steps[step]} · ${one.place.name}`;
}

/** Steps that ask no more than a word, or nothing. */
function PlainStep({
  step,
  one,
  onClose,
}: StepProps & { readonly step: 'apply' | 'pass' | 'notice' | 'reinspect' }) {
  const words = useWords(titleWords);
  const done = useDone(step, onClose);
  const sends = {
    apply: useSend<typeof steps.applyForTitle>('POST /api/titles/:id/apply', TITLE_READS),
    pass: useSend<typeof steps.passTitle>('POST /api/titles/:id/pass', TITLE_READS),
    notice: useSend<typeof steps.startNotices>('POST /api/titles/notice', TITLE_READS),
    reinspect: useSend<typeof steps.reinspectTitle>('POST /api/titles/:id/reinspect', TITLE_READS),
  };
  const { id } = one;
  const { message } = App.useApp();
  const submit = ({ note }: { note?: string }): void => {
    if (step === 'apply') sends.apply.mutate({ id }, done);
    else if (step === 'pass') sends.pass.mutate({ id, note }, done);
    else if (step === 'reinspect') sends.reinspect.mutate({ id, note }, done);
    else
      sends.notice.mutate(
        { ids: [id] },
        {
          onSuccess: ({ outcomes }) => {
            const failed = outcomes.find(({ ok }) => !ok);
            if (failed) message.error(failed.message);
            else message.success(words.done.notice);
            onClose();
          },
        },
      );
  };
  return (
    <FormDialog<{ note?: string }>
      title={useTitleOf(step, one)}
      ok={words.steps[step]}
      send={sends[step]}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="form-note">
        {step === 'notice' ? words.about.notice(one.noticeDays) : words.about[step]}
      </p>
      {(step === 'pass' || step === 'reinspect') && (
        <Form.Item name="note" label={words.fields.note}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      )}
    </FormDialog>
  );
}

type ReasonedStep = 'return' | 'reject' | 'revoke' | 'withdraw';

function ReasonStep({ step, one, onClose }: StepProps & { readonly step: ReasonedStep }) {
  const words = useWords(titleWords);
  const [form] = Form.useForm<{ reason: string }>();
  const done = useDone(step, onClose);
  const sends = {
    return: useSend<typeof steps.returnTitle>('POST /api/titles/:id/return', TITLE_READS),
    reject: useSend<typeof steps.rejectTitle>('POST /api/titles/:id/reject', TITLE_READS),
    revoke: useSend<typeof steps.revokeTitle>('POST /api/titles/:id/revoke', TITLE_READS),
    withdraw: useSend<typeof steps.withdrawTitle>('POST /api/titles/:id/withdraw', TITLE_READS),
  };
  return (
    <FormDialog<{ reason: string }>
      title={useTitleOf(step, one)}
      ok={words.steps[step]}
      danger={step !== 'return'}
      form={form}
      send={sends[step]}
      onSubmit={({ reason }) => sends[step].mutate({ id: one.id, reason }, done)}
      onClose={onClose}
    >
      <p className="form-note">{words.about[step]}</p>
      <ReasonField form={form} ready={words.ready[step]} />
    </FormDialog>
  );
}

interface DayFieldProps {
  readonly name: string;
  readonly label: string;
  readonly min?: string;
  readonly max?: string;
}

function DayField({ name, label, ...bounds }: DayFieldProps) {
  const words = useWords(titleWords);
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: words.fields.required }]}>
      <Input type="date" {...bounds} />
    </Form.Item>
  );
}

function PlanStep({ one, onClose }: StepProps) {
  const words = useWords(titleWords);
  const done = useDone('plan', onClose);
  const send = useSend<typeof steps.planVisit>('POST /api/titles/:id/visit-plan', TITLE_READS);
  return (
    <FormDialog<{ on: string }>
      title={useTitleOf('plan', one)}
      ok={words.steps.plan}
      send={send}
      onSubmit={({ on }) => send.mutate({ id: one.id, on }, done)}
      onClose={onClose}
    >
      <p className="form-note">{words.about.plan}</p>
      <DayField name="on" label={words.fields.on} min={today()} />
    </FormDialog>
  );
}

interface Visit {
  readonly on: string;
  readonly findings: string;
  readonly marks?: Readonly<Record<string, boolean | undefined>>;
}

function VisitStep({ one, onClose }: StepProps) {
  const words = useWords(titleWords);
  const done = useDone('visit', onClose);
  const send = useSend<typeof steps.recordVisit>('POST /api/titles/:id/visit', TITLE_READS);
  const known = Object.fromEntries(one.checks.map(({ code, mark }) => [code, mark ?? undefined]));
  const submit = ({ on, findings, marks = {} }: Visit): void => {
    const given = Object.entries(marks).flatMap(([code, met]) => (met === undefined ? [] : [{ code, met }]));
    send.mutate({ id: one.id, on, findings, marks: given }, done);
  };
  return (
    <FormDialog<Visit>
      title={useTitleOf('visit', one)}
      ok={words.steps.visit}
      width={640}
      send={send}
      initial={{ on: today(), marks: known, findings: one.findings ?? '' }}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="form-note">{words.about.visit}</p>
      <DayField name="on" label={words.fields.on} max={today()} />
      {one.checks.map(({ code, text, required, verdict }) => (
        <Form.Item
          key={code}
          name={['marks', code]}
          label={required ? text : `${text}（${words.drawer.optional}）`}
          extra={verdict === 'met' ? words.fields.byRecords : undefined}
        >
          <Radio.Group
            options={[
              { value: true, label: words.fields.met },
              { value: false, label: words.fields.notMet },
            ]}
          />
        </Form.Item>
      ))}
      <Form.Item
        name="findings"
        label={words.fields.findings}
        rules={[{ required: true, whitespace: true, message: words.fields.required }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </FormDialog>
  );
}

function RectifyStep({ one, onClose }: StepProps) {
  const words = useWords(titleWords);
  const done = useDone('rectify', onClose);
  const send = useSend<typeof steps.rectifyTitle>('POST /api/titles/:id/rectify', TITLE_READS);
  return (
    <FormDialog<{ what: string; until: string }>
      title={useTitleOf('rectify', one)}
      ok={words.steps.rectify}
      send={send}
      onSubmit={({ what, until }) => send.mutate({ id: one.id, what, until }, done)}
      onClose={onClose}
    >
      <p className="form-note">{words.about.rectify}</p>
      <Form.Item
        name="what"
        label={words.fields.what}
        rules={[{ required: true, whitespace: true, message: words.fields.required }]}
      >
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
      <DayField name="until" label={words.fields.until} min={today()} />
    </FormDialog>
  );
}

function AwardStep({ one, onClose }: StepProps) {
  const words = useWords(titleWords);
  const done = useDone('award', onClose);
  const send = useSend<typeof steps.awardTitle>('POST /api/titles/:id/award', TITLE_READS);
  return (
    <FormDialog<{ plaqueNo?: string; objections?: string }>
      title={useTitleOf('award', one)}
      ok={words.steps.award}
      send={send}
      onSubmit={({ plaqueNo, objections }) =>
        send.mutate({ id: one.id, plaqueNo: plaqueNo?.trim() || undefined, objections }, done)
      }
      onClose={onClose}
    >
      <p className="form-note">{words.about.award}</p>
      <Form.Item name="plaqueNo" label={words.fields.plaqueNo} extra={words.fields.plaqueNote}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="objections" label={words.fields.objections}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
