import { Tag } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import { clockOf, dayOf } from '../../venues/rules.ts';
import { toneOfBooking } from './booking-tone.ts';
import { bookingWords } from './booking-texts.ts';
import { useWeekday, type WeekProps } from './room-grid.tsx';
import { roomWords } from './room-texts.ts';

/** The week on a phone: a line for each booking, day by day. */
export function RoomDayList({ days, bookings, onOpen }: WeekProps) {
  const words = useWords(roomWords);
  const bookingTexts = useWords(bookingWords);
  const weekday = useWeekday();
  return (
    <ul className="week-list when-narrow">
      {days.map(({ day, open, blackouts }) => {
        const own = bookings.filter(({ from }) => dayOf(Date.parse(from)) === day);
        const span = open.map(({ from, to }) => `${clockOf(from)}–${clockOf(to)}`).join('、');
        return (
          <li key={day}>
            <b>{weekday(day)}</b> <small>{span || words.shutDay}</small>
            {blackouts.map((one) => (
              <div key={one.from} className="quiet">
                {clockOf(one.from)}–{clockOf(one.to)} {one.reason}
              </div>
            ))}
            {own.length === 0 && <div className="quiet">{words.freeDay}</div>}
            {own.map((one) => (
              <div key={one.id} className="row">
                <button type="button" className="link grow" onClick={() => onOpen(one)}>
                  {clockOf(one.from)}–{clockOf(one.to)} {one.title ?? one.org?.name ?? one.purpose}
                </button>
                <Tag tone={toneOfBooking(one)}>
                  {one.conflict ? bookingTexts.conflict : bookingTexts.states[one.state]}
                </Tag>
              </div>
            ))}
          </li>
        );
      })}
    </ul>
  );
}
