import { useQuery } from '@tanstack/react-query';
import type { Output } from '#kernel/contract';
import type { getPlaceTerms } from '#places/contract';
import type { publicRooms } from '#places/venues/contract';
import { call } from '#web/client.ts';
import { useLook } from '#web/kit/look.ts';
import { useText } from '#web/kit/text.ts';
import { minuteClock } from '../../venues/rules.ts';
import { texts } from './book-texts.ts';

export type Room = Output<typeof publicRooms>['items'][number];

interface BookRoomsProps {
  readonly rooms: readonly Room[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

/** The rooms with their rules in words; one is chosen. */
export function BookRooms({ rooms, chosen, onChoose }: BookRoomsProps) {
  const say = useText(texts);
  const nameOf = useFacilityNames();
  const shown = chosen === null || rooms.length === 1 ? rooms : rooms.filter(({ id }) => id === chosen);
  return (
    <>
      {rooms.length > 1 && (
        <section className="card">
          <fieldset className="field">
            <legend>{say('which')}</legend>
            <div className="tiles">
              {rooms.map(({ id, name }) => (
                <label key={id} className={id === chosen ? 'on' : ''}>
                  <input type="radio" name="room" checked={id === chosen} onChange={() => onChoose(id)} />
                  {name}
                </label>
              ))}
            </div>
          </fieldset>
        </section>
      )}
      {shown.map((room) => (
        <section key={room.id} className="card stack tight">
          <h2>{room.name}</h2>
          <p>
            {[
              room.seats !== null && say('seats', { count: room.seats }),
              room.has.length > 0 && say('has', { list: room.has.map(nameOf).join('、') }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <small>
            {[
              say('hours', { from: minuteClock(room.fromMinute), to: minuteClock(room.toMinute) }),
              say(room.minMinutes === room.maxMinutes ? 'length' : 'lengths', {
                min: room.minMinutes,
                max: room.maxMinutes,
              }),
              say('ahead', { days: room.aheadDays }),
              say(room.approval ? 'needsYes' : 'atOnce'),
              say('most', { count: room.mostAhead }),
            ].join(' · ')}
          </small>
          {room.rules && <p className="note">{room.rules}</p>}
          {room.who === 'unions' && <p className="note mind">{say('unions')}</p>}
        </section>
      ))}
    </>
  );
}

/** Codes of facilities in words; what an officer wrote stays as it is. */
function useFacilityNames(): (code: string) => string {
  const { language } = useLook();
  const terms = useQuery({
    queryKey: ['place-terms'],
    queryFn: () => call<typeof getPlaceTerms>('GET /api/public/place-terms', {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (code) => terms.data?.facilities.find((one) => one.code === code)?.[language] ?? code;
}
