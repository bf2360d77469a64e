import { App, Form, Input, Radio, Select } from 'antd';
import type { stepItem } from '../../items/steps/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { OwnerFields, ownerFrom } from './item-fields.tsx';
import { ITEM_READS, type ItemDetail, type ItemState } from './item-reads.ts';
import { itemWords } from './item-texts.ts';

interface StepProps {
  readonly item: ItemDetail;
  readonly to: ItemState;
  readonly onClose: () => void;
}

interface StepForm {
  readonly reason?: string;
  readonly ownerName?: string;
  readonly ownerTitle?: string;
  readonly ownerPhone?: string;
  readonly leadUnit?: string;
  readonly dueOn?: string;
  readonly outcome?: string;
  readonly how?: 'solved' | 'partly' | 'not_possible';
}

/** The dialog of a step: what it means, and what it needs. */
export function ItemStepDialog({ item, to, onClose }: StepProps) {
  const words = useWords(itemWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<StepForm>();
  const send = useSend<typeof stepItem>('POST /api/items/:id/step', ITEM_READS);
  const submit = ({ ownerName, ownerTitle, ownerPhone, ...given }: StepForm): void =>
    send.mutate(
      {
        id: item.id,
        version: item.version,
        to,
        ...withoutBlank(given),
        ...(ownerName ? { owner: ownerFrom(withoutBlank({ ownerName, ownerTitle, ownerPhone })) } : {}),
      },
      {
        onSuccess: () => {
          message.success(words.done);
          onClose();
        },
      },
    );
  return (
    <FormDialog<StepForm>
      title={`${words.steps[to]} · ${item.text}`}
      ok={words.steps[to]}
      danger={to === 'failed'}
      form={form}
      send={send}
      initial={{
        leadUnit: item.lead.id,
        ...(to === 'closed' ? { how: 'solved' } : {}),
        ...(item.owner ? { ownerName: item.owner.name } : {}),
        ...(item.owner?.title ? { ownerTitle: item.owner.title } : {}),
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="form-note">{words.stepNotes[to]}</p>
      <StepFields item={item} to={to} form={form} />
    </FormDialog>
  );
}

/** The first day that a deferral can name: after today, and after the date in force. */
export function dayAfter({ dueOn }: Pick<ItemDetail, 'dueOn'>): string {
  const last = dueOn !== null && dueOn > today() ? dueOn : today();
  return new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
}

function withoutBlank<T extends object>(given: T): T {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => typeof value !== 'string' || value.trim() !== ''),
  ) as T;
}

type FieldsProps = Omit<StepProps, 'onClose'> & {
  readonly form: ReturnType<typeof Form.useForm<StepForm>>[0];
};

function StepFields({ item, to, form }: FieldsProps) {
  const { fields, ready } = useWords(itemWords);
  const required = [{ required: true, whitespace: true, message: fields.required }];
  const reasoned = to === 'disputed' || to === 'deferred' || to === 'failed' || to === 'in_progress';
  const owned = to === 'accepted' || (to === 'deferred' && item.owner === null);
  return (
    <>
      {to === 'assigned' && (
        <Form.Item name="leadUnit" label={fields.newLead} rules={required}>
          <Select
            options={item.units.map(({ id, name }) => ({ value: id, label: name }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
      )}
      {(reasoned || to === 'assigned') && <ReasonField form={form} ready={ready[to]} />}
      {to === 'reported' && (
        <Form.Item name="reason" label={fields.result} rules={required}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      )}
      {owned && <OwnerFields required kept={item.owner?.hasPhone ?? false} />}
      {to === 'deferred' && (
        <Form.Item name="dueOn" label={fields.newDue} rules={required}>
          <Input type="date" min={dayAfter(item)} />
        </Form.Item>
      )}
      {(to === 'closed' || to === 'failed') && <EndFields failed={to === 'failed'} />}
    </>
  );
}

/** What came of it, for those whose voices are in it. */
export function EndFields({ failed }: { readonly failed: boolean }) {
  const { fields, hows } = useWords(itemWords);
  return (
    <>
      {!failed && (
        <Form.Item name="how" label={fields.how} rules={[{ required: true, message: fields.required }]}>
          <Radio.Group
            options={[
              { value: 'solved', label: hows.solved },
              { value: 'partly', label: hows.partly },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item
        name="outcome"
        label={fields.outcome}
        rules={[{ required: true, whitespace: true, message: fields.required }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </>
  );
}
