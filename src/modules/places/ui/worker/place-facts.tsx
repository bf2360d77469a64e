import { CalendarDays, Clock, Info, Megaphone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Language } from '#web/kit/look.ts';
import { Link } from '#web/kit/router.tsx';
import { sayIn } from '#web/kit/text.ts';
import { USUAL_TERMS, type Terms } from './facility-words.tsx';
import { Freshness } from './near-list.tsx';
import { EDGES, OpenPill } from './open-pill.tsx';
import { Equipment } from './place-equipment.tsx';
import { todayWhy, todayWords } from './place-hours.ts';
import { PlacePast } from './place-past.tsx';
import { texts } from './place-page-texts.ts';
import { texts as words } from './place-texts.ts';
import { PlaceWay, PlaceWeek, RunBy } from './place-way.tsx';
import { openState, type PlaceView } from './place-words.ts';

export interface PlaceFactsProps {
  readonly place: PlaceView;
  readonly language: Language;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly terms?: Terms;
  /** What can be done, below what holds now. */
  readonly children?: ReactNode;
}

/** All that is known of a place, below its name. Drawn by the server first and by the phone after it: props alone decide. */
export function PlaceFacts({ place, language, now, terms = USUAL_TERMS, children }: PlaceFactsProps) {
  const gone = openState(place, now).standing === 'gone';
  return (
    <>
      {gone ? (
        <Gone place={place} language={language} />
      ) : (
        <Now place={place} language={language} now={now} />
      )}
      {children}
      <Equipment place={place} language={language} now={now} terms={terms} />
      <PlaceWay place={place} language={language} />
      <PlaceWeek place={place} language={language} />
      <PlacePast place={place} language={language} />
      <RunBy place={place} language={language} />
    </>
  );
}

type Part = Pick<PlaceFactsProps, 'place' | 'language'>;

function Gone({ place, language }: Part) {
  const say = sayIn(texts, language);
  return (
    <section className="card marked alarm stack tight">
      <h2>{say('goneTitle')}</h2>
      {place.closedWhy && <p>{place.closedWhy}</p>}
      <p>{say('goneHint')}</p>
      <Link className="btn" href="/near">
        {say('others')}
      </Link>
    </section>
  );
}

/** Open or not, until when, what today's hours are, who says so. */
function Now({ place, language, now }: Part & { now: number }) {
  const say = sayIn(texts, language);
  const state = openState(place, now);
  const today = todayWords(place, now, language);
  const why = todayWhy(place, now, language);
  return (
    <section className={`card marked place ${EDGES[state.standing]}`}>
      <OpenPill state={state} now={now} language={language} />
      {place.closedWhy && <p className="note mind">{say('paused', { why: place.closedWhy })}</p>}
      {state.standing !== 'paused' && !state.allDay && (
        <p className="told">
          <Clock size={16} />
          <span>
            {today ? `${today === say('todayShut') ? '' : `${say('today')} `}${today}` : say('todayUnknown')}
          </span>
        </p>
      )}
      {why && state.standing !== 'paused' && (
        <p className="told">
          <CalendarDays size={16} />
          <span>{why}</span>
        </p>
      )}
      {state.standing === 'unknown' && (
        <p className="told">
          <Info size={16} />
          <span>{sayIn(words, language)('unknownHint')}</span>
        </p>
      )}
      <Freshness place={place} now={now} language={language} />
      {place.note && (
        <p className="told">
          <Megaphone size={16} />
          <span>{sayIn(words, language)('note', { note: place.note })}</span>
        </p>
      )}
    </section>
  );
}
