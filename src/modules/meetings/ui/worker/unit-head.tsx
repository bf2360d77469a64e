import type { ReactNode } from 'react';
import { useDates } from '#web/kit/dates.ts';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { UnitView } from './unit-draft.ts';
import { useReceived } from './unit-send.ts';
import { halts, texts } from './unit-texts.ts';

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
  const { unit, union, kind, state, receivedAt, halt, title: meeting } = view;
  const ask = kind === 'item' && !view.item?.leads ? 'itemHelp' : (`${kind}Ask` as const);
  const waits = state === 'waiting' || state === 'returned';
  const shown = halt !== null && waits ? 'closed' : state;
  const days = Math.floor((Date.parse(view.at) - Date.parse(view.askedAt)) / DAY);
  const date = dates.day(view.askedAt);
  return (
    <section className="card stack">
      <div>
        <span className={`tag ${TONES[shown]}`}>{say(shown)}</span>
      </div>
      {halt === null ? <p>{say(ask, { union: union.name, meeting })}</p> : <Halted view={view} />}
      {halt === null && <Back view={view} />}
      <dl className="facts">
        <Fact name={say('unit')}>{unit}</Fact>
        <Fact name={say('asked')}>
          {days === 0 ? say('askedToday', { date }) : say('askedAge', { date, days })}
        </Fact>
        {halt === null && (
          <Fact name={say('due')}>
            <Due view={view} />
          </Fact>
        )}
      </dl>
      {halt === null && <p className="note">{say('forUnit', { unit })}</p>}
      {receivedAt && <small>{say('receivedAt', { time: dates.time(receivedAt) })}</small>}
      {!receivedAt && view.may.length > 0 && <Received token={token} />}
    </section>
  );
}

/** Nothing to answer: why, and whom to call. */
function Halted({ view }: Pick<HeadProps, 'view'>) {
  const say = useText(halts);
  const sayMore = useText(texts);
  const { halt, heir, title, why } = view;
  return (
    <>
      <h2>{title}</h2>
      <p className="note">
        {halt && say(halt === 'left' && heir !== null ? 'leftTo' : halt, { heir: heir ?? '' })}
        {why && <span> {sayMore('reason', { reason: why })}</span>}
      </p>
    </>
  );
}

/** Why the last answer does not count, before it is written again. */
function Back({ view: { answers, state } }: Pick<HeadProps, 'view'>) {
  const say = useText(texts);
  const [last] = answers;
  if (last?.state !== 'returned' || !last.reason || state === 'submitted') return null;
  return (
    <p className="note mind" role="status">
      {say('backReason', { reason: last.reason })}
      {last.files.length > 0 && say('backFiles')}
    </p>
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
  const date = dates.day(dueOn);
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
      <a className="btn line wide" href={`tel:${union.phone}`}>
        {say('call', { union: union.name, phone: union.phone })}
      </a>
      {expiresAt && <small>{say('until', { date: dates.year(expiresAt) })}</small>}
    </>
  );
}

/** Where no file can be saved, and where a browser behind it can. */
export function inWechat(): boolean {
  return /MicroMessenger/i.test(navigator.userAgent);
}
