import { Phone } from 'lucide-react';
import { useDates } from '#web/kit/dates.ts';
import { Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { useKept } from './kept.ts';
import { MemberCard } from './member-card.tsx';
import { texts } from './member-texts.ts';
import type { Me } from './me.ts';
import { TONES } from './tracking.ts';
import { states, texts as trackTexts } from './track-texts.ts';

/** Mine first: the card, or the application that leads to one, or the way to apply. */
export function MyMembership({ me }: { me: Me }) {
  const { person, membership } = me;
  // The card says what an approved application said; a withdrawn one is over.
  const applications = me.applications.filter(
    ({ state }) => state !== 'withdrawn' && !(membership && state === 'approved'),
  );
  const mayApply = !membership && applications.every(({ state }) => state === 'rejected');
  return (
    <>
      {membership && (
        <MemberCard
          union={membership.org.name}
          state={membership.state}
          number={membership.number}
          since={membership.from}
          {...(person ? { name: person.name } : {})}
        />
      )}
      {membership?.unionPhone && <CallUnion phone={membership.unionPhone} />}
      {applications.map((application) => (
        <MyApplication key={application.id} application={application} />
      ))}
      {mayApply && <NotYet />}
    </>
  );
}

function CallUnion({ phone }: { phone: string }) {
  const say = useText(texts);
  return (
    <a className="btn line" href={`tel:${phone}`}>
      <Phone size={18} />
      {say('call')} {phone}
    </a>
  );
}

/** The full page opens only on the phone that applied: elsewhere there is no token, so the state is told here. */
function MyApplication({ application }: { application: Me['applications'][number] }) {
  const { state, union, unionPhone, reason, submittedAt } = application;
  const say = useText(texts);
  const sayTrack = useText(trackTexts);
  const sayState = useText(states[state]);
  const dates = useDates();
  const token = useKept().find(({ id }) => id === application.id)?.token;
  const named = { union: union ?? sayTrack('theUnion'), since: '' };
  return (
    <section className={`card marked stack tight ${TONES[state]}`}>
      <div className="row">
        <span className={`tag ${TONES[state]}`}>{sayState('word')}</span>
        <small>{say('submitted', { date: dates.day(submittedAt) })}</small>
      </div>
      <h2>{sayState('now', named)}</h2>
      {reason && <p className="note mind">{sayTrack('reason', { reason })}</p>}
      <p>{sayState('next', named)}</p>
      {!token && state === 'returned' && <p>{say('elsewhere')}</p>}
      {token && (
        <Link className="btn line small" href={`/track#${token}`}>
          {sayTrack('open')}
        </Link>
      )}
      {!token && unionPhone && <CallUnion phone={unionPhone} />}
    </section>
  );
}

function NotYet() {
  const say = useText(texts);
  const sayTrack = useText(trackTexts);
  return (
    <section className="card stack">
      <h2>{say('notYet')}</h2>
      <p className="quiet">{say('notYetHint')}</p>
      <Link className="btn" href="/join">
        {sayTrack('apply')}
      </Link>
    </section>
  );
}
