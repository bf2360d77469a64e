import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { roomDays } from '#places/venues/contract';
import { call } from '#web/client.ts';
import { civilDate, useDates } from '#web/kit/dates.ts';
import { useLook } from '#web/kit/look.ts';
import { useNow } from '#web/kit/now.ts';
import { goTo, useAddress } from '#web/kit/router.tsx';
import { Answer } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { clockOf, dayAfter, lengthsOf } from '../../venues/rules.ts';
import type { Booked } from './book-done.tsx';
import { BookForm } from './book-form.tsx';
import type { Room } from './book-rooms.tsx';
import { texts } from './book-texts.ts';
import { freeStarts, type RoomDays } from './book-times.ts';

/** So many days at a glance. */
const DAYS = 6;

interface BookSlotsProps {
  readonly place: string;
  readonly room: Room;
  readonly onBooked: (booked: Booked) => void;
}

/** A day, a length, a free time. */
export function BookSlots({ place, room, onBooked }: BookSlotsProps) {
  const say = useText(texts);
  const dates = useDates();
  const now = useNow(30_000);
  const { query } = useAddress();
  const today = civilDate(new Date(now));
  const [day, setDay] = useState(query.get('day') ?? today);
  const [first, setFirst] = useState(day);
  const [minutes, setMinutes] = useState(Number(query.get('minutes')) || lengthsOf(room)[0]!);
  const [at, setAt] = useState(Number(query.get('at')) || null);
  const answer = useQuery({
    queryKey: ['room-days', room.id, first],
    queryFn: () =>
      call<typeof roomDays>('GET /api/public/rooms/:id/days', {
        id: room.id,
        from: first,
        days: String(DAYS),
      }),
    staleTime: 10_000,
  });
  const last = dayAfter(today, room.aheadDays);
  const show = (to: string) => {
    setFirst(to < today ? today : to);
    setDay(to < today ? today : to);
    setAt(null);
  };
  const pick = (chosen: number) => {
    setAt(chosen);
    const chosenNow = { place, room: room.id, day, minutes: String(minutes), at: String(chosen) };
    goTo(`/book?${new URLSearchParams(chosenNow)}`, { replace: true });
  };
  return (
    <>
      <section className="card">
        <fieldset className="field">
          <legend>{say('day')}</legend>
          <div className="tiles">
            {Array.from({ length: DAYS }, (_, nth) => dayAfter(first, nth))
              .filter((one) => one <= last)
              .map((one) => (
                <label key={one} className={one === day ? 'on' : ''}>
                  <input
                    type="radio"
                    name="day"
                    checked={one === day}
                    onChange={() => {
                      setDay(one);
                      setAt(null);
                    }}
                  />
                  {dates.weekday(one)}
                </label>
              ))}
          </div>
          <div className="row mt-2">
            {first > today && (
              <button type="button" className="text-btn" onClick={() => show(dayAfter(first, -DAYS))}>
                {say('earlier')}
              </button>
            )}
            {dayAfter(first, DAYS) <= last && (
              <button type="button" className="text-btn" onClick={() => show(dayAfter(first, DAYS))}>
                {say('later')}
              </button>
            )}
          </div>
        </fieldset>
      </section>
      <section className="card stack">
        {lengthsOf(room).length > 1 && (
          <label className="field">
            {say('howLong')}
            <select
              value={minutes}
              onChange={(event) => {
                setMinutes(Number(event.currentTarget.value));
                setAt(null);
              }}
            >
              {lengthsOf(room).map((one) => (
                <option key={one} value={one}>
                  {say('minutes', { count: one })}
                </option>
              ))}
            </select>
          </label>
        )}
        <Answer query={answer}>
          {(days) => <Starts days={days} day={day} minutes={minutes} now={now} chosen={at} onChoose={pick} />}
        </Answer>
      </section>
      {at !== null && (
        <BookForm
          roomId={room.id}
          from={at}
          minutes={minutes}
          onBooked={onBooked}
          onRefused={() => void answer.refetch()}
        />
      )}
    </>
  );
}

interface StartsProps {
  readonly days: RoomDays;
  readonly day: string;
  readonly minutes: number;
  readonly now: number;
  readonly chosen: number | null;
  readonly onChoose: (at: number) => void;
}

function Starts({ days, day, minutes, now, chosen, onChoose }: StartsProps) {
  const say = useText(texts);
  const { elder } = useLook();
  const free = freeStarts(days, day, minutes, now);
  const of = days.days.find((one) => one.day === day);
  const between = (one: { from: string; to: string }, word: string | null) =>
    [`${clockOf(one.from)}–${clockOf(one.to)}`, word].filter(Boolean).join(' ');
  const taken = of?.taken.map((one) => between(one, one.title)) ?? [];
  const blackouts = of?.blackouts.map((one) => between(one, one.reason)) ?? [];
  return (
    <>
      {free.length === 0 ? (
        <p className="note mind">{say('none')}</p>
      ) : (
        <fieldset className="field">
          <legend>{say('start')}</legend>
          <div className={elder ? 'tiles' : 'tiles three'}>
            {free.map((at) => (
              <label key={at} className={at === chosen ? 'on' : ''}>
                <input type="radio" name="at" checked={at === chosen} onChange={() => onChoose(at)} />
                {clockOf(at)}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {taken.length > 0 && <small>{say('taken', { list: taken.join('、') })}</small>}
      {blackouts.length > 0 && <small>{say('blackout', { list: blackouts.join('、') })}</small>}
    </>
  );
}
