import { skipToken, useQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import type { blackoutRoom, roomCollisions } from '#places/venues/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useFormats } from '#web/staff/format.ts';
import { ask } from '#web/staff/query.ts';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { bookingWords } from './booking-texts.ts';
import { ROOM_READS, type Room } from './room-reads.ts';
import { roomWords } from './room-texts.ts';

interface Values {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** What was typed is the wall clock of the place. */
const instant = (typed: string): string => new Date(`${typed}:00+08:00`).toISOString();

/** Closing a room for a time: the bookings it calls off are named first. */
export function RoomBlackout({ room, onClose }: { readonly room: Room; readonly onClose: () => void }) {
  const words = useWords(roomWords);
  const bookings = useWords(bookingWords);
  const { moment } = useFormats();
  const [form] = Form.useForm<Values>();
  const from = Form.useWatch<string | undefined>('from', form);
  const to = Form.useWatch<string | undefined>('to', form);
  const whole = Boolean(from && to && from < to);
  const during = whole ? { id: room.id, from: instant(from!), to: instant(to!) } : null;
  const found = ask<typeof roomCollisions>(
    'GET /api/rooms/:id/collisions',
    during ?? { id: room.id, from: '', to: '' },
  );
  const hit = useQuery({ ...found, queryFn: during ? found.queryFn! : skipToken, staleTime: 0 });
  const send = useSend<typeof blackoutRoom>('POST /api/rooms/:id/blackouts', ROOM_READS);
  const items = (whole && hit.data?.items) || [];
  const required = [{ required: true, message: words.required }];
  return (
    <FormDialog<Values>
      title={words.blackoutTitle(room.name)}
      ok={words.blackoutOk(items.length)}
      danger={items.length > 0}
      disabled={whole && !hit.data}
      send={send}
      form={form}
      onSubmit={({ reason, ...typed }) =>
        send.mutate(
          { id: room.id, from: instant(typed.from), to: instant(typed.to), reason, cancels: items.length },
          { onSuccess: onClose, onError: () => void hit.refetch() },
        )
      }
      onClose={onClose}
    >
      <div className="row fields">
        <Form.Item name="from" label={words.begins} rules={required}>
          <Input type="datetime-local" step={300} />
        </Form.Item>
        <Form.Item name="to" label={words.ends} rules={required}>
          <Input type="datetime-local" step={300} />
        </Form.Item>
      </div>
      {whole && hit.data && (
        <div className={items.length > 0 ? 'note mind form-note' : 'form-note quiet'}>
          {items.length > 0 ? words.blackoutHit(items.length) : words.blackoutNone}
          {items.length > 0 && (
            <ul>
              {items.map((one) => (
                <li key={one.id}>
                  {moment(one.from)} · {one.org?.name ?? bookings.person} · {one.purpose}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <ReasonField form={form} ready={words.ready} label={words.why} note={words.whyNote} />
    </FormDialog>
  );
}
