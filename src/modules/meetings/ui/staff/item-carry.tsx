import { App, Form, Input, Select } from 'antd';
import type { carryItem } from '../../items/carry/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { OwnerFields, ownerFrom } from './item-fields.tsx';
import { ITEM_READS, isOpenItem, type Carried } from './item-reads.ts';
import { dayAfter, EndFields } from './item-steps.tsx';
import { itemTabWords } from './item-tab-texts.ts';
import { itemWords } from './item-texts.ts';

type Decision = 'goes_on' | 'deferred' | 'verified' | 'closed' | 'failed';

interface CarryForm {
  readonly decision: Decision;
  readonly said?: string;
  readonly dueOn?: string;
  readonly outcome?: string;
  readonly how?: 'solved' | 'partly';
  readonly ownerName?: string;
  readonly ownerTitle?: string;
  readonly ownerPhone?: string;
}

interface CarryProps {
  readonly meetingId: string;
  readonly item: Carried;
  readonly onClose: () => void;
}

/** What the meeting heard of an item that was agreed before. */
export function CarryDialog({ meetingId, item, onClose }: CarryProps) {
  const words = useWords(itemWords);
  const tab = useWords(itemTabWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<CarryForm>();
  const decision = Form.useWatch('decision', form) ?? decisionsOf(item)[0]!;
  const send = useSend<typeof carryItem>('POST /api/meetings/:id/carried', ITEM_READS);
  const submit = ({ ownerName, ownerTitle, ownerPhone, said, ...given }: CarryForm): void =>
    send.mutate(
      {
        id: meetingId,
        itemId: item.id,
        version: item.version,
        ...given,
        ...(said?.trim() ? { said } : {}),
        ...(ownerName ? { owner: ownerFrom({ ownerName, ownerTitle, ownerPhone }) } : {}),
      },
      {
        onSuccess: () => {
          message.success(words.done);
          onClose();
        },
      },
    );
  return (
    <FormDialog<CarryForm>
      title={`${tab.hear} · ${item.text}`}
      ok={tab.hear}
      form={form}
      send={send}
      initial={{ decision: decisionsOf(item)[0]!, how: 'solved' }}
      onSubmit={submit}
      onClose={onClose}
    >
      <CarryFields item={item} decision={decision} />
    </FormDialog>
  );
}

function CarryFields({ item, decision }: { readonly item: Carried; readonly decision: Decision }) {
  const { fields, decisions } = useWords(itemWords);
  const late = decision === 'goes_on' && item.due === 'overdue';
  const mustSay = late || decision === 'deferred' || (decision === 'failed' && isOpenItem(item));
  const ends = isOpenItem(item) && (decision === 'closed' || decision === 'failed');
  return (
    <>
      <Form.Item name="decision" label={fields.decision}>
        <Select options={decisionsOf(item).map((value) => ({ value, label: decisions[value] }))} />
      </Form.Item>
      <Form.Item
        name="said"
        label={mustSay ? fields.reason : fields.said}
        rules={mustSay ? [{ required: true, whitespace: true, message: fields.required }] : []}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      {decision === 'deferred' && (
        <Form.Item name="dueOn" label={fields.newDue} rules={[{ required: true, message: fields.required }]}>
          <Input type="date" min={dayAfter(item)} />
        </Form.Item>
      )}
      {decision === 'deferred' && item.owner === null && <OwnerFields required />}
      {ends && <EndFields failed={decision === 'failed'} />}
    </>
  );
}

/** What a meeting may decide of an item as it stands; the likeliest first. */
function decisionsOf({ state }: Carried): Decision[] {
  switch (state) {
    case 'closed':
    case 'failed':
      return [state];
    case 'reported':
      return ['verified', 'closed', 'goes_on', 'deferred', 'failed'];
    case 'verified':
      return ['closed', 'goes_on', 'verified'];
    case 'disputed':
      return ['goes_on', 'failed'];
    case 'assigned':
    case 'accepted':
    case 'in_progress':
    case 'deferred':
      return ['goes_on', 'deferred', 'failed'];
  }
}
