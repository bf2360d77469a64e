import { Button, Form, Input, type FormInstance } from 'antd';
import type { PlaceState } from '#places/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useWords } from '#web/staff/words.ts';
import { stepWords } from './place-step-texts.ts';

/** What is asked of a step before it is taken. */
export interface StepAnswer {
  readonly to: PlaceState;
  readonly reason?: string;
  /** ISO 8601 in UTC. */
  readonly until?: string;
}

interface Typed {
  readonly reason?: string;
  readonly until?: string;
}

interface StepDialogProps {
  readonly to: PlaceState;
  /** Of which place, or of how many. */
  readonly name: string;
  readonly send: { readonly isPending: boolean; readonly isSuccess: boolean; readonly error: unknown };
  readonly onSubmit: (answer: StepAnswer) => void;
  readonly onClose: () => void;
}

const CLOSING: readonly PlaceState[] = ['temp_closed', 'suspended', 'delisted'];

/** Asks what a step needs to be told: why, and until when. */
export function StepDialog({ to, name, send, onSubmit, onClose }: StepDialogProps) {
  const words = useWords(stepWords);
  const [form] = Form.useForm<Typed>();
  const verb = words.verbs[to];
  const submit = ({ reason, until }: Typed): void =>
    onSubmit({
      to,
      ...(reason?.trim() ? { reason: reason.trim() } : {}),
      ...(until ? { until: instantOf(until) } : {}),
    });
  return (
    <FormDialog<Typed>
      title={words.title(verb, name)}
      ok={verb}
      danger={to === 'delisted'}
      form={form}
      send={send}
      onSubmit={submit}
      onClose={onClose}
    >
      {to in words.notes && <p className="form-note">{words.notes[to as keyof typeof words.notes]}</p>}
      {CLOSING.includes(to) && (
        <ReasonField
          form={form}
          ready={to === 'delisted' ? words.readyEnd : words.ready}
          label={words.reason}
        />
      )}
      {to === 'temp_closed' && <UntilField form={form} />}
    </FormDialog>
  );
}

function UntilField({ form }: { readonly form: FormInstance<Typed> }) {
  const words = useWords(stepWords);
  const later = (_rule: unknown, value: string | undefined) =>
    value && Date.parse(instantOf(value)) <= Date.now()
      ? Promise.reject(new Error(words.passed))
      : Promise.resolve();
  return (
    <>
      <Form.Item name="until" label={words.until} extra={words.untilNote} rules={[{ validator: later }]}>
        <Input type="datetime-local" />
      </Form.Item>
      <p className="form-note">
        <Button size="small" onClick={() => form.setFieldsValue({ until: tomorrowAtEight() })}>
          {words.tomorrow}
        </Button>
      </p>
    </>
  );
}

/** A clock of the union's place, wherever the browser stands. */
function instantOf(clock: string): string {
  return new Date(`${clock.slice(0, 16)}:00+08:00`).toISOString();
}

function tomorrowAtEight(): string {
  const next = new Date(Date.parse(`${today()}T00:00:00Z`) + 86_400_000);
  return `${next.toISOString().slice(0, 10)}T08:00`;
}
