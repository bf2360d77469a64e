import type { ReactNode } from 'react';
import { useDates } from '#web/kit/dates.ts';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { UnitView } from './unit-draft.ts';
import { useReceived } from './unit-send.ts';
import { texts } from './unit-texts.ts';

const DAY = 86_400_000;
const TONES = {
  waiting: 'mind',
  submitted: '',
  confirmed: 'ok',
  returned: 'alarm',
  closed: 'plain',
} as const;

interface HeadProps {
  readonly token: string;
  readonly view: UnitView;
}

/** Who asks which unit for what, since when and until when, and whom the link is for. */
export function UnitHead({ token, view }: HeadProps) {
  const say = useText(texts);
  const dates = useDates();
  const { unit, union, kind, state, receivedAt } = view;
  const meeting = view.meeting?.title ?? view.item?.meeting ?? '';
  const ask = kind === 'item' && !view.item!.leads ? 'itemHelp' : (`${kind}Ask` as const);
  const days = Math.floor((Date.parse(view.at) - Date.parse(view.askedAt)) / DAY);
  const date = dates.day(view.askedAt);
  return (
    <section className="card stack">
      <div>
        <span className={`tag ${TONES[state]}`}>{say(state)}</span>
      </div>
      <p>{say(ask, { union: union.name, meeting })}</p>
      <dl className="facts">
        <Fact name={say('unit')}>{unit}</Fact>
        <Fact name={say('asked')}>
          {days === 0 ? say('askedToday', { date }) : say('askedAge', { date, days })}
        </Fact>
        <Fact name={say('due')}>
          <Due view={view} />
        </Fact>
      </dl>
      <p className="note">{say('forUnit', { unit })}</p>
      {receivedAt && <small>{say('receivedAt', { time: dates.time(receivedAt) })}</small>}
      {!receivedAt && view.may.length > 0 && <Received token={token} />}
    </section>
  );
}

function Received({ token }: { readonly token: string }) {
  const say = useText(texts);
  const send = useReceived(token);
  return (
    <div className="stack tight">
      <button type="button" className="btn line wide" disabled={send.isPending} onClick={() => send.mutate()}>
        {say('received')}
      </button>
      <small>{say('receivedWhy')}</small>
      {send.error && <Problem error={send.error} />}
    </div>
  );
}

/** By the server's clock: a phone's own may be wrong. */
function Due({ view: { at, dueOn } }: { readonly view: UnitView }) {
  const say = useText(texts);
  const dates = useDates();
  if (!dueOn) return <>{say('noDue')}</>;
  const today = new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);
  const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / DAY);
  const date = dates.weekday(dueOn);
  if (days === 0) return <>{say('dueToday', { date })}</>;
  return days > 0 ? <>{say('dueLeft', { date, days })}</> : <b>{say('dueLate', { date, days: -days })}</b>;
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Whom to call, and until when the link opens this page. */
export function UnitCall({ view: { union, expiresAt } }: { readonly view: UnitView }) {
  const say = useText(texts);
  const dates = useDates();
  return (
    <>
      {union.phone && (
        <a className="btn line wide" href={`tel:${union.phone}`}>
          {say('call', { union: union.name, phone: union.phone })}
        </a>
      )}
      {expiresAt && <small>{say('until', { date: dates.year(expiresAt) })}</small>}
    </>
  );
}
