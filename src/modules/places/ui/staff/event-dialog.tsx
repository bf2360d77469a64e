import { App, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today, useFormats } from '#web/staff/format.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { recordEvent, updateEvent } from '../../events/contract.ts';
import type { PlaceEvent } from './event-list.tsx';
import { photoWords } from './photo-texts.ts';
import type { PlaceView } from './place-tabs.ts';

interface EventDialogProps {
  readonly place: PlaceView;
  readonly all: readonly PlaceEvent[];
  readonly event?: PlaceEvent;
  readonly onClose: () => void;
}

interface Values {
  readonly on: string;
  readonly title: string;
  readonly about?: string | null;
  readonly attendances?: number | null;
  readonly follows?: string | null;
  readonly isPublic: boolean;
}

const READS = ['GET /api/places/:id/events'] as const;

/** Putting an event on record, or correcting it. */
export function EventDialog({ place, all, event, onClose }: EventDialogProps) {
  const words = useWords(photoWords);
  const { day } = useFormats();
  const { message } = App.useApp();
  const record = useSend<typeof recordEvent>('POST /api/places/:id/events', READS);
  const update = useSend<typeof updateEvent>('PATCH /api/place-events/:id', READS);
  const required = [{ required: true, whitespace: true, message: words.fill }];
  const onSuccess = (): void => {
    message.success(words.saved);
    onClose();
  };
  const submit = (values: Values): void => {
    const given = { ...values, follows: values.follows ?? null, attendances: values.attendances ?? null };
    if (event) update.mutate({ id: event.id, ...given }, { onSuccess });
    else record.mutate({ id: place.id, ...given }, { onSuccess });
  };
  return (
    <FormDialog<Values>
      title={event ? words.editTitle : words.recordTitle}
      ok={words.save}
      send={event ? update : record}
      initial={event ? { ...event, follows: event.follows?.id ?? null } : { isPublic: true, on: today() }}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="row fields">
        <Form.Item name="on" label={words.on} rules={required}>
          <Input type="date" max={today()} />
        </Form.Item>
        <Form.Item name="attendances" label={words.attendances} extra={words.attendancesNote}>
          <InputNumber min={0} max={1_000_000} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="title" label={words.title} rules={required}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="about" label={words.about}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <Form.Item name="follows" label={words.follows}>
        <Select
          allowClear
          options={all
            .filter(({ id }) => id !== event?.id)
            .map(({ id, on, title }) => ({ value: id, label: `${day(on)} ${title}` }))}
        />
      </Form.Item>
      <Form.Item name="isPublic" valuePropName="checked">
        <Checkbox>{words.isPublic}</Checkbox>
      </Form.Item>
    </FormDialog>
  );
}
