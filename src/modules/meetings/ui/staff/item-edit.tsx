import { App, Form, Input } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { editItem, listMeetingItems } from '#meetings/items/contract';
import { ApiError } from '#web/client.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { ask } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { ItemFields, toFacts, type ItemForm } from './item-fields.tsx';
import { ITEM_READS, type ItemDetail } from './item-reads.ts';
import { itemWords } from './item-texts.ts';
import { refresh } from '#web/staff/query.ts';

type EditForm = ItemForm & { readonly reason: string; readonly keepPhone?: boolean };

/** Changes what was agreed. If somebody was faster what is typed stays, and what it reads now stands above it. */
export function ItemEditDialog({
  item,
  onClose,
}: {
  readonly item: ItemDetail;
  readonly onClose: () => void;
}) {
  const words = useWords(itemWords);
  const { message } = App.useApp();
  const send = useSend<typeof editItem>('POST /api/items/:id/edit', ITEM_READS);
  const meeting = useQuery(
    ask<typeof listMeetingItems>('GET /api/meetings/:id/items', { id: item.meeting.id }),
  );
  const topics = meeting.data?.topics ?? (item.topic ? [item.topic] : []);
  const choice = { units: withNamed(item), themes: item.themes, topics };
  const submit = ({ reason, keepPhone = true, ...form }: EditForm): void =>
    send.mutate(
      { id: item.id, version: item.version, reason, keepPhone, ...toFacts(form) },
      {
        onSuccess: () => {
          message.success(words.done);
          onClose();
        },
        onError: (error) => {
          if (error instanceof ApiError && error.code === 'meetings.item_changed')
            void refresh(...ITEM_READS);
        },
      },
    );
  const overtaken = send.error instanceof ApiError && send.error.code === 'meetings.item_changed';
  return (
    <FormDialog<EditForm>
      title={words.edit}
      ok={words.edit}
      width={640}
      send={send}
      initial={formOf(item)}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="form-note">{words.editNote}</p>
      {overtaken && <NowItReads item={item} />}
      <ItemFields
        choice={choice}
        kept={item.owner?.hasPhone ?? false}
        fixed={{ lead: item.state !== 'assigned', date: item.closedAt !== null }}
      />
      <Form.Item
        name="reason"
        label={words.editReason}
        rules={[{ required: true, whitespace: true, message: words.fields.required }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}

/** Those that it names may have left the body since: they stay a choice. */
function withNamed({ units, lead, support }: ItemDetail) {
  const left = [lead, ...support].filter((named) => !units.some(({ id }) => id === named.id));
  return [...left, ...units];
}

function formOf(item: ItemDetail): Partial<EditForm> {
  return {
    text: item.text,
    measure: item.measure,
    leadUnit: item.lead.id,
    support: item.support.map(({ id }) => id),
    consensus: item.consensus,
    keepPhone: true,
    ...(item.topic ? { topicId: item.topic.id } : {}),
    ...(item.theme ? { theme: item.theme.code } : {}),
    ...(item.dueOn ? { dueOn: item.dueOn } : {}),
    ...(item.owner ? { ownerName: item.owner.name } : {}),
    ...(item.owner?.title ? { ownerTitle: item.owner.title } : {}),
  };
}

function NowItReads({ item }: { readonly item: ItemDetail }) {
  const words = useWords(itemWords);
  return (
    <div className="note mind form-note" role="status">
      <b>{words.changedNow}</b>
      <div>{item.text}</div>
      <div>{item.measure}</div>
      <div>
        {item.lead.name} · {item.dueOn ?? words.noDate} · {words.consensus[item.consensus]}
      </div>
    </div>
  );
}
