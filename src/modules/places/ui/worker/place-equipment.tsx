import { CircleAlert } from 'lucide-react';
import type { Language } from '#web/kit/look.ts';
import { sayIn } from '#web/kit/text.ts';
import { FacilityIcon, facilityWord, inTermOrder, type Terms } from './facility-words.tsx';
import { texts } from './place-page-texts.ts';
import { agoWords, type PlaceView } from './place-words.ts';

export interface EquipmentProps {
  readonly place: PlaceView;
  readonly language: Language;
  readonly now: number;
  readonly terms: Terms;
}

/** What it has: what works first, then what does not and since when, then what somebody is mending. */
export function Equipment({ place, language, now, terms }: EquipmentProps) {
  const say = sayIn(texts, language);
  const order = inTermOrder(
    place.equipment.map(({ code }) => code),
    terms,
  );
  const all = order.map((code) => place.equipment.find((one) => one.code === code)!);
  const out = all.filter(({ state }) => state === 'out');
  const word = (code: string) => facilityWord(code, terms, language);
  const ago = (since: string) => agoWords(Date.parse(since), now, language);
  return (
    <section className="card stack tight">
      <h2>{say('facilities')}</h2>
      {all.length === 0 && <p className="quiet">{say('noFacilities')}</p>}
      <ul className="haves">
        {all
          .filter(({ state }) => state === 'ok')
          .map(({ code, note }) => (
            <li key={code}>
              <FacilityIcon code={code} />
              {word(code)}
              {note && <small>{note}</small>}
            </li>
          ))}
      </ul>
      {out.map(({ code, note, since }) => (
        <p key={code} className="told doubt">
          <CircleAlert size={16} />
          <span>
            <b>{word(code)}</b> {say('out', { ago: ago(since) })}
            {note && <small> {note}</small>}
          </span>
        </p>
      ))}
      <Mending place={place} word={word} ago={ago} language={language} />
    </section>
  );
}

interface MendingProps extends Pick<EquipmentProps, 'place' | 'language'> {
  readonly word: (code: string) => string;
  readonly ago: (since: string) => string;
}

function Mending({ place, word, ago, language }: MendingProps) {
  const say = sayIn(texts, language);
  if (place.faults.length === 0) return null;
  return (
    <>
      <h3>{say('faults')}</h3>
      <ul className="bullets">
        {place.faults.map(({ facility, kind, since }) => (
          <li key={`${kind} ${facility} ${since}`}>
            {say('fault', { what: facility ? word(facility) : say('faultAny'), ago: ago(since) })}
          </li>
        ))}
      </ul>
    </>
  );
}
