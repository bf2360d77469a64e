import type { Language } from '#web/kit/look.ts';
import { sayIn } from '#web/kit/text.ts';
import { texts } from './place-page-texts.ts';
import type { PlaceView } from './place-words.ts';

/** What it looks like, what took place there, what it was awarded. */
export function PlacePast({ place, language }: { place: PlaceView; language: Language }) {
  const say = sayIn(texts, language);
  return (
    <>
      {place.photos.length > 0 && (
        <section className="card stack tight">
          <h2>{say('photos')}</h2>
          <div className="photos">
            {place.photos.map(({ id, caption, width, height }, nth) => (
              <figure key={id}>
                <img
                  loading="lazy"
                  src={`/api/public/photos/${id}`}
                  width={width}
                  height={height}
                  alt={caption ?? say('photo', { name: place.name, n: nth + 1 })}
                />
                {caption && <figcaption>{caption}</figcaption>}
              </figure>
            ))}
          </div>
        </section>
      )}
      {place.events.length > 0 && (
        <section className="card stack tight">
          <h2>{say('events')}</h2>
          <ul className="stack tight">
            {place.events.map(({ on, title, about }) => (
              <li key={`${on} ${title}`}>
                <b>{title}</b> <small>{dayWords(on, language)}</small>
                {about && <p>{about}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {place.titles.length > 0 && (
        <section className="card stack tight">
          <h2>{say('titles')}</h2>
          <ul className="stack tight">
            {place.titles.map(({ name, awardedOn, plaqueNo }) => (
              <li key={`${name} ${awardedOn}`}>
                <b>{name}</b> <small>{dayWords(awardedOn, language)}</small>
                {plaqueNo && <small> {say('plaque', { no: plaqueNo })}</small>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** A civil date as it is written. */
function dayWords(day: string, language: Language): string {
  const [year, month, date] = day.split('-').map(Number);
  return language === 'zh' ? `${year}年${month}月${date}日` : `${date}/${month}/${year}`;
}
