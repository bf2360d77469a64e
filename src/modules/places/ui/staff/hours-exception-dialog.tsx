import { App, Button, Form, Input, Radio } from 'antd';
import type { addException, Differing, Span } from '#places/hours/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today, useFormats } from '#web/staff/format.ts';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { endOfDay, type Plan } from '../../hours/rules.ts';
import { SpansEditor } from './hours-day.tsx';
import { nextSpan } from './hours-draft.ts';
import { HOURS_READS } from './hours-reads.ts';
import { hoursWords } from './hours-texts.ts';

type Kind = keyof (typeof hoursWords)['zh']['dialog']['kinds'];

interface Values {
  readonly kind: Kind;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly spans: Span[];
  /** `YYYY-MM-DDTHH:MM` on the wall clock of Shanghai. */
  readonly fromAt: string;
  readonly toAt: string;
  readonly reason?: string;
}

interface DialogProps {
  readonly placeId: string;
  /** What holds without it: “today” ends with today's night. */
  readonly plan: Plan;
  readonly onClose: () => void;
}

/** Says that a place is closed, or open at other times, for once. */
export function ExceptionDialog({ placeId, plan, onClose }: DialogProps) {
  const { dialog: words } = useWords(hoursWords);
  const { message } = App.useApp();
  const { moment } = useFormats();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch<Kind | undefined>('kind', form) ?? 'today';
  const send = useSend<typeof addException>('POST /api/places/:id/exceptions', HOURS_READS);
  const todayEnds = endOfDay(plan, today());
  const submit = (values: Values) =>
    send.mutate(
      {
        id: placeId,
        what: differing(values, todayEnds),
        ...(values.reason ? { reason: values.reason } : {}),
      },
      {
        onSuccess: () => {
          void message.success(words.done);
          onClose();
        },
      },
    );
  const closes = kind !== 'other' && kind !== 'extra';
  return (
    <FormDialog<Values>
      title={words.title}
      ok={words.ok}
      width={560}
      form={form}
      send={send}
      initial={{ kind: 'today', firstDay: today(), lastDay: today(), spans: [nextSpan([])] }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="kind" label={words.kind}>
        <Radio.Group
          className="stacked"
          options={keysOf(words.kinds).map((value) => ({ value, label: words.kinds[value] }))}
        />
      </Form.Item>
      {kind === 'today' && (
        <p className="form-note quiet">{words.todayUntil(moment(new Date(todayEnds).toISOString()))}</p>
      )}
      {(kind === 'closed' || kind === 'other') && (
        <Ends type="date" from="firstDay" to="lastDay" labels={[words.firstDay, words.lastDay]} />
      )}
      {(kind === 'cut' || kind === 'extra') && (
        <Ends type="datetime-local" from="fromAt" to="toAt" labels={[words.fromAt, words.toAt]} />
      )}
      {kind === 'other' && (
        <Form.Item name="spans" label={words.hours}>
          <DaySpans name={words.hours} />
        </Form.Item>
      )}
      <Reason closes={closes} onReady={(reason) => form.setFieldsValue({ reason })} />
    </FormDialog>
  );
}

/** The field that antd gives `value` and `onChange`. */
function DaySpans({
  name,
  value = [],
  onChange = () => undefined,
}: {
  readonly name: string;
  readonly value?: Span[];
  readonly onChange?: (spans: Span[]) => void;
}) {
  return <SpansEditor name={name} spans={value} mayClose={false} onChange={onChange} />;
}

interface EndsProps {
  readonly type: 'date' | 'datetime-local';
  readonly from: string;
  readonly to: string;
  readonly labels: readonly [string, string];
}

function Ends({ type, from, to, labels }: EndsProps) {
  const { dialog: words } = useWords(hoursWords);
  const required = { required: true, message: words.required };
  return (
    <div className="row fields">
      <Form.Item name={from} label={labels[0]} rules={[required]}>
        <Input type={type} />
      </Form.Item>
      <Form.Item
        name={to}
        label={labels[1]}
        dependencies={[from]}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_rule, value: string) => {
              const first = String(getFieldValue(from));
              const wrong = type === 'date' ? value < first : value <= first;
              return value && wrong ? Promise.reject(new Error(words.backwards)) : Promise.resolve();
            },
          }),
        ]}
      >
        <Input type={type} />
      </Form.Item>
    </div>
  );
}

function Reason({
  closes,
  onReady,
}: {
  readonly closes: boolean;
  readonly onReady: (reason: string) => void;
}) {
  const { dialog: words } = useWords(hoursWords);
  return (
    <>
      <Form.Item
        name="reason"
        label={words.reason}
        extra={`${words.reasonNote}${closes ? '' : words.reasonOptional}`}
        rules={[{ required: closes, whitespace: true, message: words.reasonRequired }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <div className="row form-note" role="group" aria-label={words.reason}>
        {words.reasons.map((sentence) => (
          <Button key={sentence} size="small" onClick={() => onReady(sentence)}>
            {sentence}
          </Button>
        ))}
      </div>
    </>
  );
}

function differing(values: Values, todayEnds: number): Differing {
  const { kind, firstDay: from, lastDay: to, spans, fromAt, toAt } = values;
  const instant = (clock: string) => new Date(`${clock}:00+08:00`).toISOString();
  switch (kind) {
    case 'today':
      return { kind: 'cut', from: new Date().toISOString(), to: new Date(todayEnds).toISOString() };
    case 'closed':
      return { kind: 'day', from, to, spans: [] };
    case 'other':
      return { kind: 'day', from, to, spans };
    case 'cut':
    case 'extra':
      return { kind, from: instant(fromAt), to: instant(toAt) };
  }
}
