import { App, Checkbox, Form, Input, InputNumber } from 'antd';
import type { bookForUnion } from '#places/venues/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { clockOf, lengthsOf } from '../../venues/rules.ts';
import { bookingWords } from './booking-texts.ts';
import { ROOM_READS, type Room } from './room-reads.ts';

interface BookingNewProps {
  readonly room: Pick<Room, 'id' | 'name' | 'minMinutes' | 'maxMinutes' | 'stepMinutes'>;
  readonly day: string;
  /** Where it is to begin, as far as was chosen. */
  readonly from: number;
  readonly known: readonly { readonly id: number; readonly name: string }[];
  readonly onClose: () => void;
}

interface Values {
  readonly orgId: number;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly purpose: string;
  readonly title?: string;
  readonly weeks: number;
  readonly skip: boolean;
}

const instant = (day: string, clock: string): string => new Date(`${day}T${clock}:00+08:00`).toISOString();

/** A booking for a union, once or week after week. */
export function BookingNew({ room, day, from, known, onClose }: BookingNewProps) {
  const words = useWords(bookingWords);
  const { message } = App.useApp();
  const send = useSend<typeof bookForUnion>('POST /api/bookings', ROOM_READS);
  const shortest = lengthsOf(room)[0] ?? room.minMinutes;
  const required = [{ required: true, message: words.required }];
  const submit = ({ title, ...values }: Values): void =>
    send.mutate(
      {
        roomId: room.id,
        orgId: values.orgId,
        from: instant(values.day, values.from),
        to: instant(values.day, values.to),
        purpose: values.purpose,
        ...(title ? { title } : {}),
        weeks: values.weeks,
        skip: values.skip,
      },
      {
        onSuccess: ({ items, skipped }) => {
          const rest = skipped.length > 0 ? words.skipped(skipped.length) : '';
          message.success(words.booked(items.length) + rest);
          onClose();
        },
      },
    );
  return (
    <FormDialog<Values>
      title={words.newTitle(room.name)}
      ok={words.book}
      send={send}
      initial={{
        ...(known[0] ? { orgId: known[0].id } : {}),
        day,
        from: clockOf(from),
        to: clockOf(from + shortest * 60_000),
        weeks: 1,
        skip: false,
      }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="orgId" label={words.union} rules={required}>
        <OrgPicker known={known} />
      </Form.Item>
      <div className="row fields">
        <Form.Item name="day" label={words.day} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="from" label={words.from} rules={required}>
          <Input type="time" step={room.stepMinutes * 60} />
        </Form.Item>
        <Form.Item name="to" label={words.to} rules={required}>
          <Input type="time" step={room.stepMinutes * 60} />
        </Form.Item>
      </div>
      <Form.Item name="purpose" label={words.purpose} extra={words.purposeNote} rules={required}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="title" label={words.titleField} extra={words.titleNote}>
        <Input maxLength={30} />
      </Form.Item>
      <div className="row fields">
        <Form.Item name="weeks" label={words.weeks} extra={words.weeksNote}>
          <InputNumber min={1} max={26} precision={0} />
        </Form.Item>
        <Form.Item name="skip" valuePropName="checked">
          <Checkbox>{words.skip}</Checkbox>
        </Form.Item>
      </div>
    </FormDialog>
  );
}
