import { MapPin } from 'lucide-react';
import { useLook } from '#web/kit/look.ts';
import { useNow } from '#web/kit/now.ts';
import { Link } from '#web/kit/router.tsx';
import { Loading } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { Point } from '../../rules.ts';
import { facilityWord, inTermOrder } from './facility-words.tsx';
import { GoThere } from './go-there.tsx';
import { useHere } from './here.ts';
import { keptArea, keptNear, nearHome } from './kept-near.ts';
import { useNear, useTerms } from './near-answer.ts';
import { Freshness } from './near-list.tsx';
import { readNearQuery } from './near-query.ts';
import { byDistance, byStanding } from './near-sort.ts';
import { EDGES, OpenPill } from './open-pill.tsx';
import { texts } from './place-page-texts.ts';
import { openState, wayWords, type PlaceCardView } from './place-words.ts';

/** The first card of the home page: a station that is open, of where the phone is or of the area last looked at. */
export function HomePlace() {
  const { point } = useHere();
  const area = keptArea();
  return point || area || keptNear() ? <Nearest area={area} here={point} /> : <FindCard />;
}

function FindCard() {
  const say = useText(texts);
  return (
    <section className="card marked ok stack tight">
      <h2>{say('homeTitle')}</h2>
      <p>{say('homeAbout')}</p>
      <Link className="btn wide" href="/near">
        <MapPin size={20} />
        {say('homeFind')}
      </Link>
    </section>
  );
}

function Nearest({ area, here }: { area: string | null; here: Point | null }) {
  const now = useNow(30_000);
  const query = { ...readNearQuery(new URLSearchParams()), area, open: true };
  const { answer, pending } = useNear(query, here, now);
  const items = answer?.items ?? [];
  const [open] = here ? byDistance(items, here) : byStanding(items, now);
  if (open && openState(open, now).standing === 'open')
    return <OpenCard place={open} now={now} here={here} />;
  return pending && !answer ? <Loading lines={3} /> : <FindCard />;
}

function OpenCard({ place, now, here }: { place: PlaceCardView; now: number; here: Point | null }) {
  const say = useText(texts);
  const { language } = useLook();
  const terms = useTerms();
  const state = openState(place, now);
  const has = inTermOrder(place.facilities, terms)
    .slice(0, 5)
    .map((code) => facilityWord(code, terms, language));
  const line = [wayWords(place, here, language), has.join(language === 'zh' ? '、' : ', ')].filter(Boolean);
  return (
    <section className={`card marked place ${EDGES[state.standing]}`}>
      <OpenPill state={state} now={now} language={language} />
      <h2>
        <Link className="place-name" href={`/p/${place.code}`}>
          {place.name}
        </Link>
      </h2>
      <Freshness place={place} now={now} language={language} />
      <p className="quiet">{line.join(' · ')}</p>
      <div className="row">
        <GoThere place={place} small />
        <Link className="btn line small flex-1" href={`/p/${place.code}`}>
          {say('shutTell')}
        </Link>
      </div>
      <Link className="text-btn" href={nearHome()}>
        {say('homeOthers')}
      </Link>
    </section>
  );
}
