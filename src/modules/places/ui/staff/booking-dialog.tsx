import { App, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import type { decideBooking, withdrawBooking } from '#places/venues/contract';
import { useNow } from '#web/kit/now.ts';
import { useFormats } from '#web/staff/format.ts';
import { Fact, FormProblem, Tag } from '#web/staff/parts.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { clockOf } from '../../venues/rules.ts';
import { toneOfBooking } from './booking-tone.ts';
import { bookingWords } from './booking-texts.ts';
import { ROOM_READS, type Booking } from './room-reads.ts';

interface BookingDialogProps {
  readonly booking: Booking;
  readonly onClose: () => void;
}

/** One booking: what it is, and the keeper's answer to it. */
export function BookingDialog({ booking, onClose }: BookingDialogProps) {
  const frame = useWords(frameWords);
  const words = useWords(bookingWords);
  const { moment } = useFormats();
  const { state, from, to, room, place, org, by, purpose, title, reason, conflict } = booking;
  return (
    <Modal open title={words.title(room.name)} footer={null} onCancel={onClose}>
      <dl className="facts">
        <Fact name={words.columns.state}>
          <Tag tone={toneOfBooking(booking)}>{conflict ? words.conflict : words.states[state]}</Tag>
        </Fact>
        <Fact name={words.columns.when}>
          {moment(from)}–{clockOf(to)}
        </Fact>
        <Fact name={words.columns.room}>
          {place.name} · {room.name}
        </Fact>
        <Fact name={words.columns.for}>
          {[org?.name ?? words.person, by].filter(Boolean).join(' · ')}
          <br />
          <small>
            {words.code(booking.code)} · {words.codeNote}
          </small>
        </Fact>
        {purpose && <Fact name={words.columns.purpose}>{purpose}</Fact>}
        {title && <Fact name={words.publicTitle}>{title}</Fact>}
        {reason && <Fact name={frame.reason}>{reason}</Fact>}
      </dl>
      {conflict && <p className="note mind">{words.conflictNote}</p>}
      <Answers booking={booking} onDone={onClose} />
    </Modal>
  );
}

function Answers({ booking, onDone }: { readonly booking: Booking; readonly onDone: () => void }) {
  const frame = useWords(frameWords);
  const words = useWords(bookingWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const [refusing, setRefusing] = useState<'refused' | 'cancelled' | null>(null);
  const decide = useSend<typeof decideBooking>('POST /api/bookings/:id/decide', ROOM_READS);
  const withdraw = useSend<typeof withdrawBooking>('POST /api/bookings/:id/withdraw', ROOM_READS);
  const { id, state, from, may } = booking;
  const begun = Date.parse(from) <= useNow(60_000);
  const held = state === 'asked' || state === 'confirmed';
  const done = (): void => {
    message.success(words.answered);
    onDone();
  };
  const say = (to: 'confirmed' | 'done' | 'no_show'): void => decide.mutate({ id, to }, { onSuccess: done });
  if (refusing)
    return (
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ reason }) => decide.mutate({ id, to: refusing, reason }, { onSuccess: done })}
      >
        <ReasonField form={form} ready={words.ready} note={words.reasonNote} />
        <FormProblem error={decide.error} />
        <div className="row">
          <Button danger htmlType="submit" loading={decide.isPending}>
            {refusing === 'refused' ? words.refuse : words.cancel}
          </Button>
          <Button onClick={() => setRefusing(null)}>{frame.back}</Button>
        </div>
      </Form>
    );
  return (
    <>
      <FormProblem error={decide.error ?? withdraw.error} />
      <div className="row booking-answers">
        {may.keep && state === 'asked' && (
          <>
            <Button type="primary" loading={decide.isPending} onClick={() => say('confirmed')}>
              {words.confirm}
            </Button>
            <Button onClick={() => setRefusing('refused')}>{words.refuse}</Button>
          </>
        )}
        {may.keep && state === 'confirmed' && (
          <Button danger onClick={() => setRefusing('cancelled')}>
            {words.cancel}
          </Button>
        )}
        {may.keep && begun && (state === 'confirmed' || state === 'no_show') && (
          <Button onClick={() => say('done')}>{words.done}</Button>
        )}
        {may.keep && begun && (state === 'confirmed' || state === 'done') && (
          <Button onClick={() => say('no_show')}>{words.noShow}</Button>
        )}
        {may.withdraw && !may.keep && held && !begun && (
          <Button danger onClick={() => withdraw.mutate({ id }, { onSuccess: done })}>
            {words.withdraw}
          </Button>
        )}
      </div>
    </>
  );
}
