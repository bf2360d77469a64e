import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { cancelMyBooking, myBookings, myCalendar } from '#places/venues/contract';
import { call, download } from '#web/client.ts';
import { useDates } from '#web/kit/dates.ts';
import { Dialog } from '#web/kit/dialog.tsx';
import { useNow } from '#web/kit/now.ts';
import { Link } from '#web/kit/router.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { clockOf } from '../../venues/rules.ts';
import { states, texts } from './book-texts.ts';

type Booking = Output<typeof myBookings>['items'][number];

const MINE = ['mine', 'bookings'] as const;
const TONES = {
  asked: 'mind',
  confirmed: 'ok',
  refused: 'alarm',
  cancelled: 'plain',
  done: 'plain',
  no_show: 'plain',
} as const;

/** 我的预约: those to come with the code for the door, those of the last month folded. Nothing where there are none. */
export function MyBookings() {
  const say = useText(texts);
  const now = useNow(60_000);
  const list = useQuery({
    queryKey: MINE,
    queryFn: () => call<typeof myBookings>('GET /api/me/bookings', {}),
  });
  const keep = useMutation({
    mutationFn: () => download<typeof myCalendar>('GET /api/me/bookings/calendar', {}),
  });
  const items = list.data?.items ?? [];
  if (items.length === 0) return null;
  const isComing = ({ to }: Booking) => Date.parse(to) > now;
  const coming = items.filter(isComing);
  const past = items.filter((one) => !isComing(one)).reverse();
  return (
    <section className="card stack">
      <h2>{say('mine')}</h2>
      {coming.map((booking) => (
        <MyBooking key={booking.id} booking={booking} now={now} />
      ))}
      {past.length > 0 && (
        <details className="fold">
          <summary>{say('past', { count: past.length })}</summary>
          <div className="stack">
            {past.map((booking) => (
              <MyBooking key={booking.id} booking={booking} now={now} />
            ))}
          </div>
        </details>
      )}
      {keep.error && <Problem error={keep.error} />}
      <button type="button" className="btn line small" onClick={() => keep.mutate()}>
        <CalendarPlus size={18} />
        {say('calendar')}
      </button>
    </section>
  );
}

function MyBooking({ booking, now }: { booking: Booking; now: number }) {
  const say = useText(texts);
  const sayState = useText(states);
  const dates = useDates();
  const { state, room, place, from, to, code, reason, conflict } = booking;
  const held = state === 'asked' || state === 'confirmed';
  return (
    <div className="stack tight">
      <div className="row">
        <span className={`tag ${TONES[state]}`}>{sayState(state)}</span>
        <b>
          {dates.time(from)}–{clockOf(to)}
        </b>
      </div>
      <div>
        <Link href={`/p/${place.code}`}>{place.name}</Link> · {room.name}
      </div>
      {held && <div>{say('code', { code })}</div>}
      {reason && <p className="note mind">{say('reason', { reason })}</p>}
      {held && conflict && <p className="note mind">{say('conflict')}</p>}
      {held && Date.parse(from) > now && <Cancel booking={booking} when={dates.time(from)} />}
    </div>
  );
}

function Cancel({ booking: { id, room }, when }: { booking: Booking; when: string }) {
  const say = useText(texts);
  const cache = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () => call<typeof cancelMyBooking>('POST /api/me/bookings/:id/cancel', { id }),
    onSuccess: async () => {
      setAsking(false);
      await cache.invalidateQueries({ queryKey: MINE });
    },
  });
  return (
    <>
      <button type="button" className="text-btn" onClick={() => setAsking(true)}>
        {say('cancel')}
      </button>
      <Dialog title={say('cancelTitle', { when })} open={asking} onClose={() => setAsking(false)}>
        <p>{say('cancelBody', { room: room.name })}</p>
        {cancel.error && <Problem error={cancel.error} />}
        <button
          type="button"
          className="btn alarm wide"
          disabled={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          {say('cancel')}
        </button>
        <button type="button" className="btn line wide" onClick={() => setAsking(false)}>
          {say('keep')}
        </button>
      </Dialog>
    </>
  );
}
