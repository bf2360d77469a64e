import { App, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { createRoom, updateRoom } from '#places/venues/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { clockMinute, minuteClock } from '../../venues/rules.ts';
import type { PlaceView } from './place-tabs.ts';
import { ROOM_READS, type Room } from './room-reads.ts';
import { roomWords } from './room-texts.ts';

interface RoomDialogProps {
  readonly place: PlaceView;
  readonly room?: Room;
  readonly onClose: (made?: string) => void;
}

interface Values {
  readonly name: string;
  readonly seats?: number | null;
  readonly has: string[];
  readonly who: Room['who'];
  readonly approval: boolean;
  readonly from: string;
  readonly to: string;
  readonly minMinutes: number;
  readonly maxMinutes: number;
  readonly stepMinutes: number;
  readonly aheadDays: number;
  readonly mostAhead: number;
  readonly restMinutes: number;
  readonly rules?: string | null;
}

const USUAL: Partial<Values> = {
  has: [],
  who: 'anyone',
  approval: true,
  from: '08:00',
  to: '20:00',
  minMinutes: 30,
  maxMinutes: 120,
  stepMinutes: 30,
  aheadDays: 30,
  mostAhead: 4,
  restMinutes: 0,
};

const NUMBERS = [
  ['minMinutes', 'minutes', 5, 1440],
  ['maxMinutes', 'most', 5, 1440],
  ['stepMinutes', 'step', 5, 240],
  ['restMinutes', 'rest', 0, 240],
  ['aheadDays', 'ahead', 1, 366],
  ['mostAhead', 'mostAhead', 1, 200],
] as const;

/** A new room, or other facts and rules of one. */
export function RoomDialog({ place, room, onClose }: RoomDialogProps) {
  const words = useWords(roomWords);
  const { message } = App.useApp();
  const create = useSend<typeof createRoom>('POST /api/places/:id/rooms', ROOM_READS);
  const update = useSend<typeof updateRoom>('PATCH /api/rooms/:id', ROOM_READS);
  const send = room ? update : create;
  const required = [{ required: true, message: words.required }];
  const submit = ({ from, to, seats, rules, ...values }: Values): void => {
    const given = {
      ...values,
      seats: seats ?? null,
      rules: rules ?? null,
      fromMinute: clockMinute(from),
      // Midnight at the end of the day is typed as 00:00.
      toMinute: clockMinute(to) || 1440,
    };
    const onSuccess = ({ id }: { id: string }): void => {
      message.success(words.saved);
      onClose(id);
    };
    if (room) update.mutate({ id: room.id, ...given }, { onSuccess });
    else create.mutate({ id: place.id, ...given }, { onSuccess });
  };
  return (
    <FormDialog<Values>
      title={room ? words.editTitle(room.name) : words.addTitle}
      ok={words.save}
      send={send}
      initial={
        room ? { ...room, from: minuteClock(room.fromMinute), to: minuteClock(room.toMinute % 1440) } : USUAL
      }
      onSubmit={submit}
      onClose={() => onClose()}
    >
      <div className="row fields">
        <Form.Item name="name" label={words.name} rules={required} className="grow">
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="seats" label={words.seats}>
          <InputNumber min={1} max={9999} precision={0} />
        </Form.Item>
      </div>
      <Form.Item name="has" label={words.has} extra={words.hasNote}>
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
      <div className="row fields">
        <Form.Item name="from" label={words.from} rules={required}>
          <Input type="time" step={300} />
        </Form.Item>
        <Form.Item name="to" label={words.to} rules={required}>
          <Input type="time" step={300} />
        </Form.Item>
      </div>
      <p className="form-note quiet">{words.hoursNote}</p>
      <Form.Item name="who" label={words.who}>
        <Select options={keysOf(words.whoIs).map((value) => ({ value, label: words.whoIs[value] }))} />
      </Form.Item>
      <Form.Item name="approval" valuePropName="checked">
        <Checkbox>{words.approval}</Checkbox>
      </Form.Item>
      <div className="room-numbers">
        {NUMBERS.map(([name, label, min, max]) => (
          <Form.Item key={name} name={name} label={words[label]} rules={required}>
            <InputNumber min={min} max={max} precision={0} />
          </Form.Item>
        ))}
      </div>
      <Form.Item name="rules" label={words.rules}>
        <Input.TextArea rows={2} maxLength={300} showCount />
      </Form.Item>
    </FormDialog>
  );
}
