import { useDates } from '#web/kit/dates.ts';
import { useNow } from '#web/kit/now.ts';
import { Link } from '#web/kit/router.tsx';
import { Answer } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { KeptSaid } from './said-kept.ts';
import { texts } from './said-texts.ts';
import { daysWaited, isGone, standOf, toneOf, useSaid, type SaidView } from './said-view.ts';

const MINUTE_MS = 60_000;
/** Each with where it stands now. */
export function SaidCards({ kept }: { kept: readonly KeptSaid[] }) {
  return (
    <>
      {kept.map(({ token }) => (
        <Card key={token} token={token} />
      ))}
    </>
  );
}

function Card({ token }: { token: string }) {
  const said = useSaid(token);
  // Its link has ended: its own page says so once more, here it would stand for ever.
  if (isGone(said.error)) return null;
  return (
    <Answer query={said} lines={2}>
      {(view) => <Short token={token} view={view} />}
    </Answer>
  );
}

function Short({ token, view }: { token: string; view: SaidView }) {
  const say = useText(texts);
  const dates = useDates();
  const days = daysWaited(view, useNow(MINUTE_MS));
  const numbers = { days, within: view.answerDays, others: view.others ?? 0 };
  return (
    <section className={`card marked stack tight ${toneOf(view)}`}>
      <div className="row">
        <span className={`tag ${toneOf(view)}`}>{say(view.state)}</span>
        <small>{say('to', { when: dates.day(view.at), union: view.union.name })}</small>
      </div>
      <h3 className="said-words">{view.text}</h3>
      <small>{view.answer ?? say(standOf(view, days), numbers)}</small>
      <Link className="btn line small" href={`/said#${token}`}>
        {say('progress')}
      </Link>
    </section>
  );
}
