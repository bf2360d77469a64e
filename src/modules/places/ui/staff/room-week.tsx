import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { ChevronLeft, ChevronRight, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { listBookings, roomDays } from '#places/venues/contract';
import { useNow } from '#web/kit/now.ts';
import { today, useFormats } from '#web/staff/format.ts';
import { Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useMay } from '#web/staff/session.ts';
import { useWords } from '#web/staff/words.ts';
import { dayAfter, dayOf, midnightOf } from '../../venues/rules.ts';
import { BookingDialog } from './booking-dialog.tsx';
import { BookingNew } from './booking-new.tsx';
import type { PlaceView } from './place-tabs.ts';
import { RoomDayList } from './room-day-list.tsx';
import { RoomGrid } from './room-grid.tsx';
import type { Booking, Room } from './room-reads.ts';
import { roomWords } from './room-texts.ts';

export type Day = Output<typeof roomDays>['days'][number];

/** The Monday of the week of `day`. */
function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return dayAfter(day, 1 - weekday);
}

/** The week of a room: a grid on a desk, a list on a phone. */
export function RoomWeek({ room, place }: { readonly room: Room; readonly place: PlaceView }) {
  const words = useWords(roomWords);
  const { day: dayText } = useFormats();
  const mayBook = useMay('places.book') && room.state === 'open';
  const [first, setFirst] = useState(mondayOf(today()));
  const [open, setOpen] = useState<Booking | null>(null);
  const [at, setAt] = useState<number | null>(null);
  const now = useNow(60_000);
  const last = dayAfter(first, 6);
  const days = useQuery({
    ...ask<typeof roomDays>('GET /api/public/rooms/:id/days', { id: room.id, from: first, days: '7' }),
    placeholderData: keepPreviousData,
  });
  const list = useQuery({
    ...ask<typeof listBookings>('GET /api/bookings', {
      what: 'held',
      placeId: place.id,
      from: first,
      to: last,
      limit: 200,
    }),
    placeholderData: keepPreviousData,
  });
  const bookings = (list.data?.items ?? []).filter((one) => one.room.id === room.id);
  const error = days.error ?? list.error;
  const nextHour = Math.ceil(now / 3_600_000) * 3_600_000;
  const shown = {
    now,
    days: days.data?.days ?? [],
    bookings,
    onOpen: setOpen,
    onFree: mayBook ? setAt : undefined,
  };
  return (
    <section className="card">
      <div className="row week-head">
        <b className="grow">{words.week(dayText(first), dayText(last))}</b>
        <Button
          aria-label={words.earlier}
          icon={<ChevronLeft size={16} aria-hidden />}
          onClick={() => setFirst(dayAfter(first, -7))}
        />
        <Button onClick={() => setFirst(mondayOf(today()))}>{words.thisWeek}</Button>
        <Button
          aria-label={words.later}
          icon={<ChevronRight size={16} aria-hidden />}
          onClick={() => setFirst(dayAfter(first, 7))}
        />
        {mayBook && (
          <Button
            type="primary"
            icon={<Plus size={16} aria-hidden />}
            onClick={() => setAt(Math.max(nextHour, midnightOf(first) + room.fromMinute * 60_000))}
          >
            {words.newBooking}
          </Button>
        )}
      </div>
      {error && <Problem error={error} onRetry={() => void Promise.all([days.refetch(), list.refetch()])} />}
      {!days.data && !error && <Loading />}
      {days.data && (
        <>
          <RoomGrid room={room} {...shown} />
          <RoomDayList {...shown} />
        </>
      )}
      {open && (
        <BookingDialog
          booking={bookings.find(({ id }) => id === open.id) ?? open}
          onClose={() => setOpen(null)}
        />
      )}
      {at !== null && (
        <BookingNew room={room} day={dayOf(at)} from={at} known={[place.org]} onClose={() => setAt(null)} />
      )}
    </section>
  );
}
