import { skipToken, useQuery } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { publicRooms } from '#places/venues/contract';
import { useNow } from '#web/kit/now.ts';
import { Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { dayAfter, dayOf, midnightOf, minuteClock } from '../../venues/rules.ts';
import { BookingNew } from './booking-new.tsx';
import { bookingWords } from './booking-texts.ts';

type Room = Output<typeof publicRooms>['items'][number];

/** A room of a place that others keep: found by the code on its sign, booked for a union of one's own. */
export function BookingElsewhere({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(bookingWords);
  const tomorrow = dayAfter(dayOf(useNow(60_000)), 1);
  const [typed, setTyped] = useState('');
  const [room, setRoom] = useState<Room | null>(null);
  const code = typed.trim().toUpperCase();
  const whole = /^[2-9A-HJ-NP-Z]{6}$/.test(code);
  const found = ask<typeof publicRooms>('GET /api/public/places/:code/rooms', { code });
  const rooms = useQuery({ ...found, queryFn: whole ? found.queryFn! : skipToken });
  if (room)
    return (
      <BookingNew
        room={room}
        day={tomorrow}
        from={midnightOf(tomorrow) + room.fromMinute * 60_000}
        known={[]}
        onClose={onClose}
      />
    );
  return (
    <Modal open title={words.elsewhere} footer={null} onCancel={onClose}>
      <div className="stack">
        <label className="stack">
          {words.signCode}
          <Input value={typed} maxLength={10} onChange={({ target }) => setTyped(target.value)} />
        </label>
        {rooms.isFetching && <Loading rows={2} />}
        {rooms.error && <Problem error={rooms.error} />}
        {rooms.data && (
          <>
            <b>{rooms.data.place.name}</b>
            {rooms.data.items.length === 0 && <span>{words.noRooms}</span>}
            {rooms.data.items.map((one) => (
              <Button key={one.id} onClick={() => setRoom(one)}>
                {one.name} · {minuteClock(one.fromMinute)}–{minuteClock(one.toMinute)}
              </Button>
            ))}
          </>
        )}
      </div>
    </Modal>
  );
}
