import { App, Button, Form, Input, Select, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import type { addItem, undoItem } from '#meetings/items/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { FormProblem } from '#web/staff/parts.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { ItemFields, toFacts, type ItemForm } from './item-fields.tsx';
import { ITEM_READS, type MeetingItems } from './item-reads.ts';
import { itemTabWords } from './item-tab-texts.ts';
import { itemWords } from './item-texts.ts';

interface AddProps {
  readonly meetingId: string;
  readonly issued: boolean;
  readonly list: MeetingItems;
}

interface QuickForm {
  readonly text: string;
  readonly measure: string;
  readonly leadUnit: string;
  readonly dueOn?: string;
}

/** For the room: four fields in a line, Enter adds, and the first field waits for the next one. */
export function QuickAdd({ meetingId, issued, list }: AddProps) {
  const words = useWords(itemWords);
  const { fields } = words;
  const tab = useWords(itemTabWords);
  const [form] = Form.useForm<QuickForm>();
  const first = useRef<InputRef>(null);
  const [all, setAll] = useState(false);
  const [added, setAdded] = useState<{ readonly id: string; readonly text: string } | null>(null);
  const send = useSend<typeof addItem>('POST /api/meetings/:id/items', ITEM_READS);
  const submit = ({ dueOn, ...given }: QuickForm): void =>
    send.mutate(
      { id: meetingId, ...given, dueOn: dueOn || null },
      {
        onSuccess: ({ id }) => {
          setAdded({ id, text: given.text });
          // Resetting would make the fields anew, and the one in focus would be gone.
          form.setFieldsValue({ text: '', measure: '' });
          first.current?.focus();
        },
      },
    );
  const required = [{ required: true, whitespace: true, message: fields.required }];
  return (
    <section className="card">
      <h2>{tab.quick}</h2>
      <p className={issued ? 'note' : 'quiet'}>{issued ? tab.issued : tab.quickNote}</p>
      <Form form={form} layout="vertical" requiredMark={false} className="item-quick" onFinish={submit}>
        <Form.Item name="text" label={fields.text} rules={required}>
          <Input ref={first} maxLength={300} />
        </Form.Item>
        <Form.Item name="measure" label={fields.measure} rules={required}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="leadUnit" label={fields.lead} rules={required}>
          <Select
            options={list.units.map(({ id, name }) => ({ value: id, label: name }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <Form.Item name="dueOn" label={fields.due}>
          <Input type="date" />
        </Form.Item>
        <div className="row">
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            {tab.add}
          </Button>
          <Button onClick={() => setAll(true)}>{tab.full}</Button>
        </div>
      </Form>
      <FormProblem error={send.error} />
      {added && <Added key={added.id} added={added} onUndone={() => setAdded(null)} />}
      {all && (
        <AddDialog
          meetingId={meetingId}
          list={list}
          typed={form.getFieldsValue()}
          onAdded={() => form.setFieldsValue({ text: '', measure: '' })}
          onClose={() => setAll(false)}
        />
      )}
    </section>
  );
}

interface AddedProps {
  readonly added: { readonly id: string; readonly text: string };
  readonly onUndone: () => void;
}

/** What was just added, and the way back. */
function Added({ added, onUndone }: AddedProps) {
  const tab = useWords(itemTabWords);
  const { message } = App.useApp();
  const undo = useSend<typeof undoItem>('POST /api/items/:id/undo', ITEM_READS);
  const onSuccess = (): void => {
    message.success(tab.undone);
    onUndone();
  };
  return (
    <div className="note row item-added" role="status">
      <span className="grow">
        <b>{tab.added}</b> {added.text}
      </span>
      <Button loading={undo.isPending} onClick={() => undo.mutate({ id: added.id }, { onSuccess })}>
        {tab.undo}
      </Button>
      <FormProblem error={undo.error} />
    </div>
  );
}

interface AddDialogProps extends Omit<AddProps, 'issued'> {
  /** What stands in the quick fields already. */
  readonly typed: Partial<QuickForm>;
  readonly onAdded: () => void;
  readonly onClose: () => void;
}

function AddDialog({ meetingId, list, typed, onAdded, onClose }: AddDialogProps) {
  const tab = useWords(itemTabWords);
  const { message } = App.useApp();
  const send = useSend<typeof addItem>('POST /api/meetings/:id/items', ITEM_READS);
  const onSuccess = (): void => {
    message.success(tab.added);
    onAdded();
    onClose();
  };
  return (
    <FormDialog<ItemForm>
      title={tab.agreed}
      ok={tab.add}
      width={640}
      send={send}
      initial={{ consensus: list.consensus, ...typed }}
      onSubmit={(form) => send.mutate({ id: meetingId, ...toFacts(form) }, { onSuccess })}
      onClose={onClose}
    >
      <ItemFields choice={list} />
    </FormDialog>
  );
}
