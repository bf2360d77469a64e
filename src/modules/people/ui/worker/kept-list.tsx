import { useDates } from '#web/kit/dates.ts';
import { Link } from '#web/kit/router.tsx';
import { Answer } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import { useKept, type Kept } from './kept.ts';
import { TONES, useTracking, type Tracking } from './tracking.ts';
import { states, texts } from './track-texts.ts';

/** The applications made on this phone, each with where it stands now. */
export function KeptList() {
  const say = useText(texts);
  const kept = useKept();
  if (kept.length === 0) {
    return (
      <section className="card stack">
        <h2>{say('none')}</h2>
        <Link className="btn" href="/join">
          {say('apply')}
        </Link>
      </section>
    );
  }
  return (
    <>
      {kept.map((each) => (
        <KeptCard key={each.token} kept={each} />
      ))}
    </>
  );
}

export function KeptCard({ kept }: { kept: Kept }) {
  const tracking = useTracking(kept.token);
  return (
    <Answer query={tracking} lines={2}>
      {(view) => <Short view={view} token={kept.token} />}
    </Answer>
  );
}

function Short({ view, token }: { view: Tracking; token: string }) {
  const say = useText(texts);
  const sayState = useText(states[view.state]);
  const dates = useDates();
  return (
    <section className={`card marked stack tight ${TONES[view.state]}`}>
      <div className="row">
        <span className={`tag ${TONES[view.state]}`}>{sayState('word')}</span>
        <small>{say('ofWhom', { name: view.name, date: dates.day(view.submittedAt) })}</small>
      </div>
      <h2>{sayState('now', { union: view.union?.name ?? say('theUnion') })}</h2>
      <Link className="btn line small" href={`/track#${token}`}>
        {say('open')}
      </Link>
    </section>
  );
}
