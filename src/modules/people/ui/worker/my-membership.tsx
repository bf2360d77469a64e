import { useMutation } from '@tanstack/react-query';
import { Phone } from 'lucide-react';
import { call } from '#web/client.ts';
import { useDates } from '#web/kit/dates.ts';
import { useNow } from '#web/kit/now.ts';
import { goTo, Link } from '#web/kit/router.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { openMyApplication } from '../../join/contract.ts';
import { keep, useKept } from './kept.ts';
import { MemberCard } from './member-card.tsx';
import { texts } from './member-texts.ts';
import type { Me } from './me.ts';
import { MyRefusal, MyTransfer } from './my-transfer.tsx';
import { isWaiting, promiseOf, TONES } from './tracking.ts';
import { states, texts as trackTexts } from './track-texts.ts';

type Application = Me['applications'][number];

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
      {me.transfer && <MyTransfer transfer={me.transfer} />}
      {me.refusal && <MyRefusal refusal={me.refusal} />}
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
        <MyApplication key={application.id} application={application} answerDays={me.answerDays} />
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

/** The state in short; its page opens on any phone where its owner is signed in. */
function MyApplication({ application, answerDays }: { application: Application; answerDays: number }) {
  const { id, state, union, unionPhone, reason, submittedAt } = application;
  const say = useText(texts);
  const sayTrack = useText(trackTexts);
  const sayState = useText(states[state]);
  const dates = useDates();
  const promise = promiseOf({ submittedAt, answerDays }, new Date(useNow(60_000)));
  const by = { date: dates.weekday(promise.by) };
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
      {isWaiting(state) && <p>{sayTrack(promise.late ? 'late' : 'by', by)}</p>}
      <OpenApplication id={id} />
      {unionPhone && <CallUnion phone={unionPhone} />}
    </section>
  );
}

/** By the link that this phone keeps, or by a new one for the phone that is signed in. */
function OpenApplication({ id }: { id: string }) {
  const sayTrack = useText(trackTexts);
  const token = useKept().find((kept) => kept.id === id)?.token;
  const open = useMutation({
    mutationFn: () => call<typeof openMyApplication>('POST /api/my/applications/:id/link', { id }),
    onSuccess: ({ token: fresh }) => {
      keep({ token: fresh, id, at: 0 });
      goTo(`/track#${fresh}`);
    },
  });
  if (token) {
    return (
      <Link className="btn line small" href={`/track#${token}`}>
        {sayTrack('open')}
      </Link>
    );
  }
  return (
    <>
      {open.error && <Problem error={open.error} />}
      <button
        type="button"
        className="btn line small"
        disabled={open.isPending}
        onClick={() => open.mutate()}
      >
        {sayTrack('open')}
      </button>
    </>
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
