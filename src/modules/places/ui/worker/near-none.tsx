import { useLook } from '#web/kit/look.ts';
import { Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { facilityWord } from './facility-words.tsx';
import { useHere } from './here.ts';
import { useNear, useTerms } from './near-answer.ts';
import { PlaceCard } from './near-list.tsx';
import { isNarrowed, nearHref, toggled, type NearQuery } from './near-query.ts';
import { texts } from './near-texts.ts';
import { openState, type PlaceCardView } from './place-words.ts';

/** Nothing found is no dead end: what opens next, and which condition to drop. */
export function NearNone({ query, now }: { query: NearQuery; now: number }) {
  const say = useText(texts);
  const narrow = isNarrowed(query);
  return (
    <section className="stack">
      <h2>{say(query.open ? 'noneOpen' : narrow ? 'none' : 'noneAtAll')}</h2>
      {query.open && <NextToOpen query={{ ...query, open: false }} now={now} />}
      {query.open && <p className="quiet">{say('unknownNotCounted')}</p>}
      <Drops query={query} />
      {(narrow || query.area) && (
        <Link className="btn line" href="/near">
          {say('dropAll')}
        </Link>
      )}
    </section>
  );
}

/** Each condition with a link to the list without it. */
function Drops({ query }: { query: NearQuery }) {
  const say = useText(texts);
  const { language } = useLook();
  const terms = useTerms();
  const drops: (readonly [word: string, without: NearQuery])[] = [
    ...(query.open ? [[say('openNow'), { ...query, open: false }] as const] : []),
    ...query.with.map((code) => [facilityWord(code, terms, language), toggled(query, code)] as const),
    ...(query.night ? [[say('night'), { ...query, night: false }] as const] : []),
    ...(query.q ? [[query.q, { ...query, q: '' }] as const] : []),
  ];
  return (
    <nav className="chips" aria-label={say('filters')}>
      {drops.map(([word, without]) => (
        <Link key={word} className="chip" href={nearHref(without)}>
          {say('drop', { what: word })}
        </Link>
      ))}
    </nav>
  );
}

function NextToOpen({ query, now }: { query: NearQuery; now: number }) {
  const say = useText(texts);
  const { language } = useLook();
  const { point } = useHere();
  const terms = useTerms();
  const { answer } = useNear(query, point, now);
  const next = answer ? firstToOpen(answer.items, now) : undefined;
  if (!next) return null;
  return (
    <>
      <p>{say('nextOpen')}</p>
      <PlaceCard place={next} language={language} now={now} here={point} terms={terms} />
    </>
  );
}

function firstToOpen(items: readonly PlaceCardView[], now: number): PlaceCardView | undefined {
  const opens = (place: PlaceCardView) => {
    const { standing, until } = openState(place, now);
    return standing === 'closed' ? until : null;
  };
  return [...items].filter((place) => opens(place) !== null).sort((a, b) => opens(a)! - opens(b)!)[0];
}
