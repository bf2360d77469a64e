import { useState } from 'react';
import { useAbout } from '#web/kit/about.ts';
import { goTo, Link, useAddress } from '#web/kit/router.tsx';
import { Answer } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { Title } from '#web/kit/title.tsx';
import { useRooms } from './book-link.tsx';
import { BookDone, type Booked } from './book-done.tsx';
import { BookRooms } from './book-rooms.tsx';
import { BookSlots } from './book-slots.tsx';
import { texts } from './book-texts.ts';

/** 预约房间: place → room → day → a free time → what for. What was chosen stands in the address, also over signing in. */
export function Book() {
  const say = useText(texts);
  const { query } = useAddress();
  const code = query.get('place');
  const rooms = useRooms(code);
  useAbout(rooms.data?.place);
  const [booked, setBooked] = useState<Booked | null>(null);
  if (!code) {
    return (
      <>
        <Title text={say('title')} />
        <section className="card stack">
          <p>{say('noPlace')}</p>
          <Link className="btn line" href="/near">
            {say('near')}
          </Link>
        </section>
      </>
    );
  }
  const choose = (room: string) =>
    goTo(`/book?${new URLSearchParams({ place: code, room })}`, { replace: true });
  return (
    <>
      <Title text={say('title')} />
      <Answer query={rooms}>
        {({ place, items }) => {
          const chosen =
            items.find(({ id }) => id === query.get('room')) ?? (items.length === 1 ? items[0] : undefined);
          if (booked)
            return <BookDone booked={booked} place={place.name} onAnother={() => setBooked(null)} />;
          return (
            <>
              <p className="quiet">
                <Link href={`/p/${place.code}`}>{place.name}</Link>
                {place.address && ` · ${place.address}`}
              </p>
              {items.length === 0 && <p className="card">{say('noRooms')}</p>}
              {items.length > 0 && <BookRooms rooms={items} chosen={chosen?.id ?? null} onChoose={choose} />}
              {chosen && chosen.who === 'anyone' && (
                <BookSlots key={chosen.id} place={code} room={chosen} onBooked={setBooked} />
              )}
            </>
          );
        }}
      </Answer>
    </>
  );
}
