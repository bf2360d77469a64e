import { BadgeCheck, CircleAlert, History, MapPin, Megaphone } from 'lucide-react';
import type { Language } from '#web/kit/look.ts';
import { Link } from '#web/kit/router.tsx';
import { sayIn } from '#web/kit/text.ts';
import type { Point } from '../../rules.ts';
import { FacilityIcon, facilityWord, inTermOrder, USUAL_TERMS, type Terms } from './facility-words.tsx';
import { byDistance, byStanding } from './near-sort.ts';
import { EDGES, OpenPill } from './open-pill.tsx';
import { texts } from './place-texts.ts';
import { freshWords, openState, wayWords, type NearAnswer, type PlaceCardView } from './place-words.ts';

export interface NearListProps {
  readonly answer: Pick<NearAnswer, 'items'>;
  readonly language: Language;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Where the phone is, which only the phone knows. */
  readonly here: Point | null;
  readonly terms?: Terms;
}

/** What is nearest first, or what is open. Drawn by the server first and by the phone after it: props alone decide. */
export function NearList({ answer, ...rest }: NearListProps) {
  const { here, now } = rest;
  const places = here ? byDistance(answer.items, here) : byStanding(answer.items, now);
  return (
    <ol className="stack">
      {places.map((place) => (
        <li key={place.code}>
          <PlaceCard place={place} {...rest} />
        </li>
      ))}
    </ol>
  );
}

export interface PlaceCardProps extends Omit<NearListProps, 'answer'> {
  readonly place: PlaceCardView;
}

export function PlaceCard({ place, language, now, here, terms = USUAL_TERMS }: PlaceCardProps) {
  const say = sayIn(texts, language);
  const state = openState(place, now);
  const way = wayWords(place, here, language);
  const where = [place.address, place.directions].filter(Boolean).join(language === 'zh' ? '，' : ', ');
  return (
    <article className={`card marked place ${EDGES[state.standing]}`}>
      <OpenPill state={state} now={now} language={language} />
      <h2>
        <Link className="place-name" href={`/p/${place.code}`}>
          {place.name}
        </Link>
      </h2>
      {way && <p className="way">{way}</p>}
      <Freshness place={place} now={now} language={language} />
      {place.closedWhy && <p className="note mind">{place.closedWhy}</p>}
      <Haves place={place} language={language} terms={terms} />
      {place.note && (
        <p className="told">
          <Megaphone size={16} />
          <span>{say('note', { note: place.note })}</span>
        </p>
      )}
      {where && (
        <p className="told quiet">
          <MapPin size={16} />
          <span>{where}</span>
        </p>
      )}
    </article>
  );
}

const TRUST_ICONS = {
  verified: BadgeCheck,
  stale: History,
  disputed: CircleAlert,
  sunk: CircleAlert,
} as const;

/** Who says so and since when; a doubt stands out, old age does not. */
export function Freshness({ place, now, language }: Pick<PlaceCardProps, 'place' | 'now' | 'language'>) {
  const { trust } = place.freshness;
  const Icon = TRUST_ICONS[trust];
  const doubted = trust === 'disputed' || trust === 'sunk';
  return (
    <p className={doubted ? 'told doubt' : 'told quiet'}>
      <Icon size={16} />
      <span>{freshWords(place, now, language)}</span>
    </p>
  );
}

/** What works as icons with words, then what is out. */
function Haves({ place, language, terms }: { place: PlaceCardView; language: Language; terms: Terms }) {
  const say = sayIn(texts, language);
  const word = (code: string) => facilityWord(code, terms, language);
  const works = inTermOrder(place.facilities, terms);
  const out = inTermOrder(place.out, terms);
  return (
    <>
      {works.length > 0 && (
        <ul className="haves" aria-label={say('has')}>
          {works.map((code) => (
            <li key={code}>
              <FacilityIcon code={code} />
              {word(code)}
            </li>
          ))}
        </ul>
      )}
      {out.length > 0 && (
        <p className="told doubt">
          <CircleAlert size={16} />
          <span>{say('outOf', { what: out.map(word).join(language === 'zh' ? '、' : ', ') })}</span>
        </p>
      )}
    </>
  );
}
