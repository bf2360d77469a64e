import { useFormats } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { useWords } from '#web/staff/words.ts';
import { clockOf, lengthsOf, midnightOf, minuteClock, startsOn, type Stretch } from '../../venues/rules.ts';
import { bookingWords } from './booking-texts.ts';
import type { Booking, Room } from './room-reads.ts';
import { roomWords } from './room-texts.ts';
import type { Day } from './room-week.tsx';

export interface WeekProps {
  readonly now: number;
  readonly days: readonly Day[];
  readonly bookings: readonly Booking[];
  readonly onOpen: (booking: Booking) => void;
  /** A free start was pressed. */
  readonly onFree: ((at: number) => void) | undefined;
}

const HOUR_PX = 46;
const stretchOf = ({ from, to }: { readonly from: string; readonly to: string }): Stretch => [
  Date.parse(from),
  Date.parse(to),
];

/** Days across, hours down: what is open, what is booked, what is closed for; a free time is pressed to book it. */
export function RoomGrid({ room, days, now, bookings, onOpen, onFree }: WeekProps & { readonly room: Room }) {
  const first = Math.floor(room.fromMinute / 60);
  const last = Math.ceil(room.toMinute / 60);
  const hours = Array.from({ length: last - first }, (_, nth) => first + nth);
  return (
    <div className="week">
      <div className="week-hours">
        {hours.map((hour) => (
          <span key={hour} style={{ height: HOUR_PX }}>
            {minuteClock(hour * 60)}
          </span>
        ))}
      </div>
      {days.map((day) => (
        <GridDay
          key={day.day}
          day={day}
          now={now}
          room={room}
          first={first}
          height={hours.length * HOUR_PX}
          bookings={bookings}
          onOpen={onOpen}
          onFree={onFree}
        />
      ))}
    </div>
  );
}

interface GridDayProps extends Omit<WeekProps, 'days'> {
  readonly day: Day;
  readonly room: Room;
  readonly first: number;
  readonly height: number;
}

function GridDay({
  day: { day, open, taken, blackouts },
  room,
  first,
  height,
  now,
  bookings,
  onOpen,
  onFree,
}: GridDayProps) {
  const words = useWords(roomWords);
  const bookingTexts = useWords(bookingWords);
  const { day: dayText } = useFormats();
  const weekday = useWeekday();
  const top = midnightOf(day) + first * 3_600_000;
  const at = ([from, to]: Stretch) => ({
    top: Math.max(0, ((from - top) / 3_600_000) * HOUR_PX),
    height:
      ((Math.min(to, top + (height / HOUR_PX) * 3_600_000) - Math.max(from, top)) / 3_600_000) * HOUR_PX,
  });
  const own = bookings.filter(({ from, to }) => {
    const [begins, ends] = stretchOf({ from, to });
    return ends > midnightOf(day) && begins < midnightOf(day) + 86_400_000;
  });
  const free = onFree
    ? startsOn(
        room,
        { open: open.map(stretchOf), blackouts: [], held: taken.map(stretchOf) },
        {
          day,
          minutes: lengthsOf(room)[0]!,
          now,
        },
      )
    : [];
  return (
    <div className="week-day">
      <div className="week-name">{weekday(day)}</div>
      <div className="week-column" style={{ height }}>
        {open.map((one) => (
          <div key={one.from} className="week-open" style={at(stretchOf(one))} />
        ))}
        {free.map((start) => (
          <button
            key={start}
            type="button"
            className="week-free"
            tabIndex={-1}
            style={at([start, start + room.stepMinutes * 60_000])}
            aria-label={words.freeAt(dayText(day), clockOf(start))}
            onClick={() => onFree?.(start)}
          >
            {clockOf(start)}
          </button>
        ))}
        {blackouts.map((one) => (
          <div key={one.from} className="week-shut" style={at(stretchOf(one))}>
            {one.reason}
          </div>
        ))}
        {own.map((one) => (
          <button
            key={one.id}
            type="button"
            className={`week-booking ${one.conflict ? 'alarm' : one.state}`}
            style={at(stretchOf(one))}
            onClick={() => onOpen(one)}
          >
            <b>
              {clockOf(one.from)}–{clockOf(one.to)}
            </b>{' '}
            <span>{one.title ?? one.org?.name ?? one.purpose ?? bookingTexts.person}</span>{' '}
            <i>{one.conflict ? bookingTexts.conflict : bookingTexts.states[one.state]}</i>
          </button>
        ))}
      </div>
    </div>
  );
}

/** 12月2日 周三 */
export function useWeekday(): (day: string) => string {
  const language = useLocale();
  return (day) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
      timeZone: 'Asia/Shanghai',
      month: language === 'en' ? 'short' : 'long',
      day: 'numeric',
      weekday: 'short',
    }).format(new Date(`${day}T12:00:00+08:00`));
}
