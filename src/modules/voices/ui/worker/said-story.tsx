import { Phone } from 'lucide-react';
import { useState } from 'react';
import { copyText } from '#web/kit/copy.ts';
import { civilDate, useDates } from '#web/kit/dates.ts';
import { useNow } from '#web/kit/now.ts';
import { goTo, Link } from '#web/kit/router.tsx';
import { useText } from '#web/kit/text.ts';
import { AddWords, Helped } from './said-add.tsx';
import { dropSaid } from './said-kept.ts';
import { WhatLeft } from './said-left.tsx';
import { SaidSteps } from './said-steps.tsx';
import { texts } from './said-texts.ts';
import { daysWaited, standOf, toneOf, type SaidView } from './said-view.ts';

const MINUTE_MS = 60_000;

interface StoryProps {
  readonly token: string;
  readonly view: SaidView;
  readonly kept: boolean;
}

/** Where something said stands, its answer and whether that helped, and what happened when. */
export function SaidStory({ token, view, kept }: StoryProps) {
  const say = useText(texts);
  const dates = useDates();
  const days = daysWaited(view, useNow(MINUTE_MS));
  const tone = toneOf(view);
  const { answer, answeredAt } = view;
  return (
    <>
      <section className={`card marked stack ${tone}`}>
        <p>
          <span className={`tag ${tone}`}>{say(view.state)}</span>
        </p>
        <h2 className="said-words">{view.text}</h2>
        <small>{say('to', { when: dates.time(view.at), union: view.union.name })}</small>
        <p>{say(standOf(view, days), { days, within: view.answerDays, others: view.others ?? 0 })}</p>
        {view.delay && <Delay delay={view.delay} />}
        {view.overdue && <Late view={view} />}
      </section>
      {answer !== null && answeredAt !== null && (
        <section className="card stack">
          <h2>{say('answer')}</h2>
          <p className="said-words">{answer}</p>
          <small>{dates.time(answeredAt)}</small>
          <hr />
          <Helped token={token} view={view} />
        </section>
      )}
      <section className="card stack">
        <h2>{say('history')}</h2>
        <SaidSteps view={view} />
        <AddWords token={token} reopens={view.state === 'answered'} />
      </section>
      <WhatLeft token={token} view={view} />
      <Others token={token} view={view} kept={kept} />
    </>
  );
}

/** Why it takes longer, as the union says, and until when: also when that is over. */
function Delay({ delay: { reason, until } }: { delay: NonNullable<SaidView['delay']> }) {
  const say = useText(texts);
  const dates = useDates();
  const today = civilDate(new Date(useNow(MINUTE_MS)));
  return (
    <>
      <p className="said-words">{say('delayed', { reason })}</p>
      {until && <p>{say(until < today ? 'delayOver' : 'delayedUntil', { day: dates.day(until) })}</p>}
    </>
  );
}

/** It waits too long: who knows that, and what one can do. */
function Late({ view: { state, answerDays, union, delay } }: { view: SaidView }) {
  const say = useText(texts);
  return (
    <>
      <p>
        {state !== 'grouped' && delay === null && `${say('lateWhyNot')} `}
        {say(state === 'grouped' ? 'lateGrouped' : 'late', { within: answerDays })}
      </p>
      <p className="note mind">
        {union.phone ? say('lateNext', { phone: union.phone }) : say('lateNextWords')}
      </p>
    </>
  );
}

function Others({ token, view, kept }: StoryProps) {
  const say = useText(texts);
  const [copied, setCopied] = useState(false);
  const copy = async () => setCopied(await copyText(`${location.origin}/said#${token}`));
  const remove = () => {
    dropSaid(token);
    goTo('/said', { replace: true });
  };
  const { phone } = view.union;
  return (
    <section className="card stack">
      {phone && (
        <a className="btn line" href={`tel:${phone}`}>
          <Phone size={18} />
          {say('call', { phone })}
        </a>
      )}
      <div className="links">
        {view.place && <Link href={`/p/${view.place.code}`}>{say('place')}</Link>}
        <button type="button" onClick={() => void copy()}>
          {say('copy')}
        </button>
        {kept && (
          <button type="button" onClick={remove}>
            {say('drop')}
          </button>
        )}
      </div>
      <small role="status">{copied && say('copied')}</small>
      <small>{say('keptFor', { months: view.keptMonths.words })}</small>
    </section>
  );
}
