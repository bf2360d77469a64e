import { Phone } from 'lucide-react';
import { useDates } from '#web/kit/dates.ts';
import { useNow } from '#web/kit/now.ts';
import { useText } from '#web/kit/text.ts';
import { isWaiting, promiseOf, TONES, type Tracking } from './tracking.ts';
import { routes, states, texts } from './track-texts.ts';

/** Where it stands, what comes next and by when, whom to call: sentences, not a progress bar. */
export function StateCard({ view, phone }: { view: Tracking; phone: string | null }) {
  const say = useText(texts);
  const sayRoute = useText(routes);
  const sayState = useText(states[view.state]);
  const dates = useDates();
  const union = view.union?.name ?? say('theUnion');
  const since = view.member ? dates.year(view.member.since) : '';
  const promise = promiseOf(view, new Date(useNow(60_000)));
  const by = { date: dates.weekday(promise.by) };
  return (
    <section className={`card marked stack ${TONES[view.state]}`}>
      <p>
        <span className={`tag ${TONES[view.state]}`}>{sayState('word')}</span>
      </p>
      <h2>{sayState('now', { union })}</h2>
      {view.reason && <p className="note mind">{say('reason', { reason: view.reason })}</p>}
      <p>{sayState('next', { union, since })}</p>
      {isWaiting(view.state) && (
        <>
          <p className={promise.late ? 'note mind' : ''}>{say(promise.late ? 'late' : 'by', by)}</p>
          <small>{sayRoute(view.routeReason)}</small>
        </>
      )}
      {phone && (
        <a className="btn line small" href={`tel:${phone}`}>
          <Phone size={18} />
          {say('callNumber', { phone })}
        </a>
      )}
    </section>
  );
}
